package catalog

import (
	"fmt"

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

// Original is where an article was read; empty if it says none that may be published.
func (e *Entry) Original() string { return elsewhere(e.Meta.Source.URL) }

// Archived is where what an article was made of is kept; likewise.
func (e *Entry) Archived() string { return elsewhere(e.Meta.Source.Archived) }

// SameAs are the addresses of an entity elsewhere, less those that are not published.
func (e *Entry) SameAs() []string {
	var out []string
	for _, u := range e.Meta.Entity.SameAs {
		if href := elsewhere(u); href != "" {
			out = append(out, href)
		}
	}
	return out
}

func elsewhere(dest string) string {
	href, _ := address.Page(dest)
	return href
}
