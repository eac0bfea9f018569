package weave

import (
	"html/template"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/links"
)

// sentenceLength is how many characters of a sentence are shown around a link or a name.
const sentenceLength = 320

// Reference returns the sentence that a document refers to another in, with the words of the
// reference marked. Empty if it may not be shown.
func (w *Weaver) Reference(b links.Backlink) template.HTML {
	r := b.From.Body.Refs[b.Ref]
	if r.Block < 0 || int(r.Block) >= len(b.From.Body.Blocks) {
		return ""
	}
	return sentence(b.From, int(r.Block), int(r.Start), int(r.End))
}

// Mention returns the sentence that a document first names an entity in, likewise.
func (w *Weaver) Mention(e *catalog.Entry, entity *catalog.Entry) template.HTML {
	n := w.graph.Of(e)
	for i := range n.Mentions {
		if m := &n.Mentions[i]; m.Entity == entity && m.Block >= 0 {
			return sentence(e, int(m.Block), int(m.Start), int(m.End))
		}
	}
	for i, t := range n.Targets {
		if t.Entry == entity {
			return w.Reference(links.Backlink{From: e, Ref: i})
		}
	}
	return ""
}

func sentence(e *catalog.Entry, block, start, end int) template.HTML {
	b := e.Body.Blocks[block]
	if start < int(b.Start) || end > int(b.End) || !Public(e, end) {
		return ""
	}
	text := e.Body.Text[b.Start:b.End]
	start, end = start-int(b.Start), end-int(b.Start)
	from, to := fold.Sentence(text, start, end)
	clipped, s, t := fold.Clip(text[from:to], start-from, end-from, sentenceLength)
	if strings.TrimSpace(clipped) == strings.TrimSpace(clipped[s:t]) {
		return "" // a table's cell or a list's item that is nothing but the link
	}
	if s == t {
		return HTML([]byte(template.HTMLEscapeString(clipped)))
	}
	return HTML([]byte(template.HTMLEscapeString(clipped[:s]) + "<mark>" + template.HTMLEscapeString(clipped[s:t]) + "</mark>" + template.HTMLEscapeString(clipped[t:])))
}
