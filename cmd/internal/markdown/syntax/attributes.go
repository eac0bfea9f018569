package syntax

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"briefings/cmd/internal/fold"
)

// attributeLine is a line such as {: #id .class}, as kramdown writes the attributes of a block: below
// it, or as its last line. Jekyll's documents are full of them.
var (
	attributeLine = regexp.MustCompile(`^ {0,3}\{:((?:[ \t]*(?:[#.][^\s{}.#=]+|[A-Za-z][\w:-]*(?:=(?:"[^"\n]*"|'[^'\n]*'))?))+)[ \t]*\}[ \t\r\n]*$`)
	attributeID   = regexp.MustCompile(`(?:^|[ \t])#([^\s.#]+)`)
)

// attributeTransformer takes lines of attributes out of the text. Ids are kept; all else is a matter
// of the other site's layout.
type attributeTransformer struct{}

func (attributeTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source := reader.Source()
	if id, ok := attributes(n.Lines().At(0), source); ok {
		if before := n.PreviousSibling(); before != nil && !n.HasBlankPreviousLines() {
			nameBlock(before, id, pc)
		}
		if n.Lines().SetSliced(1, n.Lines().Len()); n.Lines().Len() == 0 {
			n.Parent().RemoveChild(n.Parent(), n)
			return
		}
	}
	last := n.Lines().Len() - 1
	if id, ok := attributes(n.Lines().At(last), source); ok && last > 0 {
		n.Lines().SetSliced(0, last)
		end := n.Lines().At(last - 1)
		n.Lines().Set(last-1, end.TrimRightSpace(source))
		nameBlock(n, id, pc)
	}
}

// attributes reports whether the line holds attributes, and the id among them; empty if there is none.
func attributes(line text.Segment, source []byte) (id string, ok bool) {
	m := attributeLine.FindSubmatch(line.Value(source))
	if m == nil {
		return "", false
	}
	if found := attributeID.FindSubmatch(m[1]); found != nil {
		id = fold.Anchor(string(found[1]))
	}
	return id, true
}

// nameBlock gives a block an id of the author's.
func nameBlock(n ast.Node, id string, pc parser.Context) {
	if id == "" {
		return
	}
	if h, ok := n.(*ast.Heading); ok {
		h.SetAttributeString("id", []byte(id))
		return
	}
	idsOf(pc).name(n, id)
}
