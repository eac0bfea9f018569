package hypertext

import (
	"slices"
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/fold"
)

// A Builder makes a Body. It writes HTML and text side by side and notes which piece of the one is
// which piece of the other. What it is given as text or as an attribute may be anybody's; what it is
// given as HTML must be safe. Reset makes it ready, for the first Body and for any further one.
type Builder struct {
	// Body is what has been noted so far. HTML and Text stay empty until Finish.
	Body Body

	html, text []byte
	nested     []bool // by heading: in a list or a quote, and so without a section
	spanEnd    int    // where in HTML the last span ends
	quoted     int    // blockquotes around
	noLink     int    // links, headings and code around
	endnotes   int32  // where in HTML what belongs to no section begins; 0 if nowhere
	leftOut    bool
}

// Reset forgets the last Body and keeps the memory that it was written into.
func (b *Builder) Reset() {
	*b = Builder{Body: Body{More: -1}, html: b.html[:0], text: b.text[:0], nested: b.nested[:0]}
}

// Len is how much HTML there is: the place of what is written next.
func (b *Builder) Len() int32 { return int32(len(b.html)) }

// LeftOut reports whether a text held a character that is not published.
func (b *Builder) LeftOut() bool { return b.leftOut }

// Raw writes HTML.
func (b *Builder) Raw(s string) { b.html = append(b.html, s...) }

// Attr writes the value of an attribute.
func (b *Builder) Attr(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			b.Raw("&amp;")
		case r == '<':
			b.Raw("&lt;")
		case r == '>':
			b.Raw("&gt;")
		case r == '"':
			b.Raw("&quot;")
		case !fold.Publishable(r) || r == '\r':
		default:
			b.html = utf8.AppendRune(b.html, r)
		}
	}
}

// Text writes text that a reader sees, and notes where it stands.
func (b *Builder) Text(s []byte) {
	start, at := len(b.text), len(b.html)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '&':
				b.html = append(b.html, "&amp;"...)
			case c == '<':
				b.html = append(b.html, "&lt;"...)
			case c == '>':
				b.html = append(b.html, "&gt;"...)
			case c == '"':
				b.html = append(b.html, "&quot;"...)
			case c == 0:
				b.html = append(b.html, "\ufffd"...)
				b.text = append(b.text, "\ufffd"...)
				continue
			case !fold.Publishable(rune(c)) || c == '\r':
				b.leftOut = true
				continue
			default:
				b.html = append(b.html, c)
			}
			b.text = append(b.text, c)
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
		b.html, b.text = append(b.html, run...), append(b.text, run...)
		i += n
	}
	b.span(start, at)
}

// Break writes a newline in HTML and a space in the text, one byte in both, so that a name that is
// broken over two lines is still one run.
func (b *Builder) Break() {
	start, at := len(b.text), len(b.html)
	b.html = append(b.html, '\n')
	b.text = append(b.text, ' ')
	b.span(start, at)
}

// TrimBlanks takes blanks off the end of the text, if it is also the end of the HTML.
func (b *Builder) TrimBlanks() {
	k := len(b.Body.Spans) - 1
	for k >= 0 && b.Body.Spans[k].Len > 0 && b.spanEnd == len(b.html) && b.html[len(b.html)-1] == ' ' {
		b.Body.Spans[k].Len--
		b.html, b.text = b.html[:len(b.html)-1], b.text[:len(b.text)-1]
		b.spanEnd--
	}
}

// span notes that the text from start on is the HTML from at on.
func (b *Builder) span(start, at int) {
	n := len(b.text) - start
	if n == 0 {
		return
	}
	noLink := b.noLink > 0 || b.quoted > 0
	if k := len(b.Body.Spans) - 1; k >= 0 {
		last := &b.Body.Spans[k]
		if int(last.Text+last.Len) == start && b.spanEnd == at && last.NoLink == noLink {
			last.Len += int32(n)
			b.spanEnd = len(b.html)
			return
		}
	}
	b.Body.Spans = append(b.Body.Spans, Span{Text: int32(start), HTML: int32(at), Len: int32(n), NoLink: noLink})
	b.spanEnd = len(b.html)
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

// Endnotes says that what follows belongs to no section.
func (b *Builder) Endnotes() { b.endnotes = b.Len() }

// Finish returns the body, with sections that know their ends. It shares no memory with the Builder.
func (b *Builder) Finish() *Body {
	body := b.Body
	body.Spans, body.Blocks, body.Refs = slices.Clone(body.Spans), slices.Clone(body.Blocks), slices.Clone(body.Refs)
	body.Headings = slices.Clone(body.Headings)
	body.HTML, body.Text = string(b.html), string(b.text)
	for i := range body.Headings {
		if b.nested[i] {
			continue
		}
		h := &body.Headings[i]
		h.To = int32(len(body.HTML))
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
