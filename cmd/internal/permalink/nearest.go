package permalink

import (
	"iter"
	"slices"
	"strings"
	"sync"
)

// A Nearby finds what stands nearest to a folder, of things that stand in folders themselves: in it,
// else by the fewest folder steps. However many there are, it looks only at the folders above the one
// that is asked for. Nothing may be added once it was asked; nil has no things.
type Nearby[T any] struct {
	All      []T
	FolderOf func(T) string

	once  sync.Once
	below map[string]highest // by each folder above any of them; "" is above all
}

// highest are the things below a folder with the fewest steps to it.
type highest struct {
	steps int
	found []int // in All, in order
}

func (n *Nearby[T]) index() {
	n.below = map[string]highest{}
	for i, x := range n.All {
		for steps, folder := range Above(n.FolderOf(x)) {
			h, ok := n.below[folder]
			switch {
			case !ok || steps < h.steps:
				h = highest{steps, []int{i}}
			case steps == h.steps:
				h.found = append(h.found, i)
			}
			n.below[folder] = h
		}
	}
}

// To returns what is nearest to a folder. Several at the same distance are a tie, and all of them come
// back in their order.
func (n *Nearby[T]) To(folder string) []T {
	if n == nil {
		return nil
	}
	if len(n.All) < 2 {
		return n.All
	}
	n.once.Do(n.index)
	least, ties := -1, []int(nil)
	for up, common := range Above(folder) {
		h, ok := n.below[common]
		switch d := up + h.steps; {
		case !ok:
		case least < 0 || d < least:
			least, ties = d, h.found
		case d == least: // other things: one that is below both is nearer through the lower
			ties = slices.Concat(ties, h.found)
			slices.Sort(ties)
		}
	}
	out := make([]T, len(ties))
	for i, k := range ties {
		out[i] = n.All[k]
	}
	return out
}

// Above yields a folder and each above it, with the steps up to there; the last is "".
func Above(folder string) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for steps := 0; yield(steps, folder) && folder != ""; steps++ {
			folder = folder[:max(0, strings.LastIndexByte(folder, '/'))]
		}
	}
}
