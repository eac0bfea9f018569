// Package due knows when the clock changes a site: the instants at which a build of the same files
// with the same flags begins to come out differently.
//
// It is the only place that does. Between two instants that follow each other the clock changes
// nothing, and what remembers a build, waits for the next or lists them rests on that.
package due

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/permalink"
)

// The kinds of instants. Programs read them: they stay.
const (
	Publication = "publication" // of a document
	Expiry      = "expiry"      // of a document
	Role        = "role"        // of an entity: it begins or ends
	Edition     = "edition"     // of a briefing: its week or month ends, and it is made
	News        = "news"        // an item is no longer news, and leaves the sitemap of news
)

// An Instant is a moment at which the clock changes the site: it is one way before, and another from
// then on.
type Instant struct {
	At    time.Time // in the site's zone
	Kind  string
	Why   string // the kind for people, with what else tells it from others
	Path  content.Path
	ID    string
	Title string
	URL   permalink.URL
}

// Documents yields every instant of the documents of a site under the flags that it is built with,
// those of the past too, in no order.
func Documents(c *catalog.Catalog) iter.Seq[Instant] {
	return func(yield func(Instant) bool) {
		for _, e := range c.Entries {
			if !shown(c, e, yield) || e.Kind == "entity" && !roles(c, e, yield) || !news(c, e, yield) {
				return
			}
		}
	}
}

// shown yields when a document comes, goes, or is no longer marked as one that readers do not see.
func shown(c *catalog.Catalog, e *catalog.Entry, yield func(Instant) bool) bool {
	for _, x := range []struct {
		at   time.Time
		kind string
	}{{e.Publish, Publication}, {e.Expiry, Expiry}} {
		if x.at.IsZero() || c.SightAt(e, before(x.at)) == c.SightAt(e, x.at) {
			continue
		}
		if !yield(instant(e, x.at, x.kind, x.kind)) {
			return false
		}
	}
	return true
}

// roles yields when roles of an entity begin and end while it has a page.
func roles(c *catalog.Catalog, e *catalog.Entry, yield func(Instant) bool) bool {
	for _, r := range e.Meta.Entity.Roles {
		for _, at := range []time.Time{r.From.In(c.Config.Location), r.To.End(c.Config.Location)} {
			if at.IsZero() || c.TermAt(r, before(at)) == c.TermAt(r, at) {
				continue
			}
			if c.SightAt(e, before(at)).Hold != catalog.Shown || c.SightAt(e, at).Hold != catalog.Shown {
				continue
			}
			if !yield(instant(e, at, Role, role(c, r, c.TermAt(r, at)))) {
				return false
			}
		}
	}
	return true
}

// news yields when an item is no longer news. It becomes news when it is published.
func news(c *catalog.Catalog, e *catalog.Entry, yield func(Instant) bool) bool {
	at := e.NewsEnd()
	if !c.NewsAt(e, before(at)) || c.NewsAt(e, at) {
		return true
	}
	return yield(instant(e, at, News, News+": leaves the sitemap of news"))
}

// Editions yields when the editions of a site's briefings are made, those of the past too, in no order.
func Editions(s *briefing.Set) iter.Seq[Instant] {
	return func(yield func(Instant) bool) {
		for _, x := range s.Ends() {
			i := Instant{
				At: x.At, Kind: Edition, Why: Edition + ": " + x.Period.Name(), Path: config.File,
				ID: x.Briefing, Title: x.Title, URL: x.URL,
			}
			if !yield(i) {
				return
			}
		}
	}
}

// role says what a role comes to.
func role(c *catalog.Catalog, r frontmatter.Role, to catalog.Term) string {
	why := "role begins: "
	if to == catalog.Former {
		why = "role ends: "
	}
	why += r.Title
	if r.Of == "" {
		return why
	}
	of := r.Of
	if e := c.Find("entity", r.Of); e != nil {
		of = e.Title
	}
	return why + ", " + of
}

func instant(e *catalog.Entry, at time.Time, kind, why string) Instant {
	return Instant{At: at, Kind: kind, Why: why, Path: e.Path, ID: e.ID, Title: e.Title, URL: e.URL}
}

// before is the last moment before t.
func before(t time.Time) time.Time { return t.Add(-1) }

// Sorted returns instants in the order of time, then by path, kind and the rest, each once.
func Sorted(instants iter.Seq[Instant]) []Instant {
	out := slices.SortedFunc(instants, compare)
	return slices.CompactFunc(out, func(a, b Instant) bool { return compare(a, b) == 0 })
}

func compare(a, b Instant) int {
	return cmp.Or(a.At.Compare(b.At), strings.Compare(string(a.Path), string(b.Path)), strings.Compare(a.Kind, b.Kind),
		strings.Compare(a.ID, b.ID), strings.Compare(a.Why, b.Why))
}

// Between returns the instants after one clock and not after another, or the other way round: a clock
// may have been set back. They must be sorted.
func Between(sorted []Instant, a, b time.Time) []Instant {
	if b.Before(a) {
		a, b = b, a
	}
	return sorted[after(sorted, a):after(sorted, b)]
}

// After returns the instants after a clock. They must be sorted.
func After(sorted []Instant, now time.Time) []Instant { return sorted[after(sorted, now):] }

// after is the index of the first instant after a clock.
func after(sorted []Instant, now time.Time) int {
	i, _ := slices.BinarySearchFunc(sorted, now, func(x Instant, now time.Time) int {
		if x.At.After(now) {
			return 1
		}
		return -1
	})
	return i
}
