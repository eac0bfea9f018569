package markdown

import (
	"fmt"
	"html"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	nethtml "golang.org/x/net/html"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/hypertext"
)

// attributesWritten are those that the writer uses. No other may come out of any text.
var attributesWritten = []string{
	"id", "class", "href", "title", "tabindex", "start", "open", "type", "checked", "disabled", "aria-label", "role", "lang", "dir",
}

// voids are the elements that have no end.
var voids = []string{"br", "hr", "input", "img"}

// sound says what is wrong with a body: HTML that a browser would read otherwise than it was meant, or
// places that do not fit.
func sound(b *hypertext.Body) error {
	whole := b.HTML()
	if !utf8.ValidString(whole) || len(whole) != int(b.Size) || !utf8.ValidString(b.Text) {
		return fmt.Errorf("not UTF-8")
	}
	if err := balanced(whole); err != nil {
		return err
	}
	last := int32(0)
	for i, s := range b.Spans {
		if s.Text < last || int(s.Text+s.Len) > len(b.Text) {
			return fmt.Errorf("span %+v after %d in %d bytes of text", s, last, len(b.Text))
		}
		last = s.Text + s.Len
		text := b.Text[s.Text:last]
		end := b.HTMLOffset(int32(i), last)
		if int(end) > len(whole) {
			return fmt.Errorf("span %+v ends at %d in %d bytes of HTML", s, end, len(whole))
		}
		middle := s.Text + int32(strings.LastIndexFunc(text[:(len(text)+1)/2], func(rune) bool { return true }))
		if err := pieces(b, whole, s.HTML, b.HTMLOffset(int32(i), max(middle, s.Text)), end, b.Size); err != nil {
			return err
		}
		shown := html.UnescapeString(whole[s.HTML:end])
		if strings.ReplaceAll(shown, "\n", " ") != strings.ReplaceAll(text, "\n", " ") {
			return fmt.Errorf("span %+v is %q in the text and %q in HTML", s, text, shown)
		}
	}
	for _, r := range b.Refs {
		if r.From > r.To || int(r.To) > len(whole) || r.Start > r.End || int(r.End) > len(b.Text) || r.Line < 1 || r.Col < 1 {
			return fmt.Errorf("reference %+v does not fit", r)
		}
	}
	for _, x := range b.Blocks {
		if x.Start > x.End || int(x.End) > len(b.Text) || x.From > x.To || int(x.To) > len(whole) || strings.Contains(b.Text[x.Start:x.End], "\n") && x.Kind != hypertext.Code && x.Kind != hypertext.Paragraph {
			return fmt.Errorf("block %+v does not fit", x)
		}
		if err := pieces(b, whole, 0, x.From, x.To, b.Size); err != nil {
			return err
		}
	}
	for _, h := range b.Headings {
		if h.From > h.To || int(h.To) > len(whole) || h.ID == "" {
			return fmt.Errorf("heading %+v does not fit", h)
		}
		if err := balanced(whole[h.From:h.To]); err != nil {
			return fmt.Errorf("the section of %q: %w", h.ID, err)
		}
	}
	for _, a := range b.Anchors {
		if a.From > a.To || int(a.To) > len(whole) {
			return fmt.Errorf("anchor %+v does not fit", a)
		}
		if err := balanced(whole[a.From:a.To]); err != nil {
			return fmt.Errorf("the block %q: %w", a.ID, err)
		}
	}
	return nil
}

// pieces says which of the pieces of HTML between places, which are in order, is another alone than in the whole.
func pieces(b *hypertext.Body, whole string, places ...int32) error {
	for i, from := range places {
		for _, to := range places[i:] {
			if got := string(b.Splice(nil, int(from), int(to), nil)); got != whole[from:to] {
				return fmt.Errorf("the piece from %d to %d is %q, want %q", from, to, got, whole[from:to])
			}
		}
	}
	return nil
}

// balanced says what keeps a piece of HTML from standing anywhere in a page: elements that are not
// closed or not opened, those that run something, and attributes that nobody here writes.
func balanced(s string) error {
	var open []string
	ids := map[string]bool{}
	z := nethtml.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			if z.Err() != io.EOF {
				return z.Err()
			}
			if len(open) > 0 {
				return fmt.Errorf("<%s> is not closed", open[len(open)-1])
			}
			return nil
		case nethtml.CommentToken, nethtml.DoctypeToken:
			return fmt.Errorf("a comment: %s", z.Raw())
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			t := z.Token()
			if slices.Contains([]string{"script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "svg", "math"}, t.Data) {
				return fmt.Errorf("an element <%s>", t.Data)
			}
			for _, a := range t.Attr {
				if !slices.Contains(attributesWritten, a.Key) {
					return fmt.Errorf("an attribute %s of <%s>", a.Key, t.Data)
				}
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					if _, sort := address.Classify(a.Val); sort != address.External {
						return fmt.Errorf("an address %q", a.Val)
					}
				}
				if a.Key == "id" {
					if ids[a.Val] {
						return fmt.Errorf("the id %q twice", a.Val)
					}
					ids[a.Val] = true
				}
			}
			if t.Data == "a" && slices.Contains(open, "a") {
				return fmt.Errorf("a link in a link")
			}
			if !slices.Contains(voids, t.Data) {
				open = append(open, t.Data)
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> closes nothing", name)
			}
			open = open[:len(open)-1]
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range constructs {
		f.Add(c.src, "Title")
	}
	for _, h := range hostile {
		f.Add(h.make(200), "")
	}
	for _, src := range secretPlaces {
		f.Add(src, "")
	}
	r := New(Options{})
	f.Fuzz(func(t *testing.T, src, title string) {
		if len(src) > 1<<14 {
			t.Skip("long texts only make it slow")
		}
		b := r.Read([]byte(src), 1, Front{Title: title})
		if err := sound(b); err != nil {
			t.Fatalf("Read(%q): %v\n%s", src, err, b.HTML())
		}
		lines := strings.Count(src, "\n") + 1
		for _, p := range b.Problems {
			if p.Line < 1 || p.Line > lines || p.Col < 1 || p.Message == "" {
				t.Fatalf("Read(%q): problem %+v in %d lines", src, p, lines)
			}
		}
	})
}
