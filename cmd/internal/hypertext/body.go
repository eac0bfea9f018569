// Package hypertext is what a document is once it is read: HTML with holes, and the text that a reader
// sees, each piece of which knows its place in the HTML.
//
// A reference to another document stays unresolved, as a hole, and so do the names of entities, which
// the text is kept for. Splice fills the holes when the rest of the site is known. Most of HTML is the text,
// and it is kept once: where this package speaks of a place in HTML, it is that of Body.HTML, which is put
// together when it is asked for. Builds share documents, so nothing changes a Body once it is finished.
package hypertext

import (
	"cmp"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
)

// A Body is one document, read.
type Body struct {
	Size     int32     // of HTML, in bytes
	Text     string    // what a reader sees, a line for each block
	Spans    []Span    // where Text stands in HTML, in order of both
	Blocks   []Block   // the lines of Text, in order
	Refs     []Ref     // in order of HTML
	Headings []Heading // in order
	Anchors  []Anchor  // what ids name that are no heading's
	Quotes   []Quote   // quotations that end in a citation
	Notes    []Note    // the marks of footnotes, in order
	Title    string    // of a first heading of level 1, which is not in HTML
	Dir      string    // that it is written in, "ltr" or "rtl"; empty if its letters do not say
	TitleID  string    // that the author gave that heading; empty if none
	More     int       // where <!--more--> stands in HTML, at top level; -1 if nowhere
	Problems []diag.Problem

	markup string  // the HTML between the spans
	breaks []int32 // blanks of Text that are ends of lines in HTML, in order
}

// A Span is a run of text that stands in HTML as it stands in Text, but for escaping and the ends of lines.
type Span struct {
	Text, HTML, Len int32 // Len counts bytes of Text
	markup          int32 // how much of Body.markup stands before it
	NoLink          bool  // in a link, heading, code or blockquote, where no name is linked
}

// A BlockKind says what a block of text is.
type BlockKind uint8

const (
	Paragraph BlockKind = iota
	HeadingText
	Item
	Cell
	Code
)

// A Block is a leaf of the document: one line of Text, without the newline.
type Block struct {
	Kind       BlockKind
	Quoted     bool  // in a blockquote
	Top        bool  // not inside a list, a quote or a table
	Start, End int32 // in Text
	From, To   int32 // in HTML
	Line       int32 // in the file
}

// A RefKind says how a reference is written.
type RefKind uint8

const (
	Link  RefKind = iota // [label](target)
	Wiki                 // [[target|label]]
	Image                // ![alt](target)
	Embed                // ![[target]]
	Cite                 // [@target]
)

// A Ref is a reference to something in the site, as it was written.
type Ref struct {
	Kind     RefKind
	Target   string // a path or a name, decoded; empty: this document
	Fragment string // a heading, an id, or ^block; empty: the whole
	Title    string // of a link or a picture
	Alt      string // of a picture
	Labelled bool   // the author gave a label
	Address  bool   // the value of an attribute that the author wrote in HTML: shown as an address, or as nothing
	InLink   bool   // in the words of a link: shown without one of its own
	Alone    bool   // an Embed of a document, or a picture, that is all of its paragraph; its HTML has no <p> around it

	Width, Height int32 // of an Embed, in CSS pixels; 0 if not given

	From, To   int32 // the label in HTML; equal if there is none
	Start, End int32 // the label in Text
	Block      int32 // index of the block it stands in
	Line, Col  int32 // 1-based, in the file
}

// Within stands between the name of a document and that of a heading in it, and between headings, in every language.
const Within = " › "

// Part is how a fragment is shown: Obsidian writes the headings above one before it.
func Part(fragment string) string { return strings.ReplaceAll(fragment, "#", Within) }

// A Heading is a heading of any level.
type Heading struct {
	Level    int
	ID       string // without "#"
	Text     string
	Source   string // as it is written, if that is not Text
	From, To int32  // its section in HTML, up to the next heading of its level
}

// An Anchor is a block that has an id, or a place that has one, which is as long as nothing.
type Anchor struct {
	ID       string // with its "^" if it is a block id
	From, To int32  // in HTML
}

// A Note is the mark of a footnote: its number, in the digits 0 to 9.
type Note struct {
	From, To int32 // in HTML
}

// A Quote is a quoted run that ends in a citation.
type Quote struct {
	Start, End int32 // in Text, with the quotation marks
	Ref        int32 // the citation, in Refs
}

// BlockAt returns the index of the block that an offset of Text stands in; -1 if there is none.
func (b *Body) BlockAt(offset int) int {
	k, found := slices.BinarySearchFunc(b.Blocks, int32(offset), func(x Block, at int32) int { return cmp.Compare(x.Start, at) })
	if found {
		return k
	}
	return k - 1
}

// Section returns the part of the HTML that an id names: a heading with what is below it, or a block.
// It is all of it if there is no such id.
func (b *Body) Section(id string) (from, to int) {
	for _, h := range b.Headings {
		if h.ID == id {
			return int(h.From), int(h.To)
		}
	}
	for _, a := range b.Anchors {
		if a.ID == id {
			if a.From == a.To {
				return b.behind(a.From)
			}
			return int(a.From), int(a.To)
		}
	}
	return 0, int(b.Size)
}

// behind returns the block that a place in HTML stands in or before, or the section of that if it is a heading.
func (b *Body) behind(at int32) (from, to int) {
	k, _ := slices.BinarySearchFunc(b.Blocks, at, func(x Block, at int32) int { return cmp.Compare(x.To, at) })
	if k == len(b.Blocks) {
		return int(at), int(at)
	}
	from, to = int(b.Blocks[k].From), int(b.Blocks[k].To)
	if b.Blocks[k].Kind != HeadingText {
		return from, to
	}
	k, _ = slices.BinarySearchFunc(b.Headings, int32(from), func(h Heading, at int32) int { return cmp.Compare(h.From, at) })
	if k == 0 {
		return from, to
	}
	return int(b.Headings[k-1].From), int(b.Headings[k-1].To)
}

// Paragraph returns the number of a block as readers count: paragraphs, from 1. A heading counts as
// the paragraph after it.
func (b *Body) Paragraph(block int) int {
	n := 0
	for _, x := range b.Blocks[:block+1] {
		if x.Kind != HeadingText {
			n++
		}
	}
	return max(n, 1)
}
