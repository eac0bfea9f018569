package query

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
)

// Find returns the documents that a person means by a path, an address, an id, a title or an alias.
// Where articles and notes answer to a name, others do not.
func Find(r *build.Result, name string) []*catalog.Entry {
	file := path.Clean(strings.ReplaceAll(strings.TrimSpace(name), "\\", "/"))
	if e := r.Catalog.AtPath(content.Path(file)); e != nil {
		return []*catalog.Entry{e}
	}
	if address := "/" + strings.Trim(name, "/ ") + "/"; strings.HasPrefix(name, "/") {
		if e := r.Catalog.AtURL(permalink.URL(address)); e != nil {
			return []*catalog.Entry{e}
		}
	}
	found := r.Catalog.Named(name)
	if items := slices.DeleteFunc(slices.Clone(found), func(e *catalog.Entry) bool { return !e.Item() }); len(items) > 0 {
		return items
	}
	return found
}

// Nearest returns an id or a title like the name, to be suggested; "" if none is like it.
func Nearest(r *build.Result, name string) string {
	var ids, titles []string
	for _, e := range r.Catalog.Entries {
		ids, titles = append(ids, e.ID), append(titles, e.Title)
	}
	if near := diag.Nearest(name, ids); near != "" {
		return near
	}
	return diag.Nearest(name, titles)
}

// FindBriefing returns the briefing with the id or the title; nil if there is none.
func FindBriefing(r *build.Result, name string) *briefing.Briefing {
	if b := r.Briefings.Find(name); b != nil {
		return b
	}
	for _, b := range r.Briefings.All {
		if fold.Key(b.Title) == fold.Key(name) {
			return b
		}
	}
	return nil
}

// FileNames are the names of the Markdown files under root that begin as given, without extension;
// those of bundles are their folders'. What cannot be read is left out.
func FileNames(site fs.FS, root, begun string) []string {
	var names []string
	_ = fs.WalkDir(site, root, func(name string, d fs.DirEntry, err error) error {
		base := path.Base(name)
		switch {
		case err != nil || name == root:
			return nil
		case d.IsDir():
			if base[0] == '.' {
				return fs.SkipDir
			}
			return nil
		case !content.IsMarkdown(base):
			return nil
		}
		stem := strings.TrimSuffix(base, path.Ext(base))
		if stem == "index" {
			stem = path.Base(path.Dir(name))
		}
		if stem[0] != '_' && strings.HasPrefix(stem, begun) {
			names = append(names, stem)
		}
		return nil
	})
	return names
}
