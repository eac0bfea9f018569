package markdown

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// blockIDsKey holds the ^ids of blocks, by where the block's text begins.
var blockIDsKey = parser.NewContextKey()

var blockID = regexp.MustCompile(`(?:^|[ \t])\^([A-Za-z0-9-]+)[ \t\r\n]*$`)

// blockIDTransformer takes " ^id" off the end of a paragraph. One that stands alone names the
// block before it.
type blockIDTransformer struct{}

func (blockIDTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	last := lines.At(lines.Len() - 1)
	value := last.Value(reader.Source())
	if bytes.IndexByte(value, '^') < 0 {
		return
	}
	m := blockID.FindSubmatchIndex(value)
	if m == nil {
		return
	}
	id := string(last.Value(reader.Source())[m[2]:m[3]])
	ids, _ := pc.Get(blockIDsKey).(map[int]string)
	if ids == nil {
		ids = map[int]string{}
		pc.Set(blockIDsKey, ids)
	}
	rest := last.WithStop(last.Stop - (len(last.Value(reader.Source())) - m[0]))
	rest = rest.TrimRightSpace(reader.Source())
	switch {
	case rest.Len() > 0:
		lines.Set(lines.Len()-1, rest)
	case lines.Len() > 1:
		lines.SetSliced(0, lines.Len()-1)
		end := lines.At(lines.Len() - 1)
		end = end.TrimRightSpace(reader.Source())
		lines.Set(lines.Len()-1, end)
	default:
		before := lastLeaf(n.PreviousSibling())
		n.Parent().RemoveChild(n.Parent(), n)
		if before == nil {
			return
		}
		ids[before.Lines().At(0).Start] = id
		return
	}
	ids[lines.At(0).Start] = id
}

// lastLeaf is the last block below n that has lines of its own; nil if there is none.
func lastLeaf(n ast.Node) ast.Node {
	for n != nil && n.Type() == ast.TypeBlock {
		if n.Lines().Len() > 0 {
			return n
		}
		n = n.LastChild()
	}
	return nil
}
