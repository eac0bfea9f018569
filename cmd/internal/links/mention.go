package links

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/mention"
	"briefings/cmd/internal/permalink"
)

// A Mention is an entity named in the text of a document.
type Mention struct {
	Entity *catalog.Entry
	place
}

// A place is where in a document a name stands.
type place struct {
	Start, End int32 // in Body.Text, or in the title if Block is -1
	Block      int32
	Span       int32 // the one of Body.Spans that it lies in; -1 where it must not be linked
}

// Evidence says how an entity came into a document.
type Evidence struct {
	Entity  *catalog.Entry
	How     string // "listed", "linked", "mentioned"
	Mention int    // index of the first mention; -1 if it is not mentioned
}

// mentions finds the names of entities in every document.
func (g *Graph) mentions(prev *Graph) {
	g.names.read(g.cat.Entities, prev)
	g.reportShared(g.names.all)
	scratch := make([]mention.Scratch, workers())
	lists := make([][]*catalog.Entry, workers())
	g.sightings = make([][]sighting, len(g.nodes))
	g.each(func(w int, e *catalog.Entry, n *Node) []diag.Problem {
		listed, problems := g.listed(lists[w][:0], e)
		lists[w] = listed
		g.sightings[e.Index] = g.sighted(e, &scratch[w], prev)
		n.Mentions = g.meant(e, g.sightings[e.Index], listed)
		n.evidence(e, listed)
		return problems
	})
}

// reportShared reports the names that two entities have, and those that are common words.
func (g *Graph) reportShared(names []mention.Name) {
	first := map[string]int32{}
	for _, n := range names {
		key := fold.Name(n.Text)
		other, ok := first[key]
		if !ok {
			first[key] = n.Value
		}
		a, b := g.cat.Entities[n.Value], g.cat.Entities[other]
		switch {
		case ok && other != n.Value:
			line, col := namePlace(a, n.Text)
			g.report(diag.Problem{
				Path: string(a.Path), Line: line, Col: col, Code: diag.NameShared,
				Message: fmt.Sprintf("%q is also a name of %q and is not linked by itself", n.Text, b.ID),
				Cure:    "list in entities which of them a document means, or drop the alias",
			})
		case !ok && n.Text != a.Title && mention.Common(n.Text):
			line, col := namePlace(a, n.Text)
			g.report(diag.Problem{
				Path: string(a.Path), Line: line, Col: col, Code: diag.NameCommon,
				Message: fmt.Sprintf("%q is a common word and is not linked by itself", n.Text),
				Cure:    fmt.Sprintf("list %q in the entities of a document that means it", a.ID),
			})
		}
	}
}

func namePlace(e *catalog.Entry, name string) (line, col int) {
	if i := slices.Index(e.Meta.Aliases, name); i >= 0 {
		return e.Front.Place("aliases", i)
	}
	for _, n := range e.Meta.Entity.Names {
		if n.Name == name {
			return e.Front.Place("names", n.Lang)
		}
	}
	return e.Front.Place("title")
}

// listed appends the entities that front matter lists.
func (g *Graph) listed(out []*catalog.Entry, e *catalog.Entry) ([]*catalog.Entry, []diag.Problem) {
	var problems []diag.Problem
	for i, id := range e.Meta.Entities {
		if entity := g.cat.Listed(e, i); entity != nil {
			if entity.Published() {
				out = append(out, entity)
			}
			continue
		}
		line, col := e.Front.Place("entities", i)
		p := diag.Problem{
			Path: string(e.Path), Line: line, Col: col, Code: diag.EntityUnknown,
			Message: fmt.Sprintf("no entity %q", id),
			Cure:    fmt.Sprintf("write content/entities/%s.md", permalink.Segment(id)),
		}
		if near := g.cat.Near(id); near != "" && g.cat.Find("entity", near) != nil {
			p.Cure = fmt.Sprintf("did you mean %q?", near)
		}
		problems = append(problems, p)
	}
	if entity := g.cat.Place(e); entity != nil && entity.Published() && !slices.Contains(out, entity) {
		out = append(out, entity)
	}
	return out, problems
}

// meant returns the sightings that mean an entity for a document that lists these.
func (g *Graph) meant(e *catalog.Entry, all []sighting, listed []*catalog.Entry) []Mention {
	if len(all) == 0 {
		return nil
	}
	out := make([]Mention, 0, len(all))
	for i := range all {
		if entity := g.entityOf(&all[i], listed); entity != nil && entity != e {
			out = append(out, Mention{entity, all[i].place})
		}
	}
	return out
}

// entityOf returns the entity that a name stands for; nil if it is shared or a common word, and front
// matter does not say.
func (g *Graph) entityOf(s *sighting, listed []*catalog.Entry) *catalog.Entry {
	if len(s.values) == 1 {
		e := g.cat.Entities[s.values[0]]
		if s.common == "" || s.common == e.Title || slices.Contains(listed, e) {
			return e
		}
		return nil
	}
	var found *catalog.Entry
	for _, e := range listed {
		if slices.ContainsFunc(s.values, func(v int32) bool { return g.cat.Entities[v] == e }) && e != found {
			if found != nil {
				return nil
			}
			found = e
		}
	}
	return found
}

// evidence gathers the entities of a document: listed first, then by first mention. What is only
// linked joins in resolve, where links are known.
func (n *Node) evidence(e *catalog.Entry, listed []*catalog.Entry) {
	if len(listed)+len(n.Mentions) == 0 {
		return
	}
	n.Entities = make([]Evidence, 0, len(listed)+len(n.Mentions)/2+1) // most are named more than once
	var at index
	add := func(x *catalog.Entry, how string, mention int) {
		k, ok := at.find(n.Entities, x)
		if !ok {
			n.Entities = append(n.Entities, Evidence{Entity: x, How: how, Mention: -1})
		}
		if mention >= 0 && n.Entities[k].Mention < 0 {
			n.Entities[k].Mention = mention
		}
	}
	for _, x := range listed {
		if x != e {
			add(x, "listed", -1)
		}
	}
	for i := range n.Mentions {
		add(n.Mentions[i].Entity, "mentioned", i)
	}
}

// An index finds an entity among those of a document, by looking at each while they are few. The zero
// index is ready.
type index map[*catalog.Entry]int

// few is up to how many entities a map costs more than it saves.
const few = 16

// find returns where x stands in all, or will stand once it is appended.
func (x *index) find(all []Evidence, e *catalog.Entry) (at int, ok bool) {
	if len(all) < few {
		at = slices.IndexFunc(all, func(v Evidence) bool { return v.Entity == e })
		if at < 0 {
			return len(all), false
		}
		return at, true
	}
	if *x == nil {
		*x = make(index, 2*len(all))
	}
	for k := len(*x); k < len(all); k++ {
		(*x)[all[k].Entity] = k
	}
	if at, ok = (*x)[e]; ok {
		return at, true
	}
	return len(all), false
}

// linked adds the entities that a document links to and does not name otherwise.
func (n *Node) linked(e *catalog.Entry) {
	var at index
	for _, t := range n.Targets {
		if t.Entry == nil || t.Entry.Kind != "entity" || !t.Entry.Published() || t.Entry == e {
			continue
		}
		if _, known := at.find(n.Entities, t.Entry); !known {
			n.Entities = append(n.Entities, Evidence{Entity: t.Entry, How: "linked", Mention: -1})
		}
	}
}

// items gives each entity the documents that speak of it.
func (g *Graph) items() {
	for _, e := range g.cat.Shown {
		if e.Kind == "entity" || e.Kind == "source" {
			continue
		}
		for _, v := range g.Of(e).Entities {
			n := g.Of(v.Entity)
			n.Items = append(n.Items, e)
		}
	}
}
