package weave

import (
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/hypertext"
)

// figures writes the numbers of footnotes in the digits of their document's language, which its file's name
// may say.
func (w *Weaver) figures(inserts []hypertext.Insert, e *catalog.Entry, from, to int) []hypertext.Insert {
	for _, n := range e.Body.Notes {
		if int(n.From) < from || int(n.To) > to {
			continue
		}
		number := string(e.Body.Splice(nil, int(n.From), int(n.To), nil))
		if in := w.locale.Figures(e.Lang, number); in != number {
			inserts = append(inserts, hypertext.Insert{At: n.From, Over: n.To - n.From, HTML: in})
		}
	}
	return inserts
}
