package keytree

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree/cure"
)

// maxNodes bounds what aliases may unfold to: a few lines of YAML can stand for billions of values.
const maxNodes = 10_000

// decodeYAML decodes text. Values that are no strings by their form are Scalars; timestamps are strings,
// as they are written. The tree is nil if nothing could be read, or nothing is there. What is no YAML and can be
// told to have been meant is read as that, and is a problem that says so.
func decodeYAML(text string) (map[string]any, []diag.Problem) {
	root, text, problems := yamlRoot(text)
	if root == nil {
		return nil, problems
	}
	t := yamlTree{place: yamlPlace(text), problems: problems}
	tree, _ := t.value(root, 0).(map[string]any)
	if t.over {
		return nil, []diag.Problem{{
			Line: 1, Col: 1, Code: diag.FrontMatter,
			Message: "YAML: more than 10000 values, or nested more than 32 deep",
			Cure:    "keep structured data in a file of its own",
		}}
	}
	return tree, t.problems
}

// yamlPlaces tells where the keys and elements of text are; nothing if it is not YAML.
func yamlPlaces(text string) Places {
	root, text, _ := yamlRoot(text)
	if root == nil {
		return nil
	}
	w := yamlWalk{at: Places{}, place: yamlPlace(text)}
	w.node(root, "", 0)
	return w.at
}

// maxMeant is how many lines of a text are mended, and longestMeant how long it may be, in bytes: it is read anew
// after each.
const maxMeant, longestMeant = 10, 8 << 10

// yamlRoot returns the mapping of the text, nil if there is nothing in it, or it cannot be read; and the text that was
// read, which has other words in the place of what was mended.
func yamlRoot(text string) (root *yaml.Node, read string, problems []diag.Problem) {
	var doc yaml.Node
	tries := maxTried
	for read = text; ; {
		err := yaml.Unmarshal([]byte(read), &doc)
		if err == nil {
			break
		}
		p, mended := yamlProblem(read, err, &tries)
		problems = append(problems, p)
		if mended == "" || len(problems) > maxMeant || len(text) > longestMeant {
			for i := range problems {
				problems[i].Meant = ""
			}
			return nil, text, problems
		}
		read = mended
	}
	if len(doc.Content) == 0 || doc.Content[0].Tag == "!!null" {
		return nil, read, problems
	}
	root = doc.Content[0]
	if root.Kind != yaml.MappingNode {
		at := yamlPlace(read)(root)
		return nil, read, append(problems, diag.Problem{
			Line: at.Line, Col: at.Col, Code: diag.FrontMatter,
			Message: "YAML: no mapping of keys to values",
			Cure:    "write each line as key: value",
		})
	}
	return root, read, problems
}

// yamlError takes the library's errors apart: the line, where it has one, and the rest.
var yamlError = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// yamlProblem says why text cannot be read, and how it is read with the line mended that is in the way; empty if
// that cannot be told.
func yamlProblem(text string, err error, tries *int) (p diag.Problem, mended string) {
	p = diag.Problem{
		Line: 1, Col: 1, Code: diag.FrontMatter,
		Message: "YAML: " + err.Error(),
		Cure:    `put quotes around a value that has ":", "#", "{", "[", "%" or "@" in it`,
	}
	m := yamlError.FindStringSubmatch(strings.ReplaceAll(err.Error(), "\n", " "))
	if m == nil {
		return p, ""
	}
	p.Message = "YAML: " + m[2]
	switch {
	case strings.Contains(m[2], "tab character"), strings.Contains(m[2], "cannot start any token") && strings.Contains(text, "\t"):
		p.Cure = "indent with spaces, not with tabs"
	case strings.Contains(m[2], "UTF-8"):
		p.Cure = "save the file as UTF-8"
	}
	lines := strings.SplitAfter(text, "\n")
	if n, err := strconv.Atoi(m[1]); err == nil {
		p.Line = min(max(n, 1), len(lines))
	}
	if m[1] == "" || strings.HasPrefix(m[2], "did not find expected") || strings.HasSuffix(m[2], "end of stream") {
		p.Line = brokenLine(text, lines, tries)
	}
	if p.Line > 1 && cure.Unspaced(lines[p.Line-2]) && !cure.Unspaced(lines[p.Line-1]) { // which is read on as a text
		p.Line--
	}
	line := &lines[p.Line-1]
	told, meant := cure.YAML(*line)
	if meant == "" {
		return p, ""
	}
	p.Cure, p.Meant = told, "it is taken to mean the line below"
	*line = meant + (*line)[len(strings.TrimRight(*line, "\r\n")):]
	return p, strings.Join(lines, "")
}

// maxTried is how many lines brokenLine takes away from one text before it gives up.
const maxTried = 200

// brokenLine is the line after the longest beginning of text that can be read: for what a line
// breaks, the library gives the line where the mapping around it begins, or none.
func brokenLine(text string, lines []string, tries *int) int {
	for n := len(lines); n > 1 && *tries > 0; n-- {
		*tries--
		text = strings.TrimSuffix(text, lines[n-1])
		if yaml.Unmarshal([]byte(text), &yaml.Node{}) == nil && lines[n-1] != "" {
			return n
		}
	}
	return 1
}

type yamlTree struct {
	nodes    int
	over     bool
	place    func(*yaml.Node) Place
	problems []diag.Problem
}

func (t *yamlTree) value(n *yaml.Node, depth int) any {
	if t.nodes++; t.nodes > maxNodes || depth > maxDepth {
		t.over = true
		return nil
	}
	switch n.Kind {
	case yaml.AliasNode:
		return t.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		out := make([]any, 0, len(n.Content))
		for _, c := range n.Content {
			out = append(out, t.value(c, depth+1))
		}
		return out
	case yaml.MappingNode:
		out := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			k := n.Content[i]
			if k.Kind == yaml.AliasNode {
				k = k.Alias
			}
			if k.Kind != yaml.ScalarNode {
				t.report(n.Content[i], diag.FrontMatter, "YAML: a key must be a word, not a list or mapping", `put quotes around a value that begins with "{" or "["`)
				if depth > 0 { // and not a key of the document, which may be any
					t.problems[len(t.problems)-1].Meant = "it is left out"
				}
				continue
			}
			if _, ok := out[k.Value]; ok {
				t.report(n.Content[i], diag.KeyTwice, strconv.Quote(k.Value)+" is given twice", "keep one of them")
				continue
			}
			out[k.Value] = t.value(n.Content[i+1], depth+1)
		}
		return out
	case yaml.ScalarNode:
		return scalar(n)
	}
	return nil
}

func (t *yamlTree) report(n *yaml.Node, code diag.Code, message, cure string) {
	at := t.place(n)
	t.problems = append(t.problems, diag.Problem{Line: at.Line, Col: at.Col, Code: code, Message: message, Cure: cure})
}

func scalar(n *yaml.Node) any {
	switch n.ShortTag() {
	case "!!null":
		return nil
	case "!!bool":
		var b bool
		if n.Decode(&b) == nil {
			return Scalar{n.Value, b}
		}
	case "!!int":
		var i int64
		if n.Decode(&i) == nil {
			return Scalar{n.Value, i}
		}
	case "!!float":
		var f float64
		if n.Decode(&f) == nil {
			return Scalar{n.Value, f}
		}
	}
	return n.Value
}

type yamlWalk struct {
	nodes int
	at    Places
	place func(*yaml.Node) Place
}

func (w *yamlWalk) node(n *yaml.Node, p Path, depth int) {
	if w.nodes++; w.nodes > maxNodes || depth > maxDepth {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			inner := p.Key(n.Content[i].Value)
			if _, ok := w.at[inner]; !ok {
				w.at[inner] = w.place(n.Content[i])
			}
			w.node(n.Content[i+1], inner, depth+1)
		}
	case yaml.SequenceNode:
		for i, c := range n.Content {
			w.at[p.Index(i)] = w.place(c)
			w.node(c, p.Index(i), depth+1)
		}
	}
}

// yamlPlace returns how a node's line and column in the library's count become ours. YAML 1.1
// also ends lines at a lone CR, NEL, LS and PS, and editors do not.
func yamlPlace(text string) func(*yaml.Node) Place {
	var starts []int // of the library's lines; nil if they are ours
	if strings.ContainsAny(text, "\u0085\u2028\u2029") || strings.Count(text, "\r") > strings.Count(text, "\r\n") {
		starts = []int{0}
		for i, c := range text {
			switch c {
			case '\r':
				if strings.HasPrefix(text[i+1:], "\n") {
					continue
				}
			case '\n', '\u0085', '\u2028', '\u2029':
			default:
				continue
			}
			starts = append(starts, i+utf8.RuneLen(c))
		}
	}
	return func(n *yaml.Node) Place {
		if starts == nil || n.Line < 1 {
			return Place{max(n.Line, 1), max(n.Column, 1)}
		}
		at := starts[min(n.Line, len(starts))-1]
		for range n.Column - 1 {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
		return placeOf(text, at)
	}
}
