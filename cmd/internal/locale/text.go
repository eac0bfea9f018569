package locale

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A text is what a table says under one key: words with holes, in one form or in one for each plural,
// or a list of words.
type text struct {
	lang  language.Tag // of the table, by which the form is chosen
	forms map[string]pattern
	list  []string // of words without holes; then there are no forms
}

// other is the form of numbers that have none of their own, and that of a text without plurals.
const other = "other"

// pluralForms are the names of the forms, as CLDR has them.
var pluralForms = map[plural.Form]string{
	plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many", plural.Other: other,
}

// formOf returns the form that a language has for a number of things.
func formOf(lang language.Tag, n int) string {
	return pluralForms[plural.Cardinal.MatchPlural(lang, max(n, -n)%10_000_000, 0, 0, 0, 0)]
}

// formsOf returns the forms that a language has, sorted.
func formsOf(lang language.Tag) []string {
	var out []string
	for n := range 201 {
		if f := formOf(lang, n); !slices.Contains(out, f) {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return out
}

// A pattern is words with holes: "Page {1} of {2}" is " of " between two holes, after "Page ".
type pattern []part

// A part is words, or a hole if it has a name.
type part struct{ words, hole string }

func parsePattern(s string) (pattern, error) {
	var out pattern
	for s != "" {
		before, rest, open := strings.Cut(s, "{")
		if strings.Contains(before, "}") {
			return nil, fmt.Errorf("a } without a { before it")
		}
		if before != "" {
			out = append(out, part{words: before})
		}
		if !open {
			return out, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || strings.Contains(name, "{") {
			return nil, fmt.Errorf("a { without a } behind it")
		}
		out = append(out, part{hole: name})
		s = after
	}
	return out, nil
}

// holes are the names of the holes, sorted.
func (p pattern) holes() []string {
	var out []string
	for _, x := range p {
		if x.hole != "" {
			out = append(out, x.hole)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fill returns the words with the holes filled.
func (p pattern) fill(value func(hole string) string) string {
	if len(p) == 1 && p[0].hole == "" {
		return p[0].words
	}
	var b strings.Builder
	for _, x := range p {
		if x.hole != "" {
			b.WriteString(value(x.hole))
		} else {
			b.WriteString(x.words)
		}
	}
	return b.String()
}
