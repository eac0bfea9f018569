// Package address decides which addresses strangers' text may lead to, and which files it may publish.
//
// Every address that comes from content passes Classify, wherever it is written: in a link, a picture,
// the front matter or a drawing. What is on no list here is not published.
package address

import (
	"iter"
	"maps"
	"strings"
)

// A Sort says where an address leads.
type Sort uint8

const (
	Unsafe   Sort = iota // not published
	Local                // into the site
	External             // out of it
)

// schemes are those that a link of a published page may have: the web's own, those that the HTML
// standard has on its list of safe ones, and a few that readers meet in citations and archives.
var schemes = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true, "sms": true, "smsto": true, "mms": true, "ftp": true, "ftps": true,
	"sftp": true, "ssh": true, "sip": true, "geo": true, "xmpp": true, "im": true, "irc": true, "ircs": true, "matrix": true,
	"news": true, "nntp": true, "magnet": true, "webcal": true, "openpgp4fpr": true, "bitcoin": true,
	"doi": true, "urn": true, "git": true, "gemini": true, "gopher": true,
}

// Schemes returns the schemes that a link of a published page may have, in no order.
func Schemes() iter.Seq[string] { return maps.Keys(schemes) }

// Classify says where an address from content leads. dest must have its entities and escapes
// resolved. An External one comes back encoded, ready to be escaped as an attribute, and an Unsafe one
// empty. It follows the WHATWG URL standard in what a browser would ignore: control characters and
// blanks before the scheme, tabs and line ends anywhere.
func Classify(dest string) (string, Sort) {
	dest = strings.TrimFunc(dest, func(r rune) bool { return r <= ' ' })
	dest = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, dest)
	slashed := strings.ReplaceAll(dest, `\`, "/") // as browsers read it
	if strings.HasPrefix(slashed, "//") {
		return encode("https:" + slashed), External
	}
	scheme, ok := schemeOf(dest)
	switch {
	case !ok:
		return dest, Local
	case schemes[scheme]:
		return encode(dest), External
	}
	return "", Unsafe
}

// Page returns the address of a page elsewhere, as front matter names one: of the web, or of something that the
// web has under a name of its own; false if dest is no such thing.
func Page(dest string) (href string, ok bool) {
	href, sort := Classify(dest)
	if sort != External {
		return "", false
	}
	scheme, _ := schemeOf(href)
	switch scheme {
	case "http", "https":
		return href, true
	case "doi": // the DOI Handbook, 3.8
		return "https://doi.org/" + href[len("doi:"):], true
	}
	return "", false
}

// schemeOf returns what RFC 3986, section 3.1, reads as a scheme.
func schemeOf(s string) (string, bool) {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(s[:i]), true
		default:
			return "", false
		}
	}
	return "", false
}

// HasScheme reports whether an address begins with a scheme, as those that lead out of the site do.
func HasScheme(s string) bool {
	_, ok := schemeOf(s)
	return ok
}

// encode escapes what RFC 3986 does not let stand in an address. What is percent-encoded already stays.
func encode(s string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9',
			strings.IndexByte("!#$&'()*+,-./:;=?@_~", c) >= 0,
			c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]):
			b.WriteByte(c)
		default:
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
