package present

import (
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/view"
)

// What a page shows of lists that may be of any length: enough to read, then names alone, which a reader
// opens, then a number.
const (
	shownBacklinks = 20
	namedBacklinks = 500
	shownInGroup   = 12
)

// shownThemes is how many briefings the masthead has room for.
const shownThemes = 7

func (m *Maker) backlinks(all []links.Backlink) view.Backlinks {
	out := view.Backlinks{Count: len(all), Unlisted: max(0, len(all)-shownBacklinks-namedBacklinks)}
	for i, b := range all[:len(all)-out.Unlisted] {
		if i < shownBacklinks {
			out.Items = append(out.Items, view.Item{HTML: m.Item(b.From), Sentence: m.Text.Reference(b)})
		} else {
			out.Older = append(out.Older, m.line(b.From))
		}
	}
	return out
}

func (m *Maker) line(e *catalog.Entry) view.Line {
	l := view.Line{Link: m.Link(e), Kind: e.Kind, Date: m.Day(e), Draft: m.draft(e)}
	if e.Publisher != nil {
		l.Source = e.Publisher.Title
	}
	return l
}

// quoted are the documents that a note quotes, each once, in the order of its text. They are named where
// the text is not shown too, for a citation is no part of its words.
func (m *Maker) quoted(e *catalog.Entry) []view.Line {
	var out []view.Line
	var seen []*catalog.Entry
	for i, t := range m.Graph.Of(e).Targets {
		if e.Body.Refs[i].Kind != hypertext.Cite || t.Entry == nil || !t.Entry.Published() || slices.Contains(seen, t.Entry) {
			continue
		}
		seen = append(seen, t.Entry)
		out = append(out, m.line(t.Entry))
	}
	return out
}

// entityGroups are the entities of a document by kind and name.
func (m *Maker) entityGroups(all []links.Evidence) []view.Group {
	entities := make([]*catalog.Entry, len(all))
	for i, v := range all {
		entities[i] = v.Entity
	}
	slices.SortFunc(entities, m.order.compare)
	groups := m.byKind(entities, m.Link)
	for i, g := range groups {
		if len(g.Links) > shownInGroup {
			groups[i].Links, groups[i].More = g.Links[:shownInGroup:shownInGroup], g.Links[shownInGroup:]
		}
	}
	return groups
}

// byKind divides entities, which are in the order of their kinds, and makes a link to each.
func (m *Maker) byKind(sorted []*catalog.Entry, link func(*catalog.Entry) view.Link) []view.Group {
	var out []view.Group
	for i, e := range sorted {
		kind := e.Meta.Entity.Kind
		if i == 0 || kind != sorted[i-1].Meta.Entity.Kind {
			out = append(out, view.Group{Title: m.EntityHeading(kind)})
		}
		g := &out[len(out)-1]
		g.Links = append(g.Links, link(e))
	}
	return out
}
