package chart

import "strconv"

const (
	Pitch  = 10  // units of a box from one bar to the next
	Height = 200 // units from the foot of a box to its top

	gap = 1 // on either side of a bar
)

// Top returns the number that the top of a picture stands for: a round one, with a round half.
func Top(highest int) int {
	for unit := 1; ; unit *= 10 {
		for _, n := range []int{2, 4, 6, 8, 10, 12, 16} {
			if n*unit >= highest {
				return n * unit
			}
		}
	}
}

// Stack returns the bars of each series, which stand on those of the series before, as a path. counts
// has a number for each bin, by series; top is what the top stands for. What is not nothing can be seen.
func Stack(counts [][]int, top int) []string {
	paths := make([]string, len(counts))
	var feet, sums []int
	for i, series := range counts {
		if feet == nil {
			feet, sums = make([]int, len(series)), make([]int, len(series))
		}
		var d []byte
		for bin, n := range series {
			if n == 0 {
				continue
			}
			sums[bin] += n
			head := min(Height, max(feet[bin]+1, share(sums[bin], top, Height)))
			d = append(d, 'M')
			d = strconv.AppendInt(d, int64(bin*Pitch+gap), 10)
			d = append(d, ' ')
			d = strconv.AppendInt(d, int64(Height-feet[bin]), 10)
			d = append(d, 'V')
			d = strconv.AppendInt(d, int64(Height-head), 10)
			d = append(d, 'h')
			d = strconv.AppendInt(d, Pitch-2*gap, 10)
			d = append(d, 'V')
			d = strconv.AppendInt(d, int64(Height-feet[bin]), 10)
			d = append(d, 'z')
			feet[bin] = head
		}
		paths[i] = string(d)
	}
	return paths
}

// share is the part of whole that n of all is, to the nearest.
func share(n, all, whole int) int { return (2*n*whole + all) / (2 * all) }

// Percent returns what part of all n is: "37.5%".
func Percent(n, all int) string {
	return decimal(share(n, all, 1000)) + "%"
}

// Middle returns where the middle of a bar is, from the beginning of the axis: "37.5%".
func (s Scale) Middle(bin int) string { return Percent(2*bin+1, 2*s.Bins) }

// Stroke returns the width of the line for n, if that for all is the thickest.
func Stroke(n, all int) string {
	return decimal(10 + share(n, all, 50))
}

func decimal(tenths int) string {
	if tenths%10 == 0 {
		return strconv.Itoa(tenths / 10)
	}
	return strconv.Itoa(tenths/10) + "." + strconv.Itoa(tenths%10)
}
