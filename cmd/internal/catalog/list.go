package catalog

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/collation"
	"briefings/cmd/internal/permalink"
)

// A moment is a date as lists compare it. What has none is older than all that has.
type moment struct {
	sec  int64
	nsec int
}

func momentOf(date time.Time) moment {
	if date.IsZero() {
		return moment{sec: math.MinInt64}
	}
	return moment{date.Unix(), date.Nanosecond()}
}

// newest orders moments, the newest first.
func newest(a, b moment) int {
	return cmp.Or(cmp.Compare(b.sec, a.sec), cmp.Compare(b.nsec, a.nsec))
}

// Newest orders entries: the newest first, those without a date last, then by path.
func Newest(a, b *Entry) int {
	if c := newest(momentOf(a.Date), momentOf(b.Date)); c != 0 {
		return c
	}
	return byPath(a, b)
}

// order sorts the published documents as Newest does: indexes are in the order of paths. Moments are looked up
// once for each, not once for each comparison.
func (c *Catalog) order() {
	type key struct {
		moment
		index int
	}
	keys := make([]key, 0, len(c.Entries))
	for _, e := range c.Entries {
		if !e.Published() {
			c.Held = append(c.Held, e)
			continue
		}
		keys = append(keys, key{momentOf(e.Date), e.Index})
	}
	slices.SortFunc(keys, func(a, b key) int {
		return cmp.Or(newest(a.moment, b.moment), cmp.Compare(a.index, b.index))
	})
	c.Shown = make([]*Entry, len(keys))
	for i, k := range keys {
		c.Shown[i] = c.Entries[k.index]
	}
}

// lists divides the published documents by kind, and collects tags.
func (c *Catalog) lists() {
	for _, e := range c.Shown {
		switch e.Kind {
		case "article":
			c.Articles = append(c.Articles, e)
			c.Items = append(c.Items, e)
		case "note":
			c.Notes = append(c.Notes, e)
			c.Items = append(c.Items, e)
		case "entity":
			c.Entities = append(c.Entities, e)
		case "page":
			c.Pages = append(c.Pages, e)
		}
	}
	collation.Sort(c.alphabet, c.Entities, titleOf, byPath)
	collation.Sort(c.alphabet, c.Pages, titleOf, byPath)
	slices.SortStableFunc(c.Pages, byWeight)
	c.tags()
}

// persianLetters has the letters of Persian and of the languages around it in the place of those of Arabic, which both are
// folded to.
var persianLetters = strings.NewReplacer("ي", "ی", "ك", "ک")

// writesPersian are the languages that are written so.
var writesPersian = map[string]bool{"fa": true, "ckb": true, "pnb": true, "ps": true, "sd": true, "ur": true}

// spelt is a folded key as an address of the site has it.
func (c *Catalog) spelt(key string) string {
	if base, _, _ := strings.Cut(c.Config.Lang, "-"); writesPersian[base] {
		return persianLetters.Replace(key)
	}
	return key
}

// AsMade is an address as the site has it, where the author of a link has written that of a tag or a source with the
// letters of Arabic.
func (c *Catalog) AsMade(u permalink.URL) permalink.URL {
	if s := string(u); strings.HasPrefix(s, "/tags/") || strings.HasPrefix(s, "/sources/") {
		return permalink.URL(c.spelt(s))
	}
	return u
}

// tags gives every document its tags, and every tag what bears it.
func (c *Catalog) tags() {
	all := map[string]*Tag{}
	c.tagIndex = all
	for _, e := range c.Entries {
		if len(e.tagKeys) == 0 {
			continue
		}
		e.Tags = make([]*Tag, 0, len(e.tagKeys))
		for i, key := range e.tagKeys {
			t := all[key]
			if t == nil {
				t = &Tag{Key: key, Name: e.Meta.Tags[i], URL: permalink.Tag(c.spelt(key))}
				all[key] = t
			}
			if slices.Contains(e.Tags, t) {
				continue
			}
			e.Tags = append(e.Tags, t)
			if e.Published() && !t.met { // how a held document spells it is not shown
				t.Name, t.met = e.Meta.Tags[i], e.Kind != "briefing"
			}
		}
	}
	for _, e := range c.Shown {
		if e.Kind == "briefing" {
			continue
		}
		for _, t := range e.Tags {
			t.Items = append(t.Items, e)
		}
	}
	for _, t := range all {
		if len(t.Items) > 0 {
			c.Tags = append(c.Tags, t)
		}
	}
	collation.Sort(c.alphabet, c.Tags, func(t *Tag) string { return t.Name }, func(a, b *Tag) int { return strings.Compare(a.Key, b.Key) })
}

func titleOf(e *Entry) string { return e.Title }

func byPath(a, b *Entry) int { return strings.Compare(string(a.Path), string(b.Path)) }

// byWeight orders pages by weight, those without one last.
func byWeight(a, b *Entry) int {
	wa, wb := a.Meta.Weight, b.Meta.Weight
	if (wa == 0) != (wb == 0) {
		if wa == 0 {
			return 1
		}
		return -1
	}
	return cmp.Compare(wa, wb)
}
