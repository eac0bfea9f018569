package feed

import (
	"bytes"
	"html"
	"net/url"
	"strings"
)

// Absolute returns markup with the relative addresses in href, src, srcset, poster and cite made
// absolute against base, the absolute address of the page it stands on. Addresses that are
// absolute, or that cannot be parsed, keep their bytes; everything does if base is not absolute.
// The result may be markup itself, which is not changed.
//
// It reads tags as the renderer writes them (names in lower case, no raw text elements such as
// script) in one pass and builds no tree.
func Absolute(markup []byte, base string) []byte {
	u, err := url.Parse(base)
	if err != nil || !u.IsAbs() || u.Host == "" {
		return markup
	}
	a := absoluter{src: markup, base: u}
	for a.nextTag() {
		for a.attribute() {
		}
	}
	if a.dst == nil {
		return markup
	}
	return append(a.dst, a.src[a.done:]...)
}

// An absoluter rewrites src into dst.
type absoluter struct {
	base *url.URL
	src  []byte
	pos  int    // where to read
	dst  []byte // src[:done], rewritten; nil as long as nothing is different
	done int
}

// nextTag moves behind the name of the next start tag, and reports false if there is none.
func (a *absoluter) nextTag() bool {
	for a.skipTo('<') {
		a.pos++
		rest := a.src[a.pos:]
		switch {
		case bytes.HasPrefix(rest, []byte("!--")):
			n := bytes.Index(rest, []byte("-->"))
			if n < 0 {
				return false
			}
			a.pos += n
		case len(rest) > 0 && isLetter(rest[0]):
			a.skipName()
			return true
		}
	}
	return false
}

// attribute reads an attribute of the tag that a is in, and reports false at the tag's end.
func (a *absoluter) attribute() bool {
	for a.pos < len(a.src) && (isSpace(a.src[a.pos]) || a.src[a.pos] == '/') {
		a.pos++
	}
	if a.pos == len(a.src) || a.src[a.pos] == '>' {
		return false
	}
	start := a.pos
	a.pos++ // whatever it is: no attribute is empty
	a.skipName()
	name := string(a.src[start:a.pos])
	a.skipSpace()
	if a.pos == len(a.src) || a.src[a.pos] != '=' {
		return true
	}
	a.pos++
	a.skipSpace()
	if a.pos == len(a.src) {
		return false
	}
	quote := a.src[a.pos]
	if quote != '"' && quote != '\'' { // not ours, so it stays
		for a.pos < len(a.src) && !isSpace(a.src[a.pos]) && a.src[a.pos] != '>' {
			a.pos++
		}
		return true
	}
	a.pos++
	start = a.pos
	if !a.skipTo(quote) {
		return false
	}
	a.rewrite(name, start, a.pos)
	a.pos++
	return true
}

// rewrite makes the value src[start:end] of the attribute absolute.
func (a *absoluter) rewrite(name string, start, end int) {
	old := string(a.src[start:end])
	var value string
	switch name {
	case "href", "src", "poster", "cite":
		value = a.resolve(html.UnescapeString(old))
	case "srcset":
		value = a.resolveSet(html.UnescapeString(old))
	default:
		return
	}
	if value == html.UnescapeString(old) {
		return
	}
	a.dst = append(a.dst, a.src[a.done:start]...)
	a.dst = append(a.dst, html.EscapeString(value)...)
	a.done = end
}

// resolve returns the address ref made absolute, or ref if it is so already, empty or none.
func (a *absoluter) resolve(ref string) string {
	u, err := url.Parse(strings.TrimSpace(ref))
	if ref == "" || err != nil || u.IsAbs() {
		return ref
	}
	return uri(a.base.ResolveReference(u).String())
}

// resolveSet resolves every address of a srcset: candidates between commas, each an address
// and, after a space, a descriptor. A comma inside an address does not end it.
func (a *absoluter) resolveSet(set string) string {
	var out []string
	for {
		set = strings.TrimLeft(set, ", \t\n\f\r")
		if set == "" {
			return strings.Join(out, ", ")
		}
		end := strings.IndexAny(set, " \t\n\f\r")
		if end < 0 {
			end = len(set)
		}
		ref := strings.TrimRight(set[:end], ",")
		descriptor := ""
		if len(ref) == end {
			descriptor, set, _ = strings.Cut(set[end:], ",")
		} else {
			set = set[end:]
		}
		out = append(out, strings.TrimSpace(a.resolve(ref)+" "+strings.TrimSpace(descriptor)))
	}
}

// skipTo moves to the next c, or to the end and reports false.
func (a *absoluter) skipTo(c byte) bool {
	n := bytes.IndexByte(a.src[a.pos:], c)
	if n < 0 {
		a.pos = len(a.src)
		return false
	}
	a.pos += n
	return true
}

func (a *absoluter) skipSpace() {
	for a.pos < len(a.src) && isSpace(a.src[a.pos]) {
		a.pos++
	}
}

// skipName moves behind the name of a tag or attribute.
func (a *absoluter) skipName() {
	for a.pos < len(a.src) && !isSpace(a.src[a.pos]) && strings.IndexByte("/>=", a.src[a.pos]) < 0 {
		a.pos++
	}
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }
