// Package render plans the pages of a site and makes each when it is asked for.
//
// Plan decides which files there are and at which addresses; one registry refuses a second owner of
// an address. Nothing is executed until a file is opened. What a page shows comes from its view
// alone: a plain struct, documented in package view, which the layout of its kind is executed with.
// The life of an article's page is read in document.go, from the entry to the view.
package render

import (
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/card"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/search"
	"briefings/cmd/internal/weave"
)

// Input is what the pages are made of.
type Input struct {
	Config    *config.Site
	BaseURL   string // instead of the one in Config, if not empty
	Catalog   *catalog.Catalog
	Graph     *links.Graph
	Briefings *briefing.Set
	Gallery   *gallery.Gallery
	Files     fs.FS         // the site
	Static    []string      // files under static/, by name
	Builtin   fs.FS         // the built-in layouts
	Kept      gallery.Store // saves work and changes no byte; may be nil
}

// A Site is the planned pages. It may be used by several goroutines at once.
type Site struct {
	Input
	Problems []diag.Problem // of the plan; what a page's making finds is in the error of its file

	files   *filetree.FS
	locale  *locale.Locale
	layouts *layout.Set
	weaver  *weave.Weaver
	assets  map[string]string // href of each file under layouts/assets/
	maker   *present.Maker
	drawer  *card.Drawer // nil if no page has a card
	keys    func() *keys // made when the first is asked for

	host     string // scheme and host; empty without a base URL
	hostname string // the host without its port; likewise
	base     string // path on the host, without a slash at its end

	made  atomic.Int64                    // how many files were
	items []atomic.Pointer[template.HTML] // item.html of each entry, by index

	planned   []filetree.File
	folders   []filetree.Folder
	indexed   atomic.Pointer[search.Index] // the last that was made, for this site or an earlier one; nil if none
	owners    *owner.Registry
	pages     []feed.Location // for the sitemap
	immutable []string        // addresses of files whose names change with their bytes, without the base
	moved     []hosting.Redirect
	paged     map[permalink.URL]paged // the lists that are cut into pages
}

// Plan plans the site. prev is the plan before, or nil. The error is the machine's.
func Plan(in Input, prev *Site) (*Site, error) {
	s := &Site{Input: in, paged: map[permalink.URL]paged{}}
	var names *owner.Registry
	if prev != nil {
		names = prev.owners
	}
	s.owners = owner.New(names, s.addressPlace)
	if err := s.splitBaseURL(); err != nil {
		return nil, err
	}
	s.items = make([]atomic.Pointer[template.HTML], len(in.Catalog.Entries))
	if err := s.parseLayouts(prev); err != nil {
		return nil, err
	}
	s.weaver = weave.New(in.Graph, in.Gallery, s.base, in.Config, s.locale)
	carded, err := s.carded()
	if err != nil {
		return nil, err
	}
	s.maker = present.New(present.Input{
		Config: in.Config, Catalog: in.Catalog, Graph: in.Graph, Briefings: in.Briefings, Gallery: in.Gallery, Weaver: s.weaver, Locale: s.locale,
		Host: s.host, Base: s.base, Accent: s.accent(), Style: s.assets["own.css"], Item: s.item, Carded: carded,
		Tag: func(e *catalog.Entry) string { return s.tag(identity(in.Catalog, e)) },
	})
	s.keys = sync.OnceValue(s.newKeys)
	s.checkLogo()
	s.static()
	s.copies()
	s.documents()
	s.lists()
	s.search(prev)
	s.feeds()
	s.reserve()
	s.redirects()
	s.emptied()
	s.hosting()
	s.finish()
	return s, nil
}

// splitBaseURL splits the base URL into what links carry and what only feeds do.
func (s *Site) splitBaseURL() error {
	base := cmp.Or(s.BaseURL, s.Config.BaseURL)
	if base == "" {
		return nil
	}
	u, err := url.Parse(base)
	if err != nil {
		return fmt.Errorf("base URL: %w", err)
	}
	s.base = strings.TrimRight(u.EscapedPath(), "/")
	s.host, s.hostname = u.Scheme+"://"+u.Host, u.Hostname()
	return nil
}

// FS returns the site as files.
func (s *Site) FS() *filetree.FS { return s.files }

func (s *Site) finish() {
	s.files = filetree.New(s.planned, s.folders...)
	s.Problems = append(s.Problems, s.owners.Problems...)
	s.planned, s.folders = nil, nil
}

// Base returns the path that the site has on its host, such as "/desk"; empty at the root.
func (s *Site) Base() string { return s.base }

// Made returns how many files have been made since the site was planned.
func (s *Site) Made() int { return int(s.made.Load()) }

// BaseURLMissing reports whether the site has no whole addresses, and so no feeds.
func (s *Site) BaseURLMissing() bool { return s.host == "" }
