package catalog

import (
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

// names find documents by what authors call them, less their titles, as indexes of Catalog.Entries. They depend on
// what the documents are called and on nothing else, so that most builds have those of the one before.
type names struct {
	root  string
	ids   groups[string] // by folded id
	kinds groups[string] // by folded kind/id
	stems groups[string] // by the folded last part of the path, without extension
	alias groups[string]
	paths map[content.Path]int32
	urls  map[permalink.URL]int32 // the first by path

	// Made when the first is looked for.
	similar func() diag.Similar   // ids
	ends    func() groups[string] // paths
	posts   func() groups[dated]

	docPaths []string // of the documents
	readings []*reading
}

func newNames(root string, c *Catalog) *names {
	size := len(c.Entries)
	n := &names{root: root, docPaths: c.docPaths, readings: make([]*reading, size)}
	for i, e := range c.Entries {
		n.readings[i] = e.reading
	}
	n.ids, n.kinds, n.stems = newGroups[string](size, n.folder), newGroups[string](size, n.folder), newGroups[string](size, n.folder)
	n.alias = newGroups[string](0, n.folder)
	n.paths, n.urls = make(map[content.Path]int32, size), make(map[permalink.URL]int32, size)
	n.similar = sync.OnceValue(n.similarIDs)
	n.ends = sync.OnceValue(n.pathEnds)
	n.posts = sync.OnceValue(n.dated)
	var wg sync.WaitGroup
	wg.Go(func() {
		for i, e := range c.Entries {
			n.ids.add(e.key, int32(i))
			n.paths[e.Path] = int32(i)
			if _, ok := n.urls[e.URL]; !ok {
				n.urls[e.URL] = int32(i)
			}
		}
	})
	for i, e := range c.Entries {
		n.stems.add(e.last, int32(i))
		if e.stem != e.last {
			n.stems.add(e.stem, int32(i))
		}
		for _, a := range e.Names {
			n.alias.add(fold.Key(a), int32(i))
		}
		n.kinds.add(e.kindKey, int32(i))
	}
	wg.Wait()
	return n
}

// sameNames reports whether all documents are called as those of another catalog. What a reading says of names, it
// says by the words of its file and of its front matter; where it stands may depend on others.
func (c *Catalog) sameNames(other *Catalog) bool {
	return c.root == other.root && slices.EqualFunc(c.Entries, other.Entries, func(e, o *Entry) bool {
		switch {
		case e.URL != o.URL:
			return false
		case e.reading == o.reading:
			return true
		}
		return e.Path == o.Path && e.ID == o.ID && e.key == o.key && e.kindKey == o.kindKey && e.last == o.last && e.stem == o.stem &&
			e.folder == o.folder && e.date.Equal(o.date) && slices.Equal(e.Names, o.Names)
	})
}

// folder is where a document stands.
func (n *names) folder(i int32) string { return n.readings[i].folder }

// bySuffix returns the documents whose path, without extension, ends in the parts of name; if the
// whole path is the name, that one alone. key is the name, folded.
func (n *names) bySuffix(name, key string) (group, bool) {
	if !strings.Contains(name, "/") {
		return n.stems.find(key)
	}
	ends := n.ends()
	if whole, ok := ends.find("/" + fold.Key(path.Join(n.root, name))); ok {
		return whole, true
	}
	return ends.find(key)
}

// similarIDs groups the ids of documents.
func (n *names) similarIDs() diag.Similar {
	ids := make([]string, 0, len(n.ids.first))
	for _, key := range slices.Sorted(maps.Keys(n.ids.first)) {
		ids = append(ids, n.readings[n.ids.first[key]].id)
	}
	return diag.NewSimilar(ids)
}
