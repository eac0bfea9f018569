package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// similar groups ids by their first and their last letters: most slips leave one of them alone, and
// comparing each missing name with each id would take the square of both.
func similar(ids map[string][]*Entry) map[string][]string {
	out := make(map[string][]string, 2*len(ids))
	for _, key := range slices.Sorted(maps.Keys(ids)) {
		for _, k := range ends(key) {
			if len(out[k]) < 100 {
				out[k] = append(out[k], ids[key][0].ID)
			}
		}
	}
	return out
}

func ends(key string) [2]string {
	r := []rune(key)
	n := min(3, len(r))
	return [2]string{"^" + string(r[:n]), "$" + string(r[len(r)-n:])}
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	base := path.Base(strings.TrimSuffix(name, ".md"))
	var names []string
	for _, k := range ends(fold.Key(base)) {
		names = append(names, c.names.similar[k]...)
	}
	return diag.Nearest(base, names)
}
