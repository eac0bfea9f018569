package syntax

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/language"

	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/fold"
)

// attributeLine is a line such as {: #id .class}, as kramdown writes the attributes of a block: below
// it, or as its last line. Jekyll's documents are full of them.
var (
	attributeLine = regexp.MustCompile(`^ {0,3}\{:((?:[ \t]*(?:[#.][^\s{}.#=]+|[A-Za-z][\w:-]*(?:=(?:"[^"\n]*"|'[^'\n]*'))?))+)[ \t]*\}[ \t\r\n]*$`)
	attributeID   = regexp.MustCompile(`(?:^|[ \t])#([^\s.#]+)`)
	attributeKey  = regexp.MustCompile(`(?:^|[ \t])(lang|dir)=(?:"([^"\n]*)"|'([^'\n]*)')`)
)

// attributeTransformer takes lines of attributes out of the text. Ids and languages are kept; all
// else is a matter of the other site's layout.
type attributeTransformer struct{}

func (attributeTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source := reader.Source()
	if a, ok := attributes(n.Lines().At(0), source); ok {
		if before := n.PreviousSibling(); before != nil && !n.HasBlankPreviousLines() {
			a.give(before, pc)
		}
		if n.Lines().SetSliced(1, n.Lines().Len()); n.Lines().Len() == 0 {
			n.Parent().RemoveChild(n.Parent(), n)
			return
		}
	}
	last := n.Lines().Len() - 1
	if a, ok := attributes(n.Lines().At(last), source); ok && last > 0 {
		n.Lines().SetSliced(0, last)
		end := n.Lines().At(last - 1)
		n.Lines().Set(last-1, end.TrimRightSpace(source))
		a.give(n, pc)
	}
}

// An attribution is what a line of attributes says of a block. What it does not say is empty.
type attribution struct {
	id string
	Speech
}

// attributes reports whether the line holds attributes, and returns them.
func attributes(line text.Segment, source []byte) (a attribution, ok bool) {
	m := attributeLine.FindSubmatch(line.Value(source))
	if m == nil {
		return a, false
	}
	if found := attributeID.FindSubmatch(m[1]); found != nil {
		a.id = fold.Anchor(string(found[1]))
	}
	for _, found := range attributeKey.FindAllSubmatch(m[1], -1) {
		switch key, value := string(found[1]), string(found[2])+string(found[3]); {
		case key == "dir" && (value == direction.LTR || value == direction.RTL):
			a.Dir = value
		case key == "lang":
			if tag, err := language.Parse(value); err == nil {
				a.Lang = tag.String()
			}
		}
	}
	if a.Lang != "" && a.Dir == "" {
		a.Dir = direction.OfLanguage(a.Lang)
	}
	return a, true
}

// give gives a block what the author says of it.
func (a attribution) give(n ast.Node, pc parser.Context) {
	if a.Speech != (Speech{}) {
		idsOf(pc).speaks(n, a.Speech)
	}
	if a.id == "" {
		return
	}
	if h, ok := n.(*ast.Heading); ok {
		h.SetAttributeString("id", []byte(a.id))
		return
	}
	idsOf(pc).name(n, a.id)
}
