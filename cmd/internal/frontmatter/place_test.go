package frontmatter

import (
	"strings"
	"testing"
)

// Places are looked for in the text once, however many are asked for: a document with a problem at
// each of its keys must not take the square of its size.
func TestPlacesAreLookedForOnce(t *testing.T) {
	front, _, _, _ := Split([]byte("+++\naliases = [" + strings.Repeat(`"a",`, 10_000) + "]\n+++\n"))
	few := testing.AllocsPerRun(1, func() { front.Place("aliases", 1) })
	if few > 100 {
		t.Errorf("asking for a second place takes %.0f allocations; keep the places that the first one needed", few)
	}
}
