// Package related finds for an article or note the others that have most to do with it.
//
// What two items share decides, weighted by its rarity, and how near they are in time. Of all that
// share a thing only the neighbours in time are looked at, so that the cost grows with the items and
// not with their pairs.
package related

import (
	"math"
	"slices"

	"briefings/cmd/internal/catalog"
)

const (
	count   = 5  // related items that are found
	nearest = 24 // how many items of a feature are looked at, on either side in time
	halfway = 60 // days after which nearness in time has lost half of its weight
)

// An Index knows what the items of a site share. It may be used by several goroutines at once, each
// with a Scratch of its own.
type Index struct {
	items    []*catalog.Entry // in the order of catalog.Newest
	ranks    map[*catalog.Entry]int32
	features [][]*feature // of each item, by rank
}

// A feature is something that related items share: an entity or a tag.
type feature struct {
	ranks  []int32 // of those that have it, ascending
	weight float64 // by rarity
}

// New returns the index of items, which come in any order. entities returns whom an item speaks of,
// each once.
func New(items []*catalog.Entry, entities func(*catalog.Entry) []*catalog.Entry) *Index {
	x := &Index{items: slices.Clone(items), ranks: make(map[*catalog.Entry]int32, len(items)), features: make([][]*feature, len(items))}
	slices.SortFunc(x.items, catalog.Newest)
	byEntity, byTag := map[*catalog.Entry]*feature{}, map[*catalog.Tag]*feature{}
	for i, e := range x.items {
		rank := int32(i)
		x.ranks[e] = rank
		for _, entity := range entities(e) {
			x.features[rank] = append(x.features[rank], join(byEntity, entity, rank))
		}
		for _, tag := range e.Tags {
			x.features[rank] = append(x.features[rank], join(byTag, tag, rank))
		}
	}
	weigh(byEntity, len(items))
	weigh(byTag, len(items))
	return x
}

// join adds an item to those that have a feature.
func join[K comparable](all map[K]*feature, key K, rank int32) *feature {
	f := all[key]
	if f == nil {
		f = &feature{}
		all[key] = f
	}
	f.ranks = append(f.ranks, rank)
	return f
}

// weigh gives each feature its weight among so many items.
func weigh[K comparable](all map[K]*feature, items int) {
	for _, f := range all {
		f.weight = math.Log(1 + float64(items)/float64(len(f.ranks)))
	}
}

// To returns the items that have most to do with e, the nearest first. None if e is no item or
// shares nothing.
func (x *Index) To(e *catalog.Entry, s *Scratch) []*catalog.Entry {
	rank, ok := x.ranks[e]
	if !ok || len(x.features[rank]) == 0 {
		return nil
	}
	if s.scores == nil {
		s.scores = make([]float64, len(x.items))
	}
	for _, f := range x.features[rank] {
		k, _ := slices.BinarySearch(f.ranks, rank)
		for _, other := range f.ranks[max(0, k-nearest):min(len(f.ranks), k+nearest+1)] {
			if other != rank {
				s.add(other, f.weight)
			}
		}
	}
	return s.best(x.items, e)
}

// A Scratch is the working memory of one goroutine for one Index. The zero Scratch is ready for use.
type Scratch struct {
	scores  []float64 // by rank; all 0 between two calls
	touched []int32   // whose score is not 0
}

func (s *Scratch) add(rank int32, weight float64) {
	if s.scores[rank] == 0 {
		s.touched = append(s.touched, rank)
	}
	s.scores[rank] += weight
}

// best returns the items with the highest scores in order, and empties s. Of equal ones the newer
// comes first.
func (s *Scratch) best(items []*catalog.Entry, e *catalog.Entry) []*catalog.Entry {
	type scored struct {
		rank  int32
		score float64
	}
	var top [count + 1]scored
	n := 0
	for _, rank := range s.touched {
		x := scored{rank, s.scores[rank] * nearness(e, items[rank])}
		s.scores[rank] = 0
		k := n
		for k > 0 && (top[k-1].score < x.score || top[k-1].score == x.score && top[k-1].rank > rank) {
			top[k] = top[k-1]
			k--
		}
		top[k] = x
		n = min(n+1, count)
	}
	s.touched = s.touched[:0]
	out := make([]*catalog.Entry, n)
	for i := range out {
		out[i] = items[top[i].rank]
	}
	return out
}

// nearness falls from 1 with the days between two items, and no further than to a quarter: so far it
// is for those without a date.
func nearness(a, b *catalog.Entry) float64 {
	if a.Date.IsZero() || b.Date.IsZero() {
		return 0.25
	}
	days := math.Abs(a.Date.Sub(b.Date).Hours() / 24)
	return 0.25 + 0.75*halfway/(halfway+days)
}
