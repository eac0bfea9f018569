package keytree

import (
	"fmt"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// clean leaves out of the strings of a tree what cannot be published, and says where that was.
func (t Text) clean(tree map[string]any) []diag.Problem {
	var found []diag.Problem
	var places Places
	drop := func(s string, p Path) string {
		i := strings.IndexFunc(s, unpublishable)
		if i < 0 {
			return s
		}
		if places == nil {
			places = t.Places()
		}
		at := places.Find(p)
		found = append(found, diag.Problem{
			Line: at.Line, Col: at.Col, Code: diag.Encoding,
			Message: fmt.Sprintf("the character U+%04X is left out", []rune(s[i:])[0]),
			Cure:    "remove it; it cannot be seen, and can make text read as another",
		})
		return strings.Map(func(r rune) rune {
			if unpublishable(r) {
				return -1
			}
			return r
		}, s)
	}
	var walk func(v any, p Path) any
	walk = func(v any, p Path) any {
		switch v := v.(type) {
		case string:
			return drop(v, p)
		case []any:
			for i := range v {
				v[i] = walk(v[i], p.Index(i))
			}
		case map[string]any:
			for k := range v {
				v[k] = walk(v[k], p.Key(k))
			}
		}
		return v
	}
	walk(tree, "")
	slices.SortFunc(found, diag.Compare)
	return found
}

func unpublishable(r rune) bool { return !fold.Publishable(r) }
