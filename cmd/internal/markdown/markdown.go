// Package markdown turns the Markdown of one document into hypertext.
//
// It is the only package that knows goldmark, with those in its folder: source makes the text ready,
// syntax parses it and html writes it. What it makes depends on the given bytes alone: what other
// documents say is filled in later, see package hypertext.
//
// Everything it reads is strangers' text, and HTML leaves it safe.
package markdown

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/html"
	"briefings/cmd/internal/markdown/source"
	"briefings/cmd/internal/markdown/syntax"
)

// A Reader reads Markdown. It may be used by several goroutines at once.
type Reader struct {
	parser   *syntax.Parser
	renderer *html.Renderer
	dir      string
}

// Options are what a site decides about its Markdown.
type Options struct {
	// RawHTML lets raw HTML through, cleaned, for package weave to close what is left open once the holes
	// are filled. Without it raw HTML is shown as text.
	RawHTML bool
	// Dir is the direction that its documents are written in, if nothing is known of one; empty if that is
	// not known either.
	Dir string
}

// New returns a Reader.
func New(opts Options) *Reader {
	return &Reader{parser: syntax.New(), renderer: html.New(opts.RawHTML), dir: opts.Dir}
}

// A Front is what front matter says of a document that matters to its text. Either may be empty.
type Front struct {
	Title string // a first heading of level 1 that says the same is dropped
	Dir   string // that it is written in; else that of its letters
}

// Read reads the body of a document. line is where in its file src begins.
func (r *Reader) Read(src []byte, line int, front Front) *hypertext.Body {
	whole, problems := source.New(src, line)
	text, found := whole.WithoutComments()
	tree, over := r.parse(text)
	if at := tree.MarkLeft(); at >= 0 {
		problems = append(problems, whole.At(at, diag.Problem{
			Code:    diag.Comment,
			Message: "a %% that is in code or in a comment, which cannot be told; all that stands between %% and %% in the file is left out",
			Cure:    "end what begins with a backtick in its own paragraph, and put code between ``` lines",
		}))
		text, found = whole.WithoutMarked()
		tree, over = r.parse(text)
	}
	body := r.renderer.Render(text, tree, front.Title, cmp.Or(front.Dir, tree.Direction(front.Title), r.dir))
	body.Problems = slices.Concat(problems, found, over, body.Problems)
	return body
}

// parse returns a tree without a root for what is too much for the parser, and the problem of that.
func (r *Reader) parse(text *source.Text) (*syntax.Tree, []diag.Problem) {
	if p, over := text.TooMuch(); over {
		return &syntax.Tree{Source: text.Bytes}, []diag.Problem{p}
	}
	return r.parser.Parse(text.Bytes), nil
}
