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
	"briefings/cmd/internal/render/owner"
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
		if s.Catalog.HasSection(section.url) {
			s.list(section.url, "list", s.maker.Section(section.url), section.items, nil)
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
	if s.maker.Standing(missingURL) != nil {
		return
	}
	s.addPage(outputName(missingURL), owner.Owner{Label: "the page for what is missing"}, func(m *present.Maker) (string, any) {
		v := &view.MissingView{PageView: m.Page("404", m.Locale.Say("sections.missing"), missingURL)}
		v.Canonical = ""
		return "404", v
	})
}

// owner is the owner of a list: the document whose text stands above it, or what it is called.
func (s *Site) owner(u permalink.URL, label string) owner.Owner {
	o := owner.Owner{}
	if e := s.maker.Standing(u); e != nil {
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
		for _, x := range s.Briefings.All {
			v.Briefings = append(v.Briefings, m.Card(x))
		}
		v.Latest = m.Items(s.Catalog.Items[:min(homeItems, len(s.Catalog.Items))])
		if !s.Config.Declared && len(v.Latest) == 0 {
			v.Pages, v.Folders = s.frontPages(), s.frontFolders()
		}
		m.Machine.Home(&v.PageView)
		return "home", v
	})
}

func (s *Site) briefings() {
	if !s.Catalog.HasSection("/briefings/") {
		return
	}
	s.page("/briefings/", s.owner("/briefings/", "the list of briefings"), true, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.BriefingsView{PageView: m.Page("briefings", m.Section("/briefings/"), "/briefings/")}
		v.Trail = m.HomeTrail()
		v.Body = m.Above(&v.PageView, "/briefings/")
		var parts []view.Link
		for _, x := range s.Briefings.All {
			card := m.Card(x)
			v.Briefings, parts = append(v.Briefings, card), append(parts, card.Link)
		}
		m.Machine.List(&v.PageView, nil, parts)
		return "briefings", v
	})
	for _, x := range s.Briefings.All {
		by := owner.Owner{Label: fmt.Sprintf("the briefing %q", x.ID)}
		if x.Entry != nil {
			by = file(x.Entry)
		}
		articles, notes := present.Split(x.Members)
		for _, p := range s.parts(x.URL, by, len(articles)) {
			s.page(p.URL(x.URL), by, p.Newest(), feed.Location{}, func(m *present.Maker) (string, any) {
				return "briefing", m.Briefing(x, articles, notes, p)
			})
		}
		if s.maker.HasNotes(notes) {
			s.list(present.NotesOf(x), "list", s.maker.Locale.Say("sections.notes_of", x.Title), present.Entries(notes), s.maker.BriefingTrail(x))
		}
		s.card(x.URL, by, x.Title, func(*present.Maker) string { return x.Summary })
		s.editions(x)
	}
}

// A paged list is one that is cut into pages.
type paged struct {
	by    owner.Owner
	items int
}

// parts cuts a list into pages.
func (s *Site) parts(u permalink.URL, by owner.Owner, items int) []pagination.Part {
	s.paged[u.Lower()] = paged{by, items}
	return pagination.Cut(items, s.Config.PerPage)
}

// list plans a list of items on as many pages as it needs.
func (s *Site) list(u permalink.URL, kind, title string, items []*catalog.Entry, trail []view.Link) {
	if trail == nil {
		trail = s.maker.HomeTrail()
	}
	by := s.owner(u, listLabel(title))
	for _, p := range s.parts(u, by, len(items)) {
		s.page(p.URL(u), by, p.Newest(), feed.Location{}, func(m *present.Maker) (string, any) {
			v := &view.ListView{PageView: m.Page(kind, title, p.URL(u)), Count: len(items), Pager: m.Pager(u, p)}
			v.Trail = trail
			if p.Newest() {
				v.Body = m.Above(&v.PageView, u)
			}
			v.Items = m.Items(items[p.From:p.To])
			m.Machine.List(&v.PageView, items[p.From:p.To], nil)
			return "list", v
		})
	}
}

func listLabel(title string) string { return fmt.Sprintf("the list %q", title) }

// index plans a page of links in groups, if the site has anything for it.
func (s *Site) index(u permalink.URL, groups func() []view.Group) {
	if !s.Catalog.HasSection(u) {
		return
	}
	s.page(u, s.owner(u, listLabel(s.maker.Section(u))), true, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.IndexView{PageView: m.Page("index", m.Section(u), u)}
		v.Trail = m.HomeTrail()
		v.Body = m.Above(&v.PageView, u)
		v.Groups = groups()
		m.Machine.List(&v.PageView, nil, nil)
		return "index", v
	})
}

func (s *Site) sources() {
	s.index("/sources/", func() []view.Group {
		var g view.Group
		for _, src := range s.Catalog.Sources {
			l := s.maker.SourceLink(src)
			l.Count = len(src.Items)
			g.Links = append(g.Links, l)
		}
		return []view.Group{g}
	})
	for _, src := range s.Catalog.Sources {
		s.list(src.URL, "source", src.Title, src.Items, s.maker.SectionTrail("/sources/"))
	}
}

func (s *Site) tags() {
	s.index("/tags/", func() []view.Group {
		var g view.Group
		for _, t := range s.Catalog.Tags {
			g.Links = append(g.Links, view.Link{Title: t.Name, URL: s.maker.Href(t.URL), Count: len(t.Items)})
		}
		return []view.Group{g}
	})
	for _, t := range s.Catalog.Tags {
		s.list(t.URL, "tag", t.Name, t.Items, s.maker.SectionTrail("/tags/"))
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
			year := s.maker.Locale.YearTitle(m.year)
			if len(out) == 0 || out[len(out)-1].Title != year {
				out = append(out, view.Group{Title: year})
			}
			g := &out[len(out)-1]
			g.Links = append(g.Links, view.Link{Title: s.maker.Locale.MonthBelow(m.year, m.month), URL: s.maker.Href(permalink.Month(m.year, m.month)), Count: len(m.items)})
		}
		return out
	})
	for _, m := range months {
		s.list(permalink.Month(m.year, m.month), "month", s.maker.Locale.Month(m.year, m.month), m.items, s.maker.SectionTrail("/archive/"))
	}
}

// entities plans the pages of entities, and the one that lists them.
func (s *Site) entities() {
	s.index("/entities/", func() []view.Group {
		var out []view.Group
		for _, kind := range append(slices.Clone(frontmatter.EntityKinds), "") {
			g := view.Group{Title: s.maker.EntityHeading(kind)}
			for _, e := range s.Catalog.Entities {
				if e.Meta.Entity.Kind == kind {
					l := s.maker.Link(e)
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
		for _, p := range s.parts(e.URL, file(e), len(s.Graph.Of(e).Items)) {
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
	for _, r := range s.Catalog.Redirects {
		other, taken := s.owners.Owner(outputName(r.From))
		if other.Coming {
			s.owners.Release(outputName(r.From)) // the document is not there yet
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
		s.redirect(r.From, file(r.To), r.To.URL, r.To.Title, r.To.Lang, r.To.Dir)
	}
}

// redirect plans a page that leads readers from one address to another, whose page has a title in a language.
func (s *Site) redirect(from permalink.URL, by owner.Owner, to permalink.URL, title, lang, dir string) {
	s.addPage(outputName(from), by, func(m *present.Maker) (string, any) {
		v := &view.RedirectView{PageView: m.Page("redirect", title, to), To: m.Href(to)}
		v.Lang, v.Dir = lang, dir
		return "redirect", v
	})
	s.moved = append(s.moved, hosting.Redirect{From: weave.Escape(from), To: s.maker.Href(to)})
}
