package syntax

import (
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

// A CalloutTitle is the first line of a callout: > [!note]- Title. It is the first child of a
// blockquote, and its lines are those of the title, if it has one.
type CalloutTitle struct {
	ast.BaseBlock
	Sort string // note, warning, ...: letters, digits, "-" and "_"
	Fold byte   // '+' open, '-' closed, 0 not foldable
}

func (n *CalloutTitle) Kind() ast.NodeKind            { return kindCalloutTitle }
func (n *CalloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var calloutLine = regexp.MustCompile(`^\[!([A-Za-z][A-Za-z0-9_-]*)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*`)

// calloutTransformer splits the first line off the first paragraph of a blockquote. An ^id at its end is
// the callout's.
type calloutTransformer struct{}

func (calloutTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(n) || n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	m := calloutLine.FindSubmatch(first.Value(reader.Source()))
	if m == nil {
		return
	}
	title := &CalloutTitle{Sort: strings.ToLower(string(m[1]))}
	if len(m[2]) > 0 {
		title.Fold = m[2][0]
	}
	title.SetPos(first.Start)
	lines := text.NewSegments()
	rest := text.NewSegment(first.Start+len(m[0]), first.Stop)
	rest, id := takeID(rest.TrimRightSpace(reader.Source()), reader.Source())
	if id != "" {
		idsOf(pc).name(quote, id)
	}
	if rest.Len() > 0 {
		lines.Append(rest)
	}
	title.SetLines(lines)
	quote.InsertBefore(quote, n, title)
	if n.Lines().Len() == 1 {
		quote.RemoveChild(quote, n)
		return
	}
	n.Lines().SetSliced(1, n.Lines().Len())
}
