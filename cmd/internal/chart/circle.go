package chart

import "math"

// A Point is a place from the middle of a circle: X to the right, Y down.
type Point struct{ X, Y int }

// Circle returns n places on a circle, from the top down, on the right and on the left in turn: who reads
// or steps through them goes down. The error of a sine differs by architecture, and is thousands of times
// too small to round to another number; see TestCircle.
func Circle(n, radius int) []Point {
	points := make([]Point, n)
	for i := range points {
		step := (i + 1) / 2
		if i%2 == 0 {
			step = -step
		}
		sin, cos := math.Sincos(2 * math.Pi * float64(step) / float64(n))
		points[i] = Point{int(math.Round(float64(radius) * sin)), -int(math.Round(float64(radius) * cos))}
	}
	return points
}
