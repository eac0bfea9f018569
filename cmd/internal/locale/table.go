package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// A table is the texts of one file, by key: "dates.months".
type table map[string]*text

// free is the group of the keys that are a site's own, for its own layouts.
const free = "params"

// A reader reads one table.
type reader struct {
	lang  language.Tag
	like  table // has the keys that there are; nil for the table that says so
	table table
}

// readTable reads the text of a table of a language. like is the table that says which keys there are and
// which holes they have, or nil; the paths of the problems are empty.
func readTable(src []byte, lang language.Tag, like table) (table, []diag.Problem) {
	r := &reader{lang: lang, like: like, table: table{}}
	src, encoding := frontmatter.Decode(src)
	var problems []diag.Problem
	if encoding != nil {
		problems = append(problems, *encoding)
	}
	keys := keytree.Text{Keys: strings.TrimPrefix(string(src), "\ufeff"), Line: 1}
	tree, syntax := keys.Tree()
	t := typed.NewReader(typed.Dialect{Help: `"briefings help languages" says which keys there are; those of your own layouts go under [params]`})
	r.read(t.Root(tree), tree)
	return r.table, append(problems, t.Problems(syntax, keys.Places)...)
}

func (r *reader) read(root *typed.Table, tree map[string]any) {
	groups := map[string][]string{}
	for key := range r.like {
		group, name, _ := strings.Cut(key, ".")
		groups[group] = append(groups[group], name)
	}
	for group, v := range tree {
		if r.like == nil || group == free {
			names, _ := v.(map[string]any)
			groups[group] = slices.Collect(maps.Keys(names))
		}
	}
	for _, group := range slices.Sorted(maps.Keys(groups)) {
		t := root.Table(group)
		if t == nil {
			continue
		}
		t.Name = "[" + group + "]"
		for _, name := range slices.Sorted(slices.Values(groups[group])) {
			if t.Has(name) {
				r.text(t, group, name)
			} else {
				t.Str(name) // so that a key like it can be told from others
			}
		}
		t.Done()
	}
	root.Done()
}

// text reads one text of a group.
func (r *reader) text(t *typed.Table, group, name string) {
	key := group + "." + name
	like := r.like[key]
	raw := t.Raw(name)
	_, isTable := raw.(map[string]any)
	_, isList := raw.([]any)
	out := &text{lang: r.lang, forms: map[string]pattern{}}
	switch {
	case like != nil && like.list != nil, like == nil && isList:
		out.list = t.List(name)
		if like != nil && len(out.list) != len(like.list) {
			t.Report(name, diag.KeyValue, fmt.Sprintf("%q has %d words of %d", name, len(out.list), len(like.list)), "give all, and none that is empty")
			return
		}
	case isTable && (like == nil || like.plural()):
		forms := t.Table(name)
		forms.Name = fmt.Sprintf("%q", name)
		needed := formsOf(r.lang)
		for _, f := range needed {
			out.add(forms, f, forms.Need(f), like)
		}
		if !slices.Contains(needed, other) {
			forms.Str(other) // that of fractions, of which there are none
		}
		forms.Done()
	default:
		out.add(t, name, t.Str(name), like)
		if p, ok := out.forms[name]; ok {
			out.forms = map[string]pattern{other: p}
		}
	}
	if out.list != nil || len(out.forms) > 0 {
		r.table[key] = out
	}
}

// plural reports whether the form depends on a number.
func (x *text) plural() bool { return len(x.forms) > 1 || x.forms[other] == nil && x.list == nil }

// add adds what a table says under a key as the form of that name. A hole that the text is given no value
// for is a problem, and so is a value that is not told: but a form of a plural may say it in words.
func (x *text) add(t *typed.Table, key, says string, like *text) {
	p, err := parsePattern(says)
	if err != nil {
		t.Report(key, diag.KeyValue, fmt.Sprintf("%s in %q", err, says), `write a hole as {1}`)
		return
	}
	if len(p) == 0 {
		return
	}
	if like != nil {
		known := like.holes()
		for _, h := range p.holes() {
			if !slices.Contains(known, h) {
				t.Report(key, diag.KeyValue, fmt.Sprintf("nothing is known to put in the place of {%s}", h), holesCure(known))
				return
			}
		}
		for _, h := range known {
			if !like.plural() && !slices.Contains(p.holes(), h) {
				t.Report(key, diag.KeyValue, fmt.Sprintf("{%s} is not in %q", h, says), holesCure(known))
				return
			}
		}
	}
	x.forms[key] = p
}

// holes are the names of the holes in any form.
func (x *text) holes() []string {
	var out []string
	for _, p := range x.forms {
		out = append(out, p.holes()...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func holesCure(holes []string) string {
	if len(holes) == 0 {
		return "the text has no holes: write it without braces"
	}
	return "its holes are {" + strings.Join(holes, "}, {") + "}"
}
