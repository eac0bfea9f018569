package syntax

import (
	"bytes"
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

// A Ref is a reference to something in the site by its name.
type Ref struct {
	ast.BaseInline
	Sort   hypertext.RefKind // Wiki, Embed or Cite
	Target string            // with its fragment
	Label  string            // empty if none was given
}

func (n *Ref) Kind() ast.NodeKind            { return kindRef }
func (n *Ref) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// Alone says whether a paragraph of nothing but this reference is a place for whole blocks.
func (n *Ref) Alone() bool { return n.Sort == hypertext.Embed && !address.IsMedia(n.Target) }

// Shown is the text that stands for the reference: the label, or the target with its heading.
func (n *Ref) Shown() string {
	if n.Label != "" {
		return n.Label
	}
	name, fragment, _ := strings.Cut(n.Target, "#")
	switch {
	case fragment == "" || name != "" && fragment[0] == '^':
		return name
	case name == "":
		return hypertext.Part(fragment)
	}
	return name + hypertext.Within + hypertext.Part(fragment)
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
		if len(bytes.TrimSpace(inner)) == 0 || inner[0] == '[' || bytes.Contains(inner, []byte("[[")) || bytes.IndexByte(inner, '\n') >= 0 || isOther(inner) {
			return nil
		}
		if sort == hypertext.Wiki && isLink(inner, rest[end+2:], pc) {
			return nil // [[1]](address), as reports write the number of a case
		}
		block.Advance(len(line) - len(rest) + end + 2)
		return wikiRef(sort, string(hypertext.Published(inner)))
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
		return &Ref{Sort: hypertext.Cite, Target: key, Label: strings.TrimSpace(locator)}
	}
	return nil
}

// isOther reports whether what stands in double brackets is no name: a test of a shell, as in
// [[ -f x ]], or a list of lists, as in [[1,2],[3,4]].
func isOther(inner []byte) bool {
	name, _, _ := bytes.Cut(inner, []byte("|"))
	if len(name) > 1 && isBlank(name[0]) && bytes.IndexByte([]byte("-!\"'$"), name[1]) >= 0 {
		return true
	}
	_, after, found := bytes.Cut(name, []byte("]"))
	after = bytes.TrimLeft(after, " ")
	return found && len(after) > 0 && after[0] == ','
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

func wikiRef(sort hypertext.RefKind, inner string) *Ref {
	inner = strings.ReplaceAll(inner, `\|`, "|") // as it is written in tables
	target, label, _ := strings.Cut(inner, "|")
	return &Ref{Sort: sort, Target: strings.TrimSpace(target), Label: strings.TrimSpace(label)}
}

// Sized splits "alt|300x200" as Obsidian writes the size of a picture.
func Sized(s string) (alt string, width, height int32) {
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
