package citation

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// BibTeX returns the work as an entry that BibTeX and BibLaTeX read, in UTF-8.
func (w Work) BibTeX() string {
	var b strings.Builder
	b.WriteString("@misc{" + key(w.ID))
	field := func(name, value string) {
		if value != "" {
			b.WriteString(",\n  " + name + " = " + value)
		}
	}
	braced := func(s string) string {
		if s == "" {
			return ""
		}
		return "{" + s + "}"
	}
	names := make([]string, len(w.Authors))
	for i, a := range w.Authors {
		names[i] = name(a)
	}
	field("author", braced(strings.Join(names, " and ")))
	field("title", braced(braced(tex(w.Title)))) // twice: its capitals are to stay
	field("howpublished", braced(tex(w.Container)))
	if !w.Date.IsZero() {
		field("year", braced(strconv.Itoa(w.Date.Year())))
		field("month", strings.ToLower(w.Date.Month().String()[:3])) // a name that every style knows
		field("day", braced(strconv.Itoa(w.Date.Day())))
	}
	field("language", braced(tex(w.Lang)))
	field("url", braced(verbatim(w.URL)))
	if !w.Accessed.IsZero() {
		field("urldate", braced(w.Accessed.Format(time.DateOnly)))
	}
	if w.Kept != "" {
		field("note", `{`+strings.TrimPrefix(tex(w.Keeper)+", ", ", ")+`\url{`+verbatim(w.Kept)+`}}`)
	}
	b.WriteString("\n}")
	return b.String()
}

// name writes an author. Braces keep whole what BibTeX would take for several names or turn round.
func name(a Author) string {
	s := tex(a.Name)
	if a.Body || strings.Contains(s, ",") || strings.Contains(" "+strings.ToLower(s)+" ", " and ") {
		return "{" + s + "}"
	}
	return s
}

// specials are what TeX takes for itself. Braces count for BibTeX even behind a backslash, so that they
// have names.
var specials = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`$`, `\$`, `&`, `\&`, `#`, `\#`, `%`, `\%`, `_`, `\_`,
)

func tex(s string) string { return specials.Replace(line(s)) }

// addresses escapes what would end an address too early: BibTeX reads it as it is.
var addresses = strings.NewReplacer(`\`, "%5C", `{`, "%7B", `}`, "%7D", " ", "%20")

func verbatim(url string) string { return addresses.Replace(line(url)) }

// key is what a work is cited by: ASCII, since old programs know no other keys.
func key(id string) string {
	plain := strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf && (r == '-' || r == '.' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z') {
			return r
		}
		return -1
	}, id)
	if plain == id && id != "" {
		return id
	}
	sum := sha256.Sum256([]byte(id))
	return "x" + hex.EncodeToString(sum[:6])
}
