package catalog

import (
	"fmt"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// giveWay holds back what only a flag would show, where its address is that of a document which is nearer to
// readers: a draft of a page that is published, or what has expired and has a successor. So a site that can be built
// can be previewed.
func (c *Catalog) giveWay() {
	nearest := map[permalink.URL]*Entry{} // at the addresses of what only a flag shows
	for _, e := range c.Entries {
		if e.Published() && c.WouldHold(e) != Shown {
			nearest[e.URL.Lower()] = e
		}
	}
	if len(nearest) == 0 {
		return
	}
	for _, e := range c.Entries {
		u := e.URL.Lower()
		if first := nearest[u]; first != nil && e.Published() && c.WouldHold(e).farness() < c.WouldHold(first).farness() {
			nearest[u] = e
		}
	}
	for _, e := range c.Entries {
		first := nearest[e.URL.Lower()]
		if first == nil || !e.Published() || c.WouldHold(e).farness() <= c.WouldHold(first).farness() {
			continue
		}
		e.Hold = c.WouldHold(e)
		key := "slug"
		if e.Meta.URL != "" {
			key = "url"
		}
		c.reportKey(e, diag.URLHeld, fmt.Sprintf("%s, and not shown here: its address %s is that of %s", e.Hold, e.URL, first.Path),
			"give one of them another slug or url, if both are to be published at one time", key)
	}
}

// farness orders the reasons for which documents are held back: what comes by itself is nearest to readers, what
// somebody has to finish is farthest.
func (h Hold) farness() int { return [...]int{Shown: 0, Future: 1, Expired: 2, Draft: 3}[h] }
