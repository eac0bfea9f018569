package briefing

import (
	"fmt"

	"briefings/cmd/internal/catalog"
)

// Evidence is where a predicate was seen to hold.
type Evidence struct {
	Predicate string // as it was written
	Where     Place
	Words     string // the words of the text; empty if it is about a key
	Private   bool   // Words stand in text that may not be shown
}

// A Place is where in a document something is to be seen.
type Place struct {
	Part      Part
	Key       string // of front matter, if it is InKey: "source.publisher"
	Paragraph int    // as readers count, from 1, if it is InParagraph
}

// A Part is a part of a document.
type Part uint8

const (
	InKey Part = iota
	InParagraph
	InTitle
	InLink
	InPath
	InKind
)

// String names a place as the desk does, in English: `key "tags"`, "paragraph 3". Programs read it: it stays.
func (p Place) String() string {
	switch p.Part {
	case InKey:
		return fmt.Sprintf("key %q", p.Key)
	case InParagraph:
		return fmt.Sprintf("paragraph %d", p.Paragraph)
	case InTitle:
		return "the title"
	case InLink:
		return "a link"
	case InPath:
		return "its path"
	}
	return "its kind"
}

// inKey is the evidence of a key of front matter.
func inKey(key string) Evidence { return Evidence{Where: Place{Part: InKey, Key: key}} }

// seen is evidence that is the same for every item.
func seen(ev Evidence) func(*catalog.Entry, facts) Evidence {
	return func(*catalog.Entry, facts) Evidence { return ev }
}

// where is the place of a block of text: the title, if it is negative.
func where(e *catalog.Entry, block int32) Place {
	if block < 0 {
		return Place{Part: InTitle}
	}
	return Place{Part: InParagraph, Paragraph: e.Body.Paragraph(int(block))}
}
