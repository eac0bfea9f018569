package syntax

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindFormula = ast.NewNodeKind("Formula")

// A Formula is $one$ or $$one$$ within a paragraph. Its children are its text as it is written, signs
// included.
type Formula struct{ ast.BaseInline }

func (n *Formula) Kind() ast.NodeKind            { return kindFormula }
func (n *Formula) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// formulaParser reads formulas by the rules of Pandoc, which tell "$5 and $10" from them: no blank after
// the first sign nor before the last one, and no digit after it. Nor does a letter stand before the first,
// as in "US$5", or a backtick between them: what begins there is code. What begins with a digit holds no
// link either: "$5m for [[port]] (R$ 26m)" is money.
type formulaParser struct{}

// formulaKey holds up to what offset of the source it is known that no formula ends.
var formulaKey = parser.NewContextKey()

func (formulaParser) Trigger() []byte { return []byte{'$'} }

func (formulaParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	signs := 1
	if bytes.HasPrefix(line, []byte("$$")) {
		signs = 2
	}
	before := block.PrecendingCharacter()
	if len(line) == signs || line[signs] == '$' || signs == 1 && (isBlank(line[1]) || isLetter(before)) || before == '$' {
		return nil
	}
	searched, _ := pc.Get(formulaKey).([3]int)
	if segment.Start < searched[signs] {
		return nil
	}
	money := signs == 1 && isDigit(line[1])
	block.Advance(signs)
	n := &Formula{}
	for skipped := signs; ; skipped = 0 {
		line, next := block.PeekLine()
		if line == nil {
			break
		}
		segment = next.WithStart(next.Start - skipped)
		if end, ok := formulaEnd(line, signs, money); ok {
			block.Advance(end)
			n.AppendChild(n, ast.NewRawTextSegment(segment.WithStop(segment.Stop-len(line)+end)))
			return n
		} else if end < len(line) {
			segment.Stop -= len(line) - end
			break
		}
		t := ast.NewRawTextSegment(segment.TrimRightSpace(block.Source()))
		t.SetSoftLineBreak(true)
		n.AppendChild(n, t)
		block.AdvanceLine()
	}
	searched[signs] = segment.Stop
	pc.Set(formulaKey, searched)
	return nil
}

// formulaEnd returns where in a line a formula ends, its signs included. If ok is false it is where it
// cannot go on, or the end of the line. money says that it begins with a digit.
func formulaEnd(line []byte, signs int, money bool) (end int, ok bool) {
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case money && (bytes.HasPrefix(line[i:], []byte("[[")) || bytes.HasPrefix(line[i:], []byte("]("))):
			return i, false
		case c == '\\':
			i++
		case c == '`':
			return i, false
		case c != '$':
		case signs == 2:
			if bytes.HasPrefix(line[i:], []byte("$$")) {
				return i + 2, true
			}
		case i > 0 && !isBlank(line[i-1]) && (i+1 == len(line) || !isDigit(line[i+1])):
			return i + 1, true
		}
	}
	return len(line), false
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
