package frontmatter

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/typed"
	"briefings/cmd/internal/typed/typedtest"
)

func TestKeys(t *testing.T) {
	t.Parallel()
	front, _, _, _ := Split([]byte(everything))
	typedtest.CheckKeys(t, Keys(), front.text.Keys, func(t *typed.Table) { meta(t, false) }, "taxonomies") // Zola's
}

// Tables of keys that contradict each other would pass over what an author meant.
func TestForeignKeys(t *testing.T) {
	t.Parallel()
	own := map[string]bool{}
	for _, doc := range Keys() {
		own[typed.Plain(doc.Key)] = true
	}
	for p, s := range spellings {
		if p != typed.Plain(p) || own[p] || !own[typed.Plain(s.Key)] {
			t.Errorf("spelling %q of %q: it must be plain, not ours, and mean one of ours", p, s.Key)
		}
	}
	seen := map[string]string{}
	for _, f := range foreign {
		keys := strings.Fields(f.keys)
		if !slices.IsSorted(keys) {
			t.Errorf("keys of %s are not sorted: sort them", f.program)
		}
		for _, k := range keys {
			if k != typed.Plain(k) {
				t.Errorf("key %q of %s: write it as %q", k, f.program, typed.Plain(k))
			}
			if _, spelling := spellings[k]; spelling || own[k] || seen[k] != "" {
				t.Errorf("key %q of %s is also a key of ours, a spelling or of %q: keep one", k, f.program, seen[k])
			}
			seen[k] = f.program
		}
	}
}
