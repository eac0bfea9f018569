package catalog

import (
	"fmt"
	"strings"
	"time"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/locale/jalali"
	"briefings/cmd/internal/typed"
)

// solar reports the dates that were written by the calendar of Iran: no document is as old as they would be. They
// are looked for on a site that tells dates by it, and where the site or the document is in Persian.
func (c *Catalog) solar(d *content.Document, lang string) []diag.Problem {
	first, last := 1300, 1500 // years
	switch {
	case c.Config.Calendar == config.Jalali:
		first = 1
	case !persian(lang) && !persian(c.Config.Lang):
		return nil
	}
	var out []diag.Problem
	for _, x := range []struct {
		key  string
		date typed.Date
	}{{"date", d.Meta.Date}, {"lastmod", d.Meta.LastMod}, {"publishDate", d.Meta.PublishDate}, {"expiryDate", d.Meta.ExpiryDate}} {
		t := x.date.In(c.Config.Location)
		if t.IsZero() || t.Year() < first || t.Year() > last {
			continue
		}
		line, col := d.Front.Place(x.key)
		p := diag.Problem{
			Path: string(d.Path), Line: line, Col: col, Code: diag.DateCalendar,
			Message: fmt.Sprintf("%q is read as the Gregorian year %d", x.key, t.Year()),
			Cure:    "dates are written by the Gregorian calendar, whatever calendar readers see",
		}
		if day, ok := (jalali.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}).Gregorian(); ok {
			p.Cure = fmt.Sprintf("dates are written by the Gregorian calendar: did you mean %s?", day.Format(time.DateOnly))
		}
		out = append(out, p)
	}
	return out
}

// persian reports whether a language is Persian, wherever it is spoken.
func persian(lang string) bool {
	base, _, _ := strings.Cut(lang, "-")
	return strings.EqualFold(base, "fa")
}

// check reports the picture of front matter that is not published as its author means.
func (c *Catalog) check(e *Entry) {
	img := e.Meta.Image
	if img.Src == "" {
		return
	}
	if _, sort := address.Classify(img.Src); sort != address.Local {
		c.reportKey(e, diag.ImageRemote, fmt.Sprintf("the picture %q is not on this site and is not shown", img.Src),
			"put a copy beside the document", "image", "src")
		return
	}
	switch {
	case c.Picture(e) == nil && !c.Static(strings.Trim(img.Src, "/")):
		c.reportKey(e, diag.Reference, fmt.Sprintf("no file named %q", img.Src), "put it beside the document, or under static/", "image", "src")
	case img.Alt == "":
		c.reportKey(e, diag.ImageAlt, fmt.Sprintf("the picture %q has no words for those who cannot see it", img.Src),
			`say in "alt" under [image] what it shows`, "image", "src")
	}
}
