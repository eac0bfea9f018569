package markdown

import (
	"fmt"
	"strings"
	"testing"

	"briefings/cmd/internal/diag"
)

// What is too much for the parser is shown as it is, and said.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	b := New(Options{}).Read([]byte("<b>\n\n"+strings.Repeat(">", 5000)), 7, Front{Title: "Title"})
	if len(b.Problems) != 1 || b.Problems[0].Code != diag.Limit || b.Problems[0].Line != 9 {
		t.Errorf("problems are %v, want one of line 9", b.Problems)
	}
	if !strings.HasPrefix(b.HTML(), `<pre class="plain">&lt;b&gt;`) || b.Text != "<b>\n\n"+strings.Repeat(">", 5000)+"\n" {
		t.Errorf("HTML is %.100q, text %.100q: want the text as it is", b.HTML(), b.Text)
	}
}

// Places are those of the file also behind what is not UTF-8 and behind a comment.
func TestPlaces(t *testing.T) {
	t.Parallel()
	b := New(Options{}).Read([]byte("\xff\xff\n\n%%г%% [a](javascript:x)"), 3, Front{Title: "Title"})
	var got []string
	for _, p := range b.Problems {
		got = append(got, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
	}
	if got, want := strings.Join(got, ", "), "3:1 encoding, 5:7 url-unsafe"; got != want {
		t.Errorf("problems at %q, want %q", got, want)
	}
}
