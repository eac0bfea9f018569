package present

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/tally"
	"briefings/cmd/internal/view"
)

// Card is a briefing as lists of briefings show it.
func (m *Maker) Card(b *briefing.Briefing) view.BriefingCard {
	c := view.BriefingCard{Link: view.Link{Title: b.Title, URL: m.Href(b.URL), Count: len(b.Members)}, Summary: b.Summary}
	for _, x := range b.Members[:min(cardItems, len(b.Members))] {
		c.Latest = append(c.Latest, m.line(x.Entry))
	}
	if len(b.Editions) > 0 {
		c.Since = m.date(b.Since(), false)
		for _, x := range b.Members {
			if b.New(x.Entry) {
				c.New++
			}
		}
	}
	if len(b.Members) > 0 {
		c.Updated = m.date(b.Members[0].Entry.Date, false)
	}
	return c
}

// Split parts members into articles and notes, each in their order.
func Split(members []briefing.Member) (articles, notes []briefing.Member) {
	for _, x := range members {
		if x.Entry.Kind == "note" {
			notes = append(notes, x)
		} else {
			articles = append(articles, x)
		}
	}
	return articles, notes
}

// Briefing is a page of a briefing. articles and notes are its members; p is the part of the articles.
func (m *Maker) Briefing(x *briefing.Briefing, articles, notes []briefing.Member, p pagination.Part) *view.BriefingView {
	v := &view.BriefingView{PageView: m.Page("briefing", x.Title, p.URL(x.URL)), Summary: x.Summary, Pager: m.Pager(x.URL, p)}
	v.Trail = m.SectionTrail("/briefings/")
	v.Description = x.Summary
	v.Feeds = append(m.feedsAt(x.Title, x.URL), v.Feeds...)
	if !p.Newest() {
		v.Items = m.members(articles[p.From:p.To])
		m.Machine.List(&v.PageView, Entries(articles[p.From:p.To]), nil)
		return v
	}
	if m.HasNotes(notes) {
		all := view.Link{Title: m.Locale.Say("sections.all_notes"), URL: m.Href(NotesOf(x)), Count: len(notes)}
		v.AllNotes, notes = &all, notes[:m.Config.PerPage]
	}
	isNew := func(y briefing.Member) bool { return x.New(y.Entry) }
	v.Items = m.members(without(articles[p.From:p.To], isNew))
	v.Notes = m.members(without(notes, isNew))
	m.fillEditions(v, x, articles, notes, p)
	if x.Entry != nil {
		v.Lang, v.Dir, v.Params = x.Entry.Lang, x.Entry.Dir, x.Entry.Meta.Params
		v.Body, _ = m.Text.Shown(x.Entry)
	}
	v.Articles, v.Remarks = len(articles), len(x.Members)-len(articles)
	if len(x.Members) > 0 {
		v.Updated = m.date(x.Members[0].Entry.Date, false)
	}
	v.Entities, v.Sources = m.involved(x.Members)
	v.Timeline, v.Mix = m.figures().Timeline(Entries(x.Members)), m.figures().Mix(Entries(x.Members), v.Sources)
	v.Image = m.sharePicture(x.URL, x.Title)
	m.Machine.List(&v.PageView, append(Entries(notes), Entries(articles[p.From:p.To])...), v.Editions)
	return v
}

// HasNotes reports whether the notes of a briefing are too many for its page, so that they have a list of their own.
func (m *Maker) HasNotes(notes []briefing.Member) bool {
	return len(notes) > pagination.Most(m.Config.PerPage)
}

// NotesOf is the page that lists the notes of a briefing, if they have one.
func NotesOf(x *briefing.Briefing) permalink.URL { return permalink.Edition(x.URL, "notes") }

// Entries are the items of a briefing themselves.
func Entries(members []briefing.Member) []*catalog.Entry {
	out := make([]*catalog.Entry, len(members))
	for i, x := range members {
		out[i] = x.Entry
	}
	return out
}

// members are the items of a briefing with the reasons why they are there.
func (m *Maker) members(all []briefing.Member) []view.Item {
	var out []view.Item
	for _, x := range all {
		out = append(out, view.Item{HTML: m.Item(x.Entry), Reasons: m.reasons(x)})
	}
	return out
}

// involved are whom items speak of most, by kind and the most frequent first, and where they come from.
func (m *Maker) involved(members []briefing.Member) (whom []view.Group, whence []view.Link) {
	entities, sources := tally.Of[*catalog.Entry]{}, tally.Of[*catalog.Source]{}
	for _, x := range members {
		for _, ev := range m.Graph.Of(x.Entry).Entities {
			entities[ev.Entity]++
		}
		if src := x.Entry.End(); src != nil {
			sources[src]++
		}
	}
	most := entities.Top(mostInvolved, m.order.compare)
	slices.SortStableFunc(most, func(a, b *catalog.Entry) int { return cmp.Compare(kindRank(a), kindRank(b)) })
	whom = m.byKind(most, func(e *catalog.Entry) view.Link {
		l := m.Link(e)
		l.Count = entities[e]
		return l
	})
	for _, src := range sources.Top(mostInvolved, catalog.BySourceKey) {
		l := m.SourceLink(src)
		l.Count = sources[src]
		whence = append(whence, l)
	}
	return whom, whence
}

// cardItems is how many items a briefing's card shows.
const cardItems = 3

// mostInvolved is how many entities and sources a briefing's page names.
const mostInvolved = 16
