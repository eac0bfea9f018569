package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var (
	spanAttributes = regexp.MustCompile(`^` + attributeList)
	iconName       = regexp.MustCompile(`(?:^|\s):[a-z0-9_+-]+:$`)                  // such as :material-check:, a picture for MkDocs
	logseqSize     = regexp.MustCompile(`^\{:height ([0-9.]+), :width ([0-9.]+)\}`) // of a picture, as Logseq writes it
)

// longestIcon is how far the beginning of an icon's name is looked for, in bytes: its text may be all of a paragraph.
const longestIcon = 80

// spanAttributeParser reads a list of attributes right behind a link, a picture, an icon or code. Ids and the sizes of
// pictures are kept.
type spanAttributeParser struct{}

func (spanAttributeParser) Trigger() []byte { return []byte{'{'} }

// Parse returns the node before, which the attributes are of.
func (spanAttributeParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	n := parent.LastChild()
	switch x := n.(type) {
	case *ast.Link, *ast.Image, *ast.AutoLink, *ast.CodeSpan:
	case *ast.Text:
		value := x.Segment.Value(block.Source())
		if !bytes.HasSuffix(value, []byte(":")) || !iconName.Match(value[max(0, len(value)-longestIcon):]) {
			return nil
		}
	default:
		return nil
	}
	line, _ := block.PeekLine()
	if m := spanAttributes.FindSubmatch(line); m != nil {
		a := attributed(m[1])
		if a.id != "" {
			n.SetAttributeString("id", a.id)
		}
		setSize(n, a.width, a.height)
		block.Advance(len(m[0]))
		return n
	}
	if m := logseqSize.FindSubmatch(line); m != nil {
		setSize(n, pixels(string(m[2])), pixels(string(m[1])))
		block.Advance(len(m[0]))
		return n
	}
	return nil
}

// SpanID is the id that the author gave a link, a picture or code; empty if none.
func SpanID(n ast.Node) string {
	id, _ := n.AttributeString("id")
	s, _ := id.(string)
	return s
}

// setSize gives a picture the size that the author wants, in CSS pixels; 0 if he does not say.
func setSize(n ast.Node, width, height int32) {
	if width > 0 || height > 0 {
		n.SetAttributeString("size", [2]int32{width, height})
	}
}

// Size is the size that the author gave a picture other than in its words; 0 if none.
func Size(n *ast.Image) (width, height int32) {
	size, _ := n.AttributeString("size")
	s, _ := size.([2]int32)
	return s[0], s[1]
}
