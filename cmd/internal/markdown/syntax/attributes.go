package syntax

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"golang.org/x/text/language"

	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/fold"
)

// A list of attributes is {: #id .class key="value"}, as kramdown writes it, or { .class } as other programs
// do: below a block or as its last line, or right behind a link, a picture or code. Braces that hold anything
// else are text.
const (
	attributeKey   = `[A-Za-z][\w:-]*`
	attributeValue = `=(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}<>=,;]+))`
	attributeItem  = `[#.][^\s{}.#="'<>,;]+|` + attributeKey + attributeValue
	attributeList  = `(\{(?::(?:[ \t]*(?:` + attributeItem + `|` + attributeKey + `))+|(?:[ \t]*(?:` + attributeItem + `))+)[ \t]*\})`
)

var (
	attributeLine   = regexp.MustCompile(`^ {0,3}` + attributeList + `[ \t\r\n]*$`)
	attributeEnd    = regexp.MustCompile(`[ \t]+` + attributeList + `[ \t\r\n]*$`)
	attributeID     = regexp.MustCompile(`(?:^|[ \t])#([^\s.#]+)`)
	attributeValues = regexp.MustCompile(`(?:^|[ \t])(` + attributeKey + `)` + attributeValue)
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

// takeAttributes takes {: #id } off the end of a heading.
func takeAttributes(heading ast.Node, source []byte, pc parser.Context) {
	line := heading.Lines().At(0)
	value := line.Value(source)
	if !bytes.Contains(value, []byte("{:")) {
		return
	}
	if m := attributeEnd.FindSubmatchIndex(value); m != nil && m[0] > 0 {
		heading.Lines().Set(0, line.WithStop(line.Stop-len(value)+m[0]))
		attributed(value[m[2]:m[3]]).give(heading, pc)
	}
}

// An attribution is what a list of attributes says. What it does not say is empty.
type attribution struct {
	id            string
	width, height int32 // in CSS pixels
	Speech
}

// attributes reports whether the line holds attributes, and returns them.
func attributes(line text.Segment, source []byte) (a attribution, ok bool) {
	m := attributeLine.FindSubmatch(line.Value(source))
	if m == nil {
		return a, false
	}
	return attributed(m[1]), true
}

// attributed reads a list of attributes.
func attributed(list []byte) (a attribution) {
	list = bytes.Trim(list, "{:} \t")
	if found := attributeID.FindSubmatch(list); found != nil {
		a.id = fold.Anchor(string(found[1]))
	}
	for _, found := range attributeValues.FindAllSubmatch(list, -1) {
		switch key, value := string(found[1]), string(found[2])+string(found[3])+string(found[4]); {
		case key == "id":
			a.id = fold.Anchor(value)
		case key == "dir" && (value == direction.LTR || value == direction.RTL):
			a.Dir = value
		case key == "lang":
			if tag, err := language.Parse(value); err == nil {
				a.Lang = tag.String()
			}
		case key == "width":
			a.width = pixels(value)
		case key == "height":
			a.height = pixels(value)
		}
	}
	if a.Lang != "" && a.Dir == "" {
		a.Dir = direction.OfLanguage(a.Lang)
	}
	return a
}

// pixels reads a size such as 300 or 300px; 0 if it is another.
func pixels(s string) int32 {
	n, err := strconv.ParseUint(strings.TrimSuffix(s, "px"), 10, 15)
	if err != nil {
		return 0
	}
	return int32(n)
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
