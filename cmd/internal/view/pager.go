package view

import (
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
)

// Pager leads from a part of the list at base to its neighbours.
func (m *Maker) Pager(base permalink.URL, p pagination.Part) Pager {
	if p.Total == 1 {
		return Pager{}
	}
	out := Pager{Number: p.Number, Total: p.Total}
	if u := p.Newer(base); u != "" {
		out.Newer = m.Href(u)
	}
	if u := p.Older(base); u != "" {
		out.Older = m.Href(u)
	}
	return out
}
