// Package html writes the tree of a document as hypertext.
//
// It is where strangers' text becomes HTML. Text and attributes are escaped, every address passes
// package address, raw HTML is shown as text, or cleaned where the site wants it, and nothing is written that the
// pages' content security policy would block, such as a style.
package html

import (
	"cmp"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/rawhtml"
	"briefings/cmd/internal/markdown/source"
	"briefings/cmd/internal/markdown/syntax"
)

// A Renderer renders documents. It may be used by several goroutines at once.
type Renderer struct {
	raw      *rawhtml.Cleaner // nil if raw HTML is shown as text
	builders sync.Pool        // of *hypertext.Builder
}

// New returns a Renderer. rawHTML lets raw HTML through, cleaned.
func New(rawHTML bool) *Renderer {
	r := &Renderer{builders: sync.Pool{New: func() any { return new(hypertext.Builder) }}}
	if rawHTML {
		r.raw = rawhtml.New()
	}
	return r
}

// Render renders a document. A tree without a root is shown as it is. title is what the document is
// called elsewhere, or empty: a first heading of level 1 that says the same is dropped. dir is the
// direction that its page is written in, or empty.
func (r *Renderer) Render(text *source.Text, tree *syntax.Tree, title, dir string) *hypertext.Body {
	b := r.builders.Get().(*hypertext.Builder)
	defer r.builders.Put(b)
	b.Reset()
	w := &writer{Builder: b, src: text, tree: tree, raw: r.raw, title: title, dir: dir, ids: map[string]int{}, open: openTags{}}
	if tree.Root == nil {
		w.plain()
	} else {
		w.document(tree.Root)
	}
	w.reportOnce()
	return w.Finish()
}

// document renders the blocks of root, less a heading that only repeats the title.
func (w *writer) document(root ast.Node) {
	first := root.FirstChild()
	for first != nil && (first.Kind() == ast.KindHTMLBlock || w.onlyPlaces(first)) { // comments, and what other programs set above
		first = first.NextSibling()
	}
	if h, ok := first.(*ast.Heading); ok && h.Level == 1 {
		said := strings.TrimSpace(w.tree.PlainText(h))
		if w.title == "" || fold.Key(said) == fold.Key(w.title) {
			w.Body.Title, w.Body.TitleID = said, cmp.Or(givenID(h), w.firstPlace(h))
			root.RemoveChild(root, first)
		}
	}
	w.demote = hasTopHeading(root)
	w.Body.Dir = w.tree.Direction(w.title)
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
	w.block(hypertext.Code, w.line(0), func() { w.text(w.tree.Source) })
	w.Raw("</pre>\n")
}
