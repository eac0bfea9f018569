package markdown

import (
	"bytes"
	"net/url"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/hypertext"
)

// kindRef is the kind of [[wikilinks]], ![[embeds]] and [@citations].
var kindRef = ast.NewNodeKind("Ref")

type refNode struct {
	ast.BaseInline
	sort   hypertext.RefKind
	target string
	label  string // empty if none was given
}

func (n *refNode) Kind() ast.NodeKind            { return kindRef }
func (n *refNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// alone says whether a paragraph of nothing but this reference is a place for whole blocks.
func (n *refNode) alone() bool { return n.sort == hypertext.Embed && !address.IsMedia(n.target) }

// shown is the text that stands for the reference: the label, or the target as Obsidian shows it.
func (n *refNode) shown() string {
	if n.label != "" {
		return n.label
	}
	name, fragment, _ := strings.Cut(n.target, "#")
	switch {
	case fragment == "" || name != "" && fragment[0] == '^':
		return name
	case name == "":
		return strings.ReplaceAll(fragment, "#", " > ")
	}
	return name + " > " + strings.ReplaceAll(fragment, "#", " > ")
}

// refParser reads what begins with "[[", "![[" or "[@".
type refParser struct{}

func (refParser) Trigger() []byte { return []byte{'[', '!'} }

func (refParser) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	rest := line
	sort := hypertext.Wiki
	if bytes.HasPrefix(rest, []byte("!")) {
		sort, rest = hypertext.Embed, rest[1:]
	}
	switch {
	case bytes.HasPrefix(rest, []byte("[[")):
		end := bytes.Index(rest, []byte("]]"))
		if end < 0 {
			return nil
		}
		inner := rest[2:end]
		if len(bytes.TrimSpace(inner)) == 0 || inner[0] == '[' || bytes.Contains(inner, []byte("[[")) || bytes.IndexByte(inner, '\n') >= 0 {
			return nil
		}
		if sort == hypertext.Wiki && isLink(inner, rest[end+2:], pc) {
			return nil // [[1]](address), as reports write the number of a case
		}
		block.Advance(len(line) - len(rest) + end + 2)
		return wikiNode(sort, string(hypertext.Published(inner)))
	case sort == hypertext.Wiki && bytes.HasPrefix(rest, []byte("[@")):
		end := bytes.IndexByte(rest, ']')
		if end < 0 {
			return nil
		}
		if isLink(rest[1:end], rest[end+1:], pc) {
			return nil
		}
		key, locator, _ := strings.Cut(string(hypertext.Published(rest[2:end])), ",")
		if key = strings.TrimSpace(key); key == "" || strings.ContainsAny(key, " \t[\n") {
			return nil
		}
		block.Advance(end + 1)
		return &refNode{sort: hypertext.Cite, target: key, label: strings.TrimSpace(locator)}
	}
	return nil
}

// isLink says whether a label in brackets is that of a link, as in [@name](address), and neither a
// citation nor a name in the site.
func isLink(label, after []byte, pc parser.Context) bool {
	if inner, ok := bytes.CutPrefix(after, []byte("(")); ok {
		return label[0] == '@' || address.HasScheme(string(inner[:min(len(inner), 20)]))
	}
	if inner, ok := bytes.CutPrefix(after, []byte("[")); ok {
		if end := bytes.IndexByte(inner, ']'); end > 0 {
			label = inner[:end]
		}
	}
	_, defined := pc.Reference(util.ToLinkReference(label))
	return defined
}

func wikiNode(sort hypertext.RefKind, inner string) *refNode {
	inner = strings.ReplaceAll(inner, `\|`, "|") // as it is written in tables
	target, label, _ := strings.Cut(inner, "|")
	return &refNode{sort: sort, target: strings.TrimSpace(target), label: strings.TrimSpace(label)}
}

// ref renders a reference of our own syntax as a hole. alone says that it is all of its paragraph.
func (w *writer) ref(n *refNode, alone bool) {
	w.offset = max(n.Pos(), 0)
	r := w.reference(n.sort, "", n)
	r.Target, r.Fragment, _ = strings.Cut(n.target, "#")
	r.Target = strings.TrimSpace(r.Target)
	r.Labelled, r.Alone = n.label != "", alone
	switch n.sort {
	case hypertext.Cite:
		r.Alt = n.label
		w.Ref(r, func() {})
	case hypertext.Embed:
		r.Labelled = false
		r.Alt, r.Width, r.Height = sized(n.label)
		w.Ref(r, func() {})
	default:
		w.Ref(r, func() { w.text([]byte(n.shown())) })
	}
}

// reference begins a Ref at the node. A dest is split into path and fragment and decoded.
func (w *writer) reference(kind hypertext.RefKind, dest string, n ast.Node) hypertext.Ref {
	line, col := w.src.Place(n.Pos())
	r := hypertext.Ref{Kind: kind, Line: int32(line), Col: int32(col)}
	r.Target, r.Fragment, _ = strings.Cut(dest, "#")
	r.Target, _, _ = strings.Cut(r.Target, "?")
	r.Target, r.Fragment = decoded(r.Target), decoded(r.Fragment)
	return r
}

func decoded(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		s = out
	}
	return string(hypertext.Published([]byte(s)))
}

// sized splits "alt|300x200" as Obsidian writes the size of a picture.
func sized(s string) (alt string, width, height int32) {
	alt, size := "", s
	if i := strings.LastIndexByte(s, '|'); i >= 0 {
		alt, size = strings.TrimSpace(s[:i]), s[i+1:]
	}
	a, b, both := strings.Cut(strings.TrimSpace(size), "x")
	n, err := strconv.ParseUint(a, 10, 15)
	if err != nil {
		return s, 0, 0
	}
	if both {
		m, err := strconv.ParseUint(b, 10, 15)
		if err != nil {
			return s, 0, 0
		}
		height = int32(m)
	}
	return alt, int32(n), height
}
