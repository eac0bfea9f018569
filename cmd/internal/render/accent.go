package render

import (
	"fmt"
	"image/color"

	"briefings/cmd/internal/accent"
	"briefings/cmd/internal/render/owner"
)

// accent plans the style sheet of the site's own colour, and returns where it stands; empty if the site
// has none. It is a sheet by itself, because a policy without inline styles leaves no other way, and so
// that a style.css of the site's own takes the colour too.
func (s *Site) accent() (href string) {
	if s.Config.Accent == "" {
		return ""
	}
	root := func(own string, ground accent.Ground) string {
		c, _ := accent.Parse(own)
		return fmt.Sprintf("{\n:root { --accent: %s; --chart: %s; --chart-2: %s; }\n}\n", own, own, ground.Beside(c))
	}
	css := "@media screen " + root(s.Config.Accent, accent.Light) + "@media screen and (prefers-color-scheme: dark) " + root(s.Config.AccentDark, accent.Dark)
	return s.addAsset("accent.css", owner.Owner{Label: "the site's accent colour"}, []byte(css))
}

// cardAccent is the colour of a card's edge: the site's own, or that of layouts/assets/style.css.
func (s *Site) cardAccent() color.RGBA {
	c, ok := accent.Parse(s.Config.Accent)
	if !ok {
		c = accent.Color{0x17, 0x55, 0x6f}
	}
	return color.RGBA{c[0], c[1], c[2], 0xff}
}
