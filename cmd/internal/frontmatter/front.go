// Package frontmatter reads what authors write above a document: it tells front matter from the body,
// and reads its keys, in TOML and YAML, into typed values, with the place of every mistake.
//
// What a key of a document means is decided here and nowhere else: foreign spellings, wrong types
// and doubled keys do not reach other packages. A mistake never publishes more than its author
// wanted.
package frontmatter

import (
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

// Parse reads the front matter. Problems have no path; what could be read is in the Meta.
func (f Front) Parse() (Meta, []diag.Problem) {
	if f.text.Keys == "" {
		return Meta{}, nil
	}
	tree, problems := f.text.Tree()
	r := typed.NewReader(dialect(f.text.YAML))
	m := meta(r.Root(tree), f.text.YAML)
	problems = r.Problems(problems, f.places)
	for i := range problems {
		problems[i].Line += f.text.Line - 1
	}
	return m, problems
}
