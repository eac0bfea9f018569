package config

import (
	"slices"
	"sync"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// A Front is the front matter of a file as it was written: what places are found in. The zero
// Front is that of a file without.
type Front struct {
	text   keytree.Text
	places func() keytree.Places // looked for once, when the first is asked for; nil if there is no text
}

func newFront(text keytree.Text) Front {
	if text.Keys == "" {
		return Front{}
	}
	return Front{text, sync.OnceValue(text.Places)}
}

// MaxFront is how many bytes of front matter are read.
const MaxFront = keytree.MaxFront

// Decode returns the text of a file in UTF-8, for Split. Windows programs save UTF-16 with a byte
// order mark: such a text is read, and the problem says so. Everything else is returned as it is;
// the problem is nil.
func Decode(src []byte) ([]byte, *diag.Problem) { return keytree.Decode(src) }

// Split separates front matter from the body that follows it. The body is a part of src, and
// line is where in the file it begins. A file without front matter is all body; of one whose front
// matter does not end or is in JSON, nothing is body that may be meant as front matter. A byte
// order mark and blank lines before the front matter are dropped; line ends may be CRLF.
func Split(src []byte) (front Front, body []byte, line int, problems []diag.Problem) {
	text, body, line, problems := keytree.Split(src)
	return newFront(text), body, line, problems
}

// Parse reads the front matter. Problems have no path; what could be read is in the Meta.
func (f Front) Parse() (Meta, []diag.Problem) {
	if f.text.Keys == "" {
		return Meta{}, nil
	}
	tree, problems := f.text.Tree()
	r := typed.NewReader(dialect(f.text.YAML))
	m := meta(r.Root(tree), f.text.YAML)
	problems = append(problems, soundOnly(problems, r.Problems(f.places))...)
	for i := range problems {
		problems[i].Line += f.text.Line - 1
	}
	return m, problems
}

// soundOnly leaves out missing keys where a statement could not be read: it may have had them.
func soundOnly(syntax, found []diag.Problem) []diag.Problem {
	if !slices.ContainsFunc(syntax, func(p diag.Problem) bool { return p.Code == diag.FrontMatter }) {
		return found
	}
	return slices.DeleteFunc(found, func(p diag.Problem) bool { return p.Code == diag.KeyMissing })
}
