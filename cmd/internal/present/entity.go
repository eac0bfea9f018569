package present

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/pagination"
	"briefings/cmd/internal/view"
)

// An order is where each published entity stands among all: by kind, as the list of entities has them,
// then as the catalog does, by name. No page lists one that is not published.
type order map[*catalog.Entry]int

// entityOrder returns the order of a catalog's entities.
func entityOrder(c *catalog.Catalog) order {
	sorted := slices.Clone(c.Entities)
	slices.SortStableFunc(sorted, func(a, b *catalog.Entry) int { return cmp.Compare(kindRank(a), kindRank(b)) })
	o := make(order, len(sorted))
	for i, e := range sorted {
		o[e] = i
	}
	return o
}

// kindRank is the place of an entity's kind among all.
func kindRank(e *catalog.Entry) int {
	if i := slices.Index(frontmatter.EntityKinds, e.Meta.Entity.Kind); i >= 0 {
		return i
	}
	return len(frontmatter.EntityKinds)
}

func (o order) compare(a, b *catalog.Entry) int { return cmp.Compare(o[a], o[b]) }

// roles returns the roles of an entity that have not ended, and those that have, in their order.
func (m *Maker) roles(e *catalog.Entry) (current, former []view.Role) {
	for _, r := range e.Meta.Entity.Roles {
		term := m.Catalog.Term(r)
		role := view.Role{Title: r.Title, From: m.dateOf(r.From), To: m.dateOf(r.To), Coming: term == catalog.Coming}
		if r.Of != "" {
			role.Of = m.named(r.Of, m.Catalog.Entity(r.Of, e))
		}
		if term == catalog.Former {
			former = append(former, role)
		} else {
			current = append(current, role)
		}
	}
	return current, former
}

// Entity is a page of an entity.
func (m *Maker) Entity(e *catalog.Entry, p pagination.Part) *view.EntityView {
	items := m.Graph.Of(e).Items
	v := &view.EntityView{Sort: m.Locale.Word("kind", e.Meta.Entity.Kind), Count: len(items), Pager: m.Pager(e.URL, p)}
	if p.Newest() {
		v.DocumentView = m.Document(e)
		v.Backlinks = view.Backlinks{} // they are among the mentions
		v.Roles, v.Former = m.roles(e)
		for _, n := range e.Names {
			v.Names = append(v.Names, view.Name{Text: n})
		}
		for _, n := range e.Meta.Entity.Names {
			v.Names = append(v.Names, view.Name{Text: n.Name, Lang: n.Lang, Dir: direction.OfLanguage(n.Lang)})
		}
		v.SameAs = e.SameAs()
		v.Timeline = m.figures().Timeline(items)
		v.Company = m.figures().Company(e, items)
	} else {
		v.DocumentView = view.DocumentView{PageView: m.Page("entity", e.Title, p.URL(e.URL))}
		v.Trail, v.Lang, v.Dir = m.trail(e), e.Lang, e.Dir
		m.Machine.Page(&v.PageView)
	}
	if own := m.feedsAt(e.Title, e.URL); len(own) > 0 {
		v.Feeds = append(own[:1], v.Feeds...) // Atom only
	}
	for _, x := range items[p.From:p.To] {
		v.Mentions = append(v.Mentions, view.Item{HTML: m.Item(x), Sentence: m.Text.Mention(x, e)})
	}
	return v
}
