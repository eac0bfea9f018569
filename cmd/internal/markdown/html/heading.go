package html

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/hypertext"
)

func (w *writer) heading(n *ast.Heading) {
	level := n.Level
	if w.demote {
		level = min(level+1, 6)
	}
	tag := "h" + strconv.Itoa(level)
	h := hypertext.Heading{Level: level, ID: w.headingID(n), From: w.Len()}
	block := w.anchor(cmp.Or(w.tree.LeafID(n), w.tree.BlockID(n)))
	w.speaking(n, func(attributes string) {
		w.Raw("<" + tag + ` id="`)
		w.Attr(h.ID)
		w.Raw(`"` + attributes + ">")
		if block != "" {
			w.Raw(`<span id="` + block + `"></span>`)
		}
		w.NoLink(func() {
			w.block(hypertext.HeadingText, w.lineOf(n), func() { w.children(n) })
		})
	})
	h.Text = strings.TrimSpace(w.Line())
	if n.Lines().Len() > 0 {
		if source := string(bytes.TrimSpace(n.Lines().Value(w.tree.Source))); source != h.Text {
			h.Source = source
		}
	}
	w.Raw("</" + tag + ">\n")
	h.To = w.Len()
	if block != "" {
		w.Anchor(block, h.From)
	}
	w.Heading(h, w.top != ast.Node(n))
}

// headingID is the id that the author gave, or one made of the words. Neither holds a colon, so
// that the ids of layouts, which do, are never taken.
func (w *writer) headingID(n *ast.Heading) string {
	for id := w.wantedID(n); ; {
		k := w.ids[id]
		w.ids[id]++
		if k == 0 {
			return id
		}
		id += "-" + strconv.Itoa(k)
	}
}

// wantedID is the id of a heading, if it is the first that has it.
func (w *writer) wantedID(n *ast.Heading) string {
	return cmp.Or(givenID(n), fold.Anchor(w.tree.PlainText(n)), "section")
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
