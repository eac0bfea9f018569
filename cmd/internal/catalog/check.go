package catalog

import (
	"fmt"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/diag"
)

// check reports the addresses and the picture of front matter that are not published as their
// author means.
func (c *Catalog) check(e *Entry) {
	src := e.Meta.Source
	c.checkOutward(e, src.URL, "source", "url")
	c.checkOutward(e, src.Archived, "source", "archived")
	for i, u := range e.Meta.Entity.SameAs {
		c.checkOutward(e, u, "same_as", i)
	}
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

// checkOutward reports an address that does not lead out of the site, or is unsafe.
func (c *Catalog) checkOutward(e *Entry, outward string, keys ...any) {
	if outward == "" {
		return
	}
	if _, sort := address.Classify(outward); sort != address.External {
		c.reportKey(e, diag.UnsafeURL, fmt.Sprintf("the address %q is not published", outward),
			"write it whole, with https://", keys...)
	}
}
