package markdown

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"briefings/cmd/internal/hypertext"
)

var kindCalloutTitle = ast.NewNodeKind("CalloutTitle")

// calloutTitle is the first line of a callout: > [!note]- Title.
type calloutTitle struct {
	ast.BaseBlock
	sort string // note, warning, ...: letters, digits, "-" and "_"
	fold byte   // '+' open, '-' closed, 0 not foldable
}

func (n *calloutTitle) Kind() ast.NodeKind            { return kindCalloutTitle }
func (n *calloutTitle) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

var calloutLine = regexp.MustCompile(`^\[!([A-Za-z][A-Za-z0-9_-]*)(?:\|[^\]\n]*)?\]([+-]?)[ \t]*`)

// calloutTransformer splits the first line off the first paragraph of a blockquote.
type calloutTransformer struct{}

func (calloutTransformer) Transform(n *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := n.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(n) || n.Lines().Len() == 0 {
		return
	}
	first := n.Lines().At(0)
	m := calloutLine.FindSubmatch(first.Value(reader.Source()))
	if m == nil {
		return
	}
	title := &calloutTitle{sort: strings.ToLower(string(m[1]))}
	if len(m[2]) > 0 {
		title.fold = m[2][0]
	}
	title.SetPos(first.Start)
	lines := text.NewSegments()
	rest := text.NewSegment(first.Start+len(m[0]), first.Stop)
	if rest = rest.TrimRightSpace(reader.Source()); rest.Len() > 0 {
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

func (w *writer) callout(n *ast.Blockquote, title *calloutTitle) {
	box, head := "div", "p"
	open := ""
	if title.fold != 0 {
		box, head = "details", "summary"
		if title.fold == '+' {
			open = " open"
		}
	}
	w.Raw("<" + box + ` class="callout callout-` + title.sort + `"` + open + ">\n<" + head + ` class="callout-title">`)
	w.block(hypertext.Paragraph, w.lineOf(title), func() {
		if title.FirstChild() == nil {
			w.text([]byte(capitalised(title.sort)))
			return
		}
		w.NoLink(func() { w.children(title) })
	})
	w.Raw("</" + head + ">\n")
	for c := title.NextSibling(); c != nil; c = c.NextSibling() {
		w.node(c)
	}
	w.Raw("</" + box + ">\n")
}

func capitalised(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + strings.ReplaceAll(s[n:], "-", " ")
}
