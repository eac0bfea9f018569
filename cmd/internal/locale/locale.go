// Package locale is the language in which a site speaks to its readers: the words around what its
// documents say, its dates, its numbers.
//
// The texts are in tables, one file a language, under layouts/i18n/. A site's own file wins key by key
// over the built-in one of the same name, and may be of a language that is not built in. The English
// table says which keys there are. A text that no table of the site's language has is shown in English.
package locale

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/typed"
)

const (
	// Folder is where the tables are in a site.
	Folder = "layouts/" + tables
	// tables is the folder within that of the layouts.
	tables    = "i18n"
	extension = ".toml"
	// English is the language that every text is written in.
	English = "en"
)

// builtIn are the languages that have a built-in table.
var builtIn = []string{"ar", English, "fa", "fr", "ru"}

// BuiltIn reports whether a language has built-in words, by its code alone.
func BuiltIn(lang string) bool { return slices.Contains(builtIn, lang) }

// A Locale does not change, and may be used by several goroutines at once.
type Locale struct {
	lang  string // BCP 47
	texts table
	sum   [sha256.Size]byte
	digit []string // of the numbers; nil: those of ASCII
	solar bool     // see Options
}

// Options are what a site decides about its language.
type Options struct {
	Lang   string // BCP 47
	Jalali bool   // dates are told by the calendar of Iran too
}

// Read reads the tables of a language. builtin and own, which may be nil, are folders of layouts: the
// built-in ones and those of a site. All tables of the site are checked, in whatever language.
//
// The problems have places, but for one: that the site's language has no table, which belongs to the key
// that names the language, and has no path. The error is the machine's.
func Read(builtin, own fs.FS, opts Options) (*Locale, []diag.Problem, error) {
	english, _, err := readFile(builtin, English, nil)
	if err != nil {
		return nil, nil, err
	}
	if english == nil {
		return nil, nil, fmt.Errorf("%s/%s%s: %w", Folder, English, extension, fs.ErrNotExist)
	}
	mine, problems, err := readOwn(own, english)
	if err != nil {
		return nil, nil, err
	}
	l := &Locale{lang: opts.Lang, texts: maps.Clone(english), solar: opts.Jalali}
	var spoken table // by the language's own tables
	for _, lang := range slices.Backward(chain(opts.Lang)) {
		theirs := english // which is read already
		if lang != English {
			if theirs, _, err = readFile(builtin, lang, english); err != nil {
				return nil, nil, err
			}
		}
		for _, t := range []table{theirs, mine[lang]} {
			if t == nil {
				continue
			}
			if spoken == nil {
				spoken = table{}
			}
			maps.Copy(spoken, t)
		}
	}
	maps.Copy(l.texts, mine[English])
	maps.Copy(l.texts, spoken)
	if p, ok := left(opts.Lang, english, spoken, mine); ok {
		problems = append(problems, p)
	}
	if digits := l.list("numbers.digits"); len(digits) == 10 && digits[0] != "0" {
		l.digit = digits
	}
	l.sum = l.digest()
	return l, problems, nil
}

// chain is the languages whose tables hold for one, the nearest first: fa-AF, fa.
func chain(lang string) []string {
	var out []string
	for tag := language.Make(lang); tag != language.Und; tag = tag.Parent() {
		out = append(out, tag.String())
	}
	return out
}

// readFile reads a table; nil if there is none.
func readFile(fsys fs.FS, lang string, english table) (table, []diag.Problem, error) {
	name := path.Join(tables, lang+extension)
	src, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read layouts/%s: %w", name, err)
	}
	t, problems := readTable(src, language.Make(lang), english)
	for i := range problems {
		problems[i].Path = "layouts/" + name
	}
	return t, problems, nil
}

// readOwn reads the tables of a site, by language.
func readOwn(own fs.FS, english table) (map[string]table, []diag.Problem, error) {
	if own == nil {
		return nil, nil, nil
	}
	entries, err := fs.ReadDir(own, tables)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", Folder, err)
	}
	out := map[string]table{}
	var problems []diag.Problem
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") || strings.HasSuffix(e.Name(), "~") {
			continue
		}
		lang := strings.TrimSuffix(e.Name(), extension)
		p := diag.Problem{Path: Folder + "/" + e.Name(), Code: diag.FileKind}
		switch tag, ok := typed.LanguageTag(lang); {
		case !e.Type().IsRegular():
			p.Message = "not a plain file"
		case path.Ext(e.Name()) != extension:
			p.Message, p.Cure = "not a table of texts: its name does not end in "+extension, "a table is called by its language, fa"+extension
		case !ok || tag != lang:
			p.Message, p.Cure = fmt.Sprintf("%q is no language", lang), "call the file "+cmp.Or(tag, "fa")+extension
		default:
			t, more, err := readFile(own, lang, english)
			if err != nil {
				return nil, nil, err
			}
			out[lang], problems = t, append(problems, more...)
			continue
		}
		problems = append(problems, p)
	}
	return out, problems, nil
}

// named is how many of the texts that are left are named.
const named = 12

// left says once what is shown in English though the site is not.
func left(lang string, english, spoken table, mine map[string]table) (diag.Problem, bool) {
	if spoken == nil {
		return diag.Problem{
			Code: diag.Untranslated, Message: fmt.Sprintf("briefings has no words of its own in %q: what layouts say is in English", lang),
			Cure: fmt.Sprintf("write them in %s/%s%s; \"briefings help languages\" says how", Folder, lang, extension),
		}, true
	}
	var keys []string
	for key := range english {
		if spoken[key] == nil {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return diag.Problem{}, false
	}
	slices.Sort(keys)
	number := len(keys)
	if number > named {
		keys = append(keys[:named], "...")
	}
	at := chain(lang)[0]
	for _, c := range chain(lang) {
		if mine[c] != nil {
			at = c
		}
	}
	return diag.Problem{
		Path: Folder + "/" + at + extension, Code: diag.Untranslated,
		Message: fmt.Sprintf("%d texts are shown in English, for there are none in %q: %s", number, lang, strings.Join(keys, ", ")),
		Cure:    "write them here",
	}, true
}

// Sum is a digest of all that the Locale says.
func (l *Locale) Sum() [sha256.Size]byte { return l.sum }

func (l *Locale) digest() [sha256.Size]byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%v %s\n", l.solar, l.lang)
	for _, key := range slices.Sorted(maps.Keys(l.texts)) {
		x := l.texts[key]
		fmt.Fprintf(&b, "%q %s %q\n", key, x.lang, x.list)
		for _, form := range slices.Sorted(maps.Keys(x.forms)) {
			fmt.Fprintf(&b, "%q %q\n", form, x.forms[form])
		}
	}
	return sha256.Sum256(b.Bytes())
}
