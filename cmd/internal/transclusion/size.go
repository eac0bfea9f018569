package transclusion

import (
	"fmt"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
)

// The bounds of what a page embeds. What embeds what embeds others grows as a power: seven files of
// fifty lines would make a page of gigabytes.
const (
	MaxDepth  = 4       // how deep embedded documents may embed others
	maxPieces = 1000    // on one page
	maxBytes  = 4 << 20 // of HTML on one page
)

// TooLarge returns the embeds in these documents that would make their page too large, and reports
// each at its place. Only text that is shown whole is shown in another page.
func (m Embeds) TooLarge(entries []*catalog.Entry) ([]Embed, []diag.Problem) {
	var over []Embed
	var problems []diag.Problem
	s := sizer{embeds: m, sizes: map[nested]size{}}
	for _, e := range entries {
		var page size
		for _, x := range m[e] {
			grown := page.and(s.embed(x, 1))
			if !grown.over() {
				page = grown
				continue
			}
			over = append(over, x)
			problems = append(problems, x.problem(diag.Limit,
				fmt.Sprintf("with %q the page would embed more than %d pieces or %d MiB; shown as a link", x.To.ID, maxPieces, maxBytes>>20),
				"link to it instead, or embed a part of it"))
		}
	}
	return over, problems
}

// A size is what a piece with all that it embeds comes to; once over the bounds, it may be more.
type size struct{ pieces, bytes int }

func (a size) and(b size) size { return size{a.pieces + b.pieces, a.bytes + b.bytes} }
func (a size) over() bool      { return a.pieces > maxPieces || a.bytes > maxBytes }

// A nested piece stands at a depth from 1.
type nested struct {
	piece
	depth int
}

// A sizer measures each piece once.
type sizer struct {
	embeds Embeds
	sizes  map[nested]size
}

// embed is what an embed adds to the page at a depth: nothing if the text is not shown.
func (s *sizer) embed(x Embed, depth int) size {
	if x.To.Text != frontmatter.Full {
		return size{}
	}
	return s.measure(nested{x.piece(), depth})
}

func (s *sizer) measure(p nested) size {
	if known, ok := s.sizes[p]; ok {
		return known
	}
	from, to := p.entry.Body.Section(p.fragment)
	out := size{1, to - from}
	if p.depth < MaxDepth {
		all, refs := s.embeds[p.entry], p.entry.Body.Refs
		first, _ := slices.BinarySearchFunc(all, from, func(x Embed, from int) int { return int(refs[x.Ref].From) - from })
		for _, x := range all[first:] {
			if int(refs[x.Ref].To) > to || out.over() {
				break
			}
			out = out.and(s.embed(x, p.depth+1))
		}
	}
	s.sizes[p] = out
	return out
}
