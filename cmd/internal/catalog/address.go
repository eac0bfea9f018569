package catalog

import (
	"fmt"
	"path"
	"strings"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// readmes gives a README an address of its own where its folder has another page.
func (c *Catalog) readmes() {
	indexes := map[string]bool{}
	for _, e := range c.Entries {
		if e.isFolder {
			indexes[e.called.Folder] = true
		}
	}
	for _, e := range c.Entries {
		if e.readme && indexes[e.called.Folder] && e.Meta.URL == "" {
			e.URL += "readme/"
		}
	}
}

// address tells what of the addresses that authors wish for cannot be.
func (c *Catalog) address() {
	for _, e := range c.Entries {
		e.Nested = c.nested(e)
		if e.Meta.URL == "" && e.Meta.Slug == "" && len(e.Meta.Aliases) == 0 {
			continue
		}
		for _, wish := range []struct{ key, value string }{{"url", e.Meta.URL}, {"slug", e.Meta.Slug}} {
			if _, ok := permalink.Clean(wish.value); !ok {
				c.reportKey(e, diag.Escape, fmt.Sprintf("%s %q leaves the site", wish.key, wish.value), `leave out ".."`, wish.key)
			}
		}
		c.aliases(e)
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
		relative := strings.HasPrefix(a, "./") || strings.HasPrefix(a, "../")
		from := a
		if relative { // to the folder of the page, as Hugo and Quartz have it
			from = path.Join(path.Dir(strings.Trim(string(e.URL), "/")), a)
		}
		u, ok := permalink.Given(from)
		if !ok {
			c.reportKey(e, diag.Escape, fmt.Sprintf("alias %q leaves the site", a), `leave out ".."`, "aliases", i)
			continue
		}
		if !strings.HasPrefix(a, "/") && !relative {
			e.Names = append(e.Names, a)
			if strings.ContainsAny(a, " \t") {
				continue
			}
		}
		switch {
		case strings.EqualFold(string(u), string(e.URL)):
		case e.Published():
			c.Redirects = append(c.Redirects, Redirect{From: u, To: e, Weak: a[0] != '/'})
		default:
			c.heldRedirects = append(c.heldRedirects, u)
		}
	}
}

// Bundle returns the files that stand in a document's own folder; none if it has no folder.
func (c *Catalog) Bundle(e *Entry) []*asset.Asset {
	if !e.bundle {
		return nil
	}
	return c.Files.Bundle(e.called.Folder)
}

// Picture returns the file that a document's image key names; nil if it names none, or one that is
// not there, which is reported when the document is read.
func (c *Catalog) Picture(e *Entry) *asset.Asset {
	if e.Meta.Image.Src == "" {
		return nil
	}
	return c.Files.Find(e.called.Folder, e.Meta.Image.Src)
}
