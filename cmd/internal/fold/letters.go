package fold

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const (
	softHyphen = '\u00ad'
	kashida    = '\u0640' // stretches an Arabic word, says nothing
	zwnj       = '\u200c' // stands inside Persian words
	zwj        = '\u200d'
)

// invisible reports whether r is a character that readers cannot see and spelling does not need:
// controls, soft hyphens, bidirectional controls, zero-width characters but ZWNJ and ZWJ,
// variation selectors, tags. White space that is a control counts too: ask for it first.
// U+034F stays: norm inserts it into long runs of marks.
func invisible(r rune) bool {
	switch {
	case r < ' ', 0x7f <= r && r <= 0x9f:
		return true
	case r == softHyphen, r == 0x200b, r == 0xfeff, unicode.Is(unicode.Bidi_Control, r):
		return true
	case 0x180b <= r && r <= 0x180f, // Mongolian selectors
		0x2060 <= r && r <= 0x206f, // word joiner, invisible operators
		0xfe00 <= r && r <= 0xfe0f, // variation selectors
		0xfff9 <= r && r <= 0xfffb, // interlinear annotation
		0xe0000 <= r && r <= 0xe0fff:
		return true
	}
	return false
}

// joiner reports whether r is ZWNJ or ZWJ.
func joiner(r rune) bool {
	return r == zwnj || r == zwj
}

// typography is the ASCII that r is a typesetter's form of, or "" if it is none.
func typography(r rune) string {
	switch r {
	case '`', '´', '‘', '’', '‚', '‛', '′', '‹', '›', 'ʼ', '＇', '\u05f3': // Hebrew geresh
		return "'"
	case '“', '”', '„', '‟', '″', '«', '»', '〝', '〞', '〟', '＂', '\u05f4': // gershayim
		return `"`
	case '\u2010', '\u2011', '‒', '–', '—', '―', '−', '⸺', '⸻', '﹘', '﹣', '－', '\u05be': // maqaf
		return "-"
	case '…':
		return "..."
	case 'ﬀ':
		return "ff"
	case 'ﬁ':
		return "fi"
	case 'ﬂ':
		return "fl"
	case 'ﬃ':
		return "ffi"
	case 'ﬄ':
		return "ffl"
	case 'ﬅ', 'ﬆ':
		return "st"
	}
	return ""
}

// lookAlike is the character that stands for r and those that keyboards put in its place, or ""
// if r stands for itself. Targets are the Arabic letters, because NFC composes hamza with them.
func lookAlike(r rune) string {
	switch {
	case 0x0660 <= r && r <= 0x0669:
		return string('0' + r - 0x0660)
	case 0x06f0 <= r && r <= 0x06f9:
		return string('0' + r - 0x06f0)
	}
	switch r {
	case '\u06a9', '\u06aa': // keheh (Persian, Urdu), swash kaf
		return "\u0643"
	case '\u06cc', '\u0649': // Farsi yeh; alef maksura, which Egypt writes for a final yeh
		return "\u064a"
	case '\u06c1', '\u06d5': // heh goal (Urdu); ae, which Kurdish also writes as heh and ZWNJ
		return "\u0647"
	case '\u06c0', '\u06c2': // Persian ezafe over heh; heh goal with hamza
		return "\u0647\u0654"
	case '\u06c3': // teh marbuta goal
		return "\u0629"
	}
	return ""
}

// presentationForm reports whether r is an Arabic letter in one of its shapes, as copied from
// old PDF files. The blocks also hold signs that have no other form.
func presentationForm(r rune) bool {
	return (0xfb50 <= r && r <= 0xfdff || 0xfe70 <= r && r <= 0xfefc) &&
		!norm.NFKC.IsNormalString(string(r))
}

// plain is what Key and Search both make of r, whatever stands beside it, if that is one character
// and r never joins the one before it. Else it is negative: it is enough that common letters of the
// scripts we meet most are plain.
func plain(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case 'A' <= r && r <= 'Z':
			return r + 'a' - 'A'
		case r < ' ', r == 0x7f, r == '`':
			return -1
		}
		return r
	case 'А' <= r && r <= 'Я':
		return r + 'а' - 'А'
	case 'а' <= r && r <= 'я', // й too, for it stays; ё is beyond
		0x0627 <= r && r <= 0x0648 && r != 0x0629 && r != kashida && (r < 0x063b || r > 0x063f),
		r == 0x064a, r == 0x067e, r == 0x0686, r == 0x0698, r == 0x06af, // yeh, Persian letters
		0x4e00 <= r && r <= 0x9fff, 0xac00 <= r && r <= 0xd7a3: // Han, Hangul
		return r
	case r == 0x06a9:
		return 0x0643
	case r == 0x06cc:
		return 0x064a
	case 0x06f0 <= r && r <= 0x06f9:
		return '0' + r - 0x06f0
	}
	return -1
}

// foldable prepares r for the folding of case, or is negative if no key holds r. What is dropped
// later might keep marks apart that folding turns into letters.
func foldable(r rune) rune {
	switch {
	case r < utf8.RuneSelf:
		return r
	case unicode.IsSpace(r):
		return r
	case invisible(r), joiner(r), r == kashida:
		return -1
	case 0xab70 <= r && r <= 0xabbf, 0x13f8 <= r && r <= 0x13fd:
		// Of Cherokee, cases.Fold exchanges the two cases instead of uniting them.
		return unicode.ToUpper(r)
	}
	return r
}

// ownLetter reports whether r is a composed letter that is no variant of its base.
func ownLetter(r rune) bool {
	switch r {
	case 'й', 'ї', 'ў', 'ѓ', 'ќ':
		return true
	}
	return false
}

// bareLetter is what search looks for instead of r when Unicode has no decomposition for it,
// or "".
func bareLetter(r rune) string {
	switch r {
	case 'ı':
		return "i"
	case 'ł':
		return "l"
	case 'ø':
		return "o"
	case 'đ', 'ð':
		return "d"
	case 'ħ':
		return "h"
	case 'ŧ':
		return "t"
	case 'þ':
		return "th"
	case 'æ':
		return "ae"
	case 'œ':
		return "oe"
	case '\u0629': // teh marbuta
		return "\u0647"
	case '\u0671': // alef wasla
		return "\u0627"
	}
	return ""
}

// diacritic reports whether r only modifies a letter of Latin, Greek, Cyrillic, Hebrew or Arabic,
// or is the sign for hamza or ayn in transliterated names.
func diacritic(r rune) bool {
	if 0x02bb <= r && r <= 0x02bf {
		return true
	}
	switch {
	case 0x0300 <= r && r <= 0x036f, 0x0483 <= r && r <= 0x0489,
		0x0591 <= r && r <= 0x05c7, 0x0610 <= r && r <= 0x061a,
		0x064b <= r && r <= 0x065f, r == 0x0670, 0x06d6 <= r && r <= 0x06ed,
		0x0898 <= r && r <= 0x08ff, 0x1ab0 <= r && r <= 0x1aff,
		0x1dc0 <= r && r <= 0x1dff, 0x20d0 <= r && r <= 0x20ff,
		0xfe20 <= r && r <= 0xfe2f:
		return unicode.Is(unicode.M, r) // the blocks hold punctuation and letters too
	}
	return false
}
