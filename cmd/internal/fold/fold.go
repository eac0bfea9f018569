// Package fold compares words of every script.
//
// There are three foldings, each coarser than the one before:
//
//	Name    Unicode form, quotes, dashes, spaces, letters and digits that only look alike; case stays
//	Key     also letter case
//	Search  also diacritics and compatibility forms
//
// All are idempotent, give valid UTF-8 in NFC (an invalid byte becomes U+FFFD), depend on no
// locale, and are safe for concurrent use. What they return is for comparing and never for
// showing. Beside them stand the questions that need the same tables: what of a name an address can
// hold (Segment, Anchor), and which characters can be published at all.
package fold

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Name folds what a typesetter may change without changing the text: Unicode form (NFC),
// quotation marks and apostrophes to straight ones, every dash and a run of hyphens to one
// hyphen, an ellipsis to three dots, Latin ligatures to their letters. White space is collapsed
// and trimmed. Controls, soft hyphens, kashida and bidirectional marks are dropped.
//
// It also unifies Arabic letters which keyboards interchange (kaf, yeh, alef maksura, heh), Arabic and
// Persian digits with ASCII ones, and Arabic presentation forms with their letters, and drops ZWNJ and ZWJ.
func Name(s string) string {
	if weigh(s) < alike {
		return s
	}
	return typeset(s, true)
}

// Key is Name after full case folding (Unicode 3.13, toCasefold): ß is ss, final sigma is sigma.
// Folding knows no locale: I is i, İ is i with a dot above, and Turkish ı stays a letter of
// its own, so that "IŞIK" and "ışık" differ. Search unites them.
func Key(s string) string {
	switch weigh(s) {
	case settled:
		return s
	case cased, alike:
		return strings.Map(plain, s)
	}
	return key(s)
}

// Search is Key that also drops diacritics and compatibility forms (NFKC: full-width letters,
// superscripts).
//
// Latin and Greek lose every mark, and Latin letters with a stroke the stroke: ł is l, ø is o, ı is
// i, æ is ae. Cyrillic loses stress marks, and ё is е, as Russians write; й, ї, ў, ѓ and ќ are
// letters of their own and stay. Arabic loses vowel signs and hamza (أ, إ, آ and ٱ are ا; ؤ is و; ئ is ي)
// and ة is ه; Hebrew loses its points. Marks of other scripts are vowels or consonants and stay.
func Search(s string) string {
	switch weigh(s) {
	case settled:
		return s
	case cased, alike:
		return strings.Map(plain, s)
	}
	return search(s)
}

// A weight says how much work a text is. Most words are light, and folding them costs nothing.
type weight int

const (
	settled   weight = iota // no folding changes it
	cased                   // Key and Search are its letters in lower case
	alike                   // so they are, and Name changes a letter that looks like another
	intricate               // letters may join, vanish or become several
)

// weigh finds the weight of s.
func weigh(s string) weight {
	if simple(s) {
		return settled
	}
	w := settled
	prev := ' ' // refuses a leading space
	for _, r := range s {
		to := plain(r)
		switch {
		case to < 0, (r == ' ' || r == '-') && r == prev:
			return intricate
		case to == r:
		case unicode.IsUpper(r):
			w = max(w, cased)
		default:
			w = alike
		}
		prev = r
	}
	if prev == ' ' && s != "" {
		return intricate
	}
	return w
}

// simple reports whether s is made of what ids and paths mostly are: small letters, digits and single hyphens,
// dots, slashes and underscores. It is a shorter way to what weigh says of them.
func simple(s string) bool {
	var last byte
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '-' || c > '9') && c != '_' || c == '-' && last == '-' { // -./ and digits
			return false
		}
		last = c
	}
	return true
}

// key is Key for any s.
func key(s string) string {
	// Folding comes before typography because ŉ folds to an apostrophe and n, and works on
	// decomposed text because only there it is stable (Unicode 3.13, D145).
	s = norm.NFD.String(strings.Map(foldable, valid(s)))
	return typeset(cases.Fold().String(s), true)
}

// search is Search for any s.
func search(s string) string {
	// Dashes and quotes first, because NFKC turns a spacing accent used as an apostrophe into a space.
	return strip(key(norm.NFKC.String(typeset(s, false))))
}

// typeset is Name for any s; unless names is set, only what a typesetter may change: ZWNJ and ZWJ stay then, for
// they are spelling.
func typeset(s string, names bool) string {
	s = norm.NFC.String(valid(s))
	w := line{text: make([]byte, 0, len(s))}
	for _, r := range s {
		w.typeset(r, names)
	}
	if string(w.text) == s {
		return s
	}
	// What was dropped may have kept a letter and its mark apart.
	return norm.NFC.String(string(w.text))
}

// strip drops diacritics from a key.
func strip(key string) string {
	w := line{text: make([]byte, 0, len(key))}
	for i, r := range key {
		var parts []byte
		if r >= utf8.RuneSelf && !ownLetter(r) {
			parts = norm.NFD.PropertiesString(key[i:]).Decomposition()
		}
		if parts == nil {
			w.strip(r)
			continue
		}
		for len(parts) > 0 {
			r, size := utf8.DecodeRune(parts)
			w.strip(r)
			parts = parts[size:]
		}
	}
	return norm.NFC.String(string(w.text))
}

// A line is text in which white space and hyphens are collapsed as it is written.
type line struct {
	text  []byte
	space bool // white space waits for something to stand before
}

func (w *line) add(r rune) {
	last := len(w.text) - 1
	switch {
	case r == ' ':
		w.space = last >= 0
		return
	case r == '-' && last >= 0 && w.text[last] == '-' && !w.space:
		return
	}
	if w.space {
		w.text = append(w.text, ' ')
		w.space = false
	}
	w.text = utf8.AppendRune(w.text, r)
}

func (w *line) addString(s string) {
	for _, r := range s {
		w.add(r)
	}
}

func (w *line) typeset(r rune, names bool) {
	switch {
	case ' ' < r && r < 0x7f && r != '`':
		w.add(r)
	case unicode.IsSpace(r):
		w.add(' ')
	case invisible(r), r == kashida, names && joiner(r):
	case names && presentationForm(r):
		for _, r := range norm.NFKC.String(string(r)) {
			w.typeset(r, names)
		}
	default:
		if to := typography(r); to != "" {
			w.addString(to)
		} else if to := lookAlike(r); names && to != "" {
			w.addString(to)
		} else {
			w.add(r)
		}
	}
}

func (w *line) strip(r rune) {
	if r < utf8.RuneSelf {
		w.add(r)
	} else if to := bareLetter(r); to != "" {
		w.addString(to)
	} else if !diacritic(r) {
		w.add(r)
	}
}

// valid is s with U+FFFD for each byte that is not UTF-8.
func valid(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return string([]rune(s))
}
