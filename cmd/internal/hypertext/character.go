package hypertext

import (
	"bytes"

	"briefings/cmd/internal/fold"
)

// mayHide is a quick look at text beyond ASCII: false says that all of it is published.
func mayHide(b []byte) bool {
	for i := 0; i+2 < len(b); i++ {
		switch {
		case b[i] == 0xe2 && (b[i+1] == 0x80 && b[i+2] >= 0xaa && b[i+2] <= 0xae || b[i+1] == 0x81 && b[i+2] >= 0xa6 && b[i+2] <= 0xa9):
			return true
		case b[i] == 0xef && b[i+1] == 0xbf && b[i+2] >= 0xbe:
			return true
		}
	}
	return false
}

// Published returns a text without the characters that are not published.
func Published(b []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if !fold.Publishable(r) {
			return -1
		}
		return r
	}, b)
}
