package render

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/claim"
	"briefings/cmd/internal/view"
	"briefings/cmd/internal/weave"
)

// lists plans every page that shows more than one document.
func (s *Site) lists() {
	s.checkLayouts()
	s.home()
	s.briefings()
	s.entities()
	for _, section := range []struct {
		url   permalink.URL
		items []*catalog.Entry
	}{{"/articles/", s.Catalog.Articles}, {"/notes/", s.Catalog.Notes}} {
		if s.make.Lists(section.url) {
			s.list(section.url, "list", s.make.Section(section.url), section.items, nil)
		}
	}
	s.pagesOfFolders()
	s.sources()
	s.tags()
	s.archive()
	s.missing()
}

// missingURL is the page that hosts show for what is not there.
const missingURL permalink.URL = "/404.html"

// missing plans the page for what is not there, unless the site has one of its own.
func (s *Site) missing() {
	if s.make.Standing(missingURL) != nil {
		return
	}
	s.addPage(outputName(missingURL), claim.Owner{Label: "the page for what is missing"}, func(m *present.Maker) (string, any) {
		v := &view.MissingView{PageView: m.Page("404", m.Locale.Say("sections.missing"), missingURL)}
		v.Canonical = ""
		return "404", v
	})
}

// owner is the owner of a list: the document whose text stands above it, or what it is called.
func (s *Site) owner(u permalink.URL, label string) claim.Owner {
	o := claim.Owner{}
	if e := s.make.Standing(u); e != nil {
		o = file(e)
	}
	o.Label = label
	return o
}

// homeItems is how many of the newest items the home page shows.
const homeItems = 12

func (s *Site) home() {
	s.page("/", s.owner("/", "the home page"), true, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.HomeView{PageView: m.Page("home", s.Config.Title, "/")}
		v.Body = m.Above(&v.PageView, "/")
		v.Description = cmp.Or(s.Config.Description, v.Description)
		for _, x := range s.Input.Briefings.All {
			v.Briefings = append(v.Briefings, m.Card(x))
		}
		v.Latest = m.Items(s.Catalog.Items[:min(homeItems, len(s.Catalog.Items))])
		if !s.Config.Declared && len(v.Latest) == 0 {
			v.Pages, v.Folders = s.frontPages(), s.frontFolders()
		}
		m.DescribeSite(&v.PageView)
		return "home", v
	})
}

func (s *Site) briefings() {
	if !s.make.Lists("/briefings/") {
		return
	}
	s.page("/briefings/", s.owner("/briefings/", "the list of briefings"), true, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.BriefingsView{PageView: m.Page("briefings", m.Section("/briefings/"), "/briefings/")}
		v.Trail = m.HomeTrail()
		v.Body = m.Above(&v.PageView, "/briefings/")
		var parts []view.Link
		for _, x := range s.Input.Briefings.All {
			card := m.Card(x)
			v.Briefings, parts = append(v.Briefings, card), append(parts, card.Link)
		}
		m.DescribeList(&v.PageView, nil, parts)
		return "briefings", v
	})
	for _, x := range s.Input.Briefings.All {
		by := claim.Owner{Label: fmt.Sprintf("the briefing %q", x.ID)}
		if x.Entry != nil {
			by = file(x.Entry)
		}
		articles, notes := present.Split(x.Members)
		for _, p := range pagination.Cut(len(articles), s.Config.PerPage) {
			s.page(p.URL(x.URL), by, p.Newest(), feed.Location{}, func(m *present.Maker) (string, any) {
				return "briefing", m.Briefing(x, articles, notes, p)
			})
		}
		if s.make.HasNotes(notes) {
			s.list(present.NotesOf(x), "list", s.make.Locale.Say("sections.notes_of", x.Title), present.Entries(notes), s.make.BriefingTrail(x))
		}
		s.card(x.URL, by, x.Title, func(*present.Maker) string { return x.Summary })
		s.editions(x)
	}
}

// list plans a list of items on as many pages as it needs.
func (s *Site) list(u permalink.URL, kind, title string, items []*catalog.Entry, trail []view.Link) {
	if trail == nil {
		trail = s.make.HomeTrail()
	}
	for _, p := range pagination.Cut(len(items), s.Config.PerPage) {
		s.page(p.URL(u), s.owner(u, listLabel(title)), p.Newest(), feed.Location{}, func(m *present.Maker) (string, any) {
			v := &view.ListView{PageView: m.Page(kind, title, p.URL(u)), Count: len(items), Pager: m.Pager(u, p)}
			v.Trail = trail
			if p.Newest() {
				v.Body = m.Above(&v.PageView, u)
			}
			v.Items = m.Items(items[p.From:p.To])
			m.DescribeList(&v.PageView, items[p.From:p.To], nil)
			return "list", v
		})
	}
}

func listLabel(title string) string { return fmt.Sprintf("the list %q", title) }

// index plans a page of links in groups, if the site has anything for it.
func (s *Site) index(u permalink.URL, groups func() []view.Group) {
	if !s.make.Lists(u) {
		return
	}
	s.page(u, s.owner(u, listLabel(s.make.Section(u))), true, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.IndexView{PageView: m.Page("index", m.Section(u), u)}
		v.Trail = m.HomeTrail()
		v.Body = m.Above(&v.PageView, u)
		v.Groups = groups()
		m.DescribeList(&v.PageView, nil, nil)
		return "index", v
	})
}

func (s *Site) sources() {
	s.index("/sources/", func() []view.Group {
		var g view.Group
		for _, src := range s.Catalog.Sources {
			l := s.make.SourceLink(src)
			l.Count = len(src.Items)
			g.Links = append(g.Links, l)
		}
		return []view.Group{g}
	})
	for _, src := range s.Catalog.Sources {
		s.list(src.URL, "source", src.Title, src.Items, s.make.SectionTrail("/sources/"))
	}
}

func (s *Site) tags() {
	s.index("/tags/", func() []view.Group {
		var g view.Group
		for _, t := range s.Catalog.Tags {
			g.Links = append(g.Links, view.Link{Title: t.Name, URL: s.make.Href(t.URL), Count: len(t.Items)})
		}
		return []view.Group{g}
	})
	for _, t := range s.Catalog.Tags {
		s.list(t.URL, "tag", t.Name, t.Items, s.make.SectionTrail("/tags/"))
	}
}

// archive plans a page a month, and one that leads to them.
func (s *Site) archive() {
	type month struct {
		year  int
		month time.Month
		items []*catalog.Entry
	}
	var months []month
	for _, e := range s.Catalog.Items {
		if e.Date.IsZero() {
			continue
		}
		y, m, _ := e.Date.Date()
		if k := len(months) - 1; k < 0 || months[k].year != y || months[k].month != m {
			months = append(months, month{year: y, month: m})
		}
		months[len(months)-1].items = append(months[len(months)-1].items, e)
	}
	s.index("/archive/", func() []view.Group {
		var out []view.Group
		for _, m := range months {
			year := s.make.Locale.YearTitle(m.year)
			if len(out) == 0 || out[len(out)-1].Title != year {
				out = append(out, view.Group{Title: year})
			}
			g := &out[len(out)-1]
			g.Links = append(g.Links, view.Link{Title: s.make.Locale.MonthBelow(m.year, m.month), URL: s.make.Href(permalink.Month(m.year, m.month)), Count: len(m.items)})
		}
		return out
	})
	for _, m := range months {
		s.list(permalink.Month(m.year, m.month), "month", s.make.Locale.Month(m.year, m.month), m.items, s.make.SectionTrail("/archive/"))
	}
}

// entities plans the pages of entities, and the one that lists them.
func (s *Site) entities() {
	s.index("/entities/", func() []view.Group {
		var out []view.Group
		for _, kind := range append(slices.Clone(frontmatter.EntityKinds), "") {
			g := view.Group{Title: s.make.EntityHeading(kind)}
			for _, e := range s.Catalog.Entities {
				if e.Meta.Entity.Kind == kind {
					l := s.make.Link(e)
					l.Count = len(s.Graph.Of(e).Items)
					g.Links = append(g.Links, l)
				}
			}
			if len(g.Links) > 0 {
				out = append(out, g)
			}
		}
		return out
	})
	for _, e := range s.Catalog.Entities {
		for _, p := range pagination.Cut(len(s.Graph.Of(e).Items), s.Config.PerPage) {
			s.page(p.URL(e.URL), file(e), p.Newest(), feed.Location{}, func(m *present.Maker) (string, any) {
				v := m.Entity(e, p)
				return s.layoutOf(e, v), v
			})
		}
		s.documentCard(e)
	}
}

// redirects plans the pages at old addresses. They never take the place of a page.
func (s *Site) redirects() {
	for _, r := range s.Catalog.Redirect {
		other, taken := s.claims.Owner(outputName(r.From))
		if other.Coming {
			s.claims.Release(outputName(r.From)) // the document is not there yet
			taken = false
		}
		if taken {
			if !r.Weak && other.Path != string(r.To.Path) {
				line, col := r.To.Front.Place("aliases")
				s.Problems = append(s.Problems, diag.Problem{
					Path: string(r.To.Path), Line: line, Col: col, Code: diag.AliasTaken,
					Message: fmt.Sprintf("the old address %s is that of %s and does not lead here", r.From, other),
					Cure:    "remove the alias from one of them",
				})
			}
			continue
		}
		s.addPage(outputName(r.From), file(r.To), func(m *present.Maker) (string, any) {
			v := &view.RedirectView{PageView: m.Page("redirect", r.To.Title, r.To.URL), To: m.Href(r.To.URL)}
			v.Lang, v.Dir = r.To.Lang, r.To.Dir
			return "redirect", v
		})
		s.moved = append(s.moved, hosting.Redirect{From: weave.Escape(r.From), To: s.make.Href(r.To.URL)})
	}
}
