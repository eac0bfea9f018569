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
		if v.formula && inFormula(pc, reader.Source()) {
			return nil, parser.NoChildren
		}
		searched, _ := pc.Get(verbatimKey).([4]int)
		if segment.Start < searched[i] {
			return nil, parser.NoChildren
		}
		if reached, ends := endsBelow(reader.Source(), segment.Stop, v.end, v.formula, v.blanks); !ends {
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

// prose are words and ideographs in a row, which no formula has but in a command such as \text.
var (
	prose   = regexp.MustCompile(`\pL{2,} \pL{2,} \pL{2,}|[\p{Han}\p{Hiragana}\p{Katakana}]{4}`)
	heading = regexp.MustCompile(`^ {0,3}#{1,6}[ \t]`)
)

// endsBelow reports whether end stands in the source from an offset on, before a blank line if blanks is
// false, and how far it was looked for. A formula ends before a heading, and if it has a blank line, before
// prose: one sign too many or too few must not take the text between other formulas for one.
func endsBelow(source []byte, from int, end []byte, formula, blanks bool) (reached int, ok bool) {
	if !formula {
		return len(source), bytes.Contains(source[from:], end)
	}
	blank := false
	for from < len(source) {
		stop := len(source)
		if i := bytes.IndexByte(source[from:], '\n'); i >= 0 {
			stop = from + i + 1
		}
		line := source[from:stop]
		if len(bytes.TrimSpace(line)) == 0 {
			if !blanks {
				break
			}
			blank = true
		}
		if heading.Match(line) || blank && bytes.IndexByte(line, '\\') < 0 && prose.Match(line) {
			break
		}
		if from = stop; bytes.Contains(line, end) {
			return from, true
		}
	}
	return from, false
}

// formulasKey holds the signs that were counted in the last paragraph.
var formulasKey = parser.NewContextKey()

// signs says whether a formula is open at the end of so many lines of a paragraph.
type signs struct {
	in    ast.Node
	lines int
	open  bool
}

// inFormula reports whether the paragraph that is open, if there is one, holds a $$ that is not answered.
// The line after it may answer it from the margin, without the indentation of a list that it is in.
func inFormula(pc parser.Context, source []byte) bool {
	p, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph)
	if !ok {
		return false
	}
	s, _ := pc.Get(formulasKey).(signs)
	if s.in != ast.Node(p) {
		s = signs{in: p}
	}
	for ; s.lines < p.Lines().Len(); s.lines++ {
		line := p.Lines().At(s.lines)
		s.open = s.open != (bytes.Count(line.Value(source), []byte("$$"))%2 == 1)
	}
	pc.Set(formulasKey, s)
	return s.open
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
