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
type Front struct{ *written }

// Written is the text of front matter.
type written struct {
	text  keytree.Text
	once  sync.Once
	found keytree.Places // looked for when the first is asked for
}

func newFront(text keytree.Text) Front {
	if text.Keys == "" {
		return Front{}
	}
	return Front{&written{text: text}}
}

func (w *written) places() keytree.Places {
	w.once.Do(func() { w.found = w.text.Places() })
	return w.found
}

// Parse reads the front matter. Problems have no path; what could be read is in the Meta.
func (f Front) Parse() (Meta, []diag.Problem) {
	if f.written == nil {
		return Meta{}, nil
	}
	tree, problems := f.text.Tree()
	if f.text.YAML {
		doubt(problems, tree, f.text.Keys)
		datesOf(tree)
	}
	r := typed.NewReader(dialect(f.text.YAML))
	m := meta(r.Root(tree), f.text.YAML)
	problems = r.Problems(problems, f.places)
	for i := range problems {
		problems[i].Line += f.text.Line - 1
	}
	return m, problems
}
