package fold

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxSegment is the longest segment in bytes; file systems allow 255, and an extension and a
// temporary name's suffix must fit as well.
const maxSegment = 200

// Segment is the file name s as a segment of a URL and of an output path: NFC, lower case,
// white space and the hyphens beside it as one hyphen. Letters, digits and signs of every script
// stay; what no file system or address should hold goes: controls, bidirectional and zero-width
// characters (but ZWNJ and ZWJ between letters), Windows' <>:"/\|?* and dots, hyphens and
// spaces at the ends. A device name of Windows, also one with an extension, gets a hyphen after it,
// and what is longer than 200 bytes ends in a part of its SHA-256 instead.
// It is "" if nothing is left.
func Segment(s string) string {
	if slugged(s) && s[0] != '-' && s[len(s)-1] != '-' && !device(s) && len(s) <= maxSegment {
		return s
	}
	return segmentOf(s, unicode.ToLower)
}

// Cased is Segment with letter case as it is: an address that somebody has given out is that one and no other.
func Cased(s string) string { return segmentOf(s, func(r rune) rune { return r }) }

func segmentOf(s string, letter func(rune) rune) string {
	var w segment
	for _, r := range norm.NFC.String(valid(s)) {
		w.add(letter(r))
	}
	s = strings.Trim(norm.NFC.String(string(w.text)), trimmed)
	if stem, _, _ := strings.Cut(s, "."); device(strings.ToLower(stem)) {
		s = stem + "-" + s[len(stem):]
	}
	if len(s) > maxSegment {
		sum := sha256.Sum256([]byte(s))
		suffix := "-" + hex.EncodeToString(sum[:4])
		kept := strings.ToValidUTF8(s[:maxSegment-len(suffix)], "") // not half of a character
		s = strings.TrimRight(kept, trimmed+string(zwnj)+string(zwj)) + suffix
	}
	return s
}

// trimmed are the characters that a segment neither begins nor ends with.
const trimmed = ".- "

// Anchor is the heading s as the id of its element, as GitHub makes it: NFC, lower case, each
// white space as a hyphen, and besides only letters, marks, digits, hyphens and underscores of
// every script. It is "" if nothing is left.
func Anchor(s string) string {
	if slugged(s) {
		return s
	}
	var b strings.Builder
	for _, r := range strings.TrimSpace(norm.NFC.String(valid(s))) {
		switch {
		case unicode.IsSpace(r):
			b.WriteByte('-')
		case r == '-', r == '_', unicode.In(r, unicode.L, unicode.M, unicode.N):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(b.String())
}

// slugged reports whether s is one or more of a-z, 0-9, hyphen and underscore.
func slugged(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '_' {
			return false
		}
	}
	return s != ""
}

// device reports whether Windows keeps the lower-case name stem for a device (CON, COM1 and so
// on), whatever folder and extension it is given with.
func device(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	port, ok := strings.CutPrefix(stem, "com")
	if !ok {
		port, ok = strings.CutPrefix(stem, "lpt")
	}
	if !ok || utf8.RuneCountInString(port) != 1 {
		return false
	}
	return strings.Contains("0123456789¹²³", port)
}

// A segment is the text of a URL segment while it is written.
type segment struct {
	text   []byte
	prev   rune // last of text
	space  bool // white space waits for what comes next
	joiner rune // ZWNJ or ZWJ that waits for a letter, or 0
}

func (w *segment) add(r rune) {
	switch {
	case unicode.IsSpace(r):
		w.space, w.joiner = true, 0
		return
	case joiner(r):
		if !w.space && w.joiner == 0 {
			w.joiner = r
		}
		return
	case invisible(r), r < utf8.RuneSelf && strings.ContainsRune(`<>:"/\|?*`, r):
		return
	}
	if w.space && w.prev != '-' && r != '-' {
		w.text = append(w.text, '-')
	}
	if w.joiner != 0 && unicode.In(w.prev, unicode.L, unicode.M) && unicode.IsLetter(r) {
		w.text = utf8.AppendRune(w.text, w.joiner)
	}
	w.text = utf8.AppendRune(w.text, r)
	w.prev, w.space, w.joiner = r, false, 0
}
