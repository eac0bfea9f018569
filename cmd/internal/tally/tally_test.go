package tally

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestTop compares Top with sorting all.
func TestTop(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		c := Of[int]{}
		for range r.IntN(40) {
			c[r.IntN(15)] += r.IntN(3)
		}
		var all []int
		for k := range c {
			all = append(all, k)
		}
		slices.SortFunc(all, func(a, b int) int { return cmp.Or(cmp.Compare(c[b], c[a]), cmp.Compare(a, b)) })
		for _, n := range []int{1, 3, 100} {
			if got, want := c.Top(n, cmp.Compare), all[:min(n, len(all))]; fmt.Sprint(got) != fmt.Sprint(want) {
				t.Fatalf("the first %d of %v are %v, want %v", n, c, got, want)
			}
		}
	}
}
