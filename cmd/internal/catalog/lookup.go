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

// A lookup finds documents by what authors call them.
type lookup struct {
	root   string
	ids    map[string][]*Entry // by folded id
	stems  map[string][]*Entry // by the folded last part of the path, without extension
	titles map[string][]*Entry
	alias  map[string][]*Entry
	paths  map[content.Path]*Entry
	urls   map[permalink.URL]*Entry
	static map[string]bool

	made    generated
	similar Similar // ids
}

func (c *Catalog) index(root string) {
	n := len(c.Entries)
	l := lookup{
		root: root,
		ids:  make(map[string][]*Entry, n), stems: make(map[string][]*Entry, n), titles: make(map[string][]*Entry, n),
		alias: map[string][]*Entry{}, paths: make(map[content.Path]*Entry, n), urls: make(map[permalink.URL]*Entry, n),
		static: map[string]bool{},
	}
	c.ids = make(map[string][]*Entry, n)
	for _, e := range c.Entries {
		l.ids[e.key] = append(l.ids[e.key], e)
		stem := fold.Key(permalink.Last(string(e.Path)))
		l.stems[stem] = append(l.stems[stem], e)
		if own := fold.Key(permalink.Stem(string(e.Path))); own != stem {
			l.stems[own] = append(l.stems[own], e)
		}
		if e.explicit {
			k := fold.Key(e.Title)
			l.titles[k] = append(l.titles[k], e)
		}
		for _, a := range e.Names {
			k := fold.Key(a)
			l.alias[k] = append(l.alias[k], e)
		}
		l.paths[e.Path] = e
		if l.urls[e.URL] == nil {
			l.urls[e.URL] = e
		}
		kindID := e.Kind + "/" + e.key
		c.ids[kindID] = append(c.ids[kindID], e)
	}
	for _, s := range c.opts.Static {
		l.static[s] = true
	}
	l.similar = similar(l.ids)
	c.names = l
	c.reportTwice()
}

// reportTwice reports ids that several documents of one kind have, where the id is the author's own
// or names something that others list by id.
func (c *Catalog) reportTwice() {
	for _, e := range c.Entries {
		same := c.ids[e.Kind+"/"+e.key]
		if len(same) < 2 || same[0] == e || e.Meta.ID == "" && e.Kind != "entity" && e.Kind != "source" && e.Kind != "briefing" {
			continue
		}
		c.reportKey(e, diag.IDTwice, fmt.Sprintf("%s %q has the id of %s", e.Kind, e.ID, same[0].Path),
			`give one of them another id; until then its path names it in feeds`, "id")
	}
}

// Unique reports whether no other document of its kind has the entry's id.
func (c *Catalog) Unique(e *Entry) bool { return len(c.ids[e.Kind+"/"+e.key]) == 1 }

// Find returns the document of a kind with the id; nil if there is none. Of several it is the first
// by path.
func (c *Catalog) Find(kind, id string) *Entry {
	if found := c.ids[kind+"/"+fold.Key(id)]; len(found) > 0 {
		return found[0]
	}
	return nil
}

// Named returns the documents that a name can mean: by id, else by the end of their path, else by
// title, else by alias.
func (c *Catalog) Named(name string) []*Entry {
	l := &c.names
	name = strings.Trim(name, "/ ")
	if ext := path.Ext(name); strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown") {
		name = name[:len(name)-len(ext)]
	}
	if name == "" {
		return nil
	}
	key := fold.Key(name)
	for _, found := range [][]*Entry{l.ids[key], l.bySuffix(name), l.titles[key], l.alias[key]} {
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// bySuffix returns the documents whose path, without extension, ends in the parts of name; if the
// whole path is the name, that one alone.
func (l *lookup) bySuffix(name string) []*Entry {
	parts := strings.Split(name, "/")
	found := l.stems[fold.Key(parts[len(parts)-1])]
	if len(parts) == 1 || len(found) == 0 {
		return found
	}
	want := "/" + fold.Key(name)
	whole := "/" + fold.Key(path.Join(l.root, name))
	var out []*Entry
	for _, e := range found {
		full := "/" + fold.Key(strings.TrimSuffix(string(e.Path), path.Ext(string(e.Path))))
		folder := full
		if permalink.IsIndex(path.Base(full)) {
			folder = path.Dir(full)
		}
		switch {
		case full == whole || folder == whole:
			return []*Entry{e}
		case strings.HasSuffix(full, want) || strings.HasSuffix(folder, want):
			out = append(out, e)
		}
	}
	return out
}

// Nearest picks the document that stands nearest to a folder: in it, else by the fewest folder
// steps. Several at the same distance are a tie, and all of them come back.
func Nearest(found []*Entry, folder string) []*Entry {
	return permalink.Nearest(found, folder, (*Entry).Folder)
}

// Dated returns the documents that were published on the date in an address under the name that it
// ends in: posts keep file name and date when a site moves, and seldom their address. Of several,
// those that share the most of the folders before the date come back. Nil if the address has no date.
func (c *Catalog) Dated(address string) []*Entry {
	post, ok := permalink.ReadPost(address)
	if !ok {
		return nil
	}
	key, folder := fold.Key(post.Name), fold.Key(post.Folder)
	var best []*Entry
	most := 0
	for _, e := range slices.Concat(c.names.ids[key], c.names.stems[key]) {
		if !post.On(e.Date) || slices.Contains(best, e) {
			continue
		}
		switch n := permalink.Shared(folder, fold.Key(strings.TrimPrefix(e.folder, c.names.root+"/"))); {
		case n > most || len(best) == 0:
			best, most = []*Entry{e}, n
		case n == most:
			best = append(best, e)
		}
	}
	return best
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

// Static reports whether static/ has a file of that name.
func (c *Catalog) Static(name string) bool { return c.names.static[name] }

// Root returns the folder that documents stand in: "content", or "." for a plain folder.
func (c *Catalog) Root() string { return c.names.root }

// Answers reports whether the folded name is the document's id or its file's name.
func (e *Entry) Answers(key string) bool {
	return key == e.key || key == fold.Key(permalink.Last(string(e.Path)))
}
