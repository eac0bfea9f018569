package config

import (
	"fmt"

	"briefings/cmd/internal/accent"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/typed"
)

// accents reads the site's colour and what takes its place in the dark. One that is not said is found from
// the other; one that cannot be read well is a problem, and is shown all the same.
func accents(t *typed.Table) (light, dark string) {
	l, hasLight := colour(t, "accent", accent.Light)
	d, hasDark := colour(t, "accent_dark", accent.Dark)
	switch {
	case !hasLight && !hasDark:
		return "", ""
	case !hasDark:
		d = accent.Dark.Near(l)
	case !hasLight:
		l = accent.Light.Near(d)
	}
	return l.String(), d.String()
}

func colour(t *typed.Table, key string, ground accent.Ground) (accent.Color, bool) {
	s := t.Str(key)
	if s == "" {
		return accent.Color{}, false
	}
	c, ok := accent.Parse(s)
	if !ok {
		t.Report(key, diag.KeyValue, fmt.Sprintf("%q is no colour", s), `write it as red, green and blue: "#7a1f2b"`)
		return c, false
	}
	if contrast := ground.Contrast(c); contrast < accent.Enough {
		// Rounded down, so that what is not enough never looks as if it were.
		t.Report(key, diag.AccentContrast, fmt.Sprintf("the colour %s has a contrast of %.1f:1 with the %s background of pages, less than %.1f:1",
			c, contrast-0.05, ground.Name, accent.Enough), fmt.Sprintf("the nearest that can be read is %s = %q", key, ground.Near(c)))
	}
	return c, true
}
