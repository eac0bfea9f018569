package view

import (
	"slices"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/jsonld"
)

// Describe gives a page what describes it to machines, and the way that leads to it, when its title and
// its trail are known. Without a base URL there is nothing to call a page by.
func (m *Maker) Describe(v *PageView, things ...map[string]any) {
	if m.Host == "" {
		return
	}
	if len(v.Trail) > 0 {
		crumbs := make([]jsonld.Crumb, 0, len(v.Trail)+1)
		for _, l := range v.Trail {
			crumbs = append(crumbs, jsonld.Crumb{Name: l.Title, URL: m.Host + l.URL})
		}
		things = append(things, jsonld.BreadcrumbList(append(crumbs, jsonld.Crumb{Name: v.Title, URL: v.Canonical})))
	}
	if len(things) > 0 {
		v.Data = things
	}
}

// authors are who signs a document. Front matter has names alone: that of the site, that of an entity
// which is a body, and what newsrooms sign together with, are no person's.
func (m *Maker) authors(e *catalog.Entry) []jsonld.Author {
	var out []jsonld.Author
	for _, name := range e.Meta.Authors {
		entity := m.Catalog.Find("entity", name)
		words := strings.Fields(fold.Key(name))
		out = append(out, jsonld.Author{Name: name, Body: fold.Key(name) == fold.Key(m.Config.Title) ||
			entity != nil && entity.Published() && entity.Meta.Entity.Kind == "body" ||
			len(words) > 0 && slices.Contains(jointly, words[len(words)-1])})
	}
	return out
}

// jointly are the last words of names that several sign with.
var jointly = []string{"desk", "editors", "newsroom", "staff", "team"}
