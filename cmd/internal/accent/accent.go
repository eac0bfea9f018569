// Package accent judges the one colour that a site may choose: whether it can be read on the pages'
// backgrounds, which near one can, and what takes its place in the dark.
package accent

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A Color is one of sRGB, a byte for each of red, green and blue.
type Color [3]uint8

// A Ground is what a colour stands on, in one scheme of colours of layouts/assets/style.css.
type Ground struct {
	Name        string   // "light" or "dark"
	Backgrounds []Color  // of all pages: --paper and --raised
	Bars        [2]Color // of charts: --bar and --bar-2
}

var (
	Light = Ground{"light", []Color{{0xfe, 0xfd, 0xfa}, {0xf5, 0xf3, 0xec}}, [2]Color{{0x1f, 0x6f, 0x96}, {0xc2, 0x62, 0x0e}}}
	Dark  = Ground{"dark", []Color{{0x14, 0x18, 0x1a}, {0x1d, 0x23, 0x26}}, [2]Color{{0x6c, 0xb4, 0xd6}, {0xf2, 0xa6, 0x5a}}}
)

// Enough is the least contrast of text (WCAG 2.2, 1.4.3).
const Enough = 4.5

// Parse reads "#7a1f2b" or "#725".
func Parse(s string) (c Color, ok bool) {
	digits, ok := strings.CutPrefix(s, "#")
	if len(digits) == 3 {
		d := digits
		digits = string([]byte{d[0], d[0], d[1], d[1], d[2], d[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 24)
	if !ok || err != nil || len(digits) != 6 {
		return Color{}, false
	}
	return Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}, true
}

func (c Color) String() string { return fmt.Sprintf("#%02x%02x%02x", c[0], c[1], c[2]) }

// Contrast returns the least contrast of c with a background of g, from 1 to 21.
func (g Ground) Contrast(c Color) float64 {
	least := 21.0
	for _, b := range g.Backgrounds {
		low, high := c.luminance(), b.luminance()
		if low > high {
			low, high = high, low
		}
		least = min(least, (high+0.05)/(low+0.05))
	}
	return least
}

// Near returns the colour nearest to c in lightness that has Enough contrast on g: c itself if it has.
// The hue stays, and so does the chroma as far as sRGB has it.
func (g Ground) Near(c Color) Color {
	const steps = 1000
	lab := c.oklab()
	from := int(math.Round(lab.l * steps))
	for d := range steps + 1 {
		for _, at := range []int{from - d, from + d} {
			x := c
			if d > 0 {
				x = lab.at(float64(at) / steps)
			}
			if at >= 0 && at <= steps && g.Contrast(x) >= Enough {
				return x
			}
		}
	}
	return c // not reached: black or white has enough on any ground
}

// Beside returns the colour of bars that stand beside bars of c: that of the two which looks less like it to those, too,
// who do not see red and green apart.
func (g Ground) Beside(c Color) Color {
	from := func(bar Color) float64 {
		x, y := c.oklab(), bar.oklab()
		return math.Hypot(x.l-y.l, x.b-y.b) // the axis that is left out goes from green to red
	}
	if from(g.Bars[0]) > from(g.Bars[1]) {
		return g.Bars[0]
	}
	return g.Bars[1]
}

// luminance is WCAG's relative luminance.
func (c Color) luminance() float64 {
	r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
	return 0.2126*r + 0.7152*g + 0.0722*b
}

func linear(channel uint8) float64 {
	v := float64(channel) / 255
	if v <= 0.04045 {
		return v / 12.92
	}
	return math.Pow((v+0.055)/1.055, 2.4)
}
