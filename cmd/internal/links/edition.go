package links

import (
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// Settle takes back the references to editions that are not made, which resolve could only take for
// possible: rules ask the graph, so that what a briefing holds, and with it which editions there are, is
// known after the graph. They are shown as plain text. made reports what there is.
func (g *Graph) Settle(made func(permalink.URL) bool) {
	g.each(func(e *catalog.Entry, n *Node) []diag.Problem {
		var problems []diag.Problem
		for i, t := range n.Targets {
			if t.URL == "" || g.cat.Made(t.URL) || !g.cat.MayBeEdition(t.URL) || made(t.URL) {
				continue
			}
			n.Targets[i] = Target{}
			r := &e.Body.Refs[i]
			p := unlisted(e, r, "an edition is made when its week or month has ended, and only if something came in")
			if p.Code != "" {
				p.Path, p.Line, p.Col = string(e.Path), int(r.Line), int(r.Col)
				problems = append(problems, p)
			}
		}
		return problems
	})
}
