package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/permalink"
)

// address settles where documents stand, and what of the addresses that authors wish for
// cannot be.
func (c *Catalog) address() {
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
