// Package markdown turns the Markdown of one document into hypertext.
//
// It is the only package that knows goldmark. What it makes depends on the given bytes alone: what
// other documents say is filled in later, see package hypertext.
//
// Everything it reads is strangers' text. HTML leaves this package safe: text is escaped,
// addresses pass one allow list (package address), and raw HTML is shown as text.
package markdown

import (
	"slices"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/source"
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
	whole, problems := source.New(src, line)
	text, found := whole.WithoutComments()
	root, ids, over := r.parse(text)
	if at := markLeft(text.Bytes, root); at >= 0 {
		problems = append(problems, whole.At(at, diag.Problem{
			Code:    diag.Comment,
			Message: "a %% that is in code or in a comment, which cannot be told; all that stands between %% and %% in the file is left out",
			Cure:    "end what begins with a backtick in its own paragraph, and put code between ``` lines",
		}))
		text, found = whole.WithoutMarked()
		root, ids, over = r.parse(text)
	}
	b := r.builders.Get().(*hypertext.Builder)
	defer r.builders.Put(b)
	b.Reset()
	b.Body.Problems = slices.Concat(problems, found, over)
	w := &writer{Builder: b, src: text, source: text.Bytes, blockIDs: ids, rawHTML: r.rawHTML, title: title, ids: map[string]int{}}
	if root == nil {
		w.plain()
	} else {
		w.document(root)
	}
	w.reportOnce()
	return w.Finish()
}

// parse returns no root for what is too much for the parser, and the problem of that.
func (r *Reader) parse(src *source.Text) (ast.Node, blockIDs, []diag.Problem) {
	if p, over := src.TooMuch(); over {
		return nil, blockIDs{}, []diag.Problem{p}
	}
	pc := parser.NewContext()
	root := r.parser.Parse(text.NewReader(src.Bytes), parser.WithContext(pc))
	return root, *idsOf(pc), nil
}

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
	w.block(hypertext.Code, w.line(0), func() { w.text(w.source) })
	w.Raw("</pre>\n")
}
