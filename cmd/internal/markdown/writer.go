package markdown

import (
	"fmt"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// A writer renders the tree of one document. It writes HTML and text side by side and notes which
// piece of the one is which piece of the other.
type writer struct {
	source []byte
	line   int   // of the file, where source begins
	lines  []int // offsets of the lines of source; nil until a place is asked for

	lastOffset, lastCol int // what place was asked for last, and its answer; 0 before
	title               string
	rawHTML             bool

	body      Body
	html      []byte
	plaintext []byte

	ids      map[string]int // of headings and blocks, in use
	blockIDs blockIDs
	top      ast.Node // the child of the document that is being rendered
	demote   bool     // headings move down a level
	quoted   int      // blockquotes around
	nolink   int      // links, headings and code around
	code     int      // code spans and blocks around
	left     bool     // a character was left out
	spanEnd  int      // where in HTML the last span ends
	offset   int      // of the source: what is being rendered
	notes    int32    // where footnotes begin in HTML; 0 if there are none

	rawAt, shortAt   int // offset of the first raw HTML and the first shortcode, plus one
	rawNum, shortNum int
}

// raw writes HTML of our own making.
func (w *writer) raw(s string) { w.html = append(w.html, s...) }

// text writes text that a reader sees, and remembers where it stands.
func (w *writer) text(b []byte) {
	w.shortcode(b)
	start, at := len(w.plaintext), len(w.html)
	for i := 0; i < len(b); {
		c := b[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c == '&':
				w.html = append(w.html, "&amp;"...)
			case c == '<':
				w.html = append(w.html, "&lt;"...)
			case c == '>':
				w.html = append(w.html, "&gt;"...)
			case c == '"':
				w.html = append(w.html, "&quot;"...)
			case c == 0:
				w.html = append(w.html, "\ufffd"...)
				w.plaintext = append(w.plaintext, "\ufffd"...)
				continue
			case !fold.Publishable(rune(c)) || c == '\r':
				w.left = w.left || c != hidden
				continue
			default:
				w.html = append(w.html, c)
			}
			w.plaintext = append(w.plaintext, c)
			continue
		}
		n := 1
		for i+n < len(b) && b[i+n] >= utf8.RuneSelf {
			n++
		}
		s := b[i : i+n]
		if mayHide(s) {
			s, w.left = published(s), true
		}
		w.html, w.plaintext = append(w.html, s...), append(w.plaintext, s...)
		i += n
	}
	w.span(start, at)
}

// span notes that the text from start on is the HTML from at on.
func (w *writer) span(start, at int) {
	n := len(w.plaintext) - start
	if n == 0 {
		return
	}
	nolink := w.nolink > 0 || w.quoted > 0
	if k := len(w.body.Spans) - 1; k >= 0 {
		last := &w.body.Spans[k]
		if int(last.Text+last.Len) == start && w.spanEnd == at && last.NoLink == nolink {
			last.Len += int32(n)
			w.spanEnd = len(w.html)
			return
		}
	}
	w.body.Spans = append(w.body.Spans, Span{Text: int32(start), HTML: int32(at), Len: int32(n), NoLink: nolink})
	w.spanEnd = len(w.html)
}

// attr writes the value of an attribute.
func (w *writer) attr(s string) {
	for _, r := range s {
		switch {
		case r == '&':
			w.raw("&amp;")
		case r == '<':
			w.raw("&lt;")
		case r == '>':
			w.raw("&gt;")
		case r == '"':
			w.raw("&quot;")
		case !fold.Publishable(r) || r == '\r':
		default:
			w.html = utf8.AppendRune(w.html, r)
		}
	}
}

// block renders one leaf: a line of the text.
func (w *writer) block(kind BlockKind, line int, inner func()) {
	b := Block{
		Kind: kind, Quoted: w.quoted > 0, Top: w.top != nil && isLeaf(w.top),
		Start: int32(len(w.plaintext)), From: int32(len(w.html)), Line: int32(line),
	}
	k := len(w.body.Blocks)
	w.body.Blocks = append(w.body.Blocks, b)
	inner()
	w.body.Blocks[k].End = int32(len(w.plaintext))
	w.body.Blocks[k].To = int32(len(w.html))
	w.plaintext = append(w.plaintext, '\n')
}

func isLeaf(n ast.Node) bool {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindHeading, ast.KindCodeBlock, ast.KindFencedCodeBlock:
		return true
	}
	return false
}

func (w *writer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
}

// element renders the children of n in a tag.
func (w *writer) element(tag string, n ast.Node) {
	w.raw("<" + tag + ">")
	w.children(n)
	w.raw("</" + tag + ">")
}

// lineOf returns the line of the file that a block begins on.
func (w *writer) lineOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return w.place(n.Lines().At(0).Start).line
	}
	if pos := n.Pos(); pos >= 0 {
		return w.place(pos).line
	}
	return w.line
}

// rawShown notes raw HTML that is shown as text.
func (w *writer) rawShown(offset int) {
	if w.rawNum++; w.rawAt == 0 {
		w.rawAt = offset + 1
	}
}

// shortcode notes the tags of other generators, which are shown as text.
func (w *writer) shortcode(b []byte) {
	if w.code > 0 {
		return
	}
	for i := 0; i+1 < len(b); i++ {
		if b[i] == '{' && (b[i+1] == '{' || b[i+1] == '%') {
			if w.shortNum++; w.shortAt == 0 {
				w.shortAt = w.offset + 1
			}
			return
		}
	}
}

// reportOnce reports what a file says at most one warning of.
func (w *writer) reportOnce() {
	once := func(code diag.Code, offset, n int, what, cure string) {
		if n == 0 {
			return
		}
		at := w.place(offset - 1)
		if n > 1 {
			what += fmt.Sprintf(" (and %d more)", n-1)
		}
		w.report(diag.Problem{Line: at.line, Col: at.col, Code: code, Message: what, Cure: cure})
	}
	w.reportUnpublished()
	once(diag.RawHTML, w.rawAt, w.rawNum, "raw HTML is shown as text", "write it in Markdown, or set raw_html = true in briefings.toml")
	once(diag.Shortcode, w.shortAt, w.shortNum, "a shortcode or template tag is shown as text", "write it in Markdown")
}
