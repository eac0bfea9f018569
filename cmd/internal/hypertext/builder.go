package hypertext

import (
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/fold"
)

// A Builder makes a Body. It writes HTML and text side by side and notes which piece of the one is
// which piece of the other. What it is given as text or as an attribute may be anybody's; what it is
// given as HTML must be safe. Reset makes it ready, for the first Body and for any further one.
type Builder struct {
	// Body is what has been noted so far. Its Text stays empty until Finish.
	Body Body

	markup, text []byte
	nested       []bool // by heading: in a list or a quote, and so without a section
	spanEnd      int32  // where in HTML the last span ends
	quoted       int    // blockquotes around
	noLink       int    // links, headings and code around
	endnotes     int32  // where in HTML what belongs to no section begins; 0 if nowhere
	leftOut      bool
}

// Reset forgets the last Body and keeps the memory that it was written into.
func (b *Builder) Reset() {
	*b = Builder{
		Body:   Body{More: -1, Spans: b.Body.Spans[:0], Blocks: b.Body.Blocks[:0], Refs: b.Body.Refs[:0], Headings: b.Body.Headings[:0], breaks: b.Body.breaks[:0]},
		markup: b.markup[:0], text: b.text[:0], nested: b.nested[:0],
	}
}

// Len is how much HTML there is: the place of what is written next.
func (b *Builder) Len() int32 { return b.Body.Size }

// LeftOut reports whether a text held a character that is not published.
func (b *Builder) LeftOut() bool { return b.leftOut }

// Raw writes HTML.
func (b *Builder) Raw(s string) {
	b.markup = append(b.markup, s...)
	b.Body.Size += int32(len(s))
}

// Attr writes the value of an attribute.
func (b *Builder) Attr(s string) {
	before := len(b.markup)
	for _, r := range s {
		switch {
		case r == '&':
			b.markup = append(b.markup, "&amp;"...)
		case r == '<':
			b.markup = append(b.markup, "&lt;"...)
		case r == '>':
			b.markup = append(b.markup, "&gt;"...)
		case r == '"':
			b.markup = append(b.markup, "&quot;"...)
		case !fold.Publishable(r) || r == '\r':
		default:
			b.markup = utf8.AppendRune(b.markup, r)
		}
	}
	b.Body.Size += int32(len(b.markup) - before)
}

// Text writes text that a reader sees, and notes where it stands.
func (b *Builder) Text(s []byte) {
	start, size := len(b.text), int32(0)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == 0:
				b.text = append(b.text, "\ufffd"...)
				size += int32(len("\ufffd"))
			case !fold.Publishable(rune(c)) || c == '\r':
				b.leftOut = true
			default:
				b.text = append(b.text, c)
				size += sizes[c]
			}
			continue
		}
		n := 1
		for i+n < len(s) && s[i+n] >= utf8.RuneSelf {
			n++
		}
		run := s[i : i+n]
		if mayHide(run) {
			run, b.leftOut = Published(run), true
		}
		b.text = append(b.text, run...)
		size += int32(len(run))
		i += n
	}
	b.span(start, size)
}

// Break writes a newline in HTML and a space in the text, one byte in both, so that a name that is
// broken over two lines is still one run.
func (b *Builder) Break() {
	start := len(b.text)
	b.Body.breaks = append(b.Body.breaks, int32(start))
	b.text = append(b.text, ' ')
	b.span(start, 1)
}

// TrimBlanks takes blanks off the end of the text, if it is also the end of the HTML.
func (b *Builder) TrimBlanks() {
	k := len(b.Body.Spans) - 1
	for k >= 0 && b.Body.Spans[k].Len > 0 && b.spanEnd == b.Body.Size && b.text[len(b.text)-1] == ' ' {
		if n := len(b.Body.breaks); n > 0 && int(b.Body.breaks[n-1]) == len(b.text)-1 {
			return
		}
		b.Body.Spans[k].Len--
		b.text = b.text[:len(b.text)-1]
		b.Body.Size--
		b.spanEnd--
	}
}

// span notes that the text from start on is so much HTML.
func (b *Builder) span(start int, size int32) {
	n := len(b.text) - start
	if n == 0 {
		return
	}
	at := b.Body.Size
	b.Body.Size += size
	noLink := b.noLink > 0 || b.quoted > 0
	if k := len(b.Body.Spans) - 1; k >= 0 {
		last := &b.Body.Spans[k]
		if int(last.Text+last.Len) == start && b.spanEnd == at && last.NoLink == noLink {
			last.Len += int32(n)
			b.spanEnd = b.Body.Size
			return
		}
	}
	b.Body.Spans = append(b.Body.Spans, Span{Text: int32(start), HTML: at, Len: int32(n), markup: int32(len(b.markup)), NoLink: noLink})
	b.spanEnd = b.Body.Size
}

// NoLink writes what no name is linked in: a link, a heading, code.
func (b *Builder) NoLink(inner func()) {
	b.noLink++
	inner()
	b.noLink--
}

// Quoted writes a blockquote.
func (b *Builder) Quoted(inner func()) {
	b.quoted++
	inner()
	b.quoted--
}

// Block writes a leaf: a line of the text. Its Kind, Top and Line are given.
func (b *Builder) Block(x Block, inner func()) {
	x.Quoted, x.Start, x.From = b.quoted > 0, int32(len(b.text)), b.Len()
	k := len(b.Body.Blocks)
	b.Body.Blocks = append(b.Body.Blocks, x)
	inner()
	b.Body.Blocks[k].End, b.Body.Blocks[k].To = int32(len(b.text)), b.Len()
	b.text = append(b.text, '\n')
}

// Line is the text of the last block.
func (b *Builder) Line() string {
	if len(b.Body.Blocks) == 0 {
		return ""
	}
	return string(b.text[b.Body.Blocks[len(b.Body.Blocks)-1].Start:])
}

// Ref writes a hole with its label, which may be nothing. A citation proves the quoted run before it.
func (b *Builder) Ref(r Ref, label func()) {
	if r.Kind == Cite {
		b.quote()
	}
	k := len(b.Body.Refs)
	r.Block, r.From, r.Start = int32(len(b.Body.Blocks)-1), b.Len(), int32(len(b.text))
	b.Body.Refs = append(b.Body.Refs, r)
	b.NoLink(label)
	b.Body.Refs[k].To, b.Body.Refs[k].End = b.Len(), int32(len(b.text))
}

// Heading notes a heading that has been written. A nested one, in a list or a quote, is a section of
// its own; any other has the section that follows it.
func (b *Builder) Heading(h Heading, nested bool) {
	b.Body.Headings, b.nested = append(b.Body.Headings, h), append(b.nested, nested)
}

// Anchor notes that what is written since from has an id.
func (b *Builder) Anchor(id string, from int32) {
	b.Body.Anchors = append(b.Body.Anchors, Anchor{ID: id, From: from, To: b.Len()})
}

// Note writes the number in the mark of a footnote.
func (b *Builder) Note(number string) {
	from := b.Len()
	b.Raw(number)
	b.Body.Notes = append(b.Body.Notes, Note{from, b.Len()})
}

// Endnotes says that what follows belongs to no section.
func (b *Builder) Endnotes() { b.endnotes = b.Len() }

// Finish returns the body, with sections that know their ends. It shares no memory with the Builder.
func (b *Builder) Finish() *Body {
	body := b.Body
	body.Spans, body.Blocks, body.Refs = clone(body.Spans), clone(body.Blocks), clone(body.Refs)
	body.Headings, body.breaks = clone(body.Headings), clone(body.breaks)
	b.markup = append(b.markup, b.text...) // for one string
	both := string(b.markup)
	body.markup, body.Text = both[:len(both)-len(b.text)], both[len(both)-len(b.text):]
	for i := range body.Headings {
		if b.nested[i] {
			continue
		}
		h := &body.Headings[i]
		h.To = body.Size
		for k, next := range body.Headings[i+1:] {
			if !b.nested[i+1+k] && next.Level <= h.Level {
				h.To = next.From
				break
			}
		}
		if notes := b.endnotes; notes > 0 && h.To > notes && h.From < notes {
			h.To = notes
		}
	}
	return &body
}

// clone returns a copy of a list. Other than that of package slices, one of an empty list is nil, and keeps no memory.
func clone[T any](list []T) []T { return append([]T(nil), list...) }

// closers are the closing quotation marks and what may open them.
var closers = map[string]string{`"`: `"`, "”": "“„”", "“": "„", "»": "«»", "«": "»", "’": "‘‚", "›": "‹", "」": "「", "』": "『"}

// maxQuote is how far before a citation its quotation may begin, in bytes: a paragraph of megabytes may
// have thousands of citations, and each would be looked for through all of it.
const maxQuote = 20_000

// quote notes the quoted run that the next reference proves, if there is one.
func (b *Builder) quote() {
	if len(b.Body.Blocks) == 0 {
		return
	}
	start := max(int(b.Body.Blocks[len(b.Body.Blocks)-1].Start), len(b.text)-maxQuote)
	said := strings.TrimRight(string(b.text[start:]), " .,;:!?…)")
	for mark, openers := range closers {
		inner, ok := strings.CutSuffix(said, mark)
		if !ok {
			continue
		}
		if i := strings.LastIndexAny(inner, openers); i >= 0 {
			b.Body.Quotes = append(b.Body.Quotes, Quote{
				Start: int32(start + i), End: int32(start + len(said)), Ref: int32(len(b.Body.Refs)),
			})
			return
		}
	}
}
