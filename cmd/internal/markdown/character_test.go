package markdown

import (
	"strings"
	"testing"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// TestUnpublished has characters that no page may hold, wherever a document can have them. None is
// left in the HTML, the text or a reference, and the first is reported with its place.
func TestUnpublished(t *testing.T) {
	t.Parallel()
	for _, src := range []string{
		"a \x07b", "a \u202eb", "a \ufffeb", "a `\x1b`", "```\n\x1b\n```", "a &#x202e;", "a &#7;",
		"## \u2066x", "[\x07x](y)", "[[\x07x|\u202ey]]", "[@x\x07, \u202ey]", "![\u202ex](y.png \"\x07\")", "[x](%07%E2%80%AEy)",
		"<b \x07>", "| \u202e |\n|-|\n", "[^1]\n\n[^1]: \x07", "caf\u00e9 \u202d\u202c", "> [!note] \x07", "a ^\x07x",
	} {
		b := New(Options{}).Read([]byte(src), 1, Front{})
		all := b.HTML() + b.Text + b.Title
		for _, r := range b.Refs {
			all += r.Target + r.Fragment + r.Title + r.Alt
		}
		for _, h := range b.Headings {
			all += h.Text + h.ID
		}
		if i := strings.IndexFunc(all, func(r rune) bool { return !fold.Publishable(r) }); i >= 0 {
			t.Errorf("%q is read as %q, which has %q", src, all, all[i:])
		}
	}
	b := New(Options{}).Read([]byte("one\n\ntwo \u202ethree \x07\n"), 5, Front{})
	if len(b.Problems) != 1 || b.Problems[0].Code != diag.Encoding || b.Problems[0].Line != 7 || b.Problems[0].Col != 5 {
		t.Errorf("problems are %v, want one at 7:5", b.Problems)
	}
	if b := New(Options{}).Read([]byte("\u061c\u200e\u200fx\u200cy\tz\r\n"), 1, Front{}); len(b.Problems) > 0 || !strings.Contains(b.HTML(), "\u200e\u200fx\u200cy") {
		t.Errorf("%q, %v: marks without reach are published", b.HTML(), b.Problems)
	}
}
