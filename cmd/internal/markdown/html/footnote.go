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

// footnoteLink renders the mark of a note: behind a link, if it stands in the words of one.
func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	if w.inLink {
		w.marks = append(w.marks, func() { w.footnoteLink(n) })
		return
	}
	num, id := strconv.Itoa(n.Index), footnoteRef(n.Index, n.RefIndex)
	w.ids[id]++
	w.Raw(`<sup id="` + id + `"><a href="#fn:` + num + `" class="footnote-ref" role="doc-noteref">`)
	w.Note(num)
	w.Raw("</a></sup>")
}

// footnoteMarks renders the marks that the words of a link have left.
func (w *writer) footnoteMarks() {
	for _, mark := range w.marks {
		mark()
	}
	w.marks = nil
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
