package links

import (
	"fmt"
	"iter"
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

// Words returns the name as it stands in the document.
func (m Mention) Words(e *catalog.Entry) string { return m.words(e) }

// A place is where in a document a name stands.
type place struct {
	Start, End int32 // in Body.Text, or in the title if Block is -1
	Block      int32
	Span       int32 // the one of Body.Spans that it lies in; -1 where it must not be linked
}

func (p place) words(e *catalog.Entry) string {
	if p.Block < 0 {
		return e.Title[p.Start:p.End]
	}
	return e.Body.Text[p.Start:p.End]
}

// Evidence says how an entity came into a document.
type Evidence struct {
	Entity  *catalog.Entry
	Mention int32 // the number of the first mention; -1 if it is not mentioned
	How     How
}

// How an entity came into a document.
type How uint8

const (
	Listed    How = iota // front matter lists it
	Mentioned            // the text names it
	Linked               // the text links to it, and does not name it
)

func (h How) String() string { return [...]string{"listed", "mentioned", "linked"}[h] }

// A scratch is memory that a worker uses again for each document.
type scratch struct {
	finder    mention.Scratch
	sightings []sighting
	listed    []*catalog.Entry
	meant     []int32
	evidence  []Evidence
}

// mentions finds the names of entities in every document.
func (g *Graph) mentions(prev *Graph) {
	g.names.read(g.cat.Entities, prev)
	g.reportShared(g.names.all)
	g.sightings = make([][]sighting, len(g.nodes))
	g.with(func() func(*catalog.Entry, *Node) []diag.Problem {
		var s scratch
		return func(e *catalog.Entry, n *Node) (problems []diag.Problem) {
			s.listed, problems = g.listed(s.listed[:0], e)
			g.sightings[e.Index] = g.sighted(e, &s, prev)
			n.meant = g.meant(e, &s)
			n.Entities = g.evidence(e, &s)
			return problems
		}
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
			p.Cure = diag.DidYouMean(near, p.Cure)
		}
		problems = append(problems, p)
	}
	if entity := g.cat.Place(e); entity != nil && entity.Published() && !slices.Contains(out, entity) {
		out = append(out, entity)
	}
	return out, problems
}

// meant returns whom the sightings of a document mean, which lists s.listed: for each an index of
// catalog.Entities, or -1 for nobody. Nil if each means the first of who is called so, as nearly always.
func (g *Graph) meant(e *catalog.Entry, s *scratch) []int32 {
	all := g.sightings[e.Index]
	s.meant = s.meant[:0]
	plain := true
	for i := range all {
		who := g.bearer(e, &all[i], s.listed)
		plain = plain && who == g.names.finder.Values(all[i].spelling)[0]
		s.meant = append(s.meant, who)
	}
	if plain {
		return nil
	}
	return append([]int32(nil), s.meant...)
}

// bearer returns whom a name in a document stands for, as an index of catalog.Entities; -1 if it is shared or
// a common word, and front matter does not say, or if it is the document's own.
func (g *Graph) bearer(e *catalog.Entry, s *sighting, listed []*catalog.Entry) int32 {
	values := g.names.finder.Values(s.spelling)
	if len(values) == 1 {
		x := g.cat.Entities[values[0]]
		if x == e || s.common && s.words(e) != x.Title && !slices.Contains(listed, x) {
			return -1
		}
		return values[0]
	}
	found := int32(-1)
	for _, x := range listed {
		k := slices.IndexFunc(values, func(v int32) bool { return g.cat.Entities[v] == x })
		if k < 0 || values[k] == found {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = values[k]
	}
	if found >= 0 && g.cat.Entities[found] == e {
		return -1
	}
	return found
}

// Mentions yields the mentions of entities in a document, in order of place, each with its number.
func (g *Graph) Mentions(e *catalog.Entry) iter.Seq2[int32, Mention] {
	return func(yield func(int32, Mention) bool) {
		for i := range g.sightings[e.Index] {
			if m := g.Mention(e, int32(i)); m.Entity != nil && !yield(int32(i), m) {
				return
			}
		}
	}
}

// Mention returns the mention in a document that has the number; it is of nobody if there is none.
func (g *Graph) Mention(e *catalog.Entry, number int32) Mention {
	s := &g.sightings[e.Index][number]
	var who int32
	if meant := g.nodes[e.Index].meant; meant != nil {
		who = meant[number]
	} else {
		who = g.names.finder.Values(s.spelling)[0]
	}
	if who < 0 {
		return Mention{place: s.place}
	}
	return Mention{g.cat.Entities[who], s.place}
}

// evidence gathers the entities of a document, which lists s.listed: these first, then by first mention. What
// is only linked joins in resolve, where links are known.
func (g *Graph) evidence(e *catalog.Entry, s *scratch) []Evidence {
	s.evidence = s.evidence[:0]
	var at index
	for _, x := range s.listed {
		if _, ok := at.find(s.evidence, x); !ok && x != e {
			s.evidence = append(s.evidence, Evidence{x, -1, Listed})
		}
	}
	for number, m := range g.Mentions(e) {
		k, ok := at.find(s.evidence, m.Entity)
		if !ok {
			s.evidence = append(s.evidence, Evidence{m.Entity, number, Mentioned})
		} else if s.evidence[k].Mention < 0 {
			s.evidence[k].Mention = number
		}
	}
	return append([]Evidence(nil), s.evidence...)
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
			n.Entities = append(n.Entities, Evidence{t.Entry, -1, Linked})
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
