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
	w.code++
	w.NoLink(func() {
		w.block(hypertext.Code, w.lineOf(n), func() { w.linesOf(n) })
	})
	w.code--
	w.Raw("</code></pre>\n")
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
	w.Raw("<code>")
	w.code++
	w.NoLink(func() { w.codeText(n) })
	w.code--
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
