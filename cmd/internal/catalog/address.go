package catalog

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// An Asset is a file under content that is no document. It is published if a published document
// refers to it or has it in its bundle: pictures of a held document stay with it.
type Asset struct {
	Path content.Path
	URL  URL
}

// address settles where documents and files stand, and what of the addresses that authors wish for
// cannot be.
func (c *Catalog) address(tree *content.Tree) {
	indexes := map[string]bool{}
	for _, e := range c.Entries {
		if base := strings.ToLower(path.Base(string(e.Path))); strings.HasPrefix(base, "index.") || strings.HasPrefix(base, "_index.") {
			indexes[e.folder] = true
		}
	}
	for _, e := range c.Entries {
		if strings.EqualFold(strings.TrimSuffix(path.Base(string(e.Path)), path.Ext(string(e.Path))), "readme") && indexes[e.folder] && e.Meta.URL == "" {
			e.URL += "readme/" // the folder has a page of its own
		}
		for _, wish := range []struct{ key, value string }{{"url", e.Meta.URL}, {"slug", e.Meta.Slug}} {
			if _, ok := cleanURL(wish.value); !ok {
				c.reportKey(e, diag.Escape, fmt.Sprintf("%s %q leaves the site", wish.key, wish.value), `leave out ".."`, wish.key)
			}
		}
		c.aliases(e)
	}
	for _, file := range tree.Files {
		if address.MediaType(path.Ext(string(file))) == "" {
			continue
		}
		c.Assets = append(c.Assets, &Asset{Path: file, URL: assetURL(string(file), tree.Root)})
	}
}

// assetURL keeps the extension, whatever folding makes of the name.
func assetURL(file, root string) URL {
	rel := file
	if root != "." {
		rel = strings.TrimPrefix(file, root+"/")
	}
	out := ""
	dir, base := path.Split(rel)
	for p := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if p != "" {
			out += "/" + Segment(p)
		}
	}
	ext := path.Ext(base)
	return URL(out + "/" + Segment(strings.TrimSuffix(base, ext)) + strings.ToLower(ext))
}

// aliases tells a document's old addresses from its other names. One with a slash is an address;
// unless it begins with one it may be a name too, as vaults have "TCP/IP".
func (c *Catalog) aliases(e *Entry) {
	for i, a := range e.Meta.Aliases {
		if !strings.Contains(a, "/") {
			e.Names = append(e.Names, a)
			continue
		}
		u, ok := cleanURL(a)
		if !ok {
			c.reportKey(e, diag.Escape, fmt.Sprintf("alias %q leaves the site", a), `leave out ".."`, "aliases", i)
			continue
		}
		if !strings.HasPrefix(a, "/") {
			e.Names = append(e.Names, a)
			if strings.ContainsAny(a, " \t") {
				continue
			}
		}
		if e.Published() && u != e.URL {
			c.Redirect = append(c.Redirect, Redirect{From: u, To: e, Weak: a[0] != '/'})
		}
	}
}

// TagKey is what tags are compared by, and the end of a tag's address. A tag may have parts: rivers/volga.
func TagKey(name string) string {
	var parts []string
	for p := range strings.SplitSeq(strings.TrimLeft(fold.Key(name), "#"), "/") {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, Segment(p))
		}
	}
	if len(parts) == 0 {
		return Segment(name)
	}
	return strings.Join(parts, "/")
}

// tags gives e its tags, which are collected in all.
func (c *Catalog) tags(e *Entry, all map[string]*Tag) {
	for _, name := range e.Meta.Tags {
		key := TagKey(name)
		t := all[key]
		if t == nil {
			t = &Tag{Key: key, Name: name, URL: URL("/tags/" + key + "/")}
			all[key] = t
		}
		if slices.Contains(e.Tags, t) {
			continue
		}
		e.Tags = append(e.Tags, t)
		if e.Published() && len(t.Items) == 0 { // how a held document spells it is not shown
			t.Name = name
		}
		if e.Published() && e.Kind != "briefing" {
			t.Items = append(t.Items, e)
		}
	}
}

// byTitle orders entries by title as readers look them up, then by path.
func byTitle(a, b *Entry) int {
	return cmp.Or(strings.Compare(fold.Search(a.Title), fold.Search(b.Title)), strings.Compare(string(a.Path), string(b.Path)))
}

// byWeight orders pages: by weight, those without one last, then by title.
func byWeight(a, b *Entry) int {
	wa, wb := a.Meta.Weight, b.Meta.Weight
	if (wa == 0) != (wb == 0) {
		if wa == 0 {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(wa, wb), byTitle(a, b))
}
