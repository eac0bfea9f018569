package transclusion

import (
	"fmt"
	"strings"
	"testing"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hypertext"
)

// A site is documents that embed each other.
type site struct {
	entries []*catalog.Entry
	embeds  Embeds
}

const line = 10 // bytes of HTML for each embed

// add enters a document that begins with so many bytes of HTML.
func (s *site) add(id string, padding int) *catalog.Entry {
	e := &catalog.Entry{
		Document: &content.Document{Path: content.Path(id), Body: &hypertext.Body{Size: int32(padding)}},
		ID:       id, Text: "full",
	}
	s.entries = append(s.entries, e)
	return e
}

// embed adds a line to a document that embeds another, or the part of it with an id.
func (s *site) embed(from, to *catalog.Entry, fragment string) {
	b := from.Body
	at := b.Size
	b.Size += line
	b.Refs = append(b.Refs, hypertext.Ref{From: at, To: b.Size, Line: int32(len(b.Refs) + 1), Col: 1})
	if s.embeds == nil {
		s.embeds = Embeds{}
	}
	s.embeds[from] = append(s.embeds[from], Embed{From: from, Ref: len(b.Refs) - 1, To: to, Fragment: fragment})
}

func places(problems []diag.Problem) string {
	var out []string
	for _, p := range problems {
		out = append(out, fmt.Sprintf("%s:%d %s", p.Path, p.Line, p.Code))
	}
	return strings.Join(out, ", ")
}

// A circle is reported where each of its documents embeds the next, and what only leads to a circle
// is not.
func TestLoops(t *testing.T) {
	t.Parallel()
	var s site
	a, b, c, out, self := s.add("a", 0), s.add("b", 0), s.add("c", 0), s.add("out", 0), s.add("self", 0)
	s.embed(out, a, "")
	s.embed(a, b, "")
	s.embed(b, c, "")
	s.embed(c, a, "")
	s.embed(c, s.add("leaf", 5), "")
	s.embed(self, self, "")
	if got, want := places(s.embeds.Loops(s.entries)), "a:1 embed-loop, b:1 embed-loop, c:1 embed-loop, self:1 embed-loop"; got != want {
		t.Errorf("loops %q, want %q", got, want)
	}
}

// A part that does not hold the embed makes no circle.
func TestLoopOfParts(t *testing.T) {
	t.Parallel()
	var s site
	a := s.add("a", 100)
	a.Body.Headings = []hypertext.Heading{{ID: "outside", From: 0, To: 100}, {ID: "around", From: 100, To: 100 + 2*line}}
	s.embed(a, a, "outside")
	s.embed(a, a, "around")
	if got, want := places(s.embeds.Loops(s.entries)), "a:2 embed-loop"; got != want {
		t.Errorf("loops %q, want %q", got, want)
	}
}

// A page that embeds the square of something is cut where it becomes too large, also by what embeds
// of others bring with them, and no deeper than they are shown.
func TestTooLarge(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name           string
		levels, fanout int // each document embeds the next so often
		padding        int
		want           int // embeds of the first that are refused
	}{
		{"few", 3, 5, 0, 0},
		{"as many pieces as may be", 1, maxPieces, 0, 0},
		{"one too many", 1, maxPieces + 1, 0, 1},
		{"a power", 7, 10, 0, 10},
		{"too deep to be shown", 50, 1, 0, 0},
		{"as many bytes as may be", 1, 4, maxBytes / 4, 0},
		{"too many bytes", 1, 5, maxBytes / 4, 1},
		{"too many bytes below", 2, 2, maxBytes / 4, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			var s site
			first := s.add("0", 0)
			for above, n := first, 1; n <= test.levels; n++ {
				e := s.add(fmt.Sprint(n), test.padding)
				for range test.fanout {
					s.embed(above, e, "")
				}
				above = e
			}
			over, problems := s.embeds.TooLarge(s.entries)
			got := 0
			for i, x := range over {
				if x.From == first {
					got++
				}
				if p := problems[i]; p.Code != diag.Limit || p.Path != x.From.ID || p.Line != x.Ref+1 {
					t.Errorf("embed %d of %s is reported as %+v", x.Ref, x.From.ID, p)
				}
			}
			if got != test.want || len(problems) != len(over) {
				t.Errorf("%d embeds are refused with %d problems of all, want %d", got, len(problems), test.want)
			}
		})
	}
}

// What is not shown in other pages takes no room in them.
func TestPrivateTakesNoRoom(t *testing.T) {
	t.Parallel()
	var s site
	page, private := s.add("page", 0), s.add("private", 2*maxBytes)
	private.Text = "private"
	s.embed(page, private, "")
	if over, _ := s.embeds.TooLarge(s.entries); len(over) > 0 {
		t.Errorf("an embed of private text is refused for its size: %v", over)
	}
}
