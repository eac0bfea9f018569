// Package names finds documents by what authors call them: by id, by the end of a path, by title, by alias, by
// the date and the name of a post. It answers with indexes in the list of documents that it was made of.
package names

import (
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// Called is what a document is called by its file and its front matter. Nothing changes one.
type Called struct {
	ID           string
	Key, KindKey string    // the folded id, alone and behind the kind
	Stem, Last   string    // folded; see permalink.Stem and Last
	Folder       string    // where it stands, from the site's root
	Date         time.Time // zero if there is none
}

// Same reports whether two documents are called alike.
func (c *Called) Same(o *Called) bool {
	return c.ID == o.ID && c.Key == o.Key && c.KindKey == o.KindKey && c.Stem == o.Stem && c.Last == o.Last &&
		c.Folder == o.Folder && c.Date.Equal(o.Date)
}

// Documents are what an Index is made of. All lists have the same length.
type Documents struct {
	Root    string   // the folder that they stand in
	Paths   []string // of their files, sorted
	Called  []*Called
	URL     func(i int) permalink.URL // where one is published
	Aliases func(i int) []string      // what else one is called
}

// An Index has the names of documents, less their titles. It may be used by several goroutines at once.
type Index struct {
	root   string
	files  []string
	called []*Called

	ids   groups[string] // by folded id
	kinds groups[string] // by folded kind/id
	stems groups[string] // by the folded last part of the path, without extension
	alias groups[string]
	paths map[string]int32
	urls  map[permalink.URL]int32 // in lower case; the first by path

	// Made when the first is looked for.
	similar func() diag.Similar   // ids
	ends    func() groups[string] // paths
	posts   func() groups[dated]
}

// New makes the index of documents. It keeps nothing of them but their lists.
func New(docs Documents) *Index {
	size := len(docs.Paths)
	x := &Index{root: docs.Root, files: docs.Paths, called: docs.Called}
	x.ids, x.kinds, x.stems = newGroups[string](size, x.folder), newGroups[string](size, x.folder), newGroups[string](size, x.folder)
	x.alias = newGroups[string](0, x.folder)
	x.paths, x.urls = make(map[string]int32, size), make(map[permalink.URL]int32, size)
	x.similar = sync.OnceValue(x.similarIDs)
	x.ends = sync.OnceValue(x.pathEnds)
	x.posts = sync.OnceValue(x.dated)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i, file := range docs.Paths {
			x.ids.add(docs.Called[i].Key, int32(i))
			x.paths[file] = int32(i)
			u := docs.URL(i).Lower()
			if _, ok := x.urls[u]; !ok {
				x.urls[u] = int32(i)
			}
		}
	})
	for i, called := range docs.Called {
		x.stems.add(called.Last, int32(i))
		if called.Stem != called.Last {
			x.stems.add(called.Stem, int32(i))
		}
		for _, a := range docs.Aliases(i) {
			x.alias.add(fold.Key(a), int32(i))
		}
		x.kinds.add(called.KindKey, int32(i))
	}
	wg.Wait()
	return x
}

// Titles are documents by folded title.
type Titles struct{ groups[string] }

// Titles returns the documents by their folded titles. title may return an empty one, for a document that is
// not found by it.
func (x *Index) Titles(title func(i int) string) Titles {
	t := newGroups[string](len(x.files), x.folder)
	for i := range x.files {
		if key := title(i); key != "" {
			t.add(key, int32(i))
		}
	}
	return Titles{t}
}

// folder is where a document stands.
func (x *Index) folder(i int32) string { return x.called[i].Folder }

// Named returns the documents that a name can mean: by id, else by the end of their path, else by title, else by
// alias. False if there are none.
func (x *Index) Named(name string, titles Titles) (Group, bool) {
	name = strings.Trim(name, "/ ")
	if ext := path.Ext(name); strings.EqualFold(ext, ".md") || strings.EqualFold(ext, ".markdown") {
		name = name[:len(name)-len(ext)]
	}
	if name == "" {
		return Group{}, false
	}
	key := fold.Key(name)
	if found, ok := x.ids.find(key); ok {
		return found, true
	}
	if found, ok := x.bySuffix(name, key); ok {
		return found, true
	}
	if found, ok := titles.find(key); ok {
		return found, true
	}
	return x.alias.find(key)
}

// bySuffix returns the documents whose path, without extension, ends in the parts of name; if the
// whole path is the name, that one alone. key is the name, folded.
func (x *Index) bySuffix(name, key string) (Group, bool) {
	if !strings.Contains(name, "/") {
		return x.stems.find(key)
	}
	ends := x.ends()
	if whole, ok := ends.find("/" + fold.Key(path.Join(x.root, name))); ok {
		return whole, true
	}
	return ends.find(key)
}

// Dated returns the documents that were published on the date in an address under the name that it ends in, and
// in as many of the folders before the date as any of them. False if there are none, or the address has no date.
func (x *Index) Dated(address string) (Group, bool) {
	post, ok := permalink.ReadPost(address)
	if !ok {
		return Group{}, false
	}
	key := dated{name: fold.Key(post.Name), year: post.Year, month: post.Month, day: post.Day}
	for _, key.folder = range permalink.Above(fold.Key(post.Folder)) {
		if found, ok := x.posts().find(key); ok {
			return found, true
		}
	}
	return Group{}, false
}

// OfKind returns the documents with a folded kind/id; false if there are none.
func (x *Index) OfKind(kindKey string) (Group, bool) { return x.kinds.find(kindKey) }

// AtPath returns the document that a file holds; false if it holds none.
func (x *Index) AtPath(file string) (i int32, ok bool) {
	i, ok = x.paths[file]
	return i, ok
}

// AtURL returns the document at an address in whatever letter case, of several the first by path; false if there is
// none.
func (x *Index) AtURL(u permalink.URL) (i int32, ok bool) {
	i, ok = x.urls[u.Lower()]
	return i, ok
}

// Near returns the id that the author of a missing one may have meant; empty if there is none.
func (x *Index) Near(id string) string { return x.similar().Near(id) }

// similarIDs groups the ids of documents.
func (x *Index) similarIDs() diag.Similar {
	ids := make([]string, 0, len(x.ids.first))
	for _, key := range slices.Sorted(maps.Keys(x.ids.first)) {
		ids = append(ids, x.called[x.ids.first[key]].ID)
	}
	return diag.NewSimilar(ids)
}
