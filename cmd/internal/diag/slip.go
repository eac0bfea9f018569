package diag

import (
	"slices"
	"strings"
	"unicode"
)

// Slip reports whether a name is most likely another one, written wrongly. It is for names of which two may
// differ by a letter and both be right: ABC News and BBC News, Iran and Iraq. So one word alone may differ, and
// by one letter that is missing, too much, or changed with its neighbour; by a wrong one only in a long word; and
// never by the first. The names are to be folded.
func Slip(name, other string) bool {
	const least = 6 // letters of a name
	a, b := letters(name), letters(other)
	if name == other || len([]rune(strings.Join(a, ""))) < least {
		return false
	}
	if strings.Join(a, "") == strings.Join(b, "") { // a space too much, or missing
		return len(a) != len(b)
	}
	if len(a) != len(b) {
		return false
	}
	at := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return false
		}
		at = i
	}
	return slipped([]rune(a[at]), []rune(b[at]))
}

// Letters has a bit for each letter of a folded name. That of a name and of its slip differ in MostLetters at the
// most, which is told sooner than whether it is one.
func Letters(name string) (set uint64) {
	for _, r := range name {
		if unicode.In(r, unicode.L, unicode.M, unicode.N) {
			set |= 1 << (r & 63)
		}
	}
	return set
}

// MostLetters is twice the wrong letters of a slip: each may be missing, and another there.
const MostLetters = 4

// letters are the words of a name.
func letters(name string) []string {
	return strings.FieldsFunc(name, func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) })
}

// slipped is Slip for two words that differ.
func slipped(a, b []rune) bool {
	const (
		short = 4  // shorter words differ
		long  = 6  // a wrong letter is one in words from here
		twice = 10 // and two of whatever sort from here
	)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 2 || len(a) < short || slices.ContainsFunc(b, unicode.IsNumber) || slices.ContainsFunc(a, unicode.IsNumber) {
		return false
	}
	d := distance(a, b)
	switch {
	case a[0] != b[0] || d > 2:
		return false
	case d == 2:
		return len(a) >= twice
	case len(a) < len(b): // India and Indian, Iraq and Iraqi are two words
		last := b[len(b)-1]
		return !slices.Equal(a, b[:len(a)]) || last != 'n' && last != 'i'
	case transposed(a, b):
		return true
	}
	return len(a) >= long
}

// transposed reports whether two words of one length differ by neighbours that have changed places.
func transposed(a, b []rune) bool {
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i]
		}
	}
	return false
}
