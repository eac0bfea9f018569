package html

import (
	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/rawhtml"
	"briefings/cmd/internal/markdown/source"
	"briefings/cmd/internal/markdown/syntax"
)

// A writer renders the tree of one document.
type writer struct {
	*hypertext.Builder

	src   *source.Text
	tree  *syntax.Tree
	title string
	raw   *rawhtml.Cleaner // nil if raw HTML is shown as text

	ids    map[string]int // of headings and blocks, in use
	open   openTags       // of raw HTML that is not passed on
	top    ast.Node       // the child of the document that is being rendered
	demote bool           // headings move down a level
	code   int            // code and formulas around
	offset int            // of the source: what is being rendered
	inLink bool           // in the words of a link, which hold no other
	marks  []func()       // of footnotes in these words, for the place behind the link

	headingIDs map[string]bool  // that headings want to have; nil until they are asked for
	labels     map[string]label // of blocks by their ids; likewise
	dir        string           // that is written in around; empty if it is not known

	rawAt, rawNum           int    // offset of the first piece of raw HTML, plus one, and how many there are
	shortAt, shortNum       int    // likewise of shortcodes
	blockRefAt, blockRefNum int    // likewise of references to blocks of other documents
	remoteAt, remoteNum     int    // likewise of pictures that are elsewhere
	dropped                 string // the first piece of raw HTML that is not published, which rawAt is the place of
}

// text writes text that a reader sees.
func (w *writer) text(b []byte) {
	w.shortcode(b)
	w.Text(b)
}

// block renders one leaf: a line of the text.
func (w *writer) block(kind hypertext.BlockKind, line int, inner func()) {
	w.Block(hypertext.Block{Kind: kind, Top: w.top != nil && isLeaf(w.top), Line: int32(line)}, inner)
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
	w.Raw("<" + tag + ">")
	w.children(n)
	w.Raw("</" + tag + ">")
}

// lineOf returns the line of the file that a block begins on.
func (w *writer) lineOf(n ast.Node) int { return w.line(w.offsetOf(n)) }

// offsetOf returns where in the source a node begins; 0 if that is not known.
func (w *writer) offsetOf(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return max(n.Pos(), 0)
}

// line returns the line of the file that an offset of the source is on.
func (w *writer) line(offset int) int {
	line, _ := w.src.Place(offset)
	return line
}

// report reports a problem at an offset of the source.
func (w *writer) report(offset int, p diag.Problem) {
	w.Body.Problems = append(w.Body.Problems, w.src.At(offset, p))
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
		w.report(offset-1, diag.Problem{Code: code, Message: what, Cure: cure, More: n - 1})
	}
	if w.LeftOut() {
		if p, ok := w.src.Unpublished(); ok {
			w.Body.Problems = append(w.Body.Problems, p)
		}
	}
	if w.dropped != "" {
		once(diag.RawHTML, w.rawAt, w.rawNum, "raw HTML that is not published: "+w.dropped, "write it in Markdown, or put it into a layout")
	} else {
		once(diag.RawHTML, w.rawAt, w.rawNum, "raw HTML is shown as text", "write it in Markdown, or set raw_html = true in briefings.toml")
	}
	once(diag.Shortcode, w.shortAt, w.shortNum, "a shortcode or template tag is shown as text", "write it in Markdown")
	once(diag.Shortcode, w.blockRefAt, w.blockRefNum, "a reference to a block that is not in this file leads nowhere", "link to its page, [[page]], or write ^name at the end of the block and [[page#^name]] here")
	once(diag.ImageRemote, w.remoteAt, w.remoteNum, "a picture that is elsewhere is shown as a link", "put it beside the document if you have the right to")
}
