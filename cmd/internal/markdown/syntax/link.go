package syntax

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A linkParser is goldmark's, and reads what other programs write between the parentheses, too: a document's
// name as Hugo does, ({{< ref "name" >}}), and a picture's size behind its address as Wiki.js does, (a.png =300x200).
type linkParser struct{ parser.InlineParser }

// CloseBlock implements parser.CloseBlocker: brackets that open nothing are text.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

const (
	linkTitle  = `(?:[ \t]+"((?:[^"\\\n]|\\.)*)")?`
	quotedName = "(?:\"([^\"\n]+)\"|`([^`\n]+)`)"
)

var (
	hugoTarget  = regexp.MustCompile(`^\([ \t]*\{\{[<%][ \t]*(?:rel)?ref[ \t]+(?:path=)?` + quotedName + `[ \t]*[%>]\}\}(#[^\s()]*)?` + linkTitle + `[ \t]*\)`)
	sizedTarget = regexp.MustCompile(`^\([ \t]*(?:<([^<>\n]*)>|([^\s()<>]+))` + linkTitle + `[ \t]+=([0-9]*)(?:x([0-9]*))?[ \t]*\)`)
)

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if !bytes.HasPrefix(line, []byte("](")) {
		return p.InlineParser.Parse(parent, block, pc)
	}
	if m := hugoTarget.FindSubmatch(line[1:]); m != nil {
		block.Advance(1 + len(m[0]))
		n := p.to(slices.Concat(m[1], m[2], m[3]), m[4], parent, pc)
		if n != nil {
			n.SetAttributeString("named", true)
		}
		return n
	}
	if m := sizedTarget.FindSubmatch(line[1:]); m != nil {
		block.Advance(1 + len(m[0]))
		n := p.to(slices.Concat(m[1], m[2]), m[3], parent, pc)
		if n != nil {
			setSize(n, pixels(string(m[4])), pixels(string(m[5])))
		}
		return n
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// to has goldmark end a link or a picture as if nothing stood between the parentheses, and says where it
// leads to. It is nil if none ends here.
func (p linkParser) to(destination, title []byte, parent ast.Node, pc parser.Context) ast.Node {
	n := p.InlineParser.Parse(parent, text.NewReader([]byte("]()")), pc)
	switch n := n.(type) {
	case *ast.Link:
		n.Destination, n.Title = destination, title
	case *ast.Image:
		n.Destination, n.Title = destination, title
	}
	return n
}

// Named reports whether a link leads to what has a name, wherever it is, and not to a path.
func Named(n *ast.Link) bool {
	_, ok := n.AttributeString("named")
	return ok
}
