package catalog

import (
	"fmt"
	"path"
	"strings"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// An Asset is a file under content that is no document. It is published if a published document
// refers to it or has it in its bundle: pictures of a held document stay with it.
type Asset struct {
	Path content.Path
	URL  permalink.URL
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
		if strings.EqualFold(permalink.Stem(string(e.Path)), "readme") && indexes[e.folder] && e.Meta.URL == "" {
			e.URL += "readme/" // the folder has a page of its own
		}
		for _, wish := range []struct{ key, value string }{{"url", e.Meta.URL}, {"slug", e.Meta.Slug}} {
			if _, ok := permalink.Clean(wish.value); !ok {
				c.reportKey(e, diag.Escape, fmt.Sprintf("%s %q leaves the site", wish.key, wish.value), `leave out ".."`, wish.key)
			}
		}
		c.aliases(e)
	}
	for _, file := range tree.Files {
		if address.MediaType(path.Ext(string(file))) == "" {
			continue
		}
		c.Assets = append(c.Assets, &Asset{Path: file, URL: permalink.File(string(file), tree.Root)})
	}
}

// aliases tells a document's old addresses from its other names. One with a slash is an address;
// unless it begins with one it may be a name too, as vaults have "TCP/IP".
func (c *Catalog) aliases(e *Entry) {
	for i, a := range e.Meta.Aliases {
		if !strings.Contains(a, "/") {
			e.Names = append(e.Names, a)
			continue
		}
		u, ok := permalink.Clean(a)
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
