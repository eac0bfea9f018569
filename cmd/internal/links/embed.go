package links

import (
	"fmt"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/markdown"
)

// embeds reports the embeds that go round in a circle, each at its place; such a one is shown as a
// link. They are those within a strongly connected component of what embeds what, which Tarjan's
// algorithm finds in one walk (SIAM J. Comput. 1, 1972).
func (g *Graph) embeds() {
	w := circles{g: g, number: map[*catalog.Entry]int{}, low: map[*catalog.Entry]int{}, part: map[*catalog.Entry]int{}}
	for _, e := range g.cat.Entries {
		if e.Published() && w.number[e] == 0 && len(g.embedded(e)) > 0 {
			w.visit(e)
		}
	}
	for _, e := range g.cat.Entries {
		for _, i := range g.embedded(e) {
			to, r := g.Of(e).Targets[i].Entry, e.Body.Refs[i]
			if w.part[to] != w.part[e] || w.part[e] == 0 {
				continue
			}
			p := diag.Problem{
				Path: string(e.Path), Line: int(r.Line), Col: int(r.Col), Code: diag.EmbedLoop,
				Message: fmt.Sprintf("%q embeds this document again; shown as a link", to.ID), Cure: "link to it instead",
			}
			if to == e {
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

// circles is a walk over what embeds what.
type circles struct {
	g      *Graph
	stack  []*catalog.Entry
	number map[*catalog.Entry]int // in order of the walk, from 1
	low    map[*catalog.Entry]int // the lowest number on the stack that can be reached
	part   map[*catalog.Entry]int // the component, by its first number; 0 while it is open
}

func (w *circles) visit(e *catalog.Entry) {
	n := len(w.number) + 1
	w.number[e], w.low[e] = n, n
	w.stack = append(w.stack, e)
	for _, i := range w.g.embedded(e) {
		to := w.g.Of(e).Targets[i].Entry
		if w.number[to] == 0 {
			w.visit(to)
		}
		if w.part[to] == 0 {
			w.low[e] = min(w.low[e], w.low[to])
		}
	}
	if w.low[e] != n {
		return
	}
	for k := len(w.stack) - 1; ; k-- {
		x := w.stack[k]
		w.part[x] = n
		if x == e {
			w.stack = w.stack[:k]
			return
		}
	}
}
