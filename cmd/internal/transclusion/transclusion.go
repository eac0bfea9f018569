// Package transclusion keeps what documents embed of each other within bounds: nothing embeds
// itself, directly or through others, and no page grows without limit.
//
// It is told what embeds what and never changes it: it answers with the embeds that are to be shown
// as links instead.
package transclusion

import (
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
)

// An Embed is a reference that shows another document, or a part of one, in its place.
type Embed struct {
	From     *catalog.Entry // the document it stands in
	Ref      int            // in From.Body.Refs
	To       *catalog.Entry // a published document
	Fragment string         // an id in To; empty: the whole
}

// Embeds are those of each published document, in order of place.
type Embeds map[*catalog.Entry][]Embed

// problem is what is wrong with an embed, at its place.
func (x Embed) problem(code diag.Code, message, cure string) diag.Problem {
	r := &x.From.Body.Refs[x.Ref]
	return diag.Problem{Path: string(x.From.Path), Line: int(r.Line), Col: int(r.Col), Code: code, Message: message, Cure: cure}
}

// A piece is a document, or a part of one, that is embedded somewhere.
type piece struct {
	entry    *catalog.Entry
	fragment string
}

func (x Embed) piece() piece { return piece{x.To, x.Fragment} }

// holds reports whether an embed of the same document stands in the piece.
func (p piece) holds(x Embed) bool {
	from, to := p.entry.Body.Section(p.fragment)
	r := &p.entry.Body.Refs[x.Ref]
	return int(r.From) >= from && int(r.To) <= to
}
