package links

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/markdown"
)

// embeds reports the embeds that go round in a circle, each at its place; such a one is shown as a
// link. A piece of a document that does not hold the embed itself makes no circle, also not in its own
// document. The circles are the strongly connected components of which piece embeds which, which
// Tarjan's algorithm finds in one walk (SIAM J. Comput. 1, 1972).
func (g *Graph) embeds() {
	w := circles{g: g, embeds: map[*catalog.Entry][]int{}, number: map[piece]int{}, low: map[piece]int{}, part: map[piece]int{}}
	pieces := map[*catalog.Entry][]piece{} // that are embedded anywhere, of each document
	for _, e := range g.cat.Entries {
		if !e.Published() {
			continue
		}
		for _, i := range w.of(e) {
			if to := w.target(e, i); w.number[to] == 0 {
				w.visit(to)
			}
		}
	}
	for p := range w.number {
		pieces[p.entry] = append(pieces[p.entry], p)
	}
	for _, e := range g.cat.Entries {
		for _, i := range w.embeds[e] {
			to, r := w.target(e, i), e.Body.Refs[i]
			if !slices.ContainsFunc(pieces[e], func(p piece) bool { return w.part[p] == w.part[to] && p.holds(&r) }) {
				continue
			}
			p := diag.Problem{
				Path: string(e.Path), Line: int(r.Line), Col: int(r.Col), Code: diag.EmbedLoop,
				Message: fmt.Sprintf("%q embeds this document again; shown as a link", to.entry.ID), Cure: "link to it instead",
			}
			if to.entry == e {
				p.Message = "the document embeds itself; shown as a link"
			}
			g.report(p)
		}
	}
}

// embedded returns which references of a document embed another one, or a part of one.
func (g *Graph) embedded(e *catalog.Entry) []int {
	var out []int
	for i, t := range g.Of(e).Targets {
		if r := &e.Body.Refs[i]; r.Kind == markdown.Embed && r.Alone && t.Entry != nil && t.Entry.Published() {
			out = append(out, i)
		}
	}
	return out
}

// holds reports whether a reference of the same document stands in the piece.
func (p piece) holds(r *markdown.Ref) bool {
	from, to := p.entry.Body.Section(p.fragment)
	return int(r.From) >= from && int(r.To) <= to
}

// circles is a walk over what embeds what.
type circles struct {
	g      *Graph
	embeds map[*catalog.Entry][]int
	stack  []piece
	number map[piece]int // in order of the walk, from 1
	low    map[piece]int // the lowest number on the stack that can be reached
	part   map[piece]int // the component, by its first number; 0 while it is open
}

// of returns which references of a document embed text.
func (w *circles) of(e *catalog.Entry) []int {
	all, ok := w.embeds[e]
	if !ok {
		all = w.g.embedded(e)
		w.embeds[e] = all
	}
	return all
}

// target is what a reference embeds.
func (w *circles) target(e *catalog.Entry, ref int) piece {
	t := w.g.Of(e).Targets[ref]
	return piece{entry: t.Entry, fragment: t.Fragment}
}

func (w *circles) visit(p piece) {
	n := len(w.number) + 1
	w.number[p], w.low[p] = n, n
	w.stack = append(w.stack, p)
	for _, i := range w.of(p.entry) {
		if !p.holds(&p.entry.Body.Refs[i]) {
			continue
		}
		to := w.target(p.entry, i)
		if w.number[to] == 0 {
			w.visit(to)
		}
		if w.part[to] == 0 {
			w.low[p] = min(w.low[p], w.low[to])
		}
	}
	if w.low[p] != n {
		return
	}
	for k := len(w.stack) - 1; ; k-- {
		x := w.stack[k]
		w.part[x] = n
		if x == p {
			w.stack = w.stack[:k]
			return
		}
	}
}
