package feed

import (
	"fmt"
	"strings"
)

// TagURI returns the tag URI (RFC 4151) of specific, which may be any text: letters beyond ASCII
// and everything else that the RFC does not allow are percent-encoded, a percent sign too, so that
// two specifics never have one URI. The authority is a DNS name in ASCII, or a mail address at one, that
// was its owner's at the start of the year.
func TagURI(authority string, year int, specific string) string {
	dst := appendPercent([]byte("tag:"), strings.ToLower(authority))
	dst = fmt.Appendf(dst, ",%04d:", year)
	return string(appendPercent(dst, specific))
}

// uri returns s, an address as people write it, as RFC 3986 does: what it does not allow is
// percent-encoded, what is percent-encoded already stays. A host beyond ASCII should come in its
// DNS form, since few readers undo percent-encoding there.
func uri(s string) string {
	if s = clean(s); isPlainURI(s) {
		return s
	}
	host := authorityEnd(s)
	fragment := false
	dst := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		c := s[i]
		switch {
		case isURIByte(c), isEscape(s[i:]), i < host && (c == '[' || c == ']'):
			dst = append(dst, c)
		case c == '#' && !fragment:
			fragment = true
			dst = append(dst, c)
		default:
			dst = appendPercent(dst, s[i:i+1])
		}
	}
	return string(dst)
}

// isPlainURI reports whether s has nothing that uri must look at twice.
func isPlainURI(s string) bool {
	for i := range len(s) {
		if !isURIByte(s[i]) {
			return false
		}
	}
	return true
}

// authorityEnd returns the end of the authority (host and port) in s, or 0 if s has none. Square
// brackets are allowed there and nowhere else.
func authorityEnd(s string) int {
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok || strings.ContainsAny(scheme, "/?#") {
		return 0
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	return len(scheme) + len("://") + end
}

// appendPercent appends s with everything percent-encoded that may not stand everywhere in a URI.
func appendPercent(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; isURIByte(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}

// isEscape reports whether s starts with a percent-encoded byte.
func isEscape(s string) bool {
	return len(s) > 2 && s[0] == '%' && isHex(s[1]) && isHex(s[2])
}

// isURIByte reports whether c may stand everywhere in a URI after its scheme: a slash, a question
// mark, or what RFC 3986 calls pchar, less percent-encoding.
func isURIByte(c byte) bool {
	return isLetter(c) || isDigit(c) || strings.IndexByte("-._~!$&'()*+,;=:@/?", c) >= 0
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }
func isDigit(c byte) bool  { return '0' <= c && c <= '9' }
func isHex(c byte) bool    { return isDigit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }
