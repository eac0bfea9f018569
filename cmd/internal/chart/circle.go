package chart

import "math"

// A Point is a place from the middle of a circle: X to the right, Y down.
type Point struct{ X, Y int }

// Circle returns n places on a circle, from the top on clockwise. The error of a sine differs by
// architecture, and is thousands of times too small to round to another number; see TestCircle.
func Circle(n, radius int) []Point {
	points := make([]Point, n)
	for i := range points {
		x, y := at(i, n, radius)
		points[i] = Point{int(math.Round(x)), int(math.Round(y))}
	}
	return points
}

func at(i, n, radius int) (x, y float64) {
	sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
	return float64(radius) * sin, -float64(radius) * cos
}
