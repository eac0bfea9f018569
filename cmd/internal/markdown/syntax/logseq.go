package syntax

import (
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindBlockRef = ast.NewNodeKind("BlockRef")

// A BlockRef is a reference to a block as Logseq writes it: ((uuid)).
type BlockRef struct {
	ast.BaseInline
	ID string
}

func (n *BlockRef) Kind() ast.NodeKind            { return kindBlockRef }
func (n *BlockRef) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

const uuid = `([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`

var (
	blockRef = regexp.MustCompile(`^\(\(` + uuid + `\)\)`)
	// property is a line that Logseq keeps for itself below a block. Fields that authors make up are text.
	property = regexp.MustCompile(`^[ \t]*(?:id::[ \t]+` + uuid +
		`|collapsed::[ \t]+(?:true|false)|heading::[ \t]+(?:true|[1-6])|(?:created|updated)-at::[ \t]+[0-9]+` +
		`|(?:background-color|ls-type|hl-(?:page|color|type|stamp)|card-[a-z-]+|query-[a-z-]+|logseq\.[a-z.-]+)::(?:[ \t]+\S+)?)[ \t\r\n]*$`)
)

// propertyTransformer takes Logseq's own lines out of the text. The id of a block is kept; where nothing else
// stands in the lines it is that of the block before.
type propertyTransformer struct{}

func (propertyTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, source := n.Lines(), reader.Source()
	id, kept := "", text.NewSegments()
	for i := range lines.Len() {
		line := lines.At(i)
		m := property.FindSubmatch(line.Value(source))
		switch {
		case m == nil:
			kept.Append(line)
		case len(m[1]) > 0:
			id = string(m[1])
		}
	}
	if kept.Len() == lines.Len() {
		return
	}
	named := ast.Node(n)
	if last := kept.Len() - 1; last >= 0 {
		end := kept.At(last)
		kept.Set(last, end.TrimRightSpace(source))
		n.SetLines(kept)
	} else {
		named = n.PreviousSibling()
		n.Parent().RemoveChild(n.Parent(), n)
	}
	if id != "" && named != nil {
		idsOf(pc).name(named, id)
	}
}

// BlockTarget is the id in an address that leads to a block, as in [words](((uuid))); empty if it is another.
func BlockTarget(dest string) string {
	if m := blockRef.FindStringSubmatch(dest); m != nil && len(m[0]) == len(dest) {
		return m[1]
	}
	return ""
}

// blockRefParser reads ((references)).
type blockRefParser struct{}

func (blockRefParser) Trigger() []byte { return []byte{'('} }

func (blockRefParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := blockRef.FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return &BlockRef{ID: string(m[1])}
}
