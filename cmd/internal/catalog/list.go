package catalog

import (
	"cmp"
	"slices"
	"strings"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// lists sorts the published documents by kind, and collects tags.
func (c *Catalog) lists() {
	tags := map[string]*Tag{}
	for _, e := range c.Entries {
		c.tags(e, tags)
		if !e.Published() {
			c.Held = append(c.Held, e)
			continue
		}
		c.Shown = append(c.Shown, e)
		switch e.Kind {
		case "entity":
			c.Entities = append(c.Entities, e)
		case "page":
			c.Pages = append(c.Pages, e)
		}
	}
	slices.SortFunc(c.Shown, Newest)
	for _, e := range c.Shown {
		switch e.Kind {
		case "article":
			c.Articles = append(c.Articles, e)
		case "note":
			c.Notes = append(c.Notes, e)
		default:
			continue
		}
		c.Items = append(c.Items, e)
	}
	slices.SortFunc(c.Entities, byTitle)
	slices.SortFunc(c.Pages, byWeight)
	for _, t := range tags {
		if len(t.Items) > 0 {
			slices.SortFunc(t.Items, Newest)
			c.Tags = append(c.Tags, t)
		}
	}
	slices.SortFunc(c.Tags, func(a, b *Tag) int { return strings.Compare(a.Key, b.Key) })
}

// tags gives e its tags, which are collected in all.
func (c *Catalog) tags(e *Entry, all map[string]*Tag) {
	for i, name := range e.Meta.Tags {
		key := e.tagKeys[i]
		t := all[key]
		if t == nil {
			t = &Tag{Key: key, Name: name, URL: permalink.Tag(key)}
			all[key] = t
		}
		if slices.Contains(e.Tags, t) {
			continue
		}
		e.Tags = append(e.Tags, t)
		if e.Published() && len(t.Items) == 0 { // how a held document spells it is not shown
			t.Name = name
		}
		if e.Published() && e.Kind != "briefing" {
			t.Items = append(t.Items, e)
		}
	}
}

// Newest orders entries: the newest first, those without a date last, then by path.
func Newest(a, b *Entry) int {
	switch {
	case a.Date.IsZero() != b.Date.IsZero():
		if a.Date.IsZero() {
			return 1
		}
		return -1
	case !a.Date.Equal(b.Date):
		return b.Date.Compare(a.Date)
	}
	return strings.Compare(string(a.Path), string(b.Path))
}

// byTitle orders entries by title as readers look them up, then by path.
func byTitle(a, b *Entry) int {
	return cmp.Or(strings.Compare(fold.Search(a.Title), fold.Search(b.Title)), strings.Compare(string(a.Path), string(b.Path)))
}

// byWeight orders pages: by weight, those without one last, then by title.
func byWeight(a, b *Entry) int {
	wa, wb := a.Meta.Weight, b.Meta.Weight
	if (wa == 0) != (wb == 0) {
		if wa == 0 {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(wa, wb), byTitle(a, b))
}
