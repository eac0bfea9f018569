package links

import (
	"testing"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/mention"
)

func TestLinkable(t *testing.T) {
	t.Parallel()
	// Quotations come in order of their citations: the outer one of two after the inner one.
	b := &hypertext.Body{Quotes: []hypertext.Quote{{Start: 13, End: 18}, {Start: 10, End: 30}, {Start: 40, End: 50}}}
	span := hypertext.Span{Len: 100}
	for _, test := range []struct {
		start, end int
		want       bool
	}{
		{0, 5, true}, {8, 11, true}, {10, 12, false}, {14, 16, false}, {20, 30, false}, {25, 31, true}, {32, 35, true}, {40, 50, false}, {60, 70, true}, {90, 101, false},
	} {
		if got := linkable(span, quoted(b), mention.Match{Start: test.start, End: test.end}); got != test.want {
			t.Errorf("a name at %d to %d may be linked: %v, want %v", test.start, test.end, got, test.want)
		}
	}
}
