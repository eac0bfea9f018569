// Package present makes what layouts see of a site: the structs of package view.
package present

import (
	"html/template"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present/figure"
	"briefings/cmd/internal/present/machine"
	"briefings/cmd/internal/typed"
	"briefings/cmd/internal/view"
	"briefings/cmd/internal/weave"
)

// Input is what views are made of.
type Input struct {
	Config    *config.Site
	Catalog   *catalog.Catalog
	Graph     *links.Graph
	Briefings *briefing.Set
	Gallery   *gallery.Gallery
	Weaver    *weave.Weaver
	Locale    *locale.Locale // the site's words
	Host      string         // scheme and host; empty without a base URL
	Base      string         // path on the host, without a slash at its end
	Style     string         // where the site's own additions to the style sheet are; empty if it has none
	Accent    string         // where the style sheet of the site's own colour is; empty if it has none

	// Item returns a document as lists show it.
	Item func(*catalog.Entry) template.HTML

	// Tag returns what a document is called, whatever its title and its address become.
	Tag func(*catalog.Entry) string

	// Carded reports whether a page with the title has a card; nil if none has.
	Carded func(title string) bool
}

// A Maker makes the views of one site. It may be used by several goroutines at once.
type Maker struct {
	Input
	Text Text
	Site *view.SiteView // what every page shows

	// Machine describes pages to programs, when all that people see of them is known.
	Machine machine.Describer

	order order
}

// New returns the maker of a site's views.
func New(in Input) *Maker {
	m := &Maker{Input: in, Text: in.Weaver, order: entityOrder(in.Catalog)}
	m.Machine = machine.Describer{Config: in.Config, Catalog: in.Catalog, Graph: in.Graph, Locale: in.Locale, Host: in.Host, Absolute: m.Absolute, Tag: in.Tag}
	m.Site = m.siteView()
	return m
}

// With returns a maker that has other texts and other items. A maker passes on what it gets of them, and looks
// at nothing of it: they may be digests, so that views are told apart without being made.
func (m *Maker) With(text Text, item func(*catalog.Entry) template.HTML) *Maker {
	out := *m
	out.Text, out.Item = text, item
	return &out
}

// A Text gives the texts of documents as they are shown; see weave.Weaver and weave.Digester.
type Text interface {
	Shown(e *catalog.Entry) (text template.HTML, whole bool)
	Opening(e *catalog.Entry) string
	Links(text template.HTML) []string // of what Shown returned
	Reference(b links.Backlink) template.HTML
	Mention(e, entity *catalog.Entry) template.HTML
}

// figures draws the pictures of pages.
func (m *Maker) figures() figure.Drawer {
	return figure.Drawer{Graph: m.Graph, Locale: m.Locale, Link: m.Link, SourceLink: m.SourceLink, Order: m.order.compare}
}

// siteView is what every page shows.
func (m *Maker) siteView() *view.SiteView {
	v := &view.SiteView{
		Title: m.Config.Title, Description: m.Config.Description, Lang: m.Config.Lang, Dir: m.Config.Dir,
		Home: m.Href("/"), Params: m.Config.Params, Accent: m.Accent, Style: m.Style,
	}
	if m.Host != "" {
		v.BaseURL = m.Host + m.Base
	}
	v.Sections, v.Lists = m.sectionLinks(navigation), m.sectionLinks(colophon)
	for _, b := range m.Briefings.All {
		v.Briefings = append(v.Briefings, view.Link{Title: b.Title, URL: m.Href(b.URL), Count: len(b.Members)})
	}
	v.Themes = v.Briefings[:min(shownThemes, len(v.Briefings))]
	for _, e := range m.Catalog.Pages {
		if _, section := catalog.SectionAt(e.URL); m.Config.Declared && !section && !e.Nested {
			v.Pages = append(v.Pages, m.Link(e))
		}
	}
	return v
}

// Link leads to a document. It names the language and the direction where they are not the site's.
func (m *Maker) Link(e *catalog.Entry) view.Link {
	l := view.Link{Title: e.Title, URL: m.Href(e.URL)}
	l.Lang, l.Dir = m.Foreign(e)
	return l
}

// Foreign is the language of a document and the direction that it is written in, where they are not the site's.
// One of another language always has both; one of the site's has either none or a direction.
func (m *Maker) Foreign(e *catalog.Entry) (lang, dir string) {
	if e.Lang != m.Config.Lang {
		return e.Lang, e.Dir
	}
	if e.Dir != m.Config.Dir {
		return "", e.Dir
	}
	return "", ""
}

// Href is an address as pages write it: below the site's base, and escaped.
func (m *Maker) Href(u permalink.URL) string { return m.Weaver.Href(u) }

// Absolute is the whole address; empty without a base URL.
func (m *Maker) Absolute(u permalink.URL) string {
	if m.Host == "" {
		return ""
	}
	return m.Host + m.Weaver.Href(u)
}

// siteFeeds are what a reader can subscribe to on every page. A feed needs whole addresses, so
// that without a base URL there is none.
func (m *Maker) siteFeeds() []view.Feed { return m.feedsAt(m.Config.Title, "/") }

func (m *Maker) feedsAt(title string, u permalink.URL) []view.Feed {
	if !m.Catalog.HasFeeds() {
		return nil
	}
	return []view.Feed{
		{Title: title, URL: m.Href(u + "feed.atom"), Type: "application/atom+xml"},
		{Title: title, URL: m.Href(u + "feed.json"), Type: "application/feed+json"},
	}
}

// Page begins the view of any page.
func (m *Maker) Page(kind, title string, u permalink.URL) view.PageView {
	return view.PageView{
		Site: m.Site, Kind: kind, Title: title, URL: m.Href(u), Canonical: m.Absolute(u), Lang: m.Config.Lang, Dir: m.Config.Dir,
		Feeds: m.siteFeeds(),
	}
}

// Standing returns the document whose text stands above the list at an address; nil if none does.
func (m *Maker) Standing(u permalink.URL) *catalog.Entry {
	e := m.Catalog.AtURL(u)
	if e == nil || !e.Published() {
		return nil
	}
	return e
}

// Above fills a list's page with its standing text.
func (m *Maker) Above(v *view.PageView, u permalink.URL) template.HTML {
	e := m.Standing(u)
	if e == nil {
		return ""
	}
	if e.Meta.Title != "" {
		v.Title = e.Title
	}
	v.Description = m.Summary(e)
	v.Lang, v.Dir = e.Lang, e.Dir
	v.Params = e.Meta.Params
	body, _ := m.Text.Shown(e)
	return body
}

// HomeTrail is the way to a page right below the home page.
func (m *Maker) HomeTrail() []view.Link {
	return []view.Link{{Title: m.Config.Title, URL: m.Href("/")}}
}

// SectionTrail is the way to a page below a section.
func (m *Maker) SectionTrail(u permalink.URL) []view.Link {
	return append(m.HomeTrail(), view.Link{Title: m.Section(u), URL: m.Href(u)})
}

// Items are documents as lists show them.
func (m *Maker) Items(entries []*catalog.Entry) []view.Item {
	out := make([]view.Item, len(entries))
	for i, e := range entries {
		out[i].HTML = m.Item(e)
	}
	return out
}

// named links a name that a document writes to the entity of that name, nil if there is none. Readers see the words of
// the author; an id is none.
func (m *Maker) named(name string, entity *catalog.Entry) view.Link {
	switch {
	case entity == nil || !entity.Published():
		return view.Link{Title: name}
	case fold.Key(name) == fold.Key(entity.ID):
		return m.Link(entity)
	}
	return view.Link{Title: name, URL: m.Href(entity.URL)}
}

// SourceLink leads to the page of a source.
func (m *Maker) SourceLink(src *catalog.Source) view.Link {
	return view.Link{Title: src.Title, URL: m.Href(src.URL)}
}

// Day is the date of a document, as lists show it.
func (m *Maker) Day(e *catalog.Entry) view.Date { return m.date(e.Date, false) }

// dateOf is a date of front matter, with the time of day where the author wrote one.
func (m *Maker) dateOf(d typed.Date) view.Date { return m.date(d.In(m.Config.Location), d.HasTime()) }

// aside is dateOf within brackets, which holds none.
func (m *Maker) aside(d typed.Date) view.Date {
	v, t := m.dateOf(d), d.In(m.Config.Location)
	switch {
	case t.IsZero():
	case d.HasTime():
		v.Text = m.Locale.MomentAside(t)
	default:
		v.Text = m.Locale.DayAside(t)
	}
	return v
}

// navigation is the sections in the order of the masthead.
var navigation = []permalink.URL{"/briefings/", "/articles/", "/notes/", "/entities/", "/pages/", "/archive/", "/search/"}

// colophon is the sections in the order of the page's foot.
var colophon = []permalink.URL{"/sources/", "/tags/", "/archive/", "/search/"}

// sectionLinks lead to those of the sections that the site has.
func (m *Maker) sectionLinks(sections []permalink.URL) []view.Link {
	var out []view.Link
	for _, u := range sections {
		if m.Catalog.HasSection(u) {
			out = append(out, view.Link{Title: m.Section(u), URL: m.Href(u)})
		}
	}
	return out
}
