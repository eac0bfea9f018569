package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/catalog/names"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// index makes the documents findable by what authors call them. prev is the catalog before, or nil.
func (c *Catalog) index(prev *Catalog) {
	if prev != nil && c.sameNames(prev) {
		c.names = prev.names
	} else {
		c.names = c.newNames()
	}
	if prev != nil && c.names == prev.names && slices.EqualFunc(c.Entries, prev.Entries, func(e, p *Entry) bool { return e.titled() == p.titled() }) {
		c.titles = prev.titles
	} else {
		c.titles = c.names.Titles(func(i int) string { return c.Entries[i].titled() })
	}
	c.static = make(map[string]bool, len(c.opts.Static))
	for _, s := range c.opts.Static {
		c.static[s] = true
	}
	c.reportTwice()
}

func (c *Catalog) newNames() *names.Index {
	docs := names.Documents{
		Root: c.root, Paths: c.docPaths, Called: make([]*names.Called, len(c.Entries)),
		URL:     func(i int) permalink.URL { return c.Entries[i].URL },
		Aliases: func(i int) []string { return c.Entries[i].Names },
	}
	for i, e := range c.Entries {
		docs.Called[i] = &e.called
	}
	return names.New(docs)
}

// sameNames reports whether all documents are called as those of another catalog, whose names then are good for
// this one. What a reading says of names, it says by the words of its file and of its front matter; where it
// stands may depend on others.
func (c *Catalog) sameNames(other *Catalog) bool {
	return c.root == other.root && slices.EqualFunc(c.Entries, other.Entries, func(e, o *Entry) bool {
		switch {
		case e.URL != o.URL:
			return false
		case e.reading == o.reading:
			return true
		}
		return e.Path == o.Path && e.called.Same(&o.called) && slices.Equal(e.Names, o.Names)
	})
}

// titled is the folded title that an entry is found by; empty if it is not the author's, or not to be shown.
func (e *Entry) titled() string {
	if e.Title != e.title || !e.explicit {
		return ""
	}
	return e.titleKey
}

// reportTwice reports ids that several documents of one kind have, where the id is the author's own,
// names something that others list by id, or is that of items of a declared site: feeds need it. Of items that are called
// so by their files alone, which may be every issue of a weekly, one is told.
func (c *Catalog) reportTwice() {
	for _, e := range c.Entries {
		same, _ := c.names.OfKind(e.called.KindKey)
		first := c.Entries[same.First()]
		if same.One() || first == e {
			continue
		}
		message, cure := fmt.Sprintf("%s %q has the id of %s", e.Kind, e.ID, first.Path), `give one of them another id; until then its path names it in feeds`
		if e.Meta.ID == "" && e.Kind != "entity" && e.Kind != "source" && e.Kind != "briefing" {
			every := same.Every()
			if !e.Item() || !c.Config.Declared || every[1] != int32(e.Index) || e.URL == first.URL { // the last is an error, and told
				continue
			}
			if more := len(every) - 2; more > 0 {
				message += fmt.Sprintf(", and of %s", diag.Number(more, "other file"))
			}
			cure = `give all but one an "id"; until then their paths name them in feeds, and one that is moved is new to subscribers`
		}
		c.reportKey(e, diag.IDTwice, message, cure, "id")
	}
}

// Unique reports whether no other document of its kind has the entry's id.
func (c *Catalog) Unique(e *Entry) bool {
	same, _ := c.names.OfKind(e.called.KindKey)
	return same.One()
}

// Find returns the document of a kind with the id; nil if there is none. Of several it is the first
// by path.
func (c *Catalog) Find(kind, id string) *Entry { return c.find(kindKey(kind, id)) }

func (c *Catalog) find(key string) *Entry {
	found, ok := c.names.OfKind(key)
	return c.at(found.First(), ok)
}

// at returns an entry by its index; nil if there is none.
func (c *Catalog) at(i int32, ok bool) *Entry {
	if !ok {
		return nil
	}
	return c.Entries[i]
}

func (c *Catalog) entries(indexes []int32) []*Entry {
	out := make([]*Entry, len(indexes))
	for k, i := range indexes {
		out[k] = c.Entries[i]
	}
	return out
}

// Listed returns the entity that the i-th of a document's "entities" names; nil if there is none.
func (c *Catalog) Listed(e *Entry, i int) *Entry { return c.find(e.entityKeys[i]) }

// Named returns the documents that a name can mean: by id, else by the end of their path, else by
// title, else by alias.
func (c *Catalog) Named(name string) []*Entry {
	found, ok := c.names.Named(name, c.titles)
	if !ok {
		return nil
	}
	return c.entries(found.Every())
}

// Nearest returns those of the documents that a name can mean which stand nearest to a folder: in it,
// else by the fewest folder steps. Several at the same distance are a tie, and all of them come back.
func (c *Catalog) Nearest(name, folder string) []*Entry {
	found, ok := c.names.Named(name, c.titles)
	if !ok {
		return nil
	}
	return c.entries(found.To(folder))
}

// Dated returns the documents that were published on the date in an address under the name that it
// ends in: posts keep file name and date when a site moves, and seldom their address. Of several,
// those count that share the most of the folders before the date, and of these those that stand nearest
// to a folder. Nil if the address has no date.
func (c *Catalog) Dated(address, folder string) []*Entry {
	found, ok := c.names.Dated(address)
	if !ok {
		return nil
	}
	return c.entries(found.To(folder))
}

// AtPath returns the document that a file holds; nil if it holds none.
func (c *Catalog) AtPath(p content.Path) *Entry { return c.at(c.names.AtPath(string(p))) }

// AtAddress returns the document at an address as an author or a browser writes it; nil if there is none.
func (c *Catalog) AtAddress(address string) *Entry {
	u, ok := permalink.Clean(address)
	if !ok {
		return nil
	}
	return c.AtURL(u)
}

// AtURL returns the document at an address; nil if there is none.
func (c *Catalog) AtURL(u permalink.URL) *Entry { return c.at(c.names.AtURL(u)) }

// SiteTitle is what briefings.toml calls the site. Without one, a folder is called what its own page is, if that
// has a title.
func (c *Catalog) SiteTitle() string {
	if home := c.AtURL("/"); !c.Config.Declared && home != nil && home.Published() && home.explicit {
		return home.Title
	}
	return c.Config.Title
}

// Tag returns the tag with the key; nil if no document bears it. One that only held documents bear has no
// items.
func (c *Catalog) Tag(key string) *Tag { return c.tagIndex[key] }

// Static reports whether static/ has a file of that name.
func (c *Catalog) Static(name string) bool { return c.static[name] }

// Root returns the folder that documents stand in: "content", or "." for a plain folder.
func (c *Catalog) Root() string { return c.root }

// Answers reports whether the folded name is the document's id or its file's name.
func (e *Entry) Answers(key string) bool {
	return key == e.called.Key || key == e.called.Last
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	return c.names.Near(path.Base(strings.TrimSuffix(name, ".md")))
}
