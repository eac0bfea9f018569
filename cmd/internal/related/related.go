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
	nearest = 24 // how many that share a thing are looked at, on either side in time
	halfway = 60 // days after which nearness in time has lost half of its weight
)

// A Shared is what documents have in common, an entity or a tag: all that have it, in the order of
// catalog.Newest. The fewer they are, the more it counts.
type Shared []*catalog.Entry

// To returns the items that have most to do with e, the nearest first: none if e is no item or shares
// nothing. shared are the things that e has in common with others, and total is how many items there are.
func To(e *catalog.Entry, shared []Shared, total int, s *Scratch) []*catalog.Entry {
	if !e.Item() {
		return nil
	}
	for _, all := range shared {
		k, ok := slices.BinarySearchFunc(all, e, catalog.Newest)
		if !ok {
			continue
		}
		weight := math.Log(1 + float64(total)/float64(len(all)))
		for _, other := range all[max(0, k-nearest):min(len(all), k+nearest+1)] {
			if other != e && other.Item() {
				s.add(other, weight)
			}
		}
	}
	return s.best(e)
}

// A Scratch is the working memory of one goroutine. The zero Scratch is ready for use.
type Scratch struct {
	scores []float64        // by the index of the entry; all are 0 between two calls
	found  []*catalog.Entry // in the order in which they were
}

func (s *Scratch) add(e *catalog.Entry, weight float64) {
	if more := e.Index + 1 - len(s.scores); more > 0 {
		s.scores = append(s.scores, make([]float64, more)...)
	}
	if s.scores[e.Index] == 0 { // no weight is
		s.found = append(s.found, e)
	}
	s.scores[e.Index] += weight
}

// best returns the items with the highest scores in order, and empties s. Of equal ones the newer
// comes first.
func (s *Scratch) best(e *catalog.Entry) []*catalog.Entry {
	type scored struct {
		entry *catalog.Entry
		score float64
	}
	var top [count + 1]scored
	n := 0
	for _, other := range s.found {
		score := s.scores[other.Index]
		s.scores[other.Index] = 0
		if n == count && score < top[n-1].score {
			continue // nearness makes it no more
		}
		x := scored{other, score * nearness(e, other)}
		k := n
		for k > 0 && (top[k-1].score < x.score || top[k-1].score == x.score && catalog.Newest(top[k-1].entry, other) > 0) {
			top[k] = top[k-1]
			k--
		}
		top[k] = x
		n = min(n+1, count)
	}
	clear(s.found)
	s.found = s.found[:0]
	out := make([]*catalog.Entry, n)
	for i := range out {
		out[i] = top[i].entry
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
