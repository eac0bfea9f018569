package markdown

import (
	"strconv"

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
	w.Raw(`<div class="table" tabindex="0">` + "\n<table>\n")
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
		w.Raw(">")
		w.block(hypertext.Cell, w.lineOf(cell), func() { w.children(cell) })
		w.Raw("</" + tag + ">\n")
	}
	w.Raw("</tr>\n")
}

// footnotes renders the notes at the end. Their ids hold a colon and so are no heading's.
func (w *writer) footnotes(n *extast.FootnoteList) {
	w.Endnotes()
	w.Raw(`<section class="footnotes" role="doc-endnotes">` + "\n<ol>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.Raw(`<li id="fn:` + strconv.Itoa(note.Index) + `">` + "\n")
		w.children(note)
		w.Raw("</li>\n")
	}
	w.Raw("</ol>\n</section>\n")
}

func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	num, id := strconv.Itoa(n.Index), footnoteRef(n.Index, n.RefIndex)
	w.ids[id]++
	w.Raw(`<sup id="` + id + `"><a href="#fn:` + num + `" class="footnote-ref" role="doc-noteref">` + num + "</a></sup>")
}

// footnoteBacklink leads to the place of a note, if that is shown: a title has none.
func (w *writer) footnoteBacklink(n *extast.FootnoteBacklink) {
	id := footnoteRef(n.Index, n.RefIndex)
	if w.ids[id] == 0 {
		return
	}
	w.Raw(`&#160;<a href="#` + id + `" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`)
}

func footnoteRef(index, ref int) string {
	id := "fnref:" + strconv.Itoa(index)
	if ref > 0 {
		id += "." + strconv.Itoa(ref)
	}
	return id
}
