// Package boundary finds where words and sentences begin and end in text of every script, and cuts
// text there.
//
// It follows Unicode's text segmentation (UAX 29), and says at each function where it differs. Places
// are bytes. None outside of a text or inside a character makes it panic, and invalid UTF-8 is text
// like any other. It depends on no locale and is safe for concurrent use.
package boundary

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// window is how many bytes on each side of a place decide whether it is a word boundary. UAX 29
// looks one letter ahead and back; marks on it are what the rest is for.
const window = 128

// Whole reports whether text[start:end] is whole words of text. A range that is empty, outside
// of text, or inside a character is not.
//
// Words are those of UAX 29, which ends them at a hyphen, joins "U.S" and "example.com", and
// has a boundary at every character of Han, Thai, Lao, Khmer and Myanmar. There are two
// differences. An apostrophe ends a word: "Iran" is whole in "Iran's" and "İran" in "İran'ın",
// and so is "don" in "don't". What follows an apostrophe is a word only after an elided article
// or preposition: "Iran" in "l'Iran", not "Brien" in "O'Brien".
//
// The cost depends on the words at the two ends, not on the length of text.
func Whole(text string, start, end int) bool {
	if start < 0 || start >= end || end > len(text) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[end:])
	return (between(text, start) || elided(text[:start])) &&
		(apostrophe(next) || between(text, afterMarks(text, end)))
}

// FirstWords returns how many bytes of text its first n words take, with what is between them; all
// if it has no more words. Words are those of UAX 29 that have a letter or a digit.
func FirstWords(text string, n int) int {
	for seg := words.FromString(text); seg.Next(); {
		if strings.ContainsFunc(seg.Value(), func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }) {
			if n--; n < 0 {
				return len(strings.TrimRightFunc(text[:seg.Start()], unicode.IsSpace))
			}
		}
	}
	return len(text)
}

// between reports whether UAX 29 ends a word at text[p:], and a character too.
func between(text string, p int) bool {
	if p <= 0 || p >= len(text) {
		return p == 0 || p == len(text)
	}
	prev, next := text[p-1], text[p]
	switch {
	case joins(prev) && joins(next):
		return false
	case prev == ' ' && next < utf8.RuneSelf, next == ' ':
		return true
	case !utf8.RuneStart(next):
		return false
	case strings.HasPrefix(text[p:], "\u0e33"), strings.HasPrefix(text[p:], "\u0eb3"):
		return false // sara am is a word of its own for UAX 29, and half a character
	}
	from, to := around(text, p)
	for seg := words.FromString(text[from:to]); seg.Next(); {
		if at := from + seg.End(); at >= p {
			return at == p
		}
	}
	return false
}

// joins reports whether c makes one word with any such c beside it.
func joins(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// around is the part of text that decides about p: from white space to white space, both
// included, and at most window bytes either way.
func around(text string, p int) (from, to int) {
	for from = p; from > 0 && p-from < window; {
		r, size := utf8.DecodeLastRuneInString(text[:from])
		from -= size
		if unicode.IsSpace(r) {
			break
		}
	}
	for to = p; to < len(text) && to-p < window; {
		r, size := utf8.DecodeRuneInString(text[to:])
		to += size
		if unicode.IsSpace(r) {
			break
		}
	}
	return from, to
}

// apostrophe reports whether r is an apostrophe, or what is typed for one.
func apostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '＇'
}

// afterMarks is the place after the bidirectional controls at text[p:], which UAX 29 counts to
// the word before them.
func afterMarks(text string, p int) int {
	for p < len(text) {
		r, size := utf8.DecodeRuneInString(text[p:])
		if !unicode.Is(unicode.Bidi_Control, r) {
			break
		}
		p += size
	}
	return p
}

// elided reports whether text ends in an elided word and its apostrophe. "D'" is none, for it
// begins family names.
func elided(text string) bool {
	last, size := utf8.DecodeLastRuneInString(text)
	if !apostrophe(last) {
		return false
	}
	text = text[:len(text)-size]
	text = text[max(0, len(text)-len("Lorsqu")-utf8.UTFMax):] // the longest, and what is before it
	switch text[strings.LastIndexFunc(text, notLetter)+1:] {
	case "l", "L", "d", "qu", "Qu", "jusqu", "Jusqu", "lorsqu", "Lorsqu", "puisqu", "Puisqu", // French
		"all", "All", "dall", "Dall", "dell", "Dell", "nell", "Nell", "sull", "Sull": // Italian
		return true
	}
	return false
}

func notLetter(r rune) bool {
	return !unicode.IsLetter(r)
}
