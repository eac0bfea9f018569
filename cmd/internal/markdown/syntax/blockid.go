package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// blockIDsKey holds the blockIDs of a document.
var blockIDsKey = parser.NewContextKey()

// blockIDs are the ids of blocks, with the "^" of those that are written so, and their languages. Leaves are known by where
// their text begins, for the paragraphs of a list are made anew when the list ends; tables, lists,
// quotes and code by themselves.
type blockIDs struct {
	leaf map[int]string
	node map[ast.Node]string

	leafSpeech map[int]Speech // nil if none has one; likewise
	nodeSpeech map[ast.Node]Speech
}

// blockID is the mark at the end of a line. After an embed, Chinese and Japanese it needs no blank before it.
var blockID = regexp.MustCompile(`(?:^|\]\]|[ \t\p{Han}\p{Hiragana}\p{Katakana}\x{3000}-\x{303f}\x{ff00}-\x{ffef}])(\^([A-Za-z0-9-]+)[ \t\r\n]*)$`)

// blockIDTransformer takes " ^id" off the end of a paragraph, or of any line of a list item. One that
// stands alone names the block before it.
type blockIDTransformer struct{}

func (blockIDTransformer) Transform(n *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := n.Lines()
	first := lines.Len() - 1
	if _, item := n.Parent().(*ast.ListItem); item {
		first = 0
	}
	for i := max(first, 0); i < lines.Len(); i++ {
		if rest, id := takeID(lines.At(i), reader.Source()); id != "" {
			idsOf(pc).take(n, i, rest, id, reader.Source())
			return
		}
	}
}

// takeID returns a line without the ^id at its end, and the id; empty if it has none.
func takeID(line text.Segment, source []byte) (rest text.Segment, id string) {
	value := line.Value(source)
	if bytes.IndexByte(value, '^') < 0 {
		return line, ""
	}
	m := blockID.FindSubmatchIndex(value)
	if m == nil {
		return line, ""
	}
	rest = line.WithStop(line.Stop - len(value) + m[2])
	return rest.TrimRightSpace(source), "^" + string(value[m[4]:m[5]])
}

// A headingParser is goldmark's for headings of "#", and takes the ^id off their ends, and attributes that
// goldmark does not read. Those that are underlined are paragraphs when they are looked at.
type headingParser struct{ parser.BlockParser }

func (p headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	n, state := p.BlockParser.Open(parent, reader, pc)
	if n != nil && n.Lines().Len() > 0 {
		if rest, id := takeID(n.Lines().At(0), reader.Source()); id != "" && rest.Len() > 0 {
			n.Lines().Set(0, rest)
			idsOf(pc).leaf[rest.Start] = id
		}
		takeAttributes(n, reader.Source(), pc)
	}
	return n, state
}

// idsOf returns the ids of the document that is being parsed.
func idsOf(pc parser.Context) *blockIDs {
	ids, _ := pc.Get(blockIDsKey).(*blockIDs)
	if ids == nil {
		ids = &blockIDs{leaf: map[int]string{}, node: map[ast.Node]string{}}
		pc.Set(blockIDsKey, ids)
	}
	return ids
}

// name gives a block an id.
func (b *blockIDs) name(n ast.Node, id string) {
	if p, ok := n.(*ast.Paragraph); ok {
		b.leaf[p.Lines().At(0).Start] = id
		return
	}
	b.node[n] = id
}

// speaks gives a block a language.
func (b *blockIDs) speaks(n ast.Node, s Speech) {
	if p, ok := n.(*ast.Paragraph); ok {
		if b.leafSpeech == nil {
			b.leafSpeech = map[int]Speech{}
		}
		b.leafSpeech[p.Lines().At(0).Start] = s
		return
	}
	if b.nodeSpeech == nil {
		b.nodeSpeech = map[ast.Node]Speech{}
	}
	b.nodeSpeech[n] = s
}

// take gives the id at the end of line i to n, or to the block before n if n is nothing else. rest is
// the line without it.
func (b *blockIDs) take(n *ast.Paragraph, i int, rest text.Segment, id string, source []byte) {
	lines := n.Lines()
	switch {
	case i < lines.Len()-1: // left to blockIDParser
	case rest.Len() > 0:
		lines.Set(i, rest)
	case i > 0:
		lines.SetSliced(0, i)
		end := lines.At(i - 1)
		lines.Set(i-1, end.TrimRightSpace(source))
	default:
		before := n.PreviousSibling()
		n.Parent().RemoveChild(n.Parent(), n)
		if before != nil {
			b.name(before, id)
		}
		return
	}
	b.name(n, id)
}

// blockIDParser passes over the ^id of a list item that stands in another line than its last.
type blockIDParser struct{}

func (blockIDParser) Trigger() []byte { return []byte{'^'} }

func (blockIDParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	ids, _ := pc.Get(blockIDsKey).(*blockIDs)
	if ids == nil || parent.Type() != ast.TypeBlock || parent.Lines().Len() == 0 {
		return nil
	}
	id := ids.leaf[parent.Lines().At(0).Start]
	line, _ := block.PeekLine()
	if rest, ok := bytes.CutPrefix(line, []byte(id)); id == "" || !ok || len(bytes.TrimSpace(rest)) > 0 {
		return nil
	}
	block.Advance(len(id))
	return ast.NewString(nil)
}

// LeafID is the id of a paragraph, a heading or the text of an item; empty if it has none.
func (t *Tree) LeafID(n ast.Node) string {
	if n.Lines().Len() == 0 {
		return ""
	}
	return t.ids.leaf[n.Lines().At(0).Start]
}

// BlockID is the id of any other block; empty if it has none.
func (t *Tree) BlockID(n ast.Node) string { return t.ids.node[n] }
