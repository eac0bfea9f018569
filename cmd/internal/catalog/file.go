package catalog

import (
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// Bundle returns the files that stand in a document's own folder; none if it has no folder.
func (c *Catalog) Bundle(e *Entry) []*Asset {
	if !e.bundle || e.folder == c.names.root {
		return nil
	}
	folder := e.folder + "/"
	from, _ := slices.BinarySearchFunc(c.Assets, folder, func(a *Asset, f string) int { return strings.Compare(string(a.Path), f) })
	var out []*Asset
	for _, a := range c.Assets[from:] {
		if !strings.HasPrefix(string(a.Path), folder) {
			break
		}
		if c.bundleOf(a) == e.folder {
			out = append(out, a)
		}
	}
	return out
}

// bundleOf returns the folder of the bundle that a file belongs to: the nearest with a document, if
// that is the only one in it. Beside several documents nobody can tell whose a picture is, and one
// of them may be held back.
func (c *Catalog) bundleOf(a *Asset) string {
	for dir := path.Dir(string(a.Path)); dir != "."; dir = path.Dir(dir) {
		switch c.names.documents[dir] {
		case 0:
		case 1:
			return dir
		default:
			return ""
		}
	}
	return ""
}

// Picture returns the file that a document's image key names; nil if it names none, or one that is
// not there, which is reported when the document is read.
func (c *Catalog) Picture(e *Entry) *Asset {
	if e.Meta.Image.Src == "" {
		return nil
	}
	return c.File(e, e.Meta.Image.Src)
}

// File finds a file of content by path or, as vaults do, by name alone: the nearest.
func (c *Catalog) File(e *Entry, name string) *Asset {
	l := &c.names
	name = strings.TrimPrefix(name, "/")
	for _, p := range []string{path.Join(e.folder, name), path.Join(l.root, name)} {
		if a := l.files[content.Path(p)]; a != nil {
			return a
		}
	}
	var found []*Asset
	want := "/" + fold.Key(path.Clean("/" + name)[1:])
	for _, a := range l.bases[fold.Key(path.Base(name))] {
		if strings.HasSuffix("/"+fold.Key(string(a.Path)), want) {
			found = append(found, a)
		}
	}
	if best := nearest(found, e.folder, func(a *Asset) string { return path.Dir(string(a.Path)) }); len(best) > 0 {
		return best[0]
	}
	return nil
}

// Unpublished returns the file of content that a name means and that is of no sort to be published;
// empty if there is none.
func (c *Catalog) Unpublished(e *Entry, name string) content.Path {
	l := &c.names
	found := nearest(l.others[fold.Key(path.Base(name))], e.folder, func(p content.Path) string { return path.Dir(string(p)) })
	want := "/" + fold.Key(strings.TrimPrefix(path.Clean("/"+name), "/"))
	for _, p := range found {
		if strings.HasSuffix("/"+fold.Key(string(p)), want) {
			return p
		}
	}
	return ""
}

// generated returns the addresses of the pages that are made for no document of their own.
func (c *Catalog) generated() map[permalink.URL]bool {
	made := map[permalink.URL]bool{}
	for u, has := range map[permalink.URL]bool{
		"/": true, "/404.html": true, "/archive/": len(c.Articles)+len(c.Notes) > 0, "/articles/": len(c.Articles) > 0, "/notes/": len(c.Notes) > 0,
		"/briefings/": false, "/entities/": len(c.Entities) > 0, "/sources/": len(c.Sources) > 0, "/tags/": len(c.Tags) > 0,
	} {
		made[u] = has || c.Config.Declared // a plain folder has the lists that it has something for
	}
	made["/pages/"] = slices.ContainsFunc(c.Pages, func(e *Entry) bool { return e.folder != c.names.root || !c.Config.Declared })
	for _, b := range c.Config.Briefings {
		made[permalink.Briefing(b.ID)] = true
	}
	for _, r := range c.Redirect {
		made[r.From] = true
	}
	for _, t := range c.Tags {
		made[t.URL] = true
	}
	for _, s := range c.Sources {
		made[s.URL] = true
	}
	return made
}
