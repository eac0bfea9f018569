package links

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/mention"
	"briefings/cmd/internal/permalink"
)

// A Mention is an entity named in the text of a document.
type Mention struct {
	Entity     *catalog.Entry
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
func (g *Graph) mentions() {
	finder := g.finder()
	scratch := make([]mention.Scratch, workers())
	g.each(func(w int, e *catalog.Entry, n *Node) []diag.Problem {
		listed, problems := g.listed(e)
		if finder.Len() > 0 {
			g.find(finder, &scratch[w], e, n, listed)
		}
		n.evidence(e, listed)
		return problems
	})
}

// finder knows the names of all published entities.
func (g *Graph) finder() *mention.Finder {
	var names []mention.Name
	for _, e := range g.cat.Entities {
		for _, n := range e.AllNames() {
			names = append(names, mention.Name{Text: n, Value: int32(e.Index)})
		}
	}
	g.reportShared(names)
	return mention.NewNames(names)
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
		a, b := g.cat.Entries[n.Value], g.cat.Entries[other]
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

// listed returns the entities that front matter lists.
func (g *Graph) listed(e *catalog.Entry) ([]*catalog.Entry, []diag.Problem) {
	var out []*catalog.Entry
	var problems []diag.Problem
	for i, id := range e.Meta.Entities {
		if entity := g.cat.Find("entity", id); entity != nil {
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
	if place := e.Meta.Place; place != "" {
		if entity := g.cat.Find("entity", place); entity != nil && entity.Published() && !slices.Contains(out, entity) {
			out = append(out, entity)
		}
	}
	return out, problems
}

// find notes the mentions in the title and the text.
func (g *Graph) find(finder *mention.Finder, s *mention.Scratch, e *catalog.Entry, n *Node, listed []*catalog.Entry) {
	finder.Find(e.Title, s, func(m mention.Match) {
		if entity := g.meant(m, e.Title, listed); entity != nil && entity != e {
			n.Mentions = append(n.Mentions, Mention{Entity: entity, Start: int32(m.Start), End: int32(m.End), Block: -1, Span: -1})
		}
	})
	body, span, block := e.Body, 0, 0
	quotes := quoted(body)
	finder.Find(body.Text, s, func(m mention.Match) {
		entity := g.meant(m, body.Text[m.Start:m.End], listed)
		if entity == nil || entity == e {
			return
		}
		for block < len(body.Blocks)-1 && int(body.Blocks[block].End) <= m.Start {
			block++
		}
		for span < len(body.Spans) && int(body.Spans[span].Text+body.Spans[span].Len) <= m.Start {
			span++
		}
		out := Mention{Entity: entity, Start: int32(m.Start), End: int32(m.End), Block: int32(block), Span: -1}
		if span < len(body.Spans) && linkable(body.Spans[span], quotes, m) {
			out.Span = int32(span)
		}
		n.Mentions = append(n.Mentions, out)
	})
}

// linkable says whether a match may be linked: it lies in one run of text that may hold links, and
// in none of the quotations.
func linkable(s hypertext.Span, quotes []hypertext.Quote, m mention.Match) bool {
	if s.NoLink || m.Start < int(s.Text) || m.End > int(s.Text+s.Len) {
		return false
	}
	k, _ := slices.BinarySearchFunc(quotes, m.End, func(q hypertext.Quote, end int) int { return int(q.End) - end })
	return k == len(quotes) || m.Start < int(quotes[k].Start) // the first that ends with the match, or after it
}

// quoted returns the quotations that are cited, in order, those that overlap as one.
func quoted(b *hypertext.Body) []hypertext.Quote {
	if len(b.Quotes) < 2 {
		return b.Quotes
	}
	all := slices.Clone(b.Quotes)
	slices.SortFunc(all, func(x, y hypertext.Quote) int { return int(x.Start - y.Start) })
	out := all[:1]
	for _, q := range all[1:] {
		if last := &out[len(out)-1]; q.Start < last.End {
			last.End = max(last.End, q.End)
		} else {
			out = append(out, q)
		}
	}
	return out
}

// meant returns the entity that a name stands for; nil if it is shared or a common word, and front
// matter does not say.
func (g *Graph) meant(m mention.Match, text string, listed []*catalog.Entry) *catalog.Entry {
	if len(m.Values) == 1 {
		if e := g.cat.Entries[m.Values[0]]; !mention.Common(text) || text == e.Title || slices.Contains(listed, e) {
			return e
		}
		return nil
	}
	var found *catalog.Entry
	for _, e := range listed {
		if _, ok := slices.BinarySearch(m.Values, int32(e.Index)); ok && e != found {
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
	at := make(map[*catalog.Entry]int, len(listed)+8)
	add := func(x *catalog.Entry, how string, mention int) {
		k, ok := at[x]
		if !ok {
			k = len(n.Entities)
			at[x] = k
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

// linked adds the entities that a document links to and does not name otherwise.
func (n *Node) linked(e *catalog.Entry) {
	var known map[*catalog.Entry]bool
	for _, t := range n.Targets {
		if t.Entry == nil || t.Entry.Kind != "entity" || !t.Entry.Published() || t.Entry == e {
			continue
		}
		if known == nil {
			known = make(map[*catalog.Entry]bool, len(n.Entities)+1)
			for _, v := range n.Entities {
				known[v.Entity] = true
			}
		}
		if !known[t.Entry] {
			known[t.Entry] = true
			n.Entities = append(n.Entities, Evidence{Entity: t.Entry, How: "linked", Mention: -1})
		}
	}
}

// items gives each entity the documents that speak of it.
func (g *Graph) items() {
	var all []*catalog.Entry
	for _, e := range g.cat.Entries {
		if e.Published() && e.Kind != "entity" && e.Kind != "source" {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, catalog.Newest)
	for _, e := range all {
		for _, v := range g.Of(e).Entities {
			n := g.Of(v.Entity)
			n.Items = append(n.Items, e)
		}
	}
}
