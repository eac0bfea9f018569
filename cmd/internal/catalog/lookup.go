package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// Index makes the documents findable by what authors call them. prev is the catalog before, or nil.
func (c *Catalog) index(root string, prev *Catalog) {
	if prev != nil && c.sameNames(prev) {
		c.names = prev.names
	} else {
		c.names = newNames(root, c)
	}
	if prev != nil && c.names == prev.names && slices.EqualFunc(c.Entries, prev.Entries, func(e, p *Entry) bool { return e.titled() == p.titled() }) {
		c.titles = prev.titles
	} else {
		c.titles = newGroups[string](len(c.Entries), c.names.folder)
		for i, e := range c.Entries {
			if key := e.titled(); key != "" {
				c.titles.add(key, int32(i))
			}
		}
	}
	c.static = make(map[string]bool, len(c.opts.Static))
	for _, s := range c.opts.Static {
		c.static[s] = true
	}
	c.reportTwice()
}

// titled is the folded title that an entry is found by; empty if it is not the author's, or not to be shown.
func (e *Entry) titled() string {
	if e.Title != e.title || !e.explicit {
		return ""
	}
	return e.titleKey
}

// reportTwice reports ids that several documents of one kind have, where the id is the author's own
// or names something that others list by id.
func (c *Catalog) reportTwice() {
	for _, e := range c.Entries {
		same, _ := c.names.kinds.find(e.kindKey)
		if same.all == nil || c.Entries[same.first] == e || e.Meta.ID == "" && e.Kind != "entity" && e.Kind != "source" && e.Kind != "briefing" {
			continue
		}
		c.reportKey(e, diag.IDTwice, fmt.Sprintf("%s %q has the id of %s", e.Kind, e.ID, c.Entries[same.first].Path),
			`give one of them another id; until then its path names it in feeds`, "id")
	}
}

// Unique reports whether no other document of its kind has the entry's id.
func (c *Catalog) Unique(e *Entry) bool {
	return c.names.kinds.all[e.kindKey] == nil
}

// Find returns the document of a kind with the id; nil if there is none. Of several it is the first
// by path.
func (c *Catalog) Find(kind, id string) *Entry { return c.find(kindKey(kind, id)) }

func (c *Catalog) find(key string) *Entry { return at(c, c.names.kinds.first, key) }

// at returns the entry of a key; nil if there is none.
func at[K comparable](c *Catalog, indexes map[K]int32, key K) *Entry {
	if i, ok := indexes[key]; ok {
		return c.Entries[i]
	}
	return nil
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

// Place returns the entity that a document's "place" names; nil if it names none.
func (c *Catalog) Place(e *Entry) *Entry { return c.find(e.placeKey) }

// Named returns the documents that a name can mean: by id, else by the end of their path, else by
// title, else by alias.
func (c *Catalog) Named(name string) []*Entry {
	found, ok := c.answering(name)
	if !ok {
		return nil
	}
	return c.entries(found.every())
}

// Nearest returns those of the documents that a name can mean which stand nearest to a folder: in it,
// else by the fewest folder steps. Several at the same distance are a tie, and all of them come back.
func (c *Catalog) Nearest(name, folder string) []*Entry {
	found, ok := c.answering(name)
	if !ok {
		return nil
	}
	return c.entries(found.to(folder))
}

// answering returns the documents that a name can mean; false if there are none.
func (c *Catalog) answering(name string) (group, bool) {
	name = strings.Trim(name, "/ ")
	if ext := path.Ext(name); strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown") {
		name = name[:len(name)-len(ext)]
	}
	if name == "" {
		return group{}, false
	}
	key := fold.Key(name)
	if found, ok := c.names.ids.find(key); ok {
		return found, true
	}
	if found, ok := c.names.bySuffix(name, key); ok {
		return found, true
	}
	if found, ok := c.titles.find(key); ok {
		return found, true
	}
	return c.names.alias.find(key)
}

// Dated returns the documents that were published on the date in an address under the name that it
// ends in: posts keep file name and date when a site moves, and seldom their address. Of several,
// those count that share the most of the folders before the date, and of these those that stand nearest
// to a folder. Nil if the address has no date.
func (c *Catalog) Dated(address, folder string) []*Entry {
	post, ok := permalink.ReadPost(address)
	if !ok {
		return nil
	}
	key := dated{name: fold.Key(post.Name), year: post.Year, month: post.Month, day: post.Day}
	for _, key.folder = range permalink.Above(fold.Key(post.Folder)) {
		if found, ok := c.names.posts().find(key); ok {
			return c.entries(found.to(folder))
		}
	}
	return nil
}

// AtPath returns the document that a file holds; nil if it holds none.
func (c *Catalog) AtPath(p content.Path) *Entry { return at(c, c.names.paths, p) }

// AtAddress returns the document at an address as an author or a browser writes it; nil if there is none.
func (c *Catalog) AtAddress(address string) *Entry {
	u, ok := permalink.Clean(address)
	if !ok {
		return nil
	}
	return c.AtURL(u)
}

// AtURL returns the document at an address; nil if there is none.
func (c *Catalog) AtURL(u permalink.URL) *Entry { return at(c, c.names.urls, u) }

// Tag returns the tag with the key; nil if no document bears it. One that only held documents bear has no
// items.
func (c *Catalog) Tag(key string) *Tag { return c.tagIndex[key] }

// Static reports whether static/ has a file of that name.
func (c *Catalog) Static(name string) bool { return c.static[name] }

// Root returns the folder that documents stand in: "content", or "." for a plain folder.
func (c *Catalog) Root() string { return c.root }

// Answers reports whether the folded name is the document's id or its file's name.
func (e *Entry) Answers(key string) bool {
	return key == e.key || key == e.last
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	return c.names.similar().Near(path.Base(strings.TrimSuffix(name, ".md")))
}
