package markdown

import (
	"fmt"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// reportUnpublished reports the first character of the source that is left out. One that an entity
// stands for has the place of what it was found in.
func (w *writer) reportUnpublished() {
	if !w.LeftOut() {
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
