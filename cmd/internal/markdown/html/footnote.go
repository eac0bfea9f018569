package html

import (
	"strconv"

	extast "github.com/yuin/goldmark/extension/ast"
)

// footnotes renders the notes at the end. Their ids hold a colon and so are no heading's.
func (w *writer) footnotes(n *extast.FootnoteList) {
	w.Endnotes()
	w.Raw(`<div class="footnotes" role="doc-endnotes">` + "\n<ol>\n")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.Raw(`<li id="fn:` + strconv.Itoa(note.Index) + `">` + "\n")
		w.children(note)
		w.Raw("</li>\n")
	}
	w.Raw("</ol>\n</div>\n")
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
