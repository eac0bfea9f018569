// Package typed reads trees of plain values key by key into typed ones, strictly.
//
// Whoever reads a table asks for each key that may be there and says at the end that it is done;
// what nobody asked for is an unknown key. A wrong type or value is a problem at its place and
// reads as if the key were not there, so that one mistake hides no other. Front matter of other
// programs comes in a Dialect, which says how their keys are spelt and what is passed over.
package typed

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
)

// A Dialect is how the keys of a text may be written. The zero Dialect is our own.
type Dialect struct {
	// Spellings are foreign names of our keys at the top of the text, in their Plain form.
	Spellings map[string]Spelling
	// Ignored are keys at the top of the text that are known and mean nothing, in Plain form.
	Ignored map[string]bool
	// Lenient reads what other programs write in YAML: one value for a list and a list of one for
	// a value, "yes" and "no", numbers in quotes. Cures are in YAML too.
	Lenient bool
	// Tables has the table that a key belongs to which stands at the top of the text, in Plain form.
	Tables map[string]string
	// Help is the cure for an unknown key that is like no other.
	Help string
}

// A Spelling is how another program writes one of our keys.
type Spelling struct {
	Key string // ours
	// Weak says that it means nearly the same. It is read if the text has no stronger spelling
	// and its value can be one of our key's, and passed over otherwise.
	Weak bool
	// Not are characters of values that our key has none of. For weak spellings.
	Not string
}

// Plain is a key without letter case, "_", "-" and blanks: what spellings are compared by.
func Plain(key string) string {
	for i := range len(key) {
		if c := key[i]; c == '_' || c == '-' || c == ' ' || c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(separators.Replace(key))
		}
	}
	return key
}

var separators = strings.NewReplacer("_", "", "-", "", " ", "")

// A Reader collects what is wrong with one text. Places are found after the reading, and only if
// there is something to place.
type Reader struct {
	// Asked is told of every key that is asked for, and what its value must be. It may be nil; it
	// is there for proof that a list of keys is complete.
	Asked func(key keytree.Path, form Form)

	dialect Dialect
	pending []pending
}

type pending struct {
	path keytree.Path
	diag.Problem
}

// NewReader returns a Reader of a text in the dialect.
func NewReader(d Dialect) *Reader { return &Reader{dialect: d} }

// Root returns the table of the whole text; tree may be nil.
func (r *Reader) Root(tree map[string]any) *Table { return r.table("", "", tree) }

// Problems returns what is wrong: syntax, which was found before the reading, and after it what the
// reading found, in the order of asking, with lines and columns. Missing keys are left out if a
// statement could not be read, for it may have had them. places is called if it is needed.
func (r *Reader) Problems(syntax []diag.Problem, places func() keytree.Places) []diag.Problem {
	if len(r.pending) == 0 {
		return syntax
	}
	broken := slices.ContainsFunc(syntax, func(p diag.Problem) bool { return p.Code == diag.FrontMatter })
	at := places()
	out := slices.Grow(syntax, len(r.pending))
	for _, p := range r.pending {
		if broken && p.Code == diag.KeyMissing {
			continue
		}
		where := at.Find(p.path)
		p.Line, p.Col = where.Line, where.Col
		out = append(out, p.Problem)
	}
	return out
}

// A Table is one table of keys while it is read. Keys are named as we spell them. Each accessor
// takes one key.
type Table struct {
	// Name is what messages call the table; empty for the whole text.
	Name string

	r     *Reader
	path  keytree.Path
	value map[string]any
	spelt map[string]string   // plain form of our key: the key as written
	weak  map[string][]string // likewise, weak spellings in order
	taken map[string]bool     // as written
	asked []string
}

func (r *Reader) table(p keytree.Path, name string, v map[string]any) *Table {
	t := &Table{
		Name: name, r: r, path: p, value: v,
		taken: make(map[string]bool, len(v)), spelt: make(map[string]string, len(v)),
	}
	if p == "" {
		t.asked = make([]string, 0, rootKeys)
	}
	for _, k := range t.Keys() {
		t.spell(k)
	}
	return t
}

// rootKeys is about how many keys a whole text is asked for.
const rootKeys = 48

// spell enters a written key under the key of ours that it means.
func (t *Table) spell(k string) {
	if t.value[k] == nil { // YAML's "key:" says nothing
		t.taken[k] = true
		return
	}
	p := Plain(k)
	if t.path == "" {
		if s, ok := t.r.dialect.Spellings[p]; ok {
			p = Plain(s.Key)
			if s.Weak {
				if t.weak == nil {
					t.weak = map[string][]string{}
				}
				t.taken[k] = true
				t.weak[p] = append(t.weak[p], k)
				return
			}
		}
	}
	if other, ok := t.spelt[p]; ok {
		t.taken[k] = true
		t.reportAt(t.path.Key(k), diag.KeyTwice, fmt.Sprintf("%q and %q are the same key", other, k), "keep one of them")
		return
	}
	t.spelt[p] = k
}

// Keys are the keys as written, in order.
func (t *Table) Keys() []string { return slices.Sorted(maps.Keys(t.value)) }

// Has reports whether the key has a value. Of a weak spelling it is known once the key was asked for.
func (t *Table) Has(key string) bool {
	_, ok := t.spelt[Plain(key)]
	return ok
}

// Raw returns the value of a key as written at the top of the text in any spelling, nil if there
// is none. The key is not taken.
func (t *Table) Raw(key string) any {
	want := Plain(key)
	if k, ok := t.spelt[want]; ok && Plain(k) == want { // it is the first of those
		return t.value[k]
	}
	for _, k := range t.Keys() {
		if Plain(k) == want {
			return t.value[k]
		}
	}
	return nil
}

// Report notes a problem at the key, or at the table if the key is not there.
func (t *Table) Report(key string, code diag.Code, message, cure string) {
	t.reportAt(t.at(key), code, message, cure)
}

// Bad reports whether something was found wrong with the key's own value.
func (t *Table) Bad(key string) bool {
	return t.Has(key) && slices.ContainsFunc(t.r.pending, func(p pending) bool { return p.path == t.at(key) })
}

func (t *Table) reportAt(p keytree.Path, code diag.Code, message, cure string) {
	t.r.pending = append(t.r.pending, pending{p, diag.Problem{Code: code, Message: message, Cure: cure}})
}

func (t *Table) at(key string) keytree.Path {
	if k, ok := t.spelt[Plain(key)]; ok {
		return t.path.Key(k)
	}
	return t.path
}

// written is the key as the author wrote it, in quotes.
func (t *Table) written(key string) string {
	if k, ok := t.spelt[Plain(key)]; ok {
		return strconv.Quote(k)
	}
	return strconv.Quote(key)
}

// take returns the value of our key, nil if there is none.
func (t *Table) take(key string, f Form) any {
	t.asked = append(t.asked, key)
	if t.r.Asked != nil {
		t.r.Asked(t.path.Key(key), f)
	}
	p := Plain(key)
	k, ok := t.spelt[p]
	if !ok {
		i := slices.IndexFunc(t.weak[p], func(k string) bool { return t.fits(k, f) })
		if i < 0 {
			return nil
		}
		k = t.weak[p][i]
		t.spelt[p] = k
	}
	t.taken[k] = true
	v := t.value[k]
	if t.r.dialect.Lenient && empty(v) {
		return nil
	}
	return v
}

// empty says that an editor wrote the key and nobody a value; or the value was a template, which
// YAML takes for a mapping and keytree reports.
func empty(v any) bool {
	switch v := v.(type) {
	case []any:
		return len(v) == 0
	case map[string]any:
		return len(v) == 0
	}
	return false
}

// Done reports the keys that nobody asked for.
func (t *Table) Done() {
	for _, k := range t.left() {
		if t.path == "" && t.r.dialect.Ignored[Plain(k)] {
			t.ignore(k)
			continue
		}
		cure := t.r.dialect.Help
		near := diag.Nearest(k, t.asked)
		table := t.r.dialect.Tables[Plain(k)]
		switch {
		case t.path == "" && table != "" && t.r.dialect.Lenient:
			cure = fmt.Sprintf("write it below %q, two blanks further in", table+":")
		case t.path == "" && table != "":
			cure = fmt.Sprintf("write it below a line %q, or as %s.%s above all such lines", "["+table+"]", table, k)
		case near != "":
			cure = diag.DidYouMean(near, cure)
		}
		message := fmt.Sprintf("unknown key %q", k)
		if t.Name != "" {
			message += " in " + t.Name
		}
		t.reportAt(t.path.Key(k), diag.KeyUnknown, message, cure)
	}
}

// DoneForeign is Done for a table of another program: its keys may mean nothing here.
func (t *Table) DoneForeign() {
	for _, k := range t.left() {
		t.ignore(k)
	}
}

func (t *Table) ignore(k string) {
	t.reportAt(t.path.Key(k), diag.KeyIgnored, fmt.Sprintf("key %q of another program has no meaning here", k), "")
}

// left are the keys, as written and in order, that nobody asked for.
func (t *Table) left() []string {
	if len(t.taken) >= len(t.value) {
		return nil
	}
	return slices.DeleteFunc(t.Keys(), func(k string) bool { return t.taken[k] })
}
