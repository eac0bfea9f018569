package catalog

import (
	"path"
	"strings"

	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// A group is the documents that answer to one name, in order of path; nil if there are none.
type group = permalink.Nearby[*Entry]

// groups are documents by name. They are filled in order of path.
type groups[K comparable] map[K]*group

func (m groups[K]) add(k K, e *Entry) {
	g := m[k]
	if g == nil {
		g = &group{FolderOf: (*Entry).Folder}
		m[k] = g
	}
	if n := len(g.All); n == 0 || g.All[n-1] != e {
		g.Add(e)
	}
}

// pathEnds are documents by the folded ends of their paths, without extension and from "/" the whole.
// The page of a folder has the folder's path too.
func pathEnds(entries []*Entry) groups[string] {
	ends := groups[string]{}
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
	if ends[full] == nil {
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
	posts := groups[dated]{}
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
