// Package keytree turns the text of front matter and of briefings.toml into trees of plain values,
// and tells where in the text each key and each value stands.
//
// A tree holds string, bool, int64, float64, Time, Scalar, []any and map[string]any, and nil where
// YAML has a key without a value. Whatever the text, decoding ends soon: nesting, and what YAML's
// aliases unfold to, are bounded before a library sees them. Places are looked for apart from the
// decoding, since only a text with something wrong in it needs them.
package keytree

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds nesting: the parts of a dotted key and the lists and tables around a value.
const maxDepth = 32

// A Scalar is a YAML value that is no string by its form. Its text is kept, for YAML has no way
// to tell the title 2022 from the number.
type Scalar struct {
	Text  string
	Value any // bool, int64 or float64
}

// A Time is a date or time of TOML in the form of RFC 3339, a local one without a zone. It is
// never in the machine's zone.
type Time string

// A Path leads to a key or to an element of a list. The empty Path is the whole text.
type Path string

const (
	keySep    = "\x1f" // TOML allows neither in a key; in YAML no author writes them
	indexMark = "\x1e"
)

// Key is the path of a key of the table at p.
func (p Path) Key(name string) Path { return p + keySep + Path(name) }

// Index is the path of an element, counted from 0, of the list at p.
func (p Path) Index(i int) Path { return p.Key(indexMark + strconv.Itoa(i)) }

// Parent is the path of the table or list around p; false if p is the whole text.
func (p Path) Parent() (Path, bool) {
	i := strings.LastIndex(string(p), keySep)
	if i < 0 {
		return "", false
	}
	return p[:i], true
}

// Name is the last key of p, empty if p ends in an index.
func (p Path) Name() string {
	last := string(p[strings.LastIndex(string(p), keySep)+1:])
	if strings.HasPrefix(last, indexMark) {
		return ""
	}
	return last
}

// Keys are the keys of p, without indexes.
func (p Path) Keys() []string {
	if p == "" {
		return nil
	}
	return slices.DeleteFunc(strings.Split(string(p), keySep)[1:], func(k string) bool {
		return strings.HasPrefix(k, indexMark)
	})
}

// A Place is 1-based; columns count code points.
type Place struct{ Line, Col int }

// Places are where keys and elements of lists stand: keys where their name begins, tables of TOML
// where their header does, elements where their value does.
type Places map[Path]Place

// Find returns the place of p, or else of the nearest table or list around it; the first line if
// there is none.
func (ps Places) Find(p Path) Place {
	for {
		if at, ok := ps[p]; ok {
			return at
		}
		up, ok := p.Parent()
		if !ok {
			return Place{1, 1}
		}
		p = up
	}
}

// placeOf is the place of a byte of text.
func placeOf(text string, offset int) Place {
	before := text[:offset]
	start := strings.LastIndexByte(before, '\n') + 1
	return Place{strings.Count(before, "\n") + 1, utf8.RuneCountInString(before[start:]) + 1}
}

// placesOf is placeOf for many offsets in one pass over the text.
func placesOf(text string, offsets map[Path]int) Places {
	paths := slices.SortedFunc(maps.Keys(offsets), func(a, b Path) int { return offsets[a] - offsets[b] })
	out := make(Places, len(offsets))
	at, pos := Place{1, 1}, 0
	for _, p := range paths {
		skipped := text[pos:offsets[p]]
		if n := strings.Count(skipped, "\n"); n > 0 {
			at.Line += n
			at.Col = 1
			skipped = skipped[strings.LastIndexByte(skipped, '\n')+1:]
		}
		at.Col += utf8.RuneCountInString(skipped)
		pos = offsets[p]
		out[p] = at
	}
	return out
}
