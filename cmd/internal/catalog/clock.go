package catalog

import (
	"time"

	"briefings/cmd/internal/frontmatter"
)

// A Hold says why a document is held back.
type Hold uint8

const (
	Shown   Hold = iota
	Draft        // says so itself
	Future       // to be published later
	Expired      // is over, or would be before it was published
)

func (h Hold) String() string { return [...]string{"shown", "draft", "future", "expired"}[h] }

// A Sight is what becomes of a document at a clock. While it stays the same, so does everything that
// a site makes or says of the document.
type Sight struct {
	Hold Hold // why it is held back under the flags of the build
	Mark Hold // of what is shown: why it would be held back without them
}

// SightAt returns what becomes of e at a clock.
func (c *Catalog) SightAt(e *Entry, now time.Time) Sight {
	opts := c.opts
	opts.Now = now
	s := Sight{Hold: e.holdUnder(opts)}
	if s.Hold == Shown {
		s.Mark = e.holdUnder(Options{Now: now})
	}
	return s
}

// hold decides whether e is held back.
func (c *Catalog) hold(e *Entry) Hold { return e.holdUnder(c.opts) }

// WouldHold says why e would be held back without the flags that show such documents.
func (c *Catalog) WouldHold(e *Entry) Hold { return e.holdUnder(Options{Now: c.opts.Now}) }

func (e *Entry) holdUnder(opts Options) Hold {
	expired := !e.Expiry.IsZero() && (!e.Expiry.After(opts.Now) || !e.Expiry.After(e.Publish))
	switch {
	case e.Meta.Draft && !opts.Drafts:
		return Draft
	case expired && !opts.Expired:
		return Expired
	case e.Publish.After(opts.Now) && !opts.Future:
		return Future
	}
	return Shown
}

// A Term is where a clock stands in the time of a role.
type Term uint8

const (
	Present Term = iota // held, as far as is known
	Coming              // has not begun
	Former              // has ended
)

// Term returns where the build's clock stands in the time of a role.
func (c *Catalog) Term(r frontmatter.Role) Term { return c.TermAt(r, c.opts.Now) }

// TermAt returns where a clock stands in the time of a role: a day that it ends on is part of it.
func (c *Catalog) TermAt(r frontmatter.Role, now time.Time) Term {
	end := r.To.End(c.Config.Location)
	switch {
	case !end.IsZero() && !end.After(now):
		return Former
	case r.From.In(c.Config.Location).After(now):
		return Coming
	}
	return Present
}

// newsTime is how long an item is news: search engines drop what is older from a sitemap of news.
const newsTime = 48 * time.Hour

// NewsEnd returns when an item stops being news; zero if it never is.
func (e *Entry) NewsEnd() time.Time {
	if !e.Item() || e.Publish.IsZero() {
		return time.Time{}
	}
	return e.Publish.Add(newsTime)
}

// NewsAt reports whether a document is news at a clock, in a site that tells what is: an item that was
// published within the last two days and needs no flag to be shown.
func (c *Catalog) NewsAt(e *Entry, now time.Time) bool {
	return c.Config.NewsSitemap && c.opts.Feeds && now.Before(e.NewsEnd()) && !e.Publish.After(now) && c.SightAt(e, now) == Sight{}
}

// News returns what is news at the clock of the build, newest first.
func (c *Catalog) News() []*Entry {
	var out []*Entry
	for _, e := range c.Items {
		if c.NewsAt(e, c.opts.Now) {
			out = append(out, e)
		}
	}
	return out
}
