package markdown

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
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

// published is a text without what is not.
func published(b []byte) []byte {
	return bytes.Map(func(r rune) rune {
		if !fold.Publishable(r) {
			return -1
		}
		return r
	}, b)
}

// reportUnpublished reports the first character of the source that is left out. One that an entity
// stands for has the place of what it was found in.
func (w *writer) reportUnpublished() {
	if !w.left {
		return
	}
	for i := 0; i < len(w.source); {
		r, n := utf8.DecodeRune(w.source[i:])
		if r != hidden && r != 0 && !fold.Publishable(r) {
			at := w.place(i)
			w.report(diag.Problem{
				Line: at.line, Col: at.col, Code: diag.Encoding,
				Message: fmt.Sprintf("the character U+%04X is left out", r), Cure: "remove it; it cannot be seen, and can make text read as another",
			})
			return
		}
		i += n
	}
}
