package feed

import (
	"strings"
	"unicode/utf8"
)

// clean returns s without the characters that XML 1.0 forbids (section 2.2, Char), and with U+FFFD
// for each byte that is no UTF-8.
func clean(s string) string {
	if utf8.ValidString(s) && !hasForbidden(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
}

// hasForbidden reports whether s, valid UTF-8, has a character that XML 1.0 forbids. It looks at
// bytes because the content of every entry of every feed comes by.
func hasForbidden(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			return true
		case c == 0xEF && s[i+1] == 0xBF && s[i+2] >= 0xBE: // U+FFFE, U+FFFF
			return true
		}
	}
	return false
}

// cleanAll returns list cleaned, without what is then empty.
func cleanAll(list []string) []string {
	out := make([]string, 0, len(list))
	for _, s := range list {
		if s = clean(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// language returns s if it has the form of a language tag (RFC 4287, atomLanguageTag), else nothing.
func language(s string) string {
	for i, part := range strings.Split(s, "-") {
		if part == "" || len(part) > 8 {
			return ""
		}
		for _, c := range []byte(part) {
			if !isLetter(c) && (i == 0 || !isDigit(c)) {
				return ""
			}
		}
	}
	return s
}

// appendText appends s, which is clean, as XML character data. Every > is escaped, and so "]]>" is.
// A carriage return is written as a reference because a parser would read a line feed.
func appendText(dst []byte, s string) []byte {
	start := 0
	for i := range len(s) {
		var ref string
		switch s[i] {
		case '&':
			ref = "&amp;"
		case '<':
			ref = "&lt;"
		case '>':
			ref = "&gt;"
		case '\r':
			ref = "&#xD;"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), ref...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}

// appendAttr appends a space, name and s, which is clean, as an XML attribute. Tabs and line ends
// are written as references because a parser would read spaces.
func appendAttr(dst []byte, name, s string) []byte {
	dst = append(append(append(dst, ' '), name...), `="`...)
	for i := range len(s) {
		switch s[i] {
		case '&':
			dst = append(dst, "&amp;"...)
		case '<':
			dst = append(dst, "&lt;"...)
		case '"':
			dst = append(dst, "&quot;"...)
		case '\t':
			dst = append(dst, "&#x9;"...)
		case '\n':
			dst = append(dst, "&#xA;"...)
		case '\r':
			dst = append(dst, "&#xD;"...)
		default:
			dst = append(dst, s[i])
		}
	}
	return append(dst, '"')
}

// appendElement appends an element without attributes, on a line of its own, and s, which is
// clean, as its text.
func appendElement(dst []byte, name, s string) []byte {
	dst = append(append(append(dst, '<'), name...), '>')
	dst = appendText(dst, s)
	return append(append(append(dst, "</"...), name...), ">\n"...)
}
