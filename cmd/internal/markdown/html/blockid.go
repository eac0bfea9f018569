package html

import "github.com/yuin/goldmark/ast"

// anchored renders a block in a tag with attributes, and with the id that its last line gives it. An empty tag writes
// the id on an element of its own.
func (w *writer) anchored(n ast.Node, tag, attributes string, inner func()) {
	id := w.anchor(w.tree.LeafID(n))
	from := w.Len()
	switch {
	case id == "" && tag != "":
		w.Raw("<" + tag + attributes + ">")
	case id != "" && tag == "":
		w.Raw(`<span id="` + id + `"></span>`)
	case id != "":
		w.Raw("<" + tag + ` id="` + id + `"` + attributes + ">")
	}
	inner()
	if tag != "" {
		w.Raw("</" + tag + ">")
	}
	if id != "" {
		w.Anchor(id, from)
	}
}

// named renders a block that an id on a line of its own names.
func (w *writer) named(id string, inner func()) {
	from := w.Len()
	if id = w.anchor(id); id != "" {
		w.Raw(`<div id="` + id + `">` + "\n")
	}
	inner()
	if id != "" {
		w.Raw("</div>\n")
		w.Anchor(id, from)
	}
}

// anchor is the id if no earlier block has it; else empty.
func (w *writer) anchor(id string) string {
	if id == "" || w.ids[id] > 0 {
		return ""
	}
	w.ids[id]++
	return id
}
