// Package jsonld describes pages in the terms of schema.org, for a script of type application/ld+json.
//
// What it returns is for encoding/json, and says nothing that the page does not show.
package jsonld

import "time"

// A Thing is a description: properties by name. Empty ones are left out.
type Thing = map[string]any

// Graph joins what is said of one page.
func Graph(things ...Thing) Thing { return Thing{"@context": "https://schema.org", "@graph": things} }

// thing begins a description: an address must be a whole one.
func thing(sort, name, url string) Thing {
	out := Thing{"@type": sort, "name": name}
	set(out, "url", url)
	return out
}

// set fills a property if there is anything to fill it with.
func set(t Thing, property, value string) {
	if value != "" {
		t[property] = value
	}
}

// setAll likewise.
func setAll[T any](t Thing, property string, values []T) {
	if len(values) > 0 {
		t[property] = values
	}
}

// A Site is what every page knows of its site.
type Site struct {
	Name, URL   string // the whole address
	Description string // may be empty
	Lang        string
	Logo        string // a whole address; may be empty
	Search      string // the whole address of the page that searches, without a query; may be empty
}

// publisher is the desk as who publishes.
func (s Site) publisher() Thing {
	out := thing("Organization", s.Name, s.URL)
	if s.Logo != "" {
		out["logo"] = Thing{"@type": "ImageObject", "url": s.Logo}
	}
	return out
}

// part is what a page names its site by.
func (s Site) part() Thing { return thing("WebSite", s.Name, s.URL) }

// WebSite describes a site, on its home page.
func WebSite(s Site) Thing {
	out := s.part()
	out["inLanguage"] = s.Lang
	set(out, "description", s.Description)
	out["publisher"] = s.publisher()
	if s.Search != "" {
		out["potentialAction"] = Thing{
			"@type":       "SearchAction",
			"target":      Thing{"@type": "EntryPoint", "urlTemplate": s.Search + "?q={search_term_string}"},
			"query-input": "required name=search_term_string",
		}
	}
	return out
}

// A Link is a page with its name.
type Link struct {
	Name string
	URL  string // the whole address
}

// A Collection is a page that gathers others.
type Collection struct {
	Link
	Description string // may be empty
	Lang        string
	Items       []Link // in the order of the page; may be empty
	Parts       []Link // pages of its own that it leads to, such as editions; may be empty
}

// CollectionPage describes a page that gathers others.
func CollectionPage(c Collection, s Site) Thing {
	out := thing("CollectionPage", c.Name, c.URL)
	set(out, "description", c.Description)
	out["inLanguage"], out["isPartOf"] = c.Lang, s.part()
	if len(c.Items) > 0 {
		out["mainEntity"] = Thing{"@type": "ItemList", "numberOfItems": len(c.Items), "itemListElement": numbered(c.Items, "url")}
	}
	var parts []Thing
	for _, p := range c.Parts {
		parts = append(parts, thing("CollectionPage", p.Name, p.URL))
	}
	setAll(out, "hasPart", parts)
	return out
}

// BreadcrumbList describes the way from the home page to a page, itself included.
func BreadcrumbList(trail []Link) Thing {
	return Thing{"@type": "BreadcrumbList", "itemListElement": numbered(trail, "item")}
}

// numbered lists pages from 1. The address of an item is its url, and that of a step of the way its item.
func numbered(links []Link, address string) []Thing {
	out := make([]Thing, len(links))
	for i, l := range links {
		out[i] = Thing{"@type": "ListItem", "position": i + 1, "name": l.Name, address: l.URL}
	}
	return out
}

// moment writes a date with its zone. Zones that RFC 3339 cannot write, as local mean time, become UTC.
func moment(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}
