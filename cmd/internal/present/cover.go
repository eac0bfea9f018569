package present

import (
	"briefings/cmd/internal/card"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// HasCard reports whether a page with the title has a card: a picture made to be shown where its address
// is shared.
func (m *Maker) HasCard(title string) bool { return m.Carded != nil && m.Carded(title) }

// sharePicture is the card of a page; nil if it has none.
func (m *Maker) sharePicture(u permalink.URL, title string) *view.Cover {
	if !m.HasCard(title) {
		return nil
	}
	return &view.Cover{URL: m.Absolute(permalink.Card(u)), Alt: title, Width: card.Width, Height: card.Height}
}

// cover is the picture that stands for a document elsewhere: its card, or its own picture; nil if it has
// neither.
func (m *Maker) cover(e *catalog.Entry, p *view.Picture) *view.Cover {
	if e.Kind == "note" || e.Kind == "entity" {
		if c := m.sharePicture(e.URL, e.Title); c != nil {
			return c
		}
	}
	if p == nil || p.URL == "" || m.Host == "" {
		return nil
	}
	return &view.Cover{URL: m.Host + p.URL, Alt: p.Alt, Width: p.Width, Height: p.Height}
}
