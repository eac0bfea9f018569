package present

import (
	"slices"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/jsonld"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// Describe gives a page what describes it to machines, and the way that leads to it, when its title,
// its trail and its picture are known. Without a base URL there is nothing to call a page by.
func (m *Maker) Describe(v *view.PageView, things ...*jsonld.Thing) {
	m.head(v)
	if m.Host == "" {
		return
	}
	if len(v.Trail) > 0 {
		crumbs := append(m.whole(v.Trail), jsonld.Link{Name: v.Title, URL: v.Canonical})
		things = append(things, jsonld.BreadcrumbList(crumbs))
	}
	if len(things) > 0 {
		v.Data = jsonld.Script(things...)
	}
}

// whole gives links their whole addresses.
func (m *Maker) whole(all []view.Link) []jsonld.Link {
	out := make([]jsonld.Link, len(all))
	for i, l := range all {
		out[i] = jsonld.Link{Name: l.Title, URL: m.Host + l.URL}
	}
	return out
}

// siteThing is the site as every page describes it.
func (m *Maker) siteThing() jsonld.Site {
	s := jsonld.Site{Name: m.Config.Title, URL: m.Absolute("/"), Description: m.Config.Description, Lang: m.Config.Lang}
	if m.Catalog.HasSection("/search/") {
		s.Search = m.Absolute("/search/")
	}
	if m.Catalog.Static(m.Config.Logo) {
		s.Logo = m.Absolute(permalink.URL("/" + m.Config.Logo))
	}
	return s
}

// DescribeSite describes the home page.
func (m *Maker) DescribeSite(v *view.PageView) { m.Describe(v, jsonld.WebSite(m.siteThing())) }

// DescribeList describes a page that lists documents, and leads to further pages of its own.
func (m *Maker) DescribeList(v *view.PageView, items []*catalog.Entry, parts []view.Link) {
	all := make([]jsonld.Link, len(items))
	for i, e := range items {
		all[i] = jsonld.Link{Name: e.Title, URL: m.Absolute(e.URL)}
	}
	m.Describe(v, jsonld.CollectionPage(jsonld.Collection{
		Link: jsonld.Link{Name: v.Title, URL: v.Canonical}, Description: v.Description, Lang: v.Lang, Items: all, Parts: m.whole(parts),
	}, m.siteThing()))
}

// described is what a document says of itself to machines. Its view has all that it shows to people.
func (m *Maker) described(e *catalog.Entry, d *view.DocumentView) *jsonld.Thing {
	if m.Host == "" {
		return nil
	}
	p := jsonld.Page{
		Site: m.siteThing(), URL: d.Canonical, Identifier: m.Tag(e), Description: d.Description, SameAs: sameAs(e),
		BasedOn: Outward(e.Meta.Source.URL), Archived: Outward(e.Meta.Source.Archived),
	}
	if d.Picture != nil && d.Picture.URL != "" {
		p.Image = &jsonld.Image{
			URL: m.Host + d.Picture.URL, Width: d.Picture.Width, Height: d.Picture.Height, Caption: d.Picture.Caption, Credit: d.Picture.Credit,
		}
	}
	if !e.Item() {
		return jsonld.Document(e, p)
	}
	p.Authors = m.authors(e)
	n := m.Graph.Of(e)
	for _, v := range n.Entities[:min(len(n.Entities), mostNamed)] {
		if v.How == links.Listed {
			p.About = append(p.About, m.subject(v.Entity))
		} else {
			p.Mentions = append(p.Mentions, m.subject(v.Entity))
		}
	}
	if e.Text == frontmatter.Full {
		p.Cites = m.cites(e, n)
	}
	if place := m.named(e.Meta.Place); place.URL != "" {
		p.Place = m.subject(m.Catalog.Find("entity", e.Meta.Place))
	} else {
		p.Place = jsonld.Subject{Kind: "place", Name: place.Title}
	}
	for _, c := range e.Meta.Corrections {
		if c.Why != "" {
			p.Corrections = append(p.Corrections, jsonld.Correction{Date: c.Date.In(m.Config.Location), Text: c.Why})
		}
	}
	return jsonld.Document(e, p)
}

// mostNamed is how many entities a page names to machines: a register of thousands would weigh more than
// the text.
const mostNamed = 24

func (m *Maker) subject(e *catalog.Entry) jsonld.Subject {
	return jsonld.Subject{Kind: e.Meta.Entity.Kind, Name: e.Title, URL: m.Absolute(e.URL), SameAs: sameAs(e)}
}

// cites are the articles and notes that a document refers to, each once, in the order of its text.
func (m *Maker) cites(e *catalog.Entry, n *links.Node) []jsonld.Work {
	var out []jsonld.Work
	seen := map[*catalog.Entry]bool{e: true}
	for _, t := range n.Targets {
		if t.Entry == nil || seen[t.Entry] || !t.Entry.Item() || !t.Entry.Published() {
			continue
		}
		seen[t.Entry] = true
		out = append(out, jsonld.Work{Link: jsonld.Link{Name: t.Entry.Title, URL: m.Absolute(t.Entry.URL)}, Kind: t.Entry.Kind})
	}
	return out
}

// authors are who signs a document. Front matter has names alone: that of the site, that of an entity
// which is a body, and what newsrooms sign together with, are no person's.
func (m *Maker) authors(e *catalog.Entry) []jsonld.Author {
	var out []jsonld.Author
	for _, name := range e.Meta.Authors {
		a := jsonld.Author{Name: name}
		words := strings.Fields(fold.Key(name))
		a.Body = fold.Key(name) == fold.Key(m.Config.Title) || len(words) > 0 && slices.Contains(jointly, words[len(words)-1])
		if entity := m.Catalog.Find("entity", name); entity != nil && entity.Published() {
			a.URL = m.Absolute(entity.URL)
			a.Body = a.Body || entity.Meta.Entity.Kind == "body"
		}
		out = append(out, a)
	}
	return out
}

// jointly are the last words of names that several sign with.
var jointly = []string{"desk", "editors", "newsroom", "staff", "team"}
