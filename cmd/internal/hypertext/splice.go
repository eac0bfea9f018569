package hypertext

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
)

// An Insert is HTML for a hole.
type Insert struct {
	At   int32 // in the HTML of a Body
	Over int32 // how much of the HTML it takes the place of
	HTML string
}

// HTML returns the document with its holes empty.
func (b *Body) HTML() string { return string(b.Splice(nil, 0, int(b.Size), nil)) }

// Splice appends the part of the HTML from one offset to another with the inserts that fall into it.
// They are in order of place; those at one place stay in order. None reaches into the next.
func (b *Body) Splice(dst []byte, from, to int, inserts []Insert) []byte {
	size := to - from
	for i := range inserts {
		size += len(inserts[i].HTML)
	}
	dst = slices.Grow(dst, max(size, 0))
	p := b.seek(int32(from))
	for _, in := range inserts {
		if in.At < p.html || int(in.At+in.Over) > to {
			continue
		}
		dst = p.write(dst, in.At)
		dst = append(dst, in.HTML...)
		p.skip(in.At + in.Over)
	}
	return p.write(dst, int32(to))
}

// A pen writes the HTML of a Body, from its place onwards.
type pen struct {
	b      *Body
	html   int32 // its place
	span   int   // the one that it is in, or else the next
	text   int32 // its place in Text, if it is in the span
	breaks int   // the next one
}

// seek returns a pen at a place in HTML.
func (b *Body) seek(html int32) pen {
	p := pen{b: b}
	if k, found := slices.BinarySearchFunc(b.Spans, html, func(s Span, at int32) int { return cmp.Compare(s.HTML, at) }); found || k > 0 {
		if !found {
			k--
		}
		p.span, p.html = k, b.Spans[k].HTML
		p.enter()
		p.breaks, _ = slices.BinarySearch(b.breaks, p.text)
	} else if len(b.Spans) > 0 {
		p.text = b.Spans[0].Text
	}
	p.skip(html)
	return p
}

// enter goes to the beginning of the span in Text.
func (p *pen) enter() {
	if p.span < len(p.b.Spans) {
		p.text = p.b.Spans[p.span].Text
	}
}

// skip goes to a place in HTML without writing.
func (p *pen) skip(to int32) {
	if p.html < to {
		var scratch [256]byte
		p.write(scratch[:0], to)
	}
}

// write appends the HTML up to a place.
func (p *pen) write(dst []byte, to int32) []byte {
	for p.html < to {
		next, end := p.b.Size, int32(len(p.b.markup)) // where the span begins, and what of the markup is before it
		if p.span < len(p.b.Spans) {
			next, end = p.b.Spans[p.span].HTML, p.b.Spans[p.span].markup
		}
		if p.html < next {
			stop := min(next, to)
			dst = append(dst, p.b.markup[end-(next-p.html):end-(next-stop)]...)
			p.html = stop
			continue
		}
		dst = p.escape(dst, to)
	}
	return dst
}

// entities are what stands for characters of a text in HTML, and sizes how many bytes of HTML one of ASCII takes.
var (
	entities = [128]string{'&': "&amp;", '<': "&lt;", '>': "&gt;", '"': "&quot;"}
	sizes    = sizesOf(entities)
)

func sizesOf(entities [128]string) (sizes [128]int32) {
	for c, e := range entities {
		sizes[c] = int32(max(1, len(e)))
	}
	return sizes
}

// escape appends the text of the span, up to its end or to a place in HTML.
func (p *pen) escape(dst []byte, to int32) []byte {
	s := p.b.Spans[p.span]
	end := s.Text + s.Len
	for p.text < end && p.html < to {
		run := p.b.Text[p.text:min(end, p.text+to-p.html)]
		if p.breaks < len(p.b.breaks) {
			at := p.b.breaks[p.breaks]
			if at == p.text {
				dst = append(dst, '\n')
				p.text, p.html, p.breaks = p.text+1, p.html+1, p.breaks+1
				continue
			}
			run = run[:min(len(run), int(at-p.text))]
		}
		n := strings.IndexAny(run, `&<>"`)
		if n == 0 {
			entity := entities[run[0]]
			dst = append(dst, entity...)
			p.text, p.html = p.text+1, p.html+int32(len(entity))
			continue
		}
		if n > 0 {
			run = run[:n]
		}
		dst = append(dst, run...)
		p.text, p.html = p.text+int32(len(run)), p.html+int32(len(run))
	}
	if p.text == end {
		p.span++
		p.enter()
	}
	return dst
}

// HTMLOffset returns where in HTML an offset of Text stands that lies in a span.
func (b *Body) HTMLOffset(span, at int32) int32 {
	s := b.Spans[span]
	out := s.HTML
	for _, c := range []byte(b.Text[s.Text:at]) {
		if c < 128 {
			out += sizes[c]
		} else {
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
