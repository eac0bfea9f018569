package view

import (
	"cmp"
	"slices"
	"strings"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/jsonld"
	"briefings/cmd/internal/pagination"
)

// Card is a briefing as lists of briefings show it.
func (m *Maker) Card(b *briefing.Briefing) BriefingCard {
	c := BriefingCard{Link: Link{Title: b.Title, URL: m.Href(b.URL), Count: len(b.Members)}, Summary: b.Summary}
	for _, x := range b.Members[:min(cardItems, len(b.Members))] {
		c.Latest = append(c.Latest, m.Link(x.Entry))
	}
	if len(b.Members) > 0 {
		c.Updated = date(b.Members[0].Entry.Date, false)
	}
	return c
}

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

// Briefing is a page of a briefing.
func (m *Maker) Briefing(x *briefing.Briefing, articles, notes []briefing.Member, p pagination.Part) *BriefingView {
	v := &BriefingView{PageView: m.Page("briefing", x.Title, p.URL(x.URL)), Summary: x.Summary, Pager: m.Pager(x.URL, p)}
	v.Trail = m.SectionTrail("/briefings/")
	v.Description = x.Summary
	v.Feeds = append(m.feedsAt(x.Title, x.URL), v.Feeds...)
	for _, y := range articles[p.From:p.To] {
		v.Items = append(v.Items, Item{HTML: m.Item(y.Entry), Reasons: reasons(y)})
	}
	if !p.Newest() {
		m.Describe(&v.PageView)
		return v
	}
	if x.Entry != nil {
		v.Lang, v.Dir, v.Params = x.Entry.Lang, x.Entry.Dir, x.Entry.Meta.Params
		v.Body, _ = m.Weaver.Shown(x.Entry)
	}
	for _, y := range notes {
		v.Notes = append(v.Notes, Item{HTML: m.Item(y.Entry), Reasons: reasons(y)})
	}
	entities, sources := counter[*catalog.Entry]{}, counter[*catalog.Source]{}
	for _, y := range x.Members {
		for _, ev := range m.Graph.Of(y.Entry).Entities {
			entities[ev.Entity]++
		}
		if chain := y.Entry.Chain(); len(chain) > 0 {
			sources[chain[len(chain)-1]]++
		}
	}
	for _, e := range entities.top(involved, m.Order.compare) {
		l := m.Link(e)
		l.Count = entities[e]
		v.Entities = append(v.Entities, l)
	}
	for _, src := range sources.top(involved, func(a, b *catalog.Source) int { return strings.Compare(a.Key, b.Key) }) {
		l := m.SourceLink(src)
		l.Count = sources[src]
		v.Sources = append(v.Sources, l)
	}
	m.Describe(&v.PageView, jsonld.CollectionPage(x.Title, v.Canonical, x.Summary))
	return v
}

// cardItems is how many items a briefing's card shows.
const cardItems = 3

// involved is how many entities and sources a briefing's page names.
const involved = 16

// A counter counts things.
type counter[K comparable] map[K]int

// top returns the n most frequent, the most frequent first; order settles ties.
func (c counter[K]) top(n int, order func(a, b K) int) []K {
	rank := func(a, b K) int {
		if d := cmp.Compare(c[b], c[a]); d != 0 {
			return d
		}
		return order(a, b)
	}
	var best []K
	for k := range c {
		if len(best) < n || rank(k, best[n-1]) < 0 {
			at, _ := slices.BinarySearchFunc(best, k, rank)
			best = slices.Insert(best, at, k)
			best = best[:min(n, len(best))]
		}
	}
	return best
}
