package html

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

// longestLabel is how much of a block's text stands for it, in characters.
const longestLabel = 100

// A label is what stands for a block where it is referred to.
type label struct {
	words string
	block ast.Node
	at    int // in the source
}

// within reports whether a node stands in a block, which then goes on below it.
func within(n, block ast.Node) bool {
	for ; n != nil; n = n.Parent() {
		if n == block {
			return true
		}
	}
	return false
}

// blockRef renders a reference to a block: as a link, if it is one of this document, with its first words, if
// they stand above. Of a text that is shown up to some place only, what is below must not be shown.
func (w *writer) blockRef(n *syntax.BlockRef) {
	words := "((" + n.ID + "))"
	if l, ok := w.labelOf(n.ID); ok {
		if words = l.words; words == "" || l.at >= n.Pos() || within(n, l.block) {
			words = "…"
		}
	}
	w.blockLink(n, n.ID, func() { w.text([]byte(words)) })
}

// blockLink renders a link to a block; its words alone if the block is not in this document.
func (w *writer) blockLink(n ast.Node, id string, words func()) {
	w.offset = max(n.Pos(), 0)
	if _, ok := w.labelOf(id); !ok {
		if w.blockRefNum++; w.blockRefAt == 0 {
			w.blockRefAt = w.offset + 1
		}
		words()
		return
	}
	r := w.reference(hypertext.Wiki, "", n)
	r.Fragment, r.Labelled = id, true
	w.Ref(r, words)
}

// labelOf returns the label of the block that has an id; false if there is none.
func (w *writer) labelOf(id string) (label, bool) {
	if w.labels == nil {
		w.labels = map[string]label{}
		_ = ast.Walk(w.tree.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // no visit fails
			if n.Type() == ast.TypeInline || n.Kind() == extast.KindFootnoteList {
				return ast.WalkSkipChildren, nil
			}
			for _, id := range []string{w.tree.LeafID(n), w.tree.BlockID(n)} {
				if _, known := w.labels[id]; entering && id != "" && !known {
					w.labels[id] = label{w.beginning(n), n, w.offsetOf(n)}
				}
			}
			return ast.WalkContinue, nil
		})
	}
	l, ok := w.labels[id]
	return l, ok
}

// beginning returns the first words of a block.
func (w *writer) beginning(n ast.Node) string {
	s := []rune(strings.TrimSpace(w.tree.PlainText(n)))
	if len(s) > longestLabel {
		return string(s[:longestLabel]) + "…"
	}
	return string(s)
}
