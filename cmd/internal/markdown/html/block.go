package html

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/markdown/syntax"
)

// node renders one node. Nodes of kinds that are not listed have nothing to show.
func (w *writer) node(n ast.Node) {
	if id := w.tree.BlockID(n); id != "" && n.Kind() != ast.KindHeading { // whose section must not begin in another element
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
		w.block(hypertext.Item, w.lineOf(n), func() { w.anchored(n, "", "", func() { w.alone(n) }) })
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
		w.codeBlock(n, language(n, w.tree.Source))
	case *syntax.Verbatim:
		w.verbatim(n)
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
	if w.onlyPlaces(n) {
		w.placesAlone(n)
		return
	}
	tag := "p"
	e, ok := n.FirstChild().(*syntax.Ref)
	picture := solePicture(n)
	if ok && e.NextSibling() == nil && e.Alone() || picture != nil {
		tag = "" // it holds blocks itself, or is one
	}
	w.speaking(n, func(attributes string) {
		w.anchored(n, tag, attributes, func() {
			w.block(hypertext.Paragraph, w.lineOf(n), func() {
				if picture != nil {
					w.pictureAlone(picture)
				} else {
					w.alone(n)
				}
			})
		})
	})
	w.Raw("\n")
}

// alone renders the text of a paragraph or an item, which may be nothing but an embed.
func (w *writer) alone(n ast.Node) {
	if e, ok := n.FirstChild().(*syntax.Ref); ok && e.NextSibling() == nil && e.Alone() {
		w.ref(e, true)
		return
	}
	w.children(n)
}

func (w *writer) blockquote(n *ast.Blockquote) {
	if title, ok := n.FirstChild().(*syntax.CalloutTitle); ok {
		w.callout(n, title)
		return
	}
	w.speaking(n, func(attributes string) {
		w.Raw("<blockquote" + attributes + ">\n")
		w.Quoted(func() { w.children(n) })
		w.Raw("</blockquote>\n")
	})
}

func (w *writer) list(n *ast.List) {
	tag, start := "ul", ""
	if n.IsOrdered() {
		tag = "ol"
		if n.Start != 1 {
			start = ` start="` + strconv.Itoa(n.Start) + `"`
		}
	}
	w.speaking(n, func(attributes string) {
		w.Raw("<" + tag + start + attributes + ">\n")
		w.children(n)
		w.Raw("</" + tag + ">\n")
	})
}

func (w *writer) listItem(n *ast.ListItem) {
	w.speaking(n, func(attributes string) {
		w.Raw("<li" + attributes + ">")
		if c := n.FirstChild(); c != nil {
			if _, tight := c.(*ast.TextBlock); !tight {
				w.Raw("\n")
			}
		}
		w.children(n)
		w.Raw("</li>\n")
	})
}
