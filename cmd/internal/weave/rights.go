package weave

import (
	"html/template"
	"slices"
	"strings"

	"briefings/cmd/internal/boundary"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hypertext"
)

// excerptWords is how much of a first paragraph an excerpt shows.
const excerptWords = 60

// ellipsis stands where a text was cut off.
const ellipsis = " …"

// visible returns the part of a document's text that its rights let readers see. An excerpt ends at
// <!--more-->, else after the first paragraph or its sixtieth word.
func visible(e *catalog.Entry) (from, to int32) {
	switch e.Text {
	case frontmatter.Private:
		return 0, 0
	case frontmatter.Excerpt:
		if e.Body.More < 0 {
			k := firstParagraph(e)
			if k < 0 {
				return 0, 0
			}
			b := e.Body.Blocks[k]
			return b.Start, b.Start + int32(boundary.FirstWords(e.Body.Text[b.Start:b.End], excerptWords))
		}
		for _, b := range e.Body.Blocks {
			if int(b.To) > e.Body.More {
				break
			}
			to = b.End
		}
		return 0, to
	}
	return 0, int32(len(e.Body.Text))
}

// firstParagraph returns the index of the first block that is a paragraph with text; -1 if there is none.
func firstParagraph(e *catalog.Entry) int {
	return slices.IndexFunc(e.Body.Blocks, func(b hypertext.Block) bool {
		return b.Kind == hypertext.Paragraph && !b.Quoted && b.End > b.Start
	})
}

// Public reports whether the words that end at an offset of a document's text may be shown.
func Public(e *catalog.Entry, end int) bool {
	from, to := visible(e)
	return int(from) < end && end <= int(to)
}

// Visible returns as much of a document's text as may be shown, as a reader sees it, a line for each block:
// references by id show their label, citations show nothing.
func (w *Weaver) Visible(e *catalog.Entry) string {
	from, to := visible(e)
	n := w.graph.Of(e)
	for i := range e.Body.Refs {
		if r := &e.Body.Refs[i]; r.Kind == hypertext.Cite || label(e, r, n.Targets[i]) != "" {
			text, _, _ := w.read(e, from, to, from, from)
			return string(text)
		}
	}
	return e.Body.Text[from:to] // no copy is made
}

// Opening returns the first paragraph of a document as a reader sees it, as much of it as may be
// shown; empty if nothing.
func (w *Weaver) Opening(e *catalog.Entry) string {
	k := firstParagraph(e)
	if k < 0 {
		return ""
	}
	b := e.Body.Blocks[k]
	if from, to := visible(e); b.Start < from || b.Start >= to {
		return ""
	}
	text, _, _ := w.words(e, int32(k), b.Start, b.Start)
	return strings.TrimSpace(text)
}

// Shown returns as much of a document's text as its rights allow, and whether that is all of it.
func (w *Weaver) Shown(e *catalog.Entry) (text template.HTML, whole bool) {
	switch e.Text {
	case frontmatter.Private:
		return "", false
	case frontmatter.Excerpt:
		return w.excerpt(e), false
	}
	return w.Body(e), true
}

func (w *Weaver) excerpt(e *catalog.Entry) template.HTML {
	if e.Body.More >= 0 {
		inserts := w.inserts(e, 0, e.Body.More-1, nil) // what fills a hole at the very end stands behind it
		return HTML(w.clean(dropNotes(e.Body.Splice(nil, 0, e.Body.More, inserts))))
	}
	text := w.Opening(e)
	if text == "" {
		return ""
	}
	return HTML([]byte("<p>" + template.HTMLEscapeString(text) + "</p>\n"))
}
