package catalog

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// A lookup finds documents by what authors call them.
type lookup struct {
	root   string
	ids    groups[string] // by folded id
	stems  groups[string] // by the folded last part of the path, without extension
	titles groups[string]
	alias  groups[string]
	paths  map[content.Path]*Entry
	urls   map[permalink.URL]*Entry
	static map[string]bool

	made generated

	// Made when the first is looked for.
	similar func() diag.Similar   // ids
	ends    func() groups[string] // paths
	posts   func() groups[dated]
}

func (c *Catalog) index(root string) {
	n := len(c.Entries)
	l := lookup{
		root: root,
		ids:  newGroups[string](n), stems: newGroups[string](n), titles: newGroups[string](n),
		alias: newGroups[string](0), paths: make(map[content.Path]*Entry, n), urls: make(map[permalink.URL]*Entry, n),
		static:  map[string]bool{},
		similar: sync.OnceValue(func() diag.Similar { return similar(c.names.ids) }),
		ends:    sync.OnceValue(func() groups[string] { return pathEnds(c.Entries) }),
		posts:   sync.OnceValue(func() groups[dated] { return datedNames(c.Entries, root) }),
	}
	c.ids = newGroups[string](n)
	var wg sync.WaitGroup
	wg.Go(func() {
		for _, e := range c.Entries {
			l.ids.add(e.key, e)
			l.paths[e.Path] = e
			if l.urls[e.URL] == nil {
				l.urls[e.URL] = e
			}
		}
	})
	for _, e := range c.Entries {
		l.stems.add(e.last, e)
		if e.stem != e.last {
			l.stems.add(e.stem, e)
		}
		if e.Title == e.title && e.explicit {
			l.titles.add(e.titleKey, e)
		}
		for _, a := range e.Names {
			l.alias.add(fold.Key(a), e)
		}
		c.ids.add(e.kindKey, e)
	}
	wg.Wait()
	for _, s := range c.opts.Static {
		l.static[s] = true
	}
	c.names = l
	c.reportTwice()
}

// reportTwice reports ids that several documents of one kind have, where the id is the author's own
// or names something that others list by id.
func (c *Catalog) reportTwice() {
	for _, e := range c.Entries {
		same, _ := c.ids.find(e.kindKey)
		if same.all == nil || same.first == e || e.Meta.ID == "" && e.Kind != "entity" && e.Kind != "source" && e.Kind != "briefing" {
			continue
		}
		c.reportKey(e, diag.IDTwice, fmt.Sprintf("%s %q has the id of %s", e.Kind, e.ID, same.first.Path),
			`give one of them another id; until then its path names it in feeds`, "id")
	}
}

// Unique reports whether no other document of its kind has the entry's id.
func (c *Catalog) Unique(e *Entry) bool {
	same, _ := c.ids.find(e.kindKey)
	return same.all == nil
}

// Find returns the document of a kind with the id; nil if there is none. Of several it is the first
// by path.
func (c *Catalog) Find(kind, id string) *Entry { return c.find(kindKey(kind, id)) }

func (c *Catalog) find(key string) *Entry { return c.ids.first[key] }

// Listed returns the entity that the i-th of a document's "entities" names; nil if there is none.
func (c *Catalog) Listed(e *Entry, i int) *Entry { return c.find(e.entityKeys[i]) }

// Place returns the entity that a document's "place" names; nil if it names none.
func (c *Catalog) Place(e *Entry) *Entry { return c.find(e.placeKey) }

// Named returns the documents that a name can mean: by id, else by the end of their path, else by
// title, else by alias.
func (c *Catalog) Named(name string) []*Entry {
	found, _ := c.names.named(name)
	return found.entries()
}

// Nearest returns those of the documents that a name can mean which stand nearest to a folder: in it,
// else by the fewest folder steps. Several at the same distance are a tie, and all of them come back.
func (c *Catalog) Nearest(name, folder string) []*Entry {
	found, _ := c.names.named(name)
	return found.to(folder)
}

// named returns the documents that a name can mean; false if there are none.
func (l *lookup) named(name string) (group, bool) {
	name = strings.Trim(name, "/ ")
	if ext := path.Ext(name); strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown") {
		name = name[:len(name)-len(ext)]
	}
	if name == "" {
		return group{}, false
	}
	key := fold.Key(name)
	if found, ok := l.ids.find(key); ok {
		return found, true
	}
	if found, ok := l.bySuffix(name, key); ok {
		return found, true
	}
	if found, ok := l.titles.find(key); ok {
		return found, true
	}
	return l.alias.find(key)
}

// bySuffix returns the documents whose path, without extension, ends in the parts of name; if the
// whole path is the name, that one alone. key is the name, folded.
func (l *lookup) bySuffix(name, key string) (group, bool) {
	if !strings.Contains(name, "/") {
		return l.stems.find(key)
	}
	ends := l.ends()
	if whole, ok := ends.find("/" + fold.Key(path.Join(l.root, name))); ok {
		return whole, true
	}
	return ends.find(key)
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
			return found.to(folder)
		}
	}
	return nil
}

// AtPath returns the document that a file holds; nil if it holds none.
func (c *Catalog) AtPath(p content.Path) *Entry { return c.names.paths[p] }

// AtAddress returns the document at an address as an author or a browser writes it; nil if there is none.
func (c *Catalog) AtAddress(address string) *Entry {
	u, ok := permalink.Clean(address)
	if !ok {
		return nil
	}
	return c.names.urls[u]
}

// AtURL returns the document at an address; nil if there is none.
func (c *Catalog) AtURL(u permalink.URL) *Entry { return c.names.urls[u] }

// Tag returns the tag with the key; nil if no document bears it. One that only held documents bear has no
// items.
func (c *Catalog) Tag(key string) *Tag { return c.tagIndex[key] }

// Static reports whether static/ has a file of that name.
func (c *Catalog) Static(name string) bool { return c.names.static[name] }

// Root returns the folder that documents stand in: "content", or "." for a plain folder.
func (c *Catalog) Root() string { return c.names.root }

// Answers reports whether the folded name is the document's id or its file's name.
func (e *Entry) Answers(key string) bool {
	return key == e.key || key == e.last
}

// similar groups the ids of documents.
func similar(ids groups[string]) diag.Similar {
	names := make([]string, 0, len(ids.first))
	for _, key := range slices.Sorted(maps.Keys(ids.first)) {
		names = append(names, ids.first[key].ID)
	}
	return diag.NewSimilar(names)
}

// Near returns the name that the author of a missing reference may have meant.
func (c *Catalog) Near(name string) string {
	return c.names.similar().Near(path.Base(strings.TrimSuffix(name, ".md")))
}
