package hypertext

import (
	"bytes"
	"strings"
)

// An Insert is HTML for a hole.
type Insert struct {
	At   int32 // in the HTML of a Body
	Over int32 // how much of the HTML it takes the place of
	HTML string
}

// Splice appends the part of html from one offset to another with the inserts that fall into it.
// They are in order of place; those at one place stay in order. None reaches into the next.
func Splice(dst []byte, html string, from, to int, inserts []Insert) []byte {
	pos := from
	for _, in := range inserts {
		at := int(in.At)
		if at < pos || at+int(in.Over) > to {
			continue
		}
		dst = append(dst, html[pos:at]...)
		dst = append(dst, in.HTML...)
		pos = at + int(in.Over)
	}
	return append(dst, html[pos:to]...)
}

// HTMLOffset returns where in HTML an offset of Text stands that lies in a span.
func (b *Body) HTMLOffset(span, at int32) int32 {
	s := b.Spans[span]
	out := s.HTML
	for _, c := range []byte(b.Text[s.Text:at]) {
		switch c {
		case '&':
			out += int32(len("&amp;"))
		case '<', '>':
			out += int32(len("&lt;"))
		case '"':
			out += int32(len("&quot;"))
		default:
			out++
		}
	}
	return out
}

// Prefixed gives the ids of a piece of HTML, and the links to them, a prefix, so that it can stand
// in a page that has ids of its own. Quotation marks in text are escaped, so these are attributes.
func Prefixed(html []byte, prefix string) []byte {
	if !bytes.Contains(html, []byte(` id="`)) && !bytes.Contains(html, []byte(` href="#`)) {
		return html
	}
	return []byte(strings.NewReplacer(` id="`, ` id="`+prefix, ` href="#`, ` href="#`+prefix).Replace(string(html)))
}
