package syntax

import (
	"bytes"
	"regexp"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindVerbatim = ast.NewNodeKind("Verbatim")

// A Verbatim is a block that is no Markdown within: a formula between lines of $$, or code that another
// program's tags set off. Its lines are its text, the signs and tags around it included.
type Verbatim struct {
	ast.BaseBlock
	Formula bool

	end []byte
}

func (n *Verbatim) Kind() ast.NodeKind            { return kindVerbatim }
func (n *Verbatim) IsRaw() bool                   { return true }
func (n *Verbatim) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// verbatims are the lines that begin such a block, and what ends it. A formula that begins on the line of
// its signs holds no blank line.
var verbatims = []struct {
	begin   *regexp.Regexp
	end     []byte
	formula bool
	blanks  bool // blank lines may stand in it
}{
	{regexp.MustCompile(`^\$\$[ \t\r\n]*$`), []byte("$$"), true, true},
	{regexp.MustCompile(`^\$\$[^$]`), []byte("$$"), true, false},
	{regexp.MustCompile(`^\{\{[<%][ \t]*highlight[ \t]`), []byte("/highlight"), false, true},
	{regexp.MustCompile(`^\{%-?[ \t]*highlight[ \t]`), []byte("endhighlight"), false, true},
}

// verbatimKey holds up to what offset of the source it is known that no block ends, for each of verbatims.
var verbatimKey = parser.NewContextKey()

type verbatimParser struct{}

func (verbatimParser) Trigger() []byte { return []byte{'$', '{'} }

func (verbatimParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	for i, v := range verbatims {
		if m := v.begin.FindIndex(line[at:]); m == nil || bytes.Contains(line[at+2:], v.end) {
			continue
		}
		searched, _ := pc.Get(verbatimKey).([4]int)
		if segment.Start < searched[i] {
			return nil, parser.NoChildren
		}
		if reached, ends := endsBelow(reader.Source(), segment.Stop, v.end, v.blanks); !ends {
			searched[i] = reached
			pc.Set(verbatimKey, searched)
			return nil, parser.NoChildren
		}
		n := &Verbatim{Formula: v.formula, end: v.end}
		n.Lines().Append(segment)
		n.SetPos(segment.Start)
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	return nil, parser.NoChildren
}

// endsBelow reports whether end stands in the source from an offset on, before a blank line if blanks is
// false, and how far it was looked for.
func endsBelow(source []byte, from int, end []byte, blanks bool) (reached int, ok bool) {
	if blanks {
		return len(source), bytes.Contains(source[from:], end)
	}
	for from < len(source) {
		stop := len(source)
		if i := bytes.IndexByte(source[from:], '\n'); i >= 0 {
			stop = from + i + 1
		}
		line := source[from:stop]
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		if from = stop; bytes.Contains(line, end) {
			return from, true
		}
	}
	return from, false
}

func (verbatimParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*Verbatim)
	line, segment := reader.PeekLine()
	n.Lines().Append(segment)
	reader.AdvanceToEOL()
	if bytes.Contains(line, n.end) {
		return parser.Close
	}
	return parser.Continue | parser.NoChildren
}

func (verbatimParser) Close(ast.Node, text.Reader, parser.Context) {}

func (verbatimParser) CanInterruptParagraph() bool { return true }
func (verbatimParser) CanAcceptIndentedLine() bool { return false }
