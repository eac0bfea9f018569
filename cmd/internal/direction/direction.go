// Package direction knows in which direction languages and texts are written.
package direction

import (
	"cmp"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/unicode/bidi"
)

const (
	LTR = "ltr"
	RTL = "rtl"
)

// OfLanguage returns the direction of the script that a language is written in; LTR if it is no language.
func OfLanguage(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return LTR
	}
	script, _ := tag.Script()
	switch script.String() {
	case "Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr":
		return RTL
	}
	return LTR
}

// A Count is how many letters of a text are written in either direction, and in which the first is; that is
// empty if there are none.
type Count struct {
	LTR, RTL int
	First    string
}

// Add counts the letters of a text.
func (c *Count) Add(text []byte) {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		if !unicode.IsLetter(r) {
			continue
		}
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			c.LTR++
			c.First = cmp.Or(c.First, LTR)
		case bidi.R, bidi.AL:
			c.RTL++
			c.First = cmp.Or(c.First, RTL)
		}
	}
}

// Plus returns the count of two texts, one after the other.
func (c Count) Plus(d Count) Count {
	return Count{c.LTR + d.LTR, c.RTL + d.RTL, cmp.Or(c.First, d.First)}
}

// Of returns the direction that most letters are written in; empty if there are none. A text that begins
// with a foreign name is no foreign text.
func (c Count) Of() string {
	switch {
	case c == Count{}:
		return ""
	case c.RTL > c.LTR:
		return RTL
	}
	return LTR
}

// short is how many letters a heading or an item of a list has: in it, one long name is most of them.
const short = 40

// Within is Of for a text that stands within another, which is written in the direction around: a short one
// that begins in this direction is written in it, whatever names it goes on with.
func (c Count) Within(around string) string {
	if c.First == around && c.LTR+c.RTL < short {
		return around
	}
	return c.Of()
}

// HasRTL reports whether a text may have a letter that is written from right to left. It is quick.
func HasRTL(text []byte) bool {
	for _, b := range text {
		if b >= 0xd6 && b <= 0xdf || b == 0xe0 || b == 0xef || b == 0xf0 { // as those of U+0590 to U+08FF and of the other blocks begin
			return true
		}
	}
	return false
}
