package catalog

import (
	"maps"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
)

// similar groups the ids of documents.
func similar(ids groups[string]) diag.Similar {
	names := make([]string, 0, len(ids))
	for _, key := range slices.Sorted(maps.Keys(ids)) {
		names = append(names, ids[key].All[0].ID)
	}
	return diag.NewSimilar(names)
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	return c.names.similar.Near(path.Base(strings.TrimSuffix(name, ".md")))
}
