// Package machine says of pages what programs read of them: search engines, the sites that they are shared on, and
// reference managers.
package machine

import (
	"slices"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/jsonld"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// A Describer describes the pages of one site. It may be used by several goroutines at once.
type Describer struct {
	Config  *config.Site
	Catalog *catalog.Catalog
	Graph   *links.Graph
	Locale  *locale.Locale
	Host    string // scheme and host; empty without a base URL

	// Absolute is a whole address; empty without a base URL.
	Absolute func(permalink.URL) string

	// Tag returns what a document is called, whatever its title and its address become.
	Tag func(*catalog.Entry) string
}

// Page describes any page, and the way that leads to it, when its title, its trail and its picture are known.
// Without a base URL there is nothing to call a page by.
func (d Describer) Page(v *view.PageView, things ...*jsonld.Thing) {
	d.head(v)
	if d.Host == "" {
		return
	}
	if len(v.Trail) > 0 {
		crumbs := append(d.whole(v.Trail), jsonld.Link{Name: v.Title, URL: v.Canonical})
		things = append(things, jsonld.BreadcrumbList(crumbs))
	}
	if len(things) > 0 {
		v.Data = jsonld.Script(things...)
	}
}

// whole gives links their whole addresses.
func (d Describer) whole(all []view.Link) []jsonld.Link {
	out := make([]jsonld.Link, len(all))
	for i, l := range all {
		out[i] = jsonld.Link{Name: l.Title, URL: d.Host + l.URL}
	}
	return out
}

// site is the site as every page describes it.
func (d Describer) site() jsonld.Site {
	s := jsonld.Site{Name: d.Config.Title, URL: d.Absolute("/"), Description: d.Config.Description, Lang: d.Config.Lang}
	if d.Catalog.HasSection("/search/") {
		s.Search = d.Absolute("/search/")
	}
	if d.Catalog.Static(d.Config.Logo) {
		s.Logo = d.Absolute(permalink.URL("/" + d.Config.Logo))
	}
	return s
}

// Home describes the home page.
func (d Describer) Home(v *view.PageView) { d.Page(v, jsonld.WebSite(d.site())) }

// List describes a page that lists documents, and leads to further pages of its own.
func (d Describer) List(v *view.PageView, items []*catalog.Entry, parts []view.Link) {
	all := make([]jsonld.Link, len(items))
	for i, e := range items {
		all[i] = jsonld.Link{Name: e.Title, URL: d.Absolute(e.URL)}
	}
	d.Page(v, jsonld.CollectionPage(jsonld.Collection{
		Link: jsonld.Link{Name: v.Title, URL: v.Canonical}, Description: v.Description, Lang: v.Lang, Items: all, Parts: d.whole(parts),
	}, d.site()))
}

// Document describes a document's page, and says how it is cited, when all else of its view is known.
func (d Describer) Document(e *catalog.Entry, v *view.DocumentView) {
	if d.Host == "" {
		d.Page(&v.PageView)
		return
	}
	d.Page(&v.PageView, d.described(e, v))
	if e.Item() {
		v.Meta = append(v.Meta, d.scholarMetas(e, v)...)
		v.Cite = d.cite(e)
	}
}

// described is what a document says of itself to machines. Its view has all that it shows to people.
func (d Describer) described(e *catalog.Entry, v *view.DocumentView) *jsonld.Thing {
	p := jsonld.Page{
		Site: d.site(), URL: v.Canonical, Identifier: d.Tag(e), Description: v.Description, SameAs: e.SameAs(),
		BasedOn: e.Original(), Archived: e.Archived(),
	}
	if pic := v.Picture; pic != nil && pic.URL != "" {
		p.Image = &jsonld.Image{URL: d.Host + pic.URL, Width: pic.Width, Height: pic.Height, Caption: pic.Caption, Credit: pic.Credit}
	}
	if !e.Item() {
		return jsonld.Document(e, p)
	}
	p.Authors = d.authors(e)
	n := d.Graph.Of(e)
	for _, x := range n.Entities[:min(len(n.Entities), mostNamed)] {
		if x.How == links.Listed {
			p.About = append(p.About, d.subject(x.Entity))
		} else {
			p.Mentions = append(p.Mentions, d.subject(x.Entity))
		}
	}
	if e.Text == frontmatter.Full {
		p.Cites = d.cites(e, n)
	}
	p.Place = jsonld.Subject{Kind: "place", Name: e.Meta.Place}
	if place := d.Catalog.Place(e); place != nil && place.Published() {
		p.Place = d.subject(place)
	}
	for _, c := range e.Meta.Corrections {
		if c.Why != "" {
			p.Corrections = append(p.Corrections, jsonld.Correction{Date: c.Date.In(d.Config.Location), Text: d.Catalog.Plain(c.Why, e)})
		}
	}
	return jsonld.Document(e, p)
}

// mostNamed is how many entities a page names to machines: a register of thousands would weigh more than
// the text.
const mostNamed = 24

func (d Describer) subject(e *catalog.Entry) jsonld.Subject {
	return jsonld.Subject{Kind: e.Meta.Entity.Kind, Name: e.Title, URL: d.Absolute(e.URL), SameAs: e.SameAs()}
}

// cites are the articles and notes that a document refers to, each once, in the order of its text.
func (d Describer) cites(e *catalog.Entry, n *links.Node) []jsonld.Work {
	var out []jsonld.Work
	seen := map[*catalog.Entry]bool{e: true}
	for _, t := range n.Targets {
		if t.Entry == nil || seen[t.Entry] || !t.Entry.Item() || !t.Entry.Published() {
			continue
		}
		seen[t.Entry] = true
		out = append(out, jsonld.Work{Link: jsonld.Link{Name: t.Entry.Title, URL: d.Absolute(t.Entry.URL)}, Kind: t.Entry.Kind})
	}
	return out
}

// authors are who signs a document. Front matter has names alone: that of the site, that of an entity
// which is a body, and what newsrooms sign together with, are no person's.
func (d Describer) authors(e *catalog.Entry) []jsonld.Author {
	var out []jsonld.Author
	for _, name := range e.Meta.Authors {
		a := jsonld.Author{Name: name}
		words := strings.Fields(fold.Key(name))
		a.Body = fold.Key(name) == fold.Key(d.Config.Title) || len(words) > 0 && slices.Contains(jointly, words[len(words)-1])
		if entity := d.Catalog.Find("entity", name); entity != nil && entity.Published() {
			a.URL = d.Absolute(entity.URL)
			a.Body = a.Body || entity.Meta.Entity.Kind == "body"
		}
		out = append(out, a)
	}
	return out
}

// jointly are the last words of names that several sign with.
var jointly = []string{"desk", "editors", "newsroom", "staff", "team"}
