package locale

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"briefings/cmd/internal/diag"
)

// Text returns the text under a key with its holes filled: {1} with the first argument, and so on. Numbers
// are written as the language does; of a text with plurals the first argument decides the form. The error
// says that there is no such text, or that it needs other arguments.
func (l *Locale) Text(key string, args ...any) (string, error) {
	x := l.texts[key]
	if x == nil || x.list != nil {
		keys := slices.DeleteFunc(slices.Collect(maps.Keys(l.texts)), func(key string) bool { return l.texts[key].list != nil })
		if near := diag.Nearest(key, keys); near != "" {
			return "", fmt.Errorf("no text %q; did you mean %q?", key, near)
		}
		return "", fmt.Errorf("no text %q", key)
	}
	form := other
	if x.plural() {
		n, ok := first(args)
		if !ok {
			return "", fmt.Errorf("the text %q needs a number to choose its form", key)
		}
		form = formOf(x.lang, n)
	}
	for _, h := range x.holes() {
		if n, err := strconv.Atoi(h); err != nil || n < 1 || n > len(args) {
			return "", fmt.Errorf("the text %q has %d arguments, and nothing to put in the place of {%s}", key, len(args), h)
		}
	}
	return x.forms[form].fill(func(hole string) string {
		n, _ := strconv.Atoi(hole)
		return l.value(args[n-1])
	}), nil
}

func first(args []any) (n int, ok bool) {
	if len(args) > 0 {
		n, ok = args[0].(int)
	}
	return n, ok
}

func (l *Locale) value(arg any) string {
	switch arg := arg.(type) {
	case string:
		return arg
	case int:
		return l.Number(arg)
	}
	return fmt.Sprint(arg)
}

// Say is Text for the program's own keys, which are there: a key that is not is what is said.
func (l *Locale) Say(key string, args ...any) string {
	s, err := l.Text(key, args...)
	if err != nil {
		return key
	}
	return s
}

// Word is the text for a word of content, such as a kind of entity; the word itself if there is none: an
// author may have his own, and says nothing with an empty one.
func (l *Locale) Word(group, word string) string {
	if x := l.texts[group+"."+word]; x != nil && x.forms[other] != nil {
		return l.Say(group + "." + word)
	}
	return word
}

// Forms returns the forms of a text with plurals as JSON, for scripts that have the number: by the names of
// CLDR, as Intl.PluralRules has them, with {1} where the number belongs.
func (l *Locale) Forms(key string) (string, error) {
	x := l.texts[key]
	if x == nil || !x.plural() {
		return "", fmt.Errorf("no text %q with plurals", key)
	}
	forms := map[string]string{}
	for name, p := range x.forms {
		forms[name] = p.fill(func(hole string) string { return "{" + hole + "}" })
	}
	out, err := json.Marshal(forms)
	return string(out), err
}

// Number writes a number of things: 12,000.
func (l *Locale) Number(n int) string {
	if n < 0 {
		return "−" + l.Number(-n)
	}
	if n < 1000 {
		return l.digits(strconv.Itoa(n))
	}
	rest := l.digits(fmt.Sprintf("%03d", n%1000))
	return l.with("numbers.thousands", "1", l.Number(n/1000), "2", rest)
}

// Figures writes the digits of s as a text in lang does, which may not be the site's language: where it is, as the
// tables say, and else as the style sheet numbers lists.
func (l *Locale) Figures(lang, s string) string {
	switch {
	case base(lang) == base(l.lang):
		return l.digits(s)
	case base(lang) == "fa":
		return written(s, persian)
	}
	return s
}

// persian is how Persian writes digits.
var persian = []string{"۰", "۱", "۲", "۳", "۴", "۵", "۶", "۷", "۸", "۹"}

// base is a language without its country and script.
func base(lang string) string {
	name, _, _ := strings.Cut(lang, "-")
	return name
}

// digits writes digits as the language does.
func (l *Locale) digits(s string) string {
	if l.digit == nil {
		return s
	}
	return written(s, l.digit)
}

func written(s string, digits []string) string {
	var b strings.Builder
	for _, r := range s {
		if r >= '0' && r <= '9' {
			b.WriteString(digits[r-'0'])
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// And joins words to a list: a, b and c.
func (l *Locale) And(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return l.with("lists.and", "1", l.Comma(words[:last]), "2", words[last])
}

// Quoted marks a title among other words.
func (l *Locale) Quoted(title string) string { return l.with("lists.quoted", "1", title) }

// Comma joins words to a list without an end: a, b, c.
func (l *Locale) Comma(words []string) string {
	out := ""
	for i, w := range words {
		if i == 0 {
			out = w
		} else {
			out = l.with("lists.comma", "1", out, "2", w)
		}
	}
	return out
}

// list returns the words under a key.
func (l *Locale) list(key string) []string {
	if x := l.texts[key]; x != nil {
		return x.list
	}
	return nil
}

// with fills the holes of a text by their names.
func (l *Locale) with(key string, holes ...string) string {
	x := l.texts[key]
	if x == nil {
		return key
	}
	return x.forms[other].fill(func(hole string) string {
		for i := 0; i+1 < len(holes); i += 2 {
			if holes[i] == hole {
				return holes[i+1]
			}
		}
		return ""
	})
}
