package diag

import (
	"slices"
	"strings"
)

// Similar finds among names the one that a missing name may be a slip of. It groups them by their first
// letters, by their last, and by all in the order of the alphabet: most slips leave one of these alone, and
// comparing each missing name with each there is would take the square of both.
type Similar map[string][]string

// maxSimilar is how many names a group holds.
const maxSimilar = 100

// NewSimilar groups names, of which the first come before others.
func NewSimilar(names []string) Similar {
	out := make(Similar, 3*len(names))
	for _, name := range names {
		for _, k := range traits(strings.ToLower(name)) {
			if len(out[k]) < maxSimilar {
				out[k] = append(out[k], name)
			}
		}
	}
	return out
}

// Near returns the name that was likely meant; empty if there is none.
func (s Similar) Near(name string) string {
	var names []string
	for _, k := range traits(strings.ToLower(name)) {
		names = append(names, s[k]...)
	}
	return Nearest(name, names)
}

// traits are what a name is found by.
func traits(key string) [3]string {
	r := []rune(key)
	n := min(3, len(r))
	first, last := string(r[:n]), string(r[len(r)-n:])
	slices.Sort(r)
	return [3]string{"^" + first, "$" + last, "=" + string(r)}
}
