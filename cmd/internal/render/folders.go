package render

import (
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/view"
)

// pagesURL is the list of the pages that no other leads to.
const pagesURL permalink.URL = "/pages/"

// A folder is one that such pages stand in, not counting those in the folders in it.
type folder struct {
	name  string // from the root of documents; empty for that itself
	id    string // of its part of the list
	pages []*catalog.Entry
}

// pageFolders are those of the pages that no other leads to, by name.
func (s *Site) pageFolders() []folder {
	within := func(e *catalog.Entry) string {
		return strings.TrimPrefix(strings.TrimPrefix(e.Folder(), s.Catalog.Root()), "/")
	}
	nested := slices.DeleteFunc(slices.Clone(s.Catalog.Pages), func(e *catalog.Entry) bool { return !e.Nested })
	count := map[string]int{}
	for _, e := range nested {
		count[within(e)]++
	}
	pages := map[string][]*catalog.Entry{}
	for _, e := range nested {
		name := within(e)
		if count[name] == 1 && strings.Count(string(e.URL), "/") == strings.Count(name, "/")+2 { // a page that has a folder to itself
			name = strings.TrimPrefix(path.Dir("/"+name), "/")
		}
		pages[name] = append(pages[name], e)
	}
	ids := map[string]bool{"": true}
	var out []folder
	for _, name := range slices.SortedFunc(maps.Keys(pages), inTree) {
		f := folder{name: name, pages: pages[name]}
		if id := "folder:" + strings.ToLower(strings.Join(strings.Fields(fold.PublishableName(name)), "-")); name != "" && !ids[id] {
			ids[id], f.id = true, id
		}
		out = append(out, f)
	}
	return out
}

// inTree orders folders, each before those in it.
func inTree(a, b string) int {
	return slices.Compare(strings.Split(a, "/"), strings.Split(b, "/"))
}

// pagesOfFolders plans the list of the pages that no other leads to, by folder.
func (s *Site) pagesOfFolders() {
	s.index(pagesURL, func() []view.Group {
		var out []view.Group
		for _, f := range s.pageFolders() {
			out = append(out, view.Group{ID: f.id, Title: fold.PublishableName(f.name), Links: s.links(f.pages)})
		}
		return out
	})
}

func (s *Site) links(entries []*catalog.Entry) []view.Link {
	var out []view.Link
	for _, e := range entries {
		out = append(out, s.maker.Link(e))
	}
	return out
}

// frontPages are what the home page of a plain folder lists: the pages at its top.
func (s *Site) frontPages() []view.Link {
	var top []view.Link
	for _, e := range s.Catalog.Pages {
		if e.URL != "/" && e.Folder() == s.Catalog.Root() {
			top = append(top, s.maker.Link(e))
		}
	}
	return top
}

// frontFolders are what it lists besides: the folders at its top, or, if all pages stand in one, those in this.
// Each leads to where its pages begin in the list of pages.
func (s *Site) frontFolders() []view.Link {
	nested := slices.DeleteFunc(s.pageFolders(), func(f folder) bool { return f.name == "" })
	if len(nested) == 0 {
		return nil
	}
	depth := shared(nested[0].name, nested[len(nested)-1].name) + 1
	var out []view.Link
	for _, f := range nested {
		parts := strings.Split(f.name, "/")
		title := fold.PublishableName(strings.Join(parts[:min(depth, len(parts))], "/"))
		if k := len(out) - 1; k >= 0 && out[k].Title == title {
			out[k].Count += len(f.pages)
			continue
		}
		at := url.URL{Fragment: f.id}
		out = append(out, view.Link{Title: title, URL: s.maker.Href(pagesURL) + at.String(), Count: len(f.pages)})
	}
	return out
}

// shared is how many folders two paths begin with alike.
func shared(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < min(len(x), len(y)) && x[n] == y[n] {
		n++
	}
	return n
}
