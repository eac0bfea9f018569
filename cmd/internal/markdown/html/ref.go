package html

import (
	"net/url"
	"strings"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

// ref renders a reference of our own syntax as a hole. alone says that it is all of its paragraph.
func (w *writer) ref(n *syntax.Ref, alone bool) {
	w.offset = max(n.Pos(), 0)
	r := w.reference(n.Sort, "", n)
	r.Target, r.Fragment, _ = strings.Cut(n.Target, "#")
	r.Target = strings.TrimSpace(r.Target)
	r.Labelled, r.Alone = n.Label != "", alone
	switch n.Sort {
	case hypertext.Cite:
		r.Alt = n.Label
		w.Ref(r, func() {})
	case hypertext.Embed:
		r.Labelled = false
		r.Alt, r.Width, r.Height = syntax.Sized(n.Label)
		w.Ref(r, func() {})
	default:
		w.Ref(r, func() { w.text([]byte(n.Shown())) })
	}
}

// reference begins a Ref at the node. A dest is split into path and fragment and decoded.
func (w *writer) reference(kind hypertext.RefKind, dest string, n ast.Node) hypertext.Ref {
	line, col := w.src.Place(n.Pos())
	r := hypertext.Ref{Kind: kind, Line: int32(line), Col: int32(col), InLink: w.inLink}
	r.Target, r.Fragment, _ = strings.Cut(dest, "#")
	r.Target, _, _ = strings.Cut(r.Target, "?")
	r.Target, r.Fragment = decoded(r.Target), decoded(r.Fragment)
	return r
}

func decoded(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		s = out
	}
	return string(hypertext.Published([]byte(s)))
}
