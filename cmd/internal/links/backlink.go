package links

import (
	"slices"

	"briefings/cmd/internal/catalog"
)

// A Backlink is a reference to a document from another.
type Backlink struct {
	From *catalog.Entry
	Ref  int // in From.Body.Refs
}

// backlinks gives each document the references to it: the first from each other document.
func (g *Graph) backlinks() {
	for i, e := range g.cat.Entries {
		n := &g.nodes[i]
		n.linked(e)
		if !e.Published() {
			continue
		}
		for ref, t := range n.Targets {
			to := t.Entry
			if to == nil || to == e || !to.Published() {
				continue
			}
			of := g.Of(to)
			if k := len(of.Backlinks); k > 0 && of.Backlinks[k-1].From == e {
				continue
			}
			of.Backlinks = append(of.Backlinks, Backlink{From: e, Ref: ref})
		}
	}
	for i := range g.nodes {
		if of := g.nodes[i].Backlinks; len(of) > 1 {
			slices.SortFunc(of, func(a, b Backlink) int { return catalog.Newest(a.From, b.From) })
		}
	}
}
