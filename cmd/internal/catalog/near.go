package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// Similar finds among names the one that a missing name may be a slip of. It groups them by their first
// and their last letters: most slips leave one of these alone, and comparing each missing name with each
// there is would take the square of both.
type Similar map[string][]string

// maxSimilar is how many names a group holds.
const maxSimilar = 100

// NewSimilar groups names, of which the first come before others.
func NewSimilar(names []string) Similar {
	out := make(Similar, 2*len(names))
	for _, name := range names {
		for _, k := range ends(fold.Key(name)) {
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
	for _, k := range ends(fold.Key(name)) {
		names = append(names, s[k]...)
	}
	return diag.Nearest(name, names)
}

func ends(key string) [2]string {
	r := []rune(key)
	n := min(3, len(r))
	return [2]string{"^" + string(r[:n]), "$" + string(r[len(r)-n:])}
}

// similar groups the ids of documents.
func similar(ids groups[string]) Similar {
	names := make([]string, 0, len(ids))
	for _, key := range slices.Sorted(maps.Keys(ids)) {
		names = append(names, ids[key].entries[0].ID)
	}
	return NewSimilar(names)
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	return c.names.similar.Near(path.Base(strings.TrimSuffix(name, ".md")))
}
