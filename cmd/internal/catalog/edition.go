package catalog

import (
	"path"
	"strings"
	"time"

	"briefings/cmd/internal/period"
	"briefings/cmd/internal/permalink"
)

// editions are where pages of editions may stand: the folders of the briefings that have them, and the
// keys of all periods in which something is published, or may be once it is no longer held back.
type editions struct {
	folders map[string]bool          // whether they are of weeks
	keys    map[bool]map[string]bool // of weeks and of months
}

func folderOf(u permalink.URL) string { return path.Dir(path.Clean(string(u))) }

// possibleEditions looks at the calendar alone: which items a briefing has is known only when links
// are, and the clock may not turn a link into an error.
func (c *Catalog) possibleEditions() editions {
	x := editions{map[string]bool{}, map[bool]map[string]bool{}}
	for _, b := range c.Config.Briefings {
		if b.Edition == "" {
			continue
		}
		weekly := b.Edition == "weekly"
		x.folders[folderOf(permalink.Edition(permalink.Briefing(b.ID), "editions"))] = weekly
		if e := c.Find("briefing", b.ID); e != nil {
			x.folders[folderOf(permalink.Edition(e.URL, "editions"))] = weekly
		}
		if x.keys[weekly] == nil {
			x.keys[weekly] = c.periods(weekly)
		}
	}
	return x
}

// periods are the keys of all periods with an item.
func (c *Catalog) periods(weekly bool) map[string]bool {
	seen := map[period.Period]bool{}
	for _, e := range c.Entries {
		if e.Item() && !e.Publish.IsZero() {
			seen[period.Of(e.Publish, weekly)] = true
		}
	}
	keys := make(map[string]bool, len(seen))
	for p := range seen {
		keys[p.Key()] = true
	}
	return keys
}

// MayBeEdition reports whether an edition of a briefing, or the list of its editions, may stand at an
// address. Whether it does is known to package briefing.
func (c *Catalog) MayBeEdition(u permalink.URL) bool {
	x := c.editions()
	weekly, ok := x.folders[folderOf(u)]
	key := path.Base(string(u))
	return ok && strings.HasSuffix(string(u), "/") && (key == "editions" || x.keys[weekly][key])
}

// Now is the clock of the build.
func (c *Catalog) Now() time.Time { return c.opts.Now }
