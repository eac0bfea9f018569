package links

import (
	"cmp"
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

// A feature is something that related items share. Its items are in order of time.
type feature struct {
	items  []*catalog.Entry
	weight float64 // by rarity
}

// related finds for each article and note those that share the rarest entities and tags and are
// nearest in time. For each feature only its neighbours in time are looked at, so that the cost
// grows with the items and not with their pairs.
func (g *Graph) related() {
	of := g.features()
	scores := make([][]float64, workers())
	g.each(func(w int, e *catalog.Entry, n *Node) []diag.Problem {
		if len(of[e.Index]) == 0 {
			return nil
		}
		score := scores[w]
		if score == nil {
			score = make([]float64, len(g.cat.Entries))
			scores[w] = score
		}
		var touched []*catalog.Entry
		for _, f := range of[e.Index] {
			k, _ := slices.BinarySearchFunc(f.items, e, catalog.Newest)
			for _, other := range f.items[max(0, k-relatedNear):min(len(f.items), k+relatedNear+1)] {
				if other == e {
					continue
				}
				if score[other.Index] == 0 {
					touched = append(touched, other)
				}
				score[other.Index] += f.weight
			}
		}
		n.Related = best(e, touched, score)
		for _, t := range touched {
			score[t.Index] = 0
		}
		return nil
	})
}

// features returns the features of each entry, by index.
func (g *Graph) features() [][]*feature {
	of := make([][]*feature, len(g.cat.Entries))
	items := slices.Concat(g.cat.Articles, g.cat.Notes)
	slices.SortFunc(items, catalog.Newest)
	byEntity, byTag := map[*catalog.Entry]*feature{}, map[*catalog.Tag]*feature{}
	for _, e := range items {
		for _, v := range g.Of(e).Entities {
			of[e.Index] = append(of[e.Index], join(byEntity, v.Entity, e))
		}
		for _, t := range e.Tags {
			of[e.Index] = append(of[e.Index], join(byTag, t, e))
		}
	}
	for _, fs := range of {
		for _, f := range fs {
			f.weight = math.Log(1 + float64(len(items))/float64(len(f.items)))
		}
	}
	return of
}

func join[K comparable](all map[K]*feature, key K, e *catalog.Entry) *feature {
	f := all[key]
	if f == nil {
		f = &feature{}
		all[key] = f
	}
	f.items = append(f.items, e)
	return f
}

// best returns the highest scores in order. Equal ones are in the order of newest.
func best(e *catalog.Entry, found []*catalog.Entry, score []float64) []*catalog.Entry {
	type scored struct {
		entry *catalog.Entry
		score float64
	}
	var top [relatedCount + 1]scored
	n := 0
	for _, other := range found {
		s := scored{other, score[other.Index] * nearness(e, other)}
		k := n
		for k > 0 && cmp.Or(cmp.Compare(top[k-1].score, s.score), catalog.Newest(s.entry, top[k-1].entry)) < 0 {
			top[k] = top[k-1]
			k--
		}
		top[k] = s
		n = min(n+1, relatedCount)
	}
	out := make([]*catalog.Entry, n)
	for i := range out {
		out[i] = top[i].entry
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
