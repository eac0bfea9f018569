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
)

// kindRef is the kind of [[wikilinks]], ![[embeds]] and [@citations].
var kindRef = ast.NewNodeKind("Ref")

type refNode struct {
	ast.BaseInline
	sort   RefKind
	target string
	label  string // empty if none was given
}

func (n *refNode) Kind() ast.NodeKind            { return kindRef }
func (n *refNode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// alone says whether a paragraph of nothing but this reference is a place for whole blocks.
func (n *refNode) alone() bool { return n.sort == Embed && !address.IsMedia(n.target) }

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
	sort := Wiki
	if bytes.HasPrefix(rest, []byte("!")) {
		sort, rest = Embed, rest[1:]
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
		if sort == Wiki && isLink(inner, rest[end+2:], pc) {
			return nil // [[1]](address), as reports write the number of a case
		}
		block.Advance(len(line) - len(rest) + end + 2)
		return wikiNode(sort, string(published(inner)))
	case sort == Wiki && bytes.HasPrefix(rest, []byte("[@")):
		end := bytes.IndexByte(rest, ']')
		if end < 0 {
			return nil
		}
		if isLink(rest[1:end], rest[end+1:], pc) {
			return nil
		}
		key, locator, _ := strings.Cut(string(published(rest[2:end])), ",")
		if key = strings.TrimSpace(key); key == "" || strings.ContainsAny(key, " \t[\n") {
			return nil
		}
		block.Advance(end + 1)
		return &refNode{sort: Cite, target: key, label: strings.TrimSpace(locator)}
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

func wikiNode(sort RefKind, inner string) *refNode {
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
	case Cite:
		w.quoteBefore()
		r.Alt = n.label
		w.labelled(r, func() {})
	case Embed:
		r.Labelled = false
		r.Alt, r.Width, r.Height = sized(n.label)
		w.labelled(r, func() {})
	default:
		w.labelled(r, func() { w.text([]byte(n.shown())) })
	}
}

// reference begins a Ref at the node. A dest is split into path and fragment and decoded.
func (w *writer) reference(kind RefKind, dest string, n ast.Node) Ref {
	at := w.place(n.Pos())
	r := Ref{Kind: kind, Line: int32(at.line), Col: int32(at.col), Block: int32(len(w.body.Blocks) - 1)}
	r.Target, r.Fragment, _ = strings.Cut(dest, "#")
	r.Target, _, _ = strings.Cut(r.Target, "?")
	r.Target, r.Fragment = decoded(r.Target), decoded(r.Fragment)
	return r
}

func decoded(s string) string {
	if out, err := url.PathUnescape(s); err == nil {
		s = out
	}
	return string(published([]byte(s)))
}

// labelled renders the label of r and notes r.
func (w *writer) labelled(r Ref, label func()) {
	k := len(w.body.Refs)
	r.From, r.Start = int32(len(w.html)), int32(len(w.plaintext))
	w.body.Refs = append(w.body.Refs, r)
	w.nolink++
	label()
	w.nolink--
	w.body.Refs[k].To, w.body.Refs[k].End = int32(len(w.html)), int32(len(w.plaintext))
}

// closers are the closing quotation marks and what may open them.
var closers = map[string]string{`"`: `"`, "”": "“„”", "“": "„", "»": "«»", "«": "»", "’": "‘‚", "›": "‹", "」": "「", "』": "『"}

// maxQuote is how far before a citation its quotation may begin, in bytes: a paragraph of megabytes may
// have thousands of citations, and each would be looked for through all of it.
const maxQuote = 20_000

// quoteBefore notes the quoted run that the citation now being rendered proves.
func (w *writer) quoteBefore() {
	start := max(int(w.body.Blocks[len(w.body.Blocks)-1].Start), len(w.plaintext)-maxQuote)
	said := strings.TrimRight(string(w.plaintext[start:]), " .,;:!?…)")
	for mark, openers := range closers {
		inner, ok := strings.CutSuffix(said, mark)
		if !ok {
			continue
		}
		if i := strings.LastIndexAny(inner, openers); i >= 0 {
			w.body.Quotes = append(w.body.Quotes, Quote{
				Start: int32(start + i), End: int32(start + len(said)), Ref: int32(len(w.body.Refs)),
			})
			return
		}
	}
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
