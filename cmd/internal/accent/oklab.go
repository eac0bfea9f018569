package accent

import "math"

// An oklab is a colour by lightness, from 0 to 1, and two axes of hue and chroma, in a space in which equal
// steps look equal (Björn Ottosson, "A perceptual color space for image processing").
type oklab struct{ l, a, b float64 }

func (c Color) oklab() oklab {
	r, g, b := linear(c[0]), linear(c[1]), linear(c[2])
	l := math.Cbrt(0.4122214708*r + 0.5363325363*g + 0.0514459929*b)
	m := math.Cbrt(0.2119034982*r + 0.6806995451*g + 0.1073969566*b)
	s := math.Cbrt(0.0883024619*r + 0.2817188376*g + 0.6299787005*b)
	return oklab{
		0.2104542553*l + 0.7936177850*m - 0.0040720468*s,
		1.9779984951*l - 2.4285922050*m + 0.4505937099*s,
		0.0259040371*l + 0.7827717662*m - 0.8086757660*s,
	}
}

// at returns the colour of that lightness and of the same hue, with as much of the chroma as sRGB has.
func (x oklab) at(lightness float64) Color {
	const steps = 50
	for part := steps; part > 0; part-- {
		chroma := float64(part) / steps
		if c, ok := (oklab{lightness, x.a * chroma, x.b * chroma}).color(); ok {
			return c
		}
	}
	grey, _ := oklab{l: lightness}.color()
	return grey
}

// color converts to sRGB; ok is false if sRGB lacks the colour, and c is the nearest by channel then.
func (x oklab) color() (c Color, ok bool) {
	l := cube(x.l + 0.3963377774*x.a + 0.2158037573*x.b)
	m := cube(x.l - 0.1055613458*x.a - 0.0638541728*x.b)
	s := cube(x.l - 0.0894841775*x.a - 1.2914855480*x.b)
	ok = true
	for i, v := range [3]float64{
		4.0767416621*l - 3.3077115913*m + 0.2309699292*s,
		-1.2684380046*l + 2.6097574011*m - 0.3413193965*s,
		-0.0041960863*l - 0.7034186147*m + 1.7076147010*s,
	} {
		const rounding = 0.0005 // less than half a step of a byte matters to nobody
		ok = ok && v >= -rounding && v <= 1+rounding
		c[i] = encoded(min(max(v, 0), 1))
	}
	return c, ok
}

func cube(v float64) float64 { return v * v * v }

func encoded(v float64) uint8 {
	if v <= 0.0031308 {
		v *= 12.92
	} else {
		v = 1.055*math.Pow(v, 1/2.4) - 0.055
	}
	return uint8(math.Round(v * 255))
}
