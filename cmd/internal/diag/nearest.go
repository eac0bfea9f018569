package diag

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate that name was most likely meant to be, for "did you mean", or ""
// if none is near. Letter case does not count; a letter too many, too few, wrong, or changed with
// its neighbour counts as one mistake, and one mistake in three letters is the most that is still
// near. Of equally near candidates it is the first in byte order, whatever order they come in.
func Nearest(name string, candidates []string) string {
	want := []rune(strings.ToLower(name))
	limit := max(1, len(want)/3)
	best := ""
	for _, c := range candidates {
		if c == "" || abs(utf8.RuneCountInString(c)-len(want)) > limit {
			continue
		}
		got := []rune(strings.ToLower(c))
		d := distance(want, got)
		if d > limit || d >= max(len(want), len(got)) { // the second: not a letter in common
			continue
		}
		if best == "" || d < limit || c < best {
			best, limit = c, d
		}
	}
	return best
}

// DidYouMean is the cure for a misspelt name: near, what it was meant to be, or if that is empty what is said
// otherwise.
func DidYouMean(near, otherwise string) string {
	if near == "" {
		return otherwise
	}
	return fmt.Sprintf("did you mean %q?", near)
}

// distance counts the mistakes between a and b: Damerau-Levenshtein in its restricted form
// (optimal string alignment), in which no part is edited twice.
func distance(a, b []rune) int {
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

func abs(n int) int {
	return max(n, -n)
}
