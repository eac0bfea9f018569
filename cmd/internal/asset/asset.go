// Package asset finds the files of content that are no documents, such as pictures: by path, by name
// alone as vaults have them, and by the bundle that they belong to.
//
// It knows paths and nothing of what documents say: whether a file is published is decided by who
// refers to it.
package asset

import (
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// An Asset is a file of a sort that may be published. It is if a published document refers to it or
// has it in its bundle: pictures of a held document stay with it.
type Asset struct {
	Path content.Path
	URL  permalink.URL
}

func (a *Asset) folder() string { return path.Dir(string(a.Path)) }

// An Index is the files of a tree.
type Index struct {
	root      string
	all       []*Asset // by path
	paths     map[content.Path]*Asset
	names     map[string][]*Asset // by folded last part of the path
	others    map[string][]*Asset // that are not published, likewise
	documents map[string]int      // how many stand in each folder
}

// New returns the index of a tree.
func New(tree *content.Tree) *Index {
	x := &Index{
		root: tree.Root, paths: map[content.Path]*Asset{}, names: map[string][]*Asset{},
		others: map[string][]*Asset{}, documents: map[string]int{},
	}
	for _, file := range tree.Files {
		name := fold.Key(path.Base(string(file)))
		if address.MediaType(path.Ext(string(file))) == "" {
			x.others[name] = append(x.others[name], &Asset{Path: file})
			continue
		}
		a := &Asset{Path: file, URL: permalink.File(string(file), tree.Root)}
		x.all = append(x.all, a)
		x.paths[file] = a
		x.names[name] = append(x.names[name], a)
	}
	for _, file := range tree.Withheld {
		name := fold.Key(path.Base(string(file)))
		x.others[name] = append(x.others[name], &Asset{Path: file})
	}
	for _, d := range tree.Documents {
		x.documents[path.Dir(string(d.Path))]++
	}
	return x
}

// All returns the files by path. They are not to be changed.
func (x *Index) All() []*Asset { return x.all }

// At returns the file at a path; nil if there is none.
func (x *Index) At(p content.Path) *Asset { return x.paths[p] }

// Find returns the file that a name means in a document of the folder: by path, from there or from
// the root of content, or else the nearest whose path ends in it. Nil if there is none.
func (x *Index) Find(folder, name string) *Asset {
	name = strings.TrimPrefix(name, "/")
	for _, p := range []string{path.Join(folder, name), path.Join(x.root, name)} {
		if a := x.paths[content.Path(p)]; a != nil {
			return a
		}
	}
	return nearest(x.names, folder, name)
}

// Unpublished returns the file that a name means in a document of the folder and that is not published, for
// its sort or for what is in it; empty if there is none.
func (x *Index) Unpublished(folder, name string) content.Path {
	if a := nearest(x.others, folder, name); a != nil {
		return a.Path
	}
	return ""
}

// nearest returns the file that is nearest to the folder of those whose path ends in name; of
// several the first by path, and nil if there is none.
func nearest(names map[string][]*Asset, folder, name string) *Asset {
	end := "/" + fold.Key(strings.TrimPrefix(path.Clean("/"+name), "/"))
	var found []*Asset
	for _, a := range names[fold.Key(path.Base(name))] {
		if strings.HasSuffix("/"+fold.Key(string(a.Path)), end) {
			found = append(found, a)
		}
	}
	near := permalink.Nearby[*Asset]{All: found, FolderOf: (*Asset).folder}
	if found = near.To(folder); len(found) > 0 {
		return found[0]
	}
	return nil
}

// Bundle returns the files that belong to the document which has the folder for its own; none if the
// folder is that of all content.
func (x *Index) Bundle(folder string) []*Asset {
	if folder == x.root {
		return nil
	}
	below := folder + "/"
	from, _ := slices.BinarySearchFunc(x.all, below, func(a *Asset, f string) int { return strings.Compare(string(a.Path), f) })
	var out []*Asset
	for _, a := range x.all[from:] {
		if !strings.HasPrefix(string(a.Path), below) {
			break
		}
		if x.bundleOf(a) == folder {
			out = append(out, a)
		}
	}
	return out
}

// bundleOf returns the folder of the bundle that a file belongs to: the nearest with a document, if
// that is the only one in it. Beside several documents nobody can tell whose a picture is, and one
// of them may be held back.
func (x *Index) bundleOf(a *Asset) string {
	for dir := a.folder(); dir != "."; dir = path.Dir(dir) {
		switch x.documents[dir] {
		case 0:
		case 1:
			return dir
		default:
			return ""
		}
	}
	return ""
}
