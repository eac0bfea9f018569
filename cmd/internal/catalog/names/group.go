package names

import (
	"path"
	"strings"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// groups are documents by name. They are filled in order of path. Nearly all
// names are those of one document.
type groups[K comparable] struct {
	first  map[K]int32
	all    map[K]*permalink.Nearby[int32] // of names that several have
	folder func(int32) string
}

// newGroups returns groups with room for so many names. folder is where a document stands.
func newGroups[K comparable](names int, folder func(int32) string) groups[K] {
	return groups[K]{make(map[K]int32, names), map[K]*permalink.Nearby[int32]{}, folder}
}

func (g groups[K]) add(k K, i int32) {
	first, ok := g.first[k]
	if !ok {
		g.first[k] = i
		return
	}
	several := g.all[k]
	switch {
	case several == nil && first == i, several != nil && several.All[len(several.All)-1] == i:
	case several == nil:
		g.all[k] = &permalink.Nearby[int32]{All: []int32{first, i}, FolderOf: g.folder}
	default:
		several.All = append(several.All, i)
	}
}

// find returns the documents with a name; false if there are none.
func (g groups[K]) find(k K) (Group, bool) {
	first, ok := g.first[k]
	return Group{first, g.all[k]}, ok
}

// A Group is the documents that answer to one name, in order of path.
type Group struct {
	first int32
	all   *permalink.Nearby[int32] // nil if there is one
}

// First returns the first of them by path.
func (g Group) First() int32 { return g.first }

// One reports whether no other document answers to the name.
func (g Group) One() bool { return g.all == nil }

// Every returns all of them.
func (g Group) Every() []int32 {
	if g.all != nil {
		return g.all.All
	}
	return []int32{g.first}
}

// To returns those that are nearest to a folder; several at one distance are a tie, and all of them come back.
func (g Group) To(folder string) []int32 {
	if g.all != nil {
		return g.all.To(folder)
	}
	return []int32{g.first}
}

// pathEnds are documents by the folded ends of their paths, without extension and from "/" the whole.
// The page of a folder has the folder's path too.
func (x *Index) pathEnds() groups[string] {
	ends := newGroups[string](2*len(x.called), x.folder)
	for i, file := range x.files {
		full := "/" + fold.Key(strings.TrimSuffix(file, path.Ext(file)))
		addEnds(ends, full, int32(i))
		if permalink.IsIndex(path.Base(full)) {
			addEnds(ends, path.Dir(full), int32(i))
		}
	}
	return ends
}

func addEnds(ends groups[string], full string, i int32) {
	if _, ok := ends.first[full]; !ok {
		ends.add(full, i) // one path names one document
	}
	for at, r := range full {
		if r == '/' {
			ends.add(full[at+1:], i)
		}
	}
}

// A dated is a folded name with the folder that a post stands in or below, and when it was published:
// the day is 0 for any in the month.
type dated struct {
	name, folder     string
	year, month, day int
}

// dated are documents by what addresses with a date say of them.
func (x *Index) dated() groups[dated] {
	posts := newGroups[dated](2*len(x.called), x.folder)
	for i, c := range x.called {
		if c.Date.IsZero() {
			continue
		}
		folder := fold.Key(strings.TrimPrefix(c.Folder, x.root+"/"))
		for _, name := range []string{c.Key, c.Last, c.Stem} {
			for _, above := range permalink.Above(folder) {
				for _, day := range []int{0, c.Date.Day()} {
					posts.add(dated{name, above, c.Date.Year(), int(c.Date.Month()), day}, int32(i))
				}
			}
		}
	}
	return posts
}
