package html

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

func (w *writer) callout(n *ast.Blockquote, title *syntax.CalloutTitle) {
	box, head := "div", "p"
	open := ""
	if title.Fold != 0 {
		box, head = "details", "summary"
		if title.Fold == '+' {
			open = " open"
		}
	}
	w.Raw("<" + box + ` class="callout callout-` + title.Sort + `"` + open + ">\n<" + head + ` class="callout-title">`)
	w.block(hypertext.Paragraph, w.lineOf(title), func() {
		if title.FirstChild() == nil {
			w.text([]byte(capitalised(title.Sort)))
			return
		}
		w.NoLink(func() { w.children(title) })
	})
	w.Raw("</" + head + ">\n")
	for c := title.NextSibling(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
	w.Raw("</" + box + ">\n")
}

func capitalised(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + strings.ReplaceAll(s[n:], "-", " ")
}
