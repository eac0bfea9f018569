package render

import (
	"bytes"
	"cmp"
	"strconv"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
)

// feeds plans the feeds of the site, its briefings and its entities, and what search engines read.
func (s *Site) feeds() {
	if s.host == "" {
		s.addBytes("robots.txt", owner.Owner{Label: "the robots.txt"}, feed.Robots())
		return
	}
	if s.Catalog.HasFeeds() {
		s.allFeeds()
	}
	absolute := func(u string) string { return s.maker.Absolute(permalink.URL(u)) }
	for _, f := range feed.Sitemap(s.host+s.base+"/", s.pages, absolute) {
		s.add(f.Name, owner.Owner{Label: "the sitemap"}, func(b *bytes.Buffer) error {
			b.Write(f.Data())
			return nil
		})
	}
	sitemaps := []string{s.host + s.base + "/sitemap.xml"}
	if s.Config.NewsSitemap {
		s.news()
		sitemaps = append(sitemaps, s.host+s.base+"/"+newsSitemap)
	}
	s.addBytes("robots.txt", owner.Owner{Label: "the robots.txt"}, feed.Robots(sitemaps...))
}

// newsSitemap is the file of the sitemap of news. It is there when there is no news, too: robots.txt
// names it.
const newsSitemap = "sitemap-news.xml"

// news plans the sitemap of what was published within the last two days.
func (s *Site) news() {
	var items []feed.NewsItem
	for _, e := range s.Catalog.News() {
		items = append(items, feed.NewsItem{URL: s.maker.Absolute(e.URL), Title: e.Title, Published: e.Publish, Lang: cmp.Or(e.KnownLang(), s.Config.Lang)})
	}
	s.addBytes(newsSitemap, owner.Owner{Label: "the sitemap of news"}, feed.NewsSitemap(s.Config.Title, items))
}

// allFeeds plans those of the site, of its briefings and of its entities.
func (s *Site) allFeeds() {
	is := func(text string) func(*present.Maker) string { return func(*present.Maker) string { return text } }
	s.feed("/", "", s.Config.Title, is(s.Config.Description), s.Catalog.Items, nil, true)
	for _, b := range s.Briefings.All {
		members := make([]*catalog.Entry, len(b.Members))
		for i, m := range b.Members {
			members[i] = m.Entry
		}
		s.feed(b.URL, "briefing/"+b.ID, b.Title, is(b.Summary), members, b.Editions, true)
	}
	for _, e := range s.Catalog.Entities {
		s.feed(e.URL, identity(s.Catalog, e), e.Title, func(m *present.Maker) string { return m.Summary(e) }, s.Graph.Of(e).Items, nil, false)
	}
}

// A feedItem is what a feed tells of: an item, or an edition if item is nil.
type feedItem struct {
	item    *catalog.Entry
	edition *briefing.Edition
}

// newest returns the newest of items with a date and of editions; each list has its newest first.
func newest(items []*catalog.Entry, editions []*briefing.Edition, most int) []feedItem {
	var out []feedItem
	for len(out) < most {
		switch {
		case len(items) > 0 && (items[0].Date.IsZero() || !items[0].Item()):
			items = items[1:]
		case len(items) > 0 && (len(editions) == 0 || !items[0].Date.Before(editions[0].End)):
			out, items = append(out, feedItem{item: items[0]}), items[1:]
		case len(editions) > 0:
			out, editions = append(out, feedItem{edition: editions[0]}), editions[1:]
		default:
			return out
		}
	}
	return out
}

// feed plans one list: whole texts in Atom and JSON, or what the items are about in Atom alone, for
// the feeds of entities, of which there are many. The site's own feed has no editions: their items are
// in it.
func (s *Site) feed(u permalink.URL, id, title string, subtitle func(*present.Maker) string, items []*catalog.Entry, editions []*briefing.Edition, whole bool) {
	told := newest(items, editions, s.Config.FeedItems)
	if title != s.Config.Title {
		title = s.maker.Locale.Say("sections.feed_of", s.Config.Title, title)
	}
	filled := func(m *present.Maker, self string) feed.Feed {
		f := feed.Feed{
			ID: s.tag(id), Title: title, Subtitle: subtitle(m), Lang: s.Config.Lang,
			HomeURL: m.Absolute(u), SelfURL: m.Absolute(u + permalink.URL(self)), Author: s.Config.Title,
		}
		for _, n := range told {
			if n.item != nil {
				f.Entries = append(f.Entries, s.entry(m, n.item, whole))
			} else {
				f.Entries = append(f.Entries, s.editionEntry(n.edition))
			}
		}
		return f
	}
	by := owner.Owner{Label: "the feed of " + strconv.Quote(title)}
	plan := func(name string, encode func(feed.Feed) ([]byte, error)) {
		s.addKeyed(outputName(u+permalink.URL(name)), by, func(k *keys) [32]byte { return k.Of("feed", filled(k.maker, name)) },
			func(b *bytes.Buffer) error {
				out, err := encode(filled(s.maker, name))
				b.Write(out)
				return err
			})
	}
	plan("feed.atom", func(f feed.Feed) ([]byte, error) { return feed.Atom(f), nil })
	if whole {
		plan("feed.json", feed.JSON)
	}
}

// entry is a document in a feed, with its text if that is wanted and may be shown whole.
func (s *Site) entry(m *present.Maker, e *catalog.Entry, whole bool) feed.Entry {
	out := feed.Entry{
		ID: s.tag(identity(s.Catalog, e)), Title: e.Title, URL: m.Absolute(e.URL), ExternalURL: e.Original(),
		Published: e.Date, Updated: e.LastMod, Summary: m.Summary(e), Authors: e.Meta.Authors, Lang: e.KnownLang(),
	}
	for _, t := range e.Tags {
		out.Tags = append(out.Tags, t.Name)
	}
	if whole && e.Text == frontmatter.Full {
		body, _ := m.Text.Shown(e)
		out.HTML = feed.Absolute([]byte(body), out.URL)
	}
	return out
}

// identity is what a document is called in feeds, whatever its title and its address become: kind
// and id, or its path if another document has both.
func identity(c *catalog.Catalog, e *catalog.Entry) string {
	if !c.Unique(e) {
		return string(e.Path)
	}
	return e.Kind + "/" + e.ID
}

// tag makes a tag: URI, RFC 4151. The address that a flag asks for names only a site that says nothing
// of its own.
func (s *Site) tag(specific string) string {
	name, year := s.Config.TagAuthority()
	return feed.TagURI(cmp.Or(name, s.hostname), year, specific)
}
