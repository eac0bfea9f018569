// Package tally counts things, and tells which are the most frequent.
package tally

import (
	"cmp"
	"slices"
)

// Of is how often each thing was met.
type Of[K comparable] map[K]int

// Top returns the n most frequent, the most frequent first; order settles ties.
func (c Of[K]) Top(n int, order func(a, b K) int) []K {
	rank := func(a, b K) int {
		if d := cmp.Compare(c[b], c[a]); d != 0 {
			return d
		}
		return order(a, b)
	}
	var best []K
	for k := range c {
		if len(best) < n || rank(k, best[n-1]) < 0 {
			at, _ := slices.BinarySearchFunc(best, k, rank)
			best = slices.Insert(best, at, k)
			best = best[:min(n, len(best))]
		}
	}
	return best
}
