package html

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"briefings/cmd/internal/hypertext"
)

// alignClass holds the classes of aligned cells. An inline style would fall to the site's CSP.
var alignClass = map[extast.Alignment]string{
	extast.AlignLeft: "left", extast.AlignRight: "right", extast.AlignCenter: "center",
}

// table renders a table in a box that scrolls by itself on narrow screens.
func (w *writer) table(n *extast.Table) {
	w.speaking(n, func(attributes string) { w.tableOf(n, attributes) })
}

func (w *writer) tableOf(n *extast.Table, attributes string) {
	w.Raw(`<div class="table" tabindex="0"` + attributes + ">\n<table>\n")
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if _, head := row.(*extast.TableHeader); head {
			w.Raw("<thead>\n")
			w.row(row, "th")
			w.Raw("</thead>\n")
			continue
		}
		if !body {
			w.Raw("<tbody>\n")
			body = true
		}
		w.row(row, "td")
	}
	if body {
		w.Raw("</tbody>\n")
	}
	w.Raw("</table>\n</div>\n")
}

func (w *writer) row(row ast.Node, tag string) {
	w.Raw("<tr>\n")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		w.Raw("<" + tag)
		if class := alignClass[cell.Alignment]; class != "" {
			w.Raw(` class="` + class + `"`)
		}
		w.speaking(cell, func(attributes string) {
			w.Raw(attributes + ">")
			w.block(hypertext.Cell, w.lineOf(cell), func() { w.children(cell) })
		})
		w.Raw("</" + tag + ">\n")
	}
	w.Raw("</tr>\n")
}
