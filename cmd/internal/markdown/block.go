package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
)

// node renders one node. Nodes of kinds that are not listed have nothing to show.
func (w *writer) node(n ast.Node) {
	if id := w.blockIDs.node[n]; id != "" {
		w.named(id, func() { w.unnamed(n) })
		return
	}
	w.unnamed(n)
}

func (w *writer) unnamed(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.block(hypertext.Item, w.lineOf(n), func() { w.anchored(n, "", func() { w.alone(n) }) })
		if n.NextSibling() != nil {
			w.Raw("\n")
		}
	case *ast.Heading:
		w.heading(n)
	case *ast.ThematicBreak:
		w.Raw("<hr>\n")
	case *ast.CodeBlock:
		w.codeBlock(n, "")
	case *ast.FencedCodeBlock:
		w.codeBlock(n, language(n, w.source))
	case *ast.Blockquote:
		w.blockquote(n)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.listItem(n)
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *extast.Table:
		w.table(n)
	case *extast.DefinitionList:
		w.Raw("<dl>\n")
		w.children(n)
		w.Raw("</dl>\n")
	case *extast.DefinitionTerm:
		w.Raw("<dt>")
		w.block(hypertext.Item, w.lineOf(n), func() { w.children(n) })
		w.Raw("</dt>\n")
	case *extast.DefinitionDescription:
		w.Raw("<dd>")
		if !n.IsTight {
			w.Raw("\n")
		}
		w.children(n)
		w.Raw("</dd>\n")
	case *extast.FootnoteList:
		w.footnotes(n)
	default:
		w.inline(n)
	}
}

func (w *writer) paragraph(n *ast.Paragraph) {
	tag := "p"
	if e, ok := n.FirstChild().(*refNode); ok && e.NextSibling() == nil && e.alone() {
		tag = "" // it holds blocks itself
	}
	w.anchored(n, tag, func() {
		w.block(hypertext.Paragraph, w.lineOf(n), func() { w.alone(n) })
	})
	w.Raw("\n")
}

// alone renders the text of a paragraph or an item, which may be nothing but an embed.
func (w *writer) alone(n ast.Node) {
	if e, ok := n.FirstChild().(*refNode); ok && e.NextSibling() == nil && e.alone() {
		w.ref(e, true)
		return
	}
	w.children(n)
}

// anchored renders a block in a tag, with the id that its last line gives it. An empty tag writes
// the id on an element of its own.
func (w *writer) anchored(n ast.Node, tag string, inner func()) {
	id := ""
	if n.Lines().Len() > 0 {
		id = w.anchor(w.blockIDs.leaf[n.Lines().At(0).Start])
	}
	from := w.Len()
	switch {
	case id == "" && tag != "":
		w.Raw("<" + tag + ">")
	case id != "" && tag == "":
		w.Raw(`<span id="` + id + `"></span>`)
	case id != "":
		w.Raw("<" + tag + ` id="` + id + `">`)
	}
	inner()
	if tag != "" {
		w.Raw("</" + tag + ">")
	}
	if id != "" {
		w.Anchor(id, from)
	}
}

func (w *writer) heading(n *ast.Heading) {
	level := n.Level
	if w.demote {
		level = min(level+1, 6)
	}
	tag := "h" + strconv.Itoa(level)
	h := hypertext.Heading{Level: level, ID: w.headingID(n), From: w.Len()}
	w.Raw("<" + tag + ` id="`)
	w.Attr(h.ID)
	w.Raw(`">`)
	w.NoLink(func() {
		w.block(hypertext.HeadingText, w.lineOf(n), func() { w.children(n) })
	})
	h.Text = strings.TrimSpace(w.Line())
	if n.Lines().Len() > 0 {
		if source := string(bytes.TrimSpace(n.Lines().Value(w.source))); source != h.Text {
			h.Source = source
		}
	}
	w.Raw("</" + tag + ">\n")
	h.To = w.Len()
	w.Heading(h, w.top != ast.Node(n))
}

// headingID is the id that the author gave, or one made of the words. Neither holds a colon, so
// that the ids of layouts, which do, are never taken.
func (w *writer) headingID(n *ast.Heading) string {
	id := givenID(n)
	if id == "" {
		id = fold.Anchor(plainText(n, w.source))
	}
	if id == "" {
		id = "section"
	}
	for {
		k := w.ids[id]
		w.ids[id]++
		if k == 0 {
			return id
		}
		id += "-" + strconv.Itoa(k)
	}
}

// givenID is the id that the author gave a heading; empty if none.
func givenID(n *ast.Heading) string {
	if v, ok := n.AttributeString("id"); ok {
		if b, ok := v.([]byte); ok {
			return fold.Anchor(string(b))
		}
	}
	return ""
}

// language is the name that a fence gives its code, if it is one: words of the info string end up
// in an attribute.
func language(n *ast.FencedCodeBlock, source []byte) string {
	lang := string(unescape(n.Language(source)))
	for _, c := range lang {
		if !unicode.IsLetter(c) && !unicode.IsDigit(c) && !strings.ContainsRune("+-_#.", c) {
			return ""
		}
	}
	return lang
}

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
		w.text(uncarriage(seg.Value(w.source)))
	}
}

func uncarriage(b []byte) []byte {
	if bytes.HasSuffix(b, []byte("\r\n")) {
		return append(b[:len(b)-2:len(b)-2], '\n')
	}
	return b
}

func (w *writer) blockquote(n *ast.Blockquote) {
	if title, ok := n.FirstChild().(*calloutTitle); ok {
		w.callout(n, title)
		return
	}
	w.Raw("<blockquote>\n")
	w.Quoted(func() { w.children(n) })
	w.Raw("</blockquote>\n")
}

func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.Raw("<ul>\n")
		w.children(n)
		w.Raw("</ul>\n")
		return
	case n.Start != 1:
		w.Raw(`<ol start="` + strconv.Itoa(n.Start) + `">` + "\n")
	default:
		w.Raw("<ol>\n")
	}
	w.children(n)
	w.Raw("</ol>\n")
}

func (w *writer) listItem(n *ast.ListItem) {
	w.Raw("<li>")
	if c := n.FirstChild(); c != nil {
		if _, tight := c.(*ast.TextBlock); !tight {
			w.Raw("\n")
		}
	}
	w.children(n)
	w.Raw("</li>\n")
}

// htmlBlock shows raw HTML as text, or passes it on where the site wants it. HTML comments are the
// author's own words to himself and are dropped; <!--more--> ends an excerpt.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	var src []byte
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		src = append(src, seg.Value(w.source)...)
	}
	if n.HasClosure() {
		src = append(src, n.ClosureLine.Value(w.source)...)
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 {
		if isMore(src) && w.Body.More < 0 && w.top == ast.Node(n) {
			w.Body.More = int(w.Len())
		}
	}
	src, open := dropHTMLComments(src)
	if open {
		w.report(max(n.Pos(), 0), diag.Problem{
			Code:    diag.Comment,
			Message: "an HTML comment that never ends; what follows is not published", Cure: "end it with -->",
		})
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return
	}
	if w.rawHTML {
		w.Raw(string(hypertext.Published(src)))
		return
	}
	w.offset = max(n.Pos(), 0)
	w.rawShown(w.offset)
	w.Raw(`<p class="raw">`)
	w.block(hypertext.Paragraph, w.lineOf(n), func() { w.text(bytes.TrimSpace(src)) })
	w.Raw("</p>\n")
}

func isMore(src []byte) bool {
	s := bytes.TrimSpace(src)
	s, ok := bytes.CutPrefix(s, []byte("<!--"))
	if !ok {
		return false
	}
	inner, _, ok := bytes.Cut(s, []byte("-->"))
	return ok && string(bytes.TrimSpace(inner)) == "more"
}

// dropHTMLComments leaves out HTML comments. open says that the last one does not end: a browser would
// show nothing after it either.
func dropHTMLComments(src []byte) (out []byte, open bool) {
	for {
		i := bytes.Index(src, []byte("<!--"))
		if i < 0 {
			return append(out, src...), false
		}
		out = append(out, src[:i]...)
		end := bytes.Index(src[i:], []byte("-->"))
		if end < 0 {
			return out, true
		}
		src = src[i+end+3:]
	}
}
