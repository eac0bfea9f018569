package catalog

import (
	"maps"

	"briefings/cmd/internal/permalink"
)

// generated are the addresses of what is made for no document of its own: true for what is made, false
// for what would be if all that is held back were published. A list comes and goes with its items, and
// a link to it must not break with the clock.
type generated map[permalink.URL]bool

func (g generated) add(u permalink.URL, made bool) { g[u] = g[u] || made }

// feeds adds the feeds of a list.
func (g generated) feeds(u permalink.URL, made bool) {
	g.add(u+"feed.atom", made)
	g.add(u+"feed.json", made)
}

// HasFeeds reports whether the site has feeds: it has a base URL, and a plain folder has something to
// put into them.
func (c *Catalog) HasFeeds() bool {
	return c.opts.Feeds && (c.Config.Declared || len(c.Articles)+len(c.Notes) > 0)
}

// generated returns what is made beside documents. The later pages of long lists are not among it.
func (c *Catalog) generated() generated {
	g := generated{"/404.html": true, "/robots.txt": true, "/sitemap.xml": c.opts.Feeds}
	maps.Copy(g, c.sections)
	g.feeds("/", c.HasFeeds())
	for _, b := range c.Config.Briefings {
		u := permalink.Briefing(b.ID)
		if e := c.Find("briefing", b.ID); e != nil && e.Published() {
			u = e.URL
		}
		g.add(u, true)
		g.feeds(u, c.HasFeeds())
	}
	for _, r := range c.Redirects {
		g.add(r.From, true)
	}
	for _, u := range c.heldRedirects {
		g.add(u, false)
	}
	for _, s := range c.allSources {
		g.add(s.URL, s.Listed)
	}
	for _, e := range c.Entries {
		c.generatedFor(e, g)
	}
	return g
}

// generatedFor adds what is made because of one document.
func (c *Catalog) generatedFor(e *Entry, g generated) {
	shown := e.Published()
	switch e.Kind {
	case "article", "note":
		if e.month != "" {
			g.add(e.month, shown)
		}
	case "entity":
		g.add(e.URL+"feed.atom", shown && c.HasFeeds())
	case "briefing":
		g.feeds(e.URL, shown && c.HasFeeds())
		return // tags do not list it
	}
	for _, t := range e.Tags {
		g.add(t.URL, shown)
	}
}

// Made reports whether a page or a feed is made at the address that is no document's own.
func (c *Catalog) Made(u permalink.URL) bool { return c.made[u] }

// Known reports whether a page or a feed is made at the address, or would be if all that is held back
// were published.
func (c *Catalog) Known(u permalink.URL) bool {
	_, known := c.made[u]
	return known
}
