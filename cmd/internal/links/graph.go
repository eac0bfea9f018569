// Package links joins the documents of a site: what their references lead to, whom they mention,
// what refers to them, and what is related to them.
//
// A Graph says everything that one document has to do with another, and nothing else does. It is
// made anew for every build; only what depends on one document and on what the names are is taken over.
package links

import (
	"slices"
	"sync"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/related"
)

// A Graph is the documents of a catalog with what is between them.
type Graph struct {
	Assets   []*asset.Asset // files of content that are published, by path
	Pictures []*asset.Asset // of those, and of the files under static/, what pages show as pictures, by path
	Problems []diag.Problem

	cat   *catalog.Catalog
	nodes []Node

	names     names
	sightings [][]sighting // of each entry
	nearness  sync.Pool    // of *related.Scratch

	anchors []anchorIndex // of each entry
}

// A Node is one document in a Graph.
type Node struct {
	Targets   []Target         // what each of Body.Refs leads to
	Entities  []Evidence       // each entity once, in order of first appearance
	Backlinks []Backlink       // from published documents, newest first
	Items     []*catalog.Entry // of an entity: what speaks of it, newest first

	meant []int32 // see Graph.meant
}

// Join makes the graph of a catalog. prev is that of the catalog before, or nil.
func Join(cat *catalog.Catalog, prev *Graph) *Graph {
	g := &Graph{cat: cat, nodes: make([]Node, len(cat.Entries)), anchors: make([]anchorIndex, len(cat.Entries))}
	g.nearness.New = func() any { return new(related.Scratch) }
	g.mentions(prev)
	g.resolve()
	g.embeds()
	g.backlinks()
	g.items()
	g.assets()
	g.pictures()
	return g
}

// Related returns the articles and notes that have most to do with one, the nearest first. Nobody else's
// page depends on it, so that it is found when it is asked for.
func (g *Graph) Related(e *catalog.Entry) []*catalog.Entry {
	s := g.nearness.Get().(*related.Scratch)
	defer g.nearness.Put(s)
	var shared []related.Shared
	for _, v := range g.Of(e).Entities {
		shared = append(shared, g.Of(v.Entity).Items)
	}
	for _, t := range e.Tags {
		shared = append(shared, t.Items)
	}
	return related.To(e, shared, len(g.cat.Items), s)
}

// Of returns what is between e and the others. It is not to be changed.
func (g *Graph) Of(e *catalog.Entry) *Node { return &g.nodes[e.Index] }

// Has returns the evidence that the document speaks of an entity.
func (n *Node) Has(entity *catalog.Entry) (Evidence, bool) {
	for _, v := range n.Entities {
		if v.Entity == entity {
			return v, true
		}
	}
	return Evidence{}, false
}

func (g *Graph) report(p diag.Problem) { g.Problems = append(g.Problems, p) }

// each calls f for every entry, on all cores. f must write to its own node only, and returns what
// is wrong with the entry.
func (g *Graph) each(f func(e *catalog.Entry, n *Node) []diag.Problem) {
	g.with(func() func(*catalog.Entry, *Node) []diag.Problem { return f })
}

// with is each with a function for each goroutine, which worker makes.
func (g *Graph) with(worker func() func(e *catalog.Entry, n *Node) []diag.Problem) {
	found := make([][]diag.Problem, len(g.nodes))
	parallel.With(len(g.nodes), func() func(int) {
		f := worker()
		return func(i int) { found[i] = f(g.cat.Entries[i], &g.nodes[i]) }
	})
	g.Problems = append(g.Problems, slices.Concat(found...)...)
}
