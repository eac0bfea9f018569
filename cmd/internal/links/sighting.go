package links

import (
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/mention"
)

// A sighting is a name of an entity, or of several, in the title or the text of a document. It depends
// on the document and on the names that are looked for, and on nothing else, so that it is found once
// for as long as both stay.
type sighting struct {
	place
	spelling int32 // of the finder, whose values are who is called so: indexes of catalog.Entities
	common   bool  // the words are a common word
}

// names are what entities are called.
type names struct {
	all    []mention.Name
	finder *mention.Finder
}

// read collects the names of all published entities. prev may be nil.
func (n *names) read(entities []*catalog.Entry, prev *Graph) {
	for i, e := range entities {
		for _, name := range e.AllNames() {
			n.all = append(n.all, mention.Name{Text: name, Value: int32(i)})
		}
	}
	if prev != nil && slices.Equal(n.all, prev.names.all) {
		*n = prev.names
		return
	}
	n.finder = mention.NewNames(n.all)
}

// sighted returns the names in a document: those that the graph before found in it, if that looked for
// the same.
func (g *Graph) sighted(e *catalog.Entry, s *scratch, prev *Graph) []sighting {
	if prev != nil && e.Kept >= 0 && g.names.finder == prev.names.finder && prev.cat.Entries[e.Kept].Title == e.Title {
		return prev.sightings[e.Kept]
	}
	if g.names.finder.Len() == 0 {
		return nil
	}
	s.sightings = s.sightings[:0]
	add := func(text string, m mention.Match, at place) {
		s.sightings = append(s.sightings, sighting{at, m.Spelling, mention.Common(text[m.Start:m.End])})
	}
	g.names.finder.Find(e.Title, &s.finder, func(m mention.Match) {
		add(e.Title, m, place{Start: int32(m.Start), End: int32(m.End), Block: -1, Span: -1})
	})
	body, span, block := e.Body, 0, 0
	quotes := quoted(body)
	g.names.finder.Find(body.Text, &s.finder, func(m mention.Match) {
		for block < len(body.Blocks)-1 && int(body.Blocks[block].End) <= m.Start {
			block++
		}
		for span < len(body.Spans) && int(body.Spans[span].Text+body.Spans[span].Len) <= m.Start {
			span++
		}
		at := place{Start: int32(m.Start), End: int32(m.End), Block: int32(block), Span: -1}
		if span < len(body.Spans) && linkable(body.Spans[span], quotes, m) {
			at.Span = int32(span)
		}
		add(body.Text, m, at)
	})
	return append([]sighting(nil), s.sightings...)
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
