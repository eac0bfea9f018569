package links

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
)

// The bounds of what a page embeds. What embeds what embeds others grows as a power: seven files of
// fifty lines would make a page of gigabytes.
const (
	MaxDepth    = 4       // how deep embedded documents may embed others
	maxPieces   = 1000    // on one page
	maxEmbedded = 4 << 20 // bytes of HTML on one page
)

// embedSizes marks the embeds that would make their page too large, and reports each at its place.
func (g *Graph) embedSizes() {
	s := sizer{g: g, embeds: map[*catalog.Entry][]int{}, sizes: map[piece]size{}}
	for _, e := range g.cat.Entries {
		if !e.Published() {
			continue
		}
		var page size
		for _, i := range s.of(e) {
			t, r := &g.Of(e).Targets[i], &e.Body.Refs[i]
			grown := page.and(s.size(piece{t.Entry, t.Fragment, 1}))
			if !grown.over() {
				page = grown
				continue
			}
			t.TooLarge = true
			g.report(diag.Problem{
				Path: string(e.Path), Line: int(r.Line), Col: int(r.Col), Code: diag.Limit,
				Message: fmt.Sprintf("with %q the page would embed more than %d pieces or %d MiB; shown as a link", t.Entry.ID, maxPieces, maxEmbedded>>20),
				Cure:    "link to it instead, or embed a part of it",
			})
		}
	}
}

// A piece is an embedded document, or a part of one, at a depth from 1.
type piece struct {
	entry    *catalog.Entry
	fragment string
	depth    int
}

// A size is what a piece with all that it embeds comes to; once over the bounds, it may be more.
type size struct{ pieces, bytes int }

func (a size) and(b size) size { return size{a.pieces + b.pieces, a.bytes + b.bytes} }
func (a size) over() bool      { return a.pieces > maxPieces || a.bytes > maxEmbedded }

// A sizer measures each piece once.
type sizer struct {
	g      *Graph
	embeds map[*catalog.Entry][]int
	sizes  map[piece]size
}

// of returns which references of a document embed text.
func (s *sizer) of(e *catalog.Entry) []int {
	all, ok := s.embeds[e]
	if !ok {
		all = slices.DeleteFunc(s.g.embedded(e), func(i int) bool { return s.g.Of(e).Targets[i].Entry.Text != "full" })
		s.embeds[e] = all
	}
	return all
}

func (s *sizer) size(p piece) size {
	if known, ok := s.sizes[p]; ok {
		return known
	}
	from, to := p.entry.Body.Section(p.fragment)
	out := size{1, to - from}
	if p.depth < MaxDepth {
		all, refs := s.of(p.entry), p.entry.Body.Refs
		first, _ := slices.BinarySearchFunc(all, from, func(i, from int) int { return int(refs[i].From) - from })
		for _, i := range all[first:] {
			if int(refs[i].To) > to || out.over() {
				break
			}
			t := s.g.Of(p.entry).Targets[i]
			out = out.and(s.size(piece{t.Entry, t.Fragment, p.depth + 1}))
		}
	}
	s.sizes[p] = out
	return out
}
