package present

import (
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// Pager leads from a part of the list at base to its neighbours.
func (m *Maker) Pager(base permalink.URL, p pagination.Part) view.Pager {
	if p.Total == 1 {
		return view.Pager{}
	}
	out := view.Pager{Number: p.Number, Total: p.Total}
	if u := p.Newer(base); u != "" {
		out.Newer = m.Href(u)
	}
	if u := p.Older(base); u != "" {
		out.Older = m.Href(u)
	}
	return out
}
