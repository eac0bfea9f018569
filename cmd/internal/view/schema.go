package view

import (
	"briefings/cmd/internal/catalog"
	"time"
)

// schema describes a document in the terms of schema.org.
func (m *Maker) schema(e *catalog.Entry, d *DocumentView) any {
	if m.Host == "" {
		return nil
	}
	out := map[string]any{"@context": "https://schema.org", "name": e.Title, "url": d.Canonical, "inLanguage": e.Lang}
	if d.Description != "" {
		out["description"] = d.Description
	}
	if !e.Date.IsZero() {
		out["datePublished"] = e.Date.Format(time.RFC3339)
	}
	if !e.LastMod.IsZero() {
		out["dateModified"] = e.LastMod.Format(time.RFC3339)
	}
	if d.Image != "" {
		out["image"] = d.Image
	}
	switch e.Kind {
	case "article":
		out["@type"], out["headline"] = "NewsArticle", e.Title
		if u := Outward(e.Meta.Source.URL); u != "" {
			out["isBasedOn"] = u
		}
		if e.Publisher != nil {
			out["publisher"] = map[string]any{"@type": "Organization", "name": e.Publisher.Title}
		}
	case "note":
		out["@type"], out["headline"] = "AnalysisNewsArticle", e.Title
		var authors []any
		for _, a := range e.Meta.Authors {
			authors = append(authors, map[string]any{"@type": "Organization", "name": a})
		}
		if authors != nil {
			out["author"] = authors
		}
	case "entity":
		out["@type"] = map[string]string{"person": "Person", "body": "Organization", "place": "Place", "event": "Event"}[e.Meta.Entity.Kind]
		if out["@type"] == "" {
			out["@type"] = "Thing"
		}
		if len(e.Names) > 0 {
			out["alternateName"] = e.Names
		}
		if same := sameAs(e); same != nil {
			out["sameAs"] = same
		}
		for _, k := range []string{"datePublished", "dateModified", "inLanguage"} {
			delete(out, k)
		}
	default:
		out["@type"] = "WebPage"
	}
	return out
}

// sameAs returns the addresses of an entity elsewhere, less the unsafe ones.
func sameAs(e *catalog.Entry) []string {
	var out []string
	for _, u := range e.Meta.Entity.SameAs {
		if href := Outward(u); href != "" {
			out = append(out, href)
		}
	}
	return out
}
