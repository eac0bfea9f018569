// Package markdown turns the Markdown of one document into hypertext.
//
// It is the only package that knows goldmark. What it makes depends on the given bytes alone: what
// other documents say is filled in later, see package hypertext.
//
// Everything it reads is strangers' text. HTML leaves this package safe: text is escaped,
// addresses pass one allow list (package address), and raw HTML is shown as text.
package markdown

import (
	"bytes"
	"fmt"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
)

// A Reader reads Markdown. It may be used by several goroutines at once.
type Reader struct {
	parser   parser.Parser
	rawHTML  bool
	builders sync.Pool // of *hypertext.Builder
}

// Options are what a site decides about its Markdown.
type Options struct {
	// RawHTML lets raw HTML through, for Sanitize to clean once the holes are filled. Without it
	// raw HTML is shown as text.
	RawHTML bool
}

// New returns a Reader.
func New(opts Options) *Reader {
	p := parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(parser.WithHeadingAttribute()), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(refParser{}, 100),
			util.Prioritized(blockIDParser{}, 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(parser.NewLinkParser(), 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(markParser{}, 500),
			util.Prioritized(extension.NewLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			util.Prioritized(calloutTransformer{}, 150),
			util.Prioritized(attributeTransformer{}, 155),
			util.Prioritized(blockIDTransformer{}, 160),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
	return &Reader{parser: p, rawHTML: opts.RawHTML, builders: sync.Pool{New: func() any { return new(hypertext.Builder) }}}
}

// Read reads the body of a document. line is where in its file src begins. title is what front
// matter calls the document, or empty: a first heading of level 1 that says the same is dropped.
func (r *Reader) Read(src []byte, line int, title string) *hypertext.Body {
	b := r.builders.Get().(*hypertext.Builder)
	defer r.builders.Put(b)
	b.Reset()
	w := &writer{Builder: b, source: src, line: line, rawHTML: r.rawHTML, title: title, ids: map[string]int{}}
	w.clean()
	whole, said := w.source, len(w.Body.Problems)
	root := w.parse(r.parser, dropComments)
	if at := w.commentLeft(root); at >= 0 {
		w.source, w.Body.Problems = whole, w.Body.Problems[:said]
		p := w.place(at)
		w.report(diag.Problem{
			Line: p.line, Col: p.col, Code: diag.Comment,
			Message: "a %% that is in code or in a comment, which cannot be told; all that stands between %% and %% in the file is left out",
			Cure:    "end what begins with a backtick in its own paragraph, and put code between ``` lines",
		})
		root = w.parse(r.parser, dropMarked)
	}
	if root == nil {
		w.plain()
	} else {
		w.document(root)
	}
	w.reportOnce()
	return w.Finish()
}

// parse parses the source without its comments. It returns nil for what is too much for the parser.
func (w *writer) parse(p parser.Parser, drop func([]byte) ([]byte, int)) ast.Node {
	w.drop(drop)
	if p, over := tooMuch(w.source); over {
		p.Line += w.line - 1
		w.report(p)
		return nil
	}
	pc := parser.NewContext()
	root := p.Parse(text.NewReader(w.source), parser.WithContext(pc))
	if ids, ok := pc.Get(blockIDsKey).(*blockIDs); ok {
		w.blockIDs = *ids
	}
	return root
}

// clean makes the source valid UTF-8, and reports what is not.
func (w *writer) clean() {
	if !utf8.Valid(w.source) {
		bad := invalid(w.source)
		at := w.place(bad)
		w.report(diag.Problem{
			Line: at.line, Col: at.col, Code: diag.Encoding,
			Message: fmt.Sprintf("byte 0x%02X is not UTF-8", w.source[bad]),
			Cure:    "save the file as UTF-8; such bytes are shown as \ufffd",
		})
		w.source = bytes.ToValidUTF8(w.source, []byte("\ufffd"))
	}
	if i := bytes.IndexByte(w.source, 0); i >= 0 {
		at := w.place(i)
		w.report(diag.Problem{Line: at.line, Col: at.col, Code: diag.Encoding, Message: "a NUL character, shown as \ufffd", Cure: "remove it"})
	}
}

// drop takes %%comments%% out of the source, by dropComments or by dropMarked.
func (w *writer) drop(comments func([]byte) ([]byte, int)) {
	if !bytes.Contains(w.source, []byte("%%")) {
		return
	}
	var open int
	if w.source, open = comments(w.source); open >= 0 {
		at := w.place(open)
		w.report(diag.Problem{
			Line: at.line, Col: at.col, Code: diag.Comment,
			Message: "a %%comment%% that never ends; the rest of the file is not published",
			Cure:    "end it with %%, or write \\%% for the signs themselves",
		})
	}
}

func invalid(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return 0
}

// place returns where in the file an offset of the source is. It counts on from the last place of the
// line, for a line may be all of the file, and every character of it have a problem.
func (w *writer) place(offset int) place {
	if w.lines == nil {
		w.lines = append(w.lines, 0)
		for i, c := range w.source {
			if c == '\n' {
				w.lines = append(w.lines, i+1)
			}
		}
	}
	offset = min(max(offset, 0), len(w.source))
	n := sort.SearchInts(w.lines, offset+1)
	from, col := w.lines[n-1], 1
	if w.lastCol > 0 && w.lastOffset >= from && w.lastOffset <= offset {
		from, col = w.lastOffset, w.lastCol
	}
	col += utf8.RuneCount(w.source[from:offset])
	w.lastOffset, w.lastCol = offset, col
	return place{line: w.line + n - 1, col: col}
}

type place struct{ line, col int }

func (w *writer) report(p diag.Problem) { w.Body.Problems = append(w.Body.Problems, p) }

// document renders the blocks of root, less a heading that only repeats the title.
func (w *writer) document(root ast.Node) {
	first := root.FirstChild()
	for first != nil && first.Kind() == ast.KindHTMLBlock { // comments, and what other programs set above
		first = first.NextSibling()
	}
	if h, ok := first.(*ast.Heading); ok && h.Level == 1 {
		said := strings.TrimSpace(plainText(h, w.source))
		if w.title == "" || fold.Key(said) == fold.Key(w.title) {
			w.Body.Title, w.Body.TitleID = said, givenID(h)
			root.RemoveChild(root, first)
		}
	}
	w.demote = hasTopHeading(root)
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		w.top = n
		w.node(n)
	}
}

// hasTopHeading says whether the headings must move down a level, for a page has one of level 1.
func hasTopHeading(root ast.Node) bool {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok && h.Level == 1 {
			return true
		}
	}
	return false
}

// plain renders the source as it is, for text that is too much for a parser.
func (w *writer) plain() {
	w.Raw(`<pre class="plain">`)
	w.block(hypertext.Code, w.line, func() { w.text(w.source) })
	w.Raw("</pre>\n")
}
