package weave

import (
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/hypertext"
)

// mark stands before the number of a footnote in the text: see package markdown/html.
const mark = `role="doc-noteref">`

// figures writes the numbers of footnotes in the digits of their document's language, which its file's name
// may say.
func (w *Weaver) figures(inserts []hypertext.Insert, e *catalog.Entry, from, to int) []hypertext.Insert {
	html := e.Body.HTML[:max(from, to)] // to is before from where a text has no excerpt
	for {
		i := strings.Index(html[from:], mark)
		if i < 0 {
			return inserts
		}
		from += i + len(mark)
		length := strings.IndexByte(html[from:], '<')
		if length < 0 {
			return inserts
		}
		number := html[from : from+length]
		if in := w.locale.Figures(e.Lang, number); in != number {
			inserts = append(inserts, hypertext.Insert{At: int32(from), Over: int32(length), HTML: in})
		}
	}
}
