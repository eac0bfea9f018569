package catalog

import (
	"fmt"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
)

// outward reports the addresses in front matter that lead out of the site and are not published.
func outward(d *content.Document) []diag.Problem {
	var out []diag.Problem
	check := func(to string, keys ...any) {
		if to == "" {
			return
		}
		if _, ok := address.Page(to); !ok {
			line, col := d.Front.Place(keys...)
			out = append(out, diag.Problem{
				Path: string(d.Path), Line: line, Col: col, Code: diag.UnsafeURL,
				Message: fmt.Sprintf("the address %q is not published", to), Cure: "write it whole, with https://",
			})
		}
	}
	src := d.Meta.Source
	check(src.URL, "source", "url")
	check(src.Archived, "source", "archived")
	for i, u := range d.Meta.Entity.SameAs {
		check(u, "same_as", i)
	}
	return out
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
