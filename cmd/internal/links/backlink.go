package links

import (
	"math"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
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
		slices.SortFunc(g.nodes[i].Backlinks, func(a, b Backlink) int { return catalog.Newest(a.From, b.From) })
	}
}

const (
	relatedCount = 5  // related items that a document shows
	relatedNear  = 24 // how many items of a feature are looked at, on either side in time
	relatedDays  = 60 // days after which nearness in time has lost half of its weight
)

// A feature is something that related items share: who has it, in order of time.
type feature struct {
	ranks  []int32 // of the items, in the order of catalog.Newest
	weight float64 // by rarity
}

// related finds for each article and note those that share the rarest entities and tags and are
// nearest in time. For each feature only its neighbours in time are looked at, so that the cost
// grows with the items and not with their pairs.
func (g *Graph) related() {
	items := slices.Concat(g.cat.Articles, g.cat.Notes)
	slices.SortFunc(items, catalog.Newest)
	of := g.features(items)
	ranks := make([]int32, len(g.cat.Entries))
	for rank, e := range items {
		ranks[e.Index] = int32(rank)
	}
	tables := make([]scores, workers())
	g.each(func(w int, e *catalog.Entry, n *Node) []diag.Problem {
		rank := ranks[e.Index]
		if len(items) == 0 || items[rank] != e || len(of[rank]) == 0 {
			return nil
		}
		t := &tables[w]
		if t.of == nil {
			t.of = make([]float64, len(items))
		}
		for _, f := range of[rank] {
			k, _ := slices.BinarySearch(f.ranks, rank)
			for _, other := range f.ranks[max(0, k-relatedNear):min(len(f.ranks), k+relatedNear+1)] {
				if other != rank {
					t.add(other, f.weight)
				}
			}
		}
		n.Related = t.best(items, e)
		return nil
	})
}

// features returns the features of each item, by rank.
func (g *Graph) features(items []*catalog.Entry) [][]*feature {
	of := make([][]*feature, len(items))
	byEntity, byTag := map[*catalog.Entry]*feature{}, map[*catalog.Tag]*feature{}
	for rank, e := range items {
		for _, v := range g.Of(e).Entities {
			of[rank] = append(of[rank], join(byEntity, v.Entity, rank))
		}
		for _, t := range e.Tags {
			of[rank] = append(of[rank], join(byTag, t, rank))
		}
	}
	for _, f := range byEntity {
		f.weight = rarity(len(f.ranks), len(items))
	}
	for _, f := range byTag {
		f.weight = rarity(len(f.ranks), len(items))
	}
	return of
}

func rarity(have, all int) float64 { return math.Log(1 + float64(all)/float64(have)) }

func join[K comparable](all map[K]*feature, key K, rank int) *feature {
	f := all[key]
	if f == nil {
		f = &feature{}
		all[key] = f
	}
	f.ranks = append(f.ranks, int32(rank))
	return f
}

// scores are those of the items that one item has features in common with. It is empty between two
// items.
type scores struct {
	of      []float64 // by rank
	touched []int32
}

func (t *scores) add(rank int32, weight float64) {
	if t.of[rank] == 0 {
		t.touched = append(t.touched, rank)
	}
	t.of[rank] += weight
}

// best returns the items with the highest scores in order, and empties t. Of equal ones the newer
// comes first.
func (t *scores) best(items []*catalog.Entry, e *catalog.Entry) []*catalog.Entry {
	type scored struct {
		rank  int32
		score float64
	}
	var top [relatedCount + 1]scored
	n := 0
	for _, rank := range t.touched {
		s := scored{rank, t.of[rank] * nearness(e, items[rank])}
		t.of[rank] = 0
		k := n
		for k > 0 && (top[k-1].score < s.score || top[k-1].score == s.score && top[k-1].rank > rank) {
			top[k] = top[k-1]
			k--
		}
		top[k] = s
		n = min(n+1, relatedCount)
	}
	t.touched = t.touched[:0]
	out := make([]*catalog.Entry, n)
	for i := range out {
		out[i] = items[top[i].rank]
	}
	return out
}

// nearness falls from 1 to a half with the days between two items, and no further than to a quarter.
func nearness(a, b *catalog.Entry) float64 {
	if a.Date.IsZero() || b.Date.IsZero() {
		return 0.25
	}
	days := math.Abs(a.Date.Sub(b.Date).Hours() / 24)
	return 0.25 + 0.75*relatedDays/(relatedDays+days)
}
