package chart

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/width"

	"briefings/cmd/internal/boundary"
)

// Lines breaks a name into at most so many lines of so many columns, between words, and clips what is
// longer. Wide characters take two columns. Controls of direction are dropped: in so few words they
// mean nothing, and one whose other half was cut off would turn what is shown beside it.
func Lines(name string, most, columns int) []string {
	words := strings.Fields(strings.Map(visible, name))
	var lines []string
	for i, w := range words {
		switch last := len(lines) - 1; {
		case last >= 0 && wide(lines[last])+1+wide(w) <= columns:
			lines[last] += " " + w
		case last+1 < most:
			lines = append(lines, w)
		default:
			lines[last] += " " + strings.Join(words[i:], " ")
			return clip(lines, columns)
		}
	}
	return clip(lines, columns)
}

func clip(lines []string, columns int) []string {
	for i, l := range lines {
		for n := columns; wide(lines[i]) > columns; n-- {
			clipped, _, _ := boundary.Clip(l, 0, len(l), n)
			lines[i] = strings.Replace(clipped, " …", "…", 1)
		}
	}
	return lines
}

// RightToLeft reports whether a name begins with a letter that is read from right to left.
func RightToLeft(name string) bool {
	for _, r := range name {
		switch p, _ := bidi.LookupRune(r); p.Class() {
		case bidi.L:
			return false
		case bidi.R, bidi.AL:
			return true
		}
	}
	return false
}

// visible drops what turns text around.
func visible(r rune) rune {
	if unicode.Is(unicode.Bidi_Control, r) {
		return -1
	}
	return r
}

// wide is how many columns a text takes.
func wide(text string) int {
	n := 0
	for _, r := range text {
		switch k := width.LookupRune(r).Kind(); {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case k == width.EastAsianWide || k == width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}
