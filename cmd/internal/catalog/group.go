package catalog

import (
	"path"
	"strings"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// groups are documents by name. They are filled in order of path. Nearly all names are those of one
// document.
type groups[K comparable] struct {
	first map[K]*Entry
	all   map[K]*permalink.Nearby[*Entry] // of names that several have
}

// newGroups returns groups with room for so many names.
func newGroups[K comparable](names int) groups[K] {
	return groups[K]{make(map[K]*Entry, names), map[K]*permalink.Nearby[*Entry]{}}
}

func (g groups[K]) add(k K, e *Entry) {
	first := g.first[k]
	if first == nil {
		g.first[k] = e
		return
	}
	several := g.all[k]
	switch {
	case several == nil && first == e, several != nil && several.All[len(several.All)-1] == e:
	case several == nil:
		g.all[k] = &permalink.Nearby[*Entry]{All: []*Entry{first, e}, FolderOf: (*Entry).Folder}
	default:
		several.All = append(several.All, e)
	}
}

// find returns the documents with a name; false if there are none.
func (g groups[K]) find(k K) (group, bool) {
	first := g.first[k]
	return group{first, g.all[k]}, first != nil
}

// A group is the documents that answer to one name, in order of path.
type group struct {
	first *Entry // nil if there are none
	all   *permalink.Nearby[*Entry]
}

func (g group) entries() []*Entry {
	switch {
	case g.all != nil:
		return g.all.All
	case g.first != nil:
		return []*Entry{g.first}
	}
	return nil
}

// to returns those that are nearest to a folder; several at one distance are a tie, and all of them come back.
func (g group) to(folder string) []*Entry {
	if g.all != nil {
		return g.all.To(folder)
	}
	return g.entries()
}

// pathEnds are documents by the folded ends of their paths, without extension and from "/" the whole.
// The page of a folder has the folder's path too.
func pathEnds(entries []*Entry) groups[string] {
	ends := newGroups[string](2 * len(entries))
	for _, e := range entries {
		full := "/" + fold.Key(strings.TrimSuffix(string(e.Path), path.Ext(string(e.Path))))
		addEnds(ends, full, e)
		if permalink.IsIndex(path.Base(full)) {
			addEnds(ends, path.Dir(full), e)
		}
	}
	return ends
}

func addEnds(ends groups[string], full string, e *Entry) {
	if ends.first[full] == nil {
		ends.add(full, e) // one path names one document
	}
	for i, r := range full {
		if r == '/' {
			ends.add(full[i+1:], e)
		}
	}
}

// A dated is a folded name with the folder that a post stands in or below, and when it was published:
// the day is 0 for any in the month.
type dated struct {
	name, folder     string
	year, month, day int
}

// datedNames are documents by what addresses with a date say of them.
func datedNames(entries []*Entry, root string) groups[dated] {
	posts := newGroups[dated](2 * len(entries))
	for _, e := range entries {
		if e.Date.IsZero() {
			continue
		}
		folder := fold.Key(strings.TrimPrefix(e.folder, root+"/"))
		for _, name := range []string{e.key, e.last, e.stem} {
			for _, above := range permalink.Above(folder) {
				for _, day := range []int{0, e.Date.Day()} {
					posts.add(dated{name, above, e.Date.Year(), int(e.Date.Month()), day}, e)
				}
			}
		}
	}
	return posts
}
