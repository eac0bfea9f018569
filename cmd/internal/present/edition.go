package present

import (
	"slices"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// shownEditions is how many editions a briefing's page lists.
const shownEditions = 6

// fillEditions fills the newest page of a briefing with what is new since the last edition, and with the
// editions. An old story that is published now is new, wherever its date puts it among the articles;
// what is new and has no room here begins the next page.
func (m *Maker) fillEditions(v *view.BriefingView, x *briefing.Briefing, articles, notes []briefing.Member, p pagination.Part) {
	if len(x.Editions) == 0 {
		return
	}
	since := x.Since()
	v.Since = m.date(since, false)
	fresh := without(notes, func(y briefing.Member) bool { return !x.New(y.Entry) })
	room := pagination.Most(m.Config.PerPage)
	for i, y := range articles {
		switch {
		case !x.New(y.Entry):
		case i < p.To || room > 0 && y.Entry.Date.Before(since):
			fresh = append(fresh, y)
			room--
		default:
			v.MoreNew++
		}
	}
	v.New = m.members(fresh)
	for _, ed := range x.Editions[:min(shownEditions, len(x.Editions))] {
		v.Editions = append(v.Editions, m.editionLink(ed, m.periodLong(ed.Period)))
	}
	if len(x.Editions) > shownEditions {
		all := m.allEditions(x)
		v.All = &all
	}
}

func without(members []briefing.Member, drop func(briefing.Member) bool) []briefing.Member {
	return slices.DeleteFunc(slices.Clone(members), drop)
}

func (m *Maker) editionLink(x *briefing.Edition, title string) view.Link {
	return view.Link{Title: title, URL: m.Href(x.URL), Count: len(x.Members)}
}

func (m *Maker) neighbour(x *briefing.Edition) *view.Link {
	l := m.editionLink(x, m.periodTitle(x.Period))
	return &l
}

func (m *Maker) allEditions(x *briefing.Briefing) view.Link {
	return view.Link{Title: m.Locale.Say("sections.editions"), URL: m.Href(EditionsOf(x)), Count: len(x.Editions)}
}

// EditionsOf is the page that lists the editions of a briefing.
func EditionsOf(x *briefing.Briefing) permalink.URL { return permalink.Edition(x.URL, "editions") }

// BriefingTrail leads to a page below that of a briefing.
func (m *Maker) BriefingTrail(x *briefing.Briefing) []view.Link {
	return append(m.SectionTrail("/briefings/"), m.briefingLink(x))
}

func (m *Maker) briefingLink(x *briefing.Briefing) view.Link {
	l := view.Link{Title: x.Title, URL: m.Href(x.URL)}
	if x.Entry != nil && x.Entry.Lang != m.Config.Lang {
		l.Lang = x.Entry.Lang
	}
	return l
}

// Edition is the page of an edition, the i-th of its briefing's.
func (m *Maker) Edition(b *briefing.Briefing, i int) *view.EditionView {
	x := b.Editions[i]
	v := &view.EditionView{
		PageView: m.Page("edition", m.EditionTitle(x), x.URL), Briefing: m.briefingLink(b), Days: m.Days(x.Period), Contents: m.Contents(x), All: m.allEditions(b),
	}
	v.Trail = m.BriefingTrail(b)
	v.Feeds = append(m.feedsAt(b.Title, b.URL), v.Feeds...)
	v.Description = v.Days + ": " + v.Contents + "."
	v.Published = m.date(x.End, false)
	if x.Modified.After(x.End) {
		v.Modified = m.date(x.Modified, false)
	}
	articles, notes := Split(x.Members)
	v.Notes, v.Items = m.dated(x, notes), m.dated(x, articles)
	v.Entities, v.Sources = m.involved(x.Members)
	if i > 0 {
		v.Newer = m.neighbour(b.Editions[i-1])
	}
	if i+1 < len(b.Editions) {
		v.Older = m.neighbour(b.Editions[i+1])
	}
	m.Machine.List(&v.PageView, append(Entries(notes), Entries(articles)...), nil)
	return v
}

// dated are items of an edition, and when the late ones came.
func (m *Maker) dated(x *briefing.Edition, members []briefing.Member) []view.Item {
	out := m.members(members)
	for i := range out {
		out[i].Added = m.date(x.Late(members[i].Entry), false)
	}
	return out
}

// Editions lists the editions of a briefing by year.
func (m *Maker) Editions(b *briefing.Briefing) *view.IndexView {
	v := &view.IndexView{PageView: m.Page("index", m.Locale.Say("sections.editions_of", b.Title), EditionsOf(b))}
	v.Trail = m.BriefingTrail(b)
	v.Feeds = append(m.feedsAt(b.Title, b.URL), v.Feeds...)
	for _, x := range b.Editions {
		year := m.Locale.YearTitle(x.Period.Year())
		if len(v.Groups) == 0 || v.Groups[len(v.Groups)-1].Title != year {
			v.Groups = append(v.Groups, view.Group{Title: year})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.Links = append(g.Links, m.editionLink(x, m.periodLong(x.Period)))
	}
	m.Machine.Page(&v.PageView)
	return v
}
