package html

import (
	"bytes"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

func (w *writer) codeBlock(n ast.Node, lang string) {
	w.Raw(`<pre tabindex="0"><code`)
	if lang != "" {
		w.Raw(` class="language-` + lang + `"`)
	}
	w.Raw(">")
	w.literally(func() {
		w.block(hypertext.Code, w.lineOf(n), func() { w.linesOf(n) })
	})
	w.Raw("</code></pre>\n")
}

// verbatim shows code between another program's tags, which are shown with it, or a formula.
func (w *writer) verbatim(n *syntax.Verbatim) {
	if !n.Formula {
		first := n.Lines().At(0)
		w.offset = first.Start
		w.shortcode(first.Value(w.tree.Source))
		w.codeBlock(n, "")
		return
	}
	w.Raw(`<pre class="math" tabindex="0">`)
	w.literally(func() {
		w.block(hypertext.Code, w.lineOf(n), func() { w.linesOf(n) })
	})
	w.Raw("</pre>\n")
}

// literally writes text in which no name is linked and no shortcode is looked for.
func (w *writer) literally(inner func()) {
	w.code++
	w.NoLink(inner)
	w.code--
}

func (w *writer) linesOf(n ast.Node) {
	lines := n.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		w.offset = seg.Start
		w.text(uncarriage(seg.Value(w.tree.Source)))
	}
}

func uncarriage(b []byte) []byte {
	if bytes.HasSuffix(b, []byte("\r\n")) {
		return append(b[:len(b)-2:len(b)-2], '\n')
	}
	return b
}

// language is the name that a fence gives its code, if it is one: words of the info string end up
// in an attribute.
func language(n *ast.FencedCodeBlock, src []byte) string {
	lang := string(syntax.Unescape(n.Language(src)))
	for _, c := range lang {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("+-_#.", c) {
			return ""
		}
	}
	return lang
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.place(syntax.SpanID(n))
	w.Raw("<code>")
	w.literally(func() { w.codeText(n) })
	w.Raw("</code>")
}

func (w *writer) codeText(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.offset = t.Segment.Start
			w.text(bytes.ReplaceAll(bytes.TrimRight(t.Segment.Value(w.tree.Source), "\r\n"), []byte("\n"), []byte(" ")))
			if bytes.HasSuffix(t.Segment.Value(w.tree.Source), []byte("\n")) {
				w.text([]byte(" "))
			}
		}
	}
}
