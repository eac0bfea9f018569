package picture

// A plane is samples of 8 bits in rows; each pixel has depth of them.
type plane struct {
	pix                   []byte
	stride, width, height int
	depth                 int // 1 or 4
}

// A ratio is how much smaller something becomes, or larger: from so many pixels to so many.
type ratio struct{ from, to int }

// Weights are whole numbers, so that every machine makes the same bytes: with fractions, some processors
// round once where others round twice.
const (
	weightBits = 14
	unit       = 1 << 16 // 1 in the arguments and values of the kernel
)

// A tap is how a sample is made: of a row of others, from first on, each with its weight.
type tap struct {
	first   int
	weights []int32 // they add up to 1 << weightBits
}

// catmullRom is the kernel of that name, Keys 1981 with a = -1/2, at a distance of t units.
func catmullRom(t int64) int64 {
	t2 := t * t / unit
	t3 := t2 * t / unit
	switch {
	case t < unit:
		return (3*t3 - 5*t2 + 2*unit) / 2
	case t < 2*unit:
		return (-t3 + 5*t2 - 8*t + 4*unit) / 2
	}
	return 0
}

// taps returns how each of count samples is made of a row of length others.
func taps(r ratio, length, count int) []tap {
	out := make([]tap, count)
	from, to := int64(r.from), int64(r.to)
	kernel := max(from, to) // what the kernel's unit is as long as, in halves of a sample / to
	for i := range out {
		// All distances are in parts of a sample: 2 * to of them make one.
		centre := int64(2*i+1) * from
		reach := 2 * 2 * kernel
		first := max(0, (centre-reach)/(2*to))
		last := min(int64(length)-1, (centre+reach)/(2*to))
		first = min(first, last)
		raw := make([]int64, last-first+1)
		var total int64
		for k := range raw {
			distance := (2*(first+int64(k))+1)*to - centre
			raw[k] = catmullRom(max(distance, -distance) * unit / (2 * kernel))
			total += raw[k]
		}
		out[i] = tap{int(first), weigh(raw, total)}
	}
	return out
}

// weigh makes weights of values that add up to total. What rounding leaves goes to the largest.
func weigh(raw []int64, total int64) []int32 {
	out := make([]int32, len(raw))
	largest, rest := 0, int32(1<<weightBits)
	for k, v := range raw {
		if total > 0 {
			out[k] = int32(v * (1 << weightBits) / total)
		}
		rest -= out[k]
		if raw[k] > raw[largest] {
			largest = k
		}
	}
	out[largest] += rest
	return out
}

// scale fills a plane with another, first across, then down.
func (p plane) scale(src plane, across, down ratio) {
	between := plane{make([]byte, p.width*src.height*src.depth), p.width * src.depth, p.width, src.height, src.depth}
	columns := taps(across, src.width, p.width)
	for y := range src.height {
		row, out := src.row(y), between.row(y)
		if src.depth == 1 {
			across1(out, row, columns)
		} else {
			across4(out, row, columns)
		}
	}
	sums := make([]int32, between.stride)
	for y, t := range taps(down, src.height, p.height) {
		for x := range sums {
			sums[x] = 1 << (weightBits - 1)
		}
		for k, w := range t.weights {
			row := between.row(t.first + k)[:len(sums)]
			for x, v := range row {
				sums[x] += w * int32(v)
			}
		}
		out := p.row(y)[:len(sums)]
		for x, v := range sums {
			out[x] = clamp(v)
		}
	}
}

func (p plane) row(y int) []byte { return p.pix[y*p.stride:][:p.width*p.depth] }

func across1(out, row []byte, columns []tap) {
	for x, t := range columns {
		samples := row[t.first:][:len(t.weights)]
		sum := int32(1 << (weightBits - 1))
		for k, w := range t.weights {
			sum += w * int32(samples[k])
		}
		out[x] = clamp(sum)
	}
}

func across4(out, row []byte, columns []tap) {
	for x, t := range columns {
		samples := row[4*t.first:][:4*len(t.weights)]
		r, g, b, a := int32(1<<(weightBits-1)), int32(1<<(weightBits-1)), int32(1<<(weightBits-1)), int32(1<<(weightBits-1))
		for k, w := range t.weights {
			s := samples[4*k:][:4]
			r += w * int32(s[0])
			g += w * int32(s[1])
			b += w * int32(s[2])
			a += w * int32(s[3])
		}
		o := out[4*x:][:4]
		o[0], o[1], o[2], o[3] = clamp(r), clamp(g), clamp(b), clamp(a)
	}
}

func clamp(sum int32) byte { return byte(min(max(sum>>weightBits, 0), 255)) }
