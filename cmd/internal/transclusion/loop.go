package transclusion

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
)

// Loops reports the embeds in these documents that go round in a circle, each at its place. A piece
// of a document that does not hold the embed itself makes no circle, also not in its own document.
// The circles are the strongly connected components of which piece embeds which, which Tarjan's
// algorithm finds in one walk (SIAM J. Comput. 1, 1972).
func (m Embeds) Loops(entries []*catalog.Entry) []diag.Problem {
	w := circles{embeds: m, number: map[piece]int{}, low: map[piece]int{}, part: map[piece]int{}}
	for _, e := range entries {
		for _, x := range m[e] {
			if to := x.piece(); w.number[to] == 0 {
				w.visit(to)
			}
		}
	}
	pieces := map[*catalog.Entry][]piece{} // that are embedded anywhere, of each document
	for p := range w.number {
		pieces[p.entry] = append(pieces[p.entry], p)
	}
	var problems []diag.Problem
	for _, e := range entries {
		for _, x := range m[e] {
			to := x.piece()
			if !slices.ContainsFunc(pieces[e], func(p piece) bool { return w.part[p] == w.part[to] && p.holds(x) }) {
				continue
			}
			message := fmt.Sprintf("%q embeds this document again; shown as a link", x.To.ID)
			if x.To == e {
				message = "the document embeds itself; shown as a link"
			}
			problems = append(problems, x.problem(diag.EmbedLoop, message, "link to it instead"))
		}
	}
	return problems
}

// circles is a walk over what embeds what.
type circles struct {
	embeds Embeds
	stack  []piece
	number map[piece]int // in order of the walk, from 1
	low    map[piece]int // the lowest number on the stack that can be reached
	part   map[piece]int // the component, by its first number; 0 while it is open
}

func (w *circles) visit(p piece) {
	n := len(w.number) + 1
	w.number[p], w.low[p] = n, n
	w.stack = append(w.stack, p)
	for _, x := range w.embeds[p.entry] {
		if !p.holds(x) {
			continue
		}
		to := x.piece()
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
