// Package jsonld describes pages in the terms of schema.org, for a script of type application/ld+json.
//
// What it returns is for encoding/json, and says nothing that the page does not show.
package jsonld

import (
	"time"

	"briefings/cmd/internal/catalog"
)

const context = "https://schema.org"

// thing begins a description: an address must be a whole one.
func thing(sort, name, url string) map[string]any {
	return map[string]any{"@context": context, "@type": sort, "name": name, "url": url}
}

// WebSite describes a site, on its home page.
func WebSite(name, url, lang string) map[string]any {
	out := thing("WebSite", name, url)
	out["inLanguage"] = lang
	return out
}

// CollectionPage describes a page that gathers others.
func CollectionPage(name, url, description string) map[string]any {
	out := thing("CollectionPage", name, url)
	out["description"] = description
	return out
}

// A Page is what the page of a document shows and its entry does not know. All but URL may be empty.
type Page struct {
	URL         string // the whole address
	Description string
	Image       string
	BasedOn     string   // address of what an article was taken from
	SameAs      []string // addresses of an entity elsewhere
	Authors     []Author
}

// An Author is who signs a document.
type Author struct {
	Name string
	Body bool // several, such as a desk, and not a person
}

// A Crumb is a page on the way from the home page.
type Crumb struct {
	Name string
	URL  string // the whole address
}

// BreadcrumbList describes the way from the home page to a page, itself included.
func BreadcrumbList(trail []Crumb) map[string]any {
	items := make([]any, len(trail))
	for i, c := range trail {
		items[i] = map[string]any{"@type": "ListItem", "position": i + 1, "name": c.Name, "item": c.URL}
	}
	return map[string]any{"@context": context, "@type": "BreadcrumbList", "itemListElement": items}
}

// Document describes a document.
func Document(e *catalog.Entry, p Page) map[string]any {
	if e.Kind == "entity" {
		return entity(e, p)
	}
	out := described("WebPage", e, p)
	out["inLanguage"] = e.Lang
	if !e.Date.IsZero() {
		out["datePublished"] = e.Date.Format(time.RFC3339)
	}
	if !e.LastMod.IsZero() {
		out["dateModified"] = e.LastMod.Format(time.RFC3339)
	}
	switch e.Kind {
	case "article":
		out["@type"], out["headline"] = "NewsArticle", e.Title
		if p.BasedOn != "" {
			out["isBasedOn"] = p.BasedOn
		}
		if e.Publisher != nil {
			out["publisher"] = organization(e.Publisher.Title)
		}
	case "note":
		out["@type"], out["headline"] = "AnalysisNewsArticle", e.Title
		var authors []any
		for _, a := range p.Authors {
			authors = append(authors, author(a))
		}
		if authors != nil {
			out["author"] = authors
		}
	}
	return out
}

// described begins the description of a document.
func described(sort string, e *catalog.Entry, p Page) map[string]any {
	out := thing(sort, e.Title, p.URL)
	if p.Description != "" {
		out["description"] = p.Description
	}
	if p.Image != "" {
		out["image"] = p.Image
	}
	return out
}

// entity describes what a page is about, and not the page: dates and language would be the page's.
func entity(e *catalog.Entry, p Page) map[string]any {
	sort, ok := sorts[e.Meta.Entity.Kind]
	if !ok {
		sort = "Thing"
	}
	out := described(sort, e, p)
	if len(e.Names) > 0 {
		out["alternateName"] = e.Names
	}
	if len(p.SameAs) > 0 {
		out["sameAs"] = p.SameAs
	}
	return out
}

// sorts are the types of entities, by kind; what is not listed is a Thing.
var sorts = map[string]string{"person": "Person", "body": "Organization", "place": "Place", "event": "Event"}

func author(a Author) map[string]any {
	if a.Body {
		return organization(a.Name)
	}
	return map[string]any{"@type": "Person", "name": a.Name}
}

func organization(name string) map[string]any {
	return map[string]any{"@type": "Organization", "name": name}
}
