package fold

import "strings"

// Publishable reports whether a character may stand in what is published. XML 1.0, section 2.2, has
// no place for most control characters: one makes a whole feed unreadable. The explicit formatting
// of UAX #9 turns the direction of what follows, beyond the text that has it, so that "gpj.exe" reads
// as something else; its marks without reach (LRM, RLM, ALM) are publishable.
func Publishable(r rune) bool {
	switch {
	case r < ' ':
		return r == '\t' || r == '\n' || r == '\r'
	case r < 0x202a:
		return r != 0x7f
	}
	return r > 0x202e && (r < 0x2066 || r > 0x2069) && r != 0xfffe && r != 0xffff
}

// PublishableName returns the file name s without what may not be published, and without line ends: a
// name may hold any byte but two.
func PublishableName(s string) string {
	return strings.Map(func(r rune) rune {
		if !Publishable(r) || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, valid(s))
}
