package render

import (
	"strings"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/render/owner"
)

// lasting reports whether a document is in the site or will be by the clock alone. What is wrong with
// one is said today, when somebody looks, and not on the day that it comes out. A draft, or what is
// over, needs somebody's hand to come back.
func lasting(e *catalog.Entry) bool { return e.Published() || e.Hold == catalog.Future }

// reserve claims the addresses of what is still to come, and makes nothing there. What is published has
// claimed its own by then, all but the redirects, which stay until the day.
func (s *Site) reserve() {
	s.reserveEditions()
	s.reserveParts()
	for _, e := range s.Catalog.Entries {
		if e.Hold != catalog.Future {
			continue
		}
		s.reserveDocument(e)
		s.reserveAssets(e)
		if e.Kind == "briefing" {
			continue
		}
		for _, t := range e.Tags {
			s.reserveList(t.URL, t.Name)
		}
		if !e.Item() {
			continue
		}
		s.reserveList(permalink.Month(e.Date.Year(), e.Date.Month()), s.maker.Locale.Month(e.Date.Year(), e.Date.Month()))
		for _, src := range e.Chain() {
			if file := s.Catalog.AtURL(src.URL); file == nil || file.Kind != "source" {
				s.reserveList(src.URL, src.Title)
			}
		}
	}
}

// reserveParts claims the pages that lists grow by when what is to come is there, where a document stands now.
func (s *Site) reserveParts() {
	coming := 0
	for _, e := range s.Catalog.Held {
		if e.Hold == catalog.Future {
			coming++
		}
	}
	if coming == 0 {
		return
	}
	for _, e := range s.Catalog.Entries {
		base, number, ok := pagination.At(e.URL)
		list, cut := s.paged[base.Lower()]
		if !ok || !cut || !lasting(e) {
			continue
		}
		now, then := len(pagination.Cut(list.items, s.Config.PerPage)), len(pagination.Cut(list.items+coming, s.Config.PerPage))
		if now <= number && number < then {
			by := list.by
			by.Coming = true
			s.owners.Claim(outputName(e.URL), by)
		}
	}
}

func (s *Site) reserveDocument(e *catalog.Entry) {
	other, taken := s.owners.Owner(outputName(e.URL))
	switch {
	case s.standing(e), e.URL == missingURL:
		return // it takes a place that is kept for it
	case taken && other.Path == "" && (e.Kind == "briefing" || e.Kind == "source"):
		return // its page is there without its file too
	case taken && s.succeeds(e, other):
		return
	}
	s.owners.Claim(outputName(e.URL), owner.Owner{Path: string(e.Path), Coming: true})
}

// succeeds reports whether the page of another document is over when that of e is published.
func (s *Site) succeeds(e *catalog.Entry, other owner.Owner) bool {
	before := s.Catalog.AtPath(content.Path(other.Path))
	if before == nil || before.URL.Lower() != e.URL.Lower() {
		return false
	}
	over := func(a, b *catalog.Entry) bool { return !a.Expiry.IsZero() && !a.Expiry.After(b.Publish) }
	return over(before, e) || over(e, before)
}

// reserveList claims the page of a list that has nothing yet, once for all that will be in it.
func (s *Site) reserveList(u permalink.URL, title string) {
	if other, taken := s.owners.Owner(outputName(u)); !taken || other.Path != "" {
		s.owners.Claim(outputName(u), owner.Owner{Label: listLabel(title), Coming: true})
	}
}

// reserveAssets claims the names of the files that come with a document, less those that others have
// brought already.
func (s *Site) reserveAssets(e *catalog.Entry) {
	var files []*asset.Asset
	if a := s.Catalog.Picture(e); a != nil {
		files = append(files, a)
	}
	if e.Text != frontmatter.Private {
		files = append(files, s.Catalog.Bundle(e)...)
		for _, t := range s.Graph.Of(e).Targets {
			if t.Asset != nil {
				files = append(files, t.Asset)
			}
		}
	}
	for _, a := range files {
		name := strings.TrimPrefix(string(a.URL), "/")
		if other, _ := s.owners.Owner(name); other.Path != string(a.Path) {
			s.owners.Claim(name, owner.Owner{Path: string(a.Path), Coming: true})
		}
	}
}
