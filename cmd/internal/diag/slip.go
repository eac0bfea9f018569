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
	return len([]rune(strings.Join(letters(name), ""))) >= least && oneWord(name, other, slipped) > 0
}

// Typo returns how many letters are wrong in a name that nothing has, if it is most likely one that something has; 0 if
// it is not. As nobody can have meant the name itself, shorter words count than for Slip, and more letters. The first
// is right here, too, and numbers are. The names are to be folded.
func Typo(name, other string) int { return oneWord(name, other, mistyped) }

// oneWord returns how many letters are wrong in the one word that differs between two names, as wrong counts them; 1 for
// a space too much, or missing; 0 if more words differ, or none.
func oneWord(name, other string, wrong func(a, b []rune) int) int {
	a, b := letters(name), letters(other)
	if strings.Join(a, "") == strings.Join(b, "") {
		return min(1, abs(len(a)-len(b)))
	}
	if len(a) != len(b) {
		return 0
	}
	at := -1
	for i := range a {
		if a[i] == b[i] {
			continue
		}
		if at >= 0 {
			return 0
		}
		at = i
	}
	x, y := []rune(a[at]), []rune(b[at])
	if len(x) > len(y) {
		x, y = y, x
	}
	if len(y)-len(x) > 2 || len(x) < short || x[0] != y[0] || slices.ContainsFunc(x, unicode.IsNumber) || slices.ContainsFunc(y, unicode.IsNumber) {
		return 0
	}
	return wrong(x, y)
}

// short is how many letters a word has that may be a slip: shorter words differ.
const short = 4

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

// slipped is Slip for two words that differ, the shorter one first.
func slipped(a, b []rune) int {
	const (
		long  = 6  // a wrong letter is one in words from here
		twice = 10 // and two of whatever sort from here
	)
	return mistakes(a, b, long, twice)
}

// mistyped is Typo for two words that differ, the shorter one first.
func mistyped(a, b []rune) int {
	const (
		long  = 5 // Iran is no slip for Iraq
		twice = 6
	)
	return mistakes(a, b, long, twice)
}

// mistakes counts the wrong letters in a word, 2 at the most, or is 0 if it is most likely another. A letter that is
// missing, too much, or changed with its neighbour counts in every word; a wrong one in words from long letters; and two of
// whatever sort in words from twice letters.
func mistakes(a, b []rune, long, twice int) int {
	d := distance(a, b)
	switch {
	case d == 2 && len(a) >= twice:
		return 2
	case d != 1:
		return 0
	case len(a) < len(b): // India and Indian, Iraq and Iraqi are two words
		last := b[len(b)-1]
		if slices.Equal(a, b[:len(a)]) && (last == 'n' || last == 'i') {
			return 0
		}
		return 1
	case transposed(a, b) || len(a) >= long:
		return 1
	}
	return 0
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
