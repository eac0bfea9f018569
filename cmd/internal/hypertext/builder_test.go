package hypertext

import (
	"slices"
	"testing"
)

// What is written twice with one Builder is the same, and the first body stays as it was.
func TestBuilder(t *testing.T) {
	t.Parallel()
	var b Builder
	write := func() *Body {
		b.Reset()
		b.Raw("<h2>")
		h := Heading{Level: 2, ID: "a", From: 0}
		b.NoLink(func() { b.Block(Block{Kind: HeadingText, Line: 1}, func() { b.Text([]byte("A & B")) }) })
		b.Raw("</h2><p>")
		h.To = b.Len()
		b.Heading(h, false)
		b.Block(Block{Line: 3}, func() {
			b.Text([]byte(`"x" `))
			b.Ref(Ref{Kind: Cite, Target: "s"}, func() { b.Text([]byte("s\u202e")) })
			b.Break()
			b.Text([]byte("\x00y"))
		})
		b.Raw(`</p><i title="`)
		b.Attr("\"\x07<")
		b.Raw(`"></i>`)
		b.Endnotes()
		b.Raw("<hr>")
		return b.Finish()
	}
	first, second := write(), write()
	for _, body := range []*Body{first, second} {
		if want := "<h2>A &amp; B</h2><p>&quot;x&quot; s\n\ufffdy</p><i title=\"&quot;&lt;\"></i><hr>"; body.HTML() != want {
			t.Errorf("HTML is %q, want %q", body.HTML(), want)
		}
		if want := "A & B\n\"x\" s \ufffdy\n"; body.Text != want {
			t.Errorf("text is %q, want %q", body.Text, want)
		}
		noLink := []bool{true, false, true, false}
		if !slices.EqualFunc(body.Spans, noLink, func(s Span, want bool) bool { return s.NoLink == want }) {
			t.Errorf("spans are %+v, want NoLink %v", body.Spans, noLink)
		}
		if len(body.Quotes) != 1 || body.Text[body.Quotes[0].Start:body.Quotes[0].End] != `"x"` {
			t.Errorf("quotes are %+v, want the one before the citation", body.Quotes)
		}
		if h := body.Headings[0]; body.HTML()[h.From:h.To] != body.HTML()[:len(body.HTML())-len("<hr>")] {
			t.Errorf("the section is %q, want all but what follows Endnotes", body.HTML()[h.From:h.To])
		}
		if r := body.Refs[0]; body.HTML()[r.From:r.To] != "s" || body.Text[r.Start:r.End] != "s" || r.Block != 1 {
			t.Errorf("the reference is %+v, want its label alone, in block 1", r)
		}
		if body.More != -1 {
			t.Errorf("More is %d, want -1", body.More)
		}
	}
	if !b.LeftOut() {
		t.Error("LeftOut is false, and a character of the label was left out")
	}
}
