package accent

import (
	"math"
	"os"
	"regexp"
	"slices"
	"testing"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ text, want string }{
		{"#7a1f2b", "#7a1f2b"}, {"#7A1F2B", "#7a1f2b"}, {"#725", "#772255"}, {"#000000", "#000000"},
		{"", ""}, {"#", ""}, {"7a1f2b", ""}, {"#7a1f2", ""}, {"#7a1f2b00", ""}, {"#+7a1f2", ""}, {"#-12", ""}, {"red", ""}, {"#é1", ""},
	} {
		got := ""
		if c, ok := Parse(test.text); ok {
			got = c.String()
		}
		if got != test.want {
			t.Errorf("Parse(%q): got %q, want %q", test.text, got, test.want)
		}
	}
}

// TestContrast compares with the worked examples of WCAG's own tools.
func TestContrast(t *testing.T) {
	t.Parallel()
	white := Ground{Backgrounds: []Color{{255, 255, 255}}}
	for _, test := range []struct {
		color Color
		want  float64
	}{{Color{}, 21}, {Color{255, 255, 255}, 1}, {Color{0x76, 0x76, 0x76}, 4.54}, {Color{0x77, 0x77, 0x77}, 4.48}, {Color{255, 0, 0}, 4.0}} {
		if got := white.Contrast(test.color); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%v on white: got %.3f, want %.2f", test.color, got, test.want)
		}
	}
}

// TestNear goes through colours of every hue: what comes back has enough contrast, is the colour itself
// where that has, and otherwise keeps the hue and is hardly past what is needed.
func TestNear(t *testing.T) {
	t.Parallel()
	for r := 0; r <= 255; r += 17 {
		for g := 0; g <= 255; g += 17 {
			for b := 0; b <= 255; b += 51 {
				c := Color{uint8(r), uint8(g), uint8(b)}
				for _, ground := range []Ground{Light, Dark} {
					got := ground.Near(c)
					contrast := ground.Contrast(got)
					switch {
					case ground.Contrast(c) >= Enough && got != c:
						t.Errorf("%v in the %s: got %v, though it has enough contrast", c, ground.Name, got)
					case contrast < Enough, got != c && contrast > Enough+0.25:
						t.Errorf("%v in the %s: got %v, which has a contrast of %.2f", c, ground.Name, got, contrast)
					}
					if turn := turned(c.oklab(), got.oklab()); turn > 0.12 {
						t.Errorf("%v in the %s: got %v, of another hue by %.2f", c, ground.Name, got, turn)
					}
				}
			}
		}
	}
}

// turned is the angle between two hues; 0 if one of them has hardly any.
func turned(x, y oklab) float64 {
	const grey = 0.03
	if math.Hypot(x.a, x.b) < grey || math.Hypot(y.a, y.b) < grey {
		return 0
	}
	d := math.Abs(math.Atan2(x.b, x.a) - math.Atan2(y.b, y.a))
	return min(d, 2*math.Pi-d)
}

func TestOklabRoundTrip(t *testing.T) {
	t.Parallel()
	for n := 0; n < 1<<24; n += 4099 {
		c := Color{uint8(n >> 16), uint8(n >> 8), uint8(n)}
		if got, ok := c.oklab().color(); got != c || !ok {
			t.Fatalf("%v comes back as %v, %v", c, got, ok)
		}
	}
}

// TestBeside goes through colours that a site may choose: the bars beside them look different to everybody, and
// can be seen on the paper.
func TestBeside(t *testing.T) {
	t.Parallel()
	const graphic = 3 // the least contrast of what is no text (WCAG 2.2, 1.4.11)
	for r := 0; r <= 255; r += 51 {
		for g := 0; g <= 255; g += 17 {
			for b := 0; b <= 255; b += 51 {
				for _, ground := range []Ground{Light, Dark} {
					c := ground.Near(Color{uint8(r), uint8(g), uint8(b)})
					got := ground.Beside(c)
					x, y := c.oklab(), got.oklab()
					if apart := math.Hypot(x.l-y.l, x.b-y.b); apart < 0.09 || ground.Contrast(got) < graphic {
						t.Errorf("beside %v in the %s: got %v, which is %.2f apart and has a contrast of %.2f", c, ground.Name, got, apart, ground.Contrast(got))
					}
				}
			}
		}
	}
}

// TestGrounds compares with the style sheet: the first --paper and --raised are those of the light
// scheme, the second those of the dark one; and so with those bars that the site's own colour does not reach.
func TestGrounds(t *testing.T) {
	t.Parallel()
	css, err := os.ReadFile("../../../layouts/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]Color{
		"paper: ":                 {Light.Backgrounds[0], Dark.Backgrounds[0]},
		"raised: ":                {Light.Backgrounds[1], Dark.Backgrounds[1]},
		`bar: var\(--chart, `:     {Light.Bars[0], Dark.Bars[0]},
		`bar-2: var\(--chart-2, `: {Light.Bars[1], Dark.Bars[1]},
	} {
		var got []Color
		for _, m := range regexp.MustCompile(`--`+name+`(#[0-9a-f]{6})`).FindAllSubmatch(css, 2) {
			c, _ := Parse(string(m[1]))
			got = append(got, c)
		}
		if !slices.Equal(got, want) {
			t.Errorf("style.css has --%s%v, and accent.Light and accent.Dark have %v", name, got, want)
		}
	}
}
