package source

import (
	"fmt"
	"strings"
	"testing"
)

// Real lists of thousands of links are within the limits.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, src string
		over      bool
	}{
		{"brackets in a paragraph", strings.Repeat("[a ", maxBrackets+1), true},
		{"a list of links", strings.Repeat("- [[a|b]]\n", maxBrackets), false},
		{"a numbered list of links", numbered("[[a|b]]\n", maxBrackets), false},
		{"a nested list of links", strings.Repeat("- a\n  - [[b]]\n\t\t- [[c]]\n", maxBrackets), false},
		{"lines that only look like items", "a\n" + strings.Repeat("      - [a\n", maxBrackets+1), true},
		{"numbers that do not begin a list", "a\n" + strings.Repeat("2. [a\n", maxBrackets+1), true},
		{"nesting", strings.Repeat(">", maxNesting+1) + "a", true},
		{"columns", strings.Repeat("|a", maxColumns+1) + "\n" + strings.Repeat("|-", maxColumns+1), true},
	} {
		text, _ := New([]byte(test.src), 1)
		if p, over := text.TooMuch(); over != test.over {
			t.Errorf("%s: beyond the limit: %v, want %v (%v)", test.name, over, test.over, p)
		}
	}
}

func numbered(s string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "%d. %s", i+1, s)
	}
	return b.String()
}
