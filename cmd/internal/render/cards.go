package render

import (
	"bytes"
	"fmt"

	"briefings/cmd/internal/card"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
)

// carded prepares the drawing of cards, if the site wants any, and returns which titles can have one. Without a
// base URL nothing could name them.
func (s *Site) carded() (func(title string) bool, error) {
	if !s.Config.Cards || s.host == "" {
		return nil, nil
	}
	drawer, err := card.New()
	if err != nil {
		return nil, err
	}
	s.drawer = drawer
	return drawer.Has, nil
}

// card plans the card of a page, if it has one. text says what the page is about.
func (s *Site) card(u permalink.URL, by owner.Owner, title string, text func(*present.Maker) string) {
	if first, _ := s.owners.Owner(outputName(u)); !s.maker.HasCard(title) || first != by {
		return
	}
	shown := func(m *present.Maker) card.Card {
		return card.Card{Title: title, Text: text(m), Site: s.Config.Title, Accent: s.cardAccent()}
	}
	key := func(k *keys) [32]byte { return k.digester.Of("card", card.Version, shown(k.maker)) }
	s.addKeyed(outputName(permalink.Card(u)), by, key, func(b *bytes.Buffer) error {
		data, err := s.drawn(shown(s.maker))
		b.Write(data)
		return err
	})
}

// drawn returns a card as it is drawn, or was.
func (s *Site) drawn(c card.Card) ([]byte, error) {
	key := s.keys().digester.Of("card", card.Version, c)
	if s.Kept != nil {
		if data, ok := s.Kept.Load(key); ok {
			return data, nil
		}
	}
	data, err := s.drawer.Draw(c)
	if err != nil {
		return nil, fmt.Errorf("the card of %q: %w", c.Title, err)
	}
	if s.Kept != nil {
		s.Kept.Save(key, data)
	}
	return data, nil
}

// documentCard plans the card of a note or an entity.
func (s *Site) documentCard(e *catalog.Entry) {
	s.card(e.URL, file(e), e.Title, func(m *present.Maker) string { return m.Summary(e) })
}
