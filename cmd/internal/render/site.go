// Package render plans the pages of a site and makes each when it is asked for.
//
// Plan decides which files there are and at which addresses; one registry refuses a second owner of
// an address. Nothing is executed until a file is opened. What a page shows comes from its view
// alone: a plain struct, documented in package view, which the layout of its kind is executed with.
// The life of an article's page is read in document.go, from the entry to the view.
package render

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"briefings/cmd/internal/accent"
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
	"briefings/cmd/internal/view"
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
	make    *present.Maker
	drawer  *card.Drawer // nil if no page has a card
	keys    func() *keys // made when the first is asked for

	host     string // scheme and host; empty without a base URL
	hostname string // the host without its port; likewise
	base     string // path on the host, without a slash at its end

	made  atomic.Int64                    // how many files were
	items []atomic.Pointer[template.HTML] // item.html of each entry, by index

	planned []filetree.File
	folders []filetree.Folder
	indexed atomic.Pointer[search.Index] // the last that was made, for this site or an earlier one; nil if none
	owners  *owner.Registry
	pages   []feed.Location // for the sitemap
	lasting []string        // addresses of files whose names change with their bytes, without the base
	moved   []hosting.Redirect
}

// views are the layouts and what they are given.
var views = []layout.View{
	{Name: "home", Type: reflect.TypeFor[*view.HomeView](), Root: "base.html"},
	{Name: "briefings", Type: reflect.TypeFor[*view.BriefingsView](), Root: "base.html"},
	{Name: "briefing", Type: reflect.TypeFor[*view.BriefingView](), Root: "base.html"},
	{Name: "edition", Type: reflect.TypeFor[*view.EditionView](), Root: "base.html"},
	{Name: "article", Type: reflect.TypeFor[*view.ArticleView](), Root: "base.html"},
	{Name: "note", Type: reflect.TypeFor[*view.NoteView](), Root: "base.html"},
	{Name: "page", Type: reflect.TypeFor[*view.SimplePageView](), Root: "base.html"},
	{Name: "entity", Type: reflect.TypeFor[*view.EntityView](), Root: "base.html"},
	{Name: "list", Type: reflect.TypeFor[*view.ListView](), Root: "base.html"},
	{Name: "index", Type: reflect.TypeFor[*view.IndexView](), Root: "base.html"},
	{Name: "search", Type: reflect.TypeFor[*view.SearchView](), Root: "base.html"},
	{Name: "404", Type: reflect.TypeFor[*view.MissingView](), Root: "base.html"},
	{Name: "redirect", Type: reflect.TypeFor[*view.RedirectView](), Root: "redirect"},
	{Name: "item", Type: reflect.TypeFor[*view.ItemView](), Root: "item"},
}

// Views returns the layouts there are and what each is given.
func Views() []layout.View { return slices.Clone(views) }

// Plan plans the site. prev is the plan before, or nil. The error is the machine's.
func Plan(in Input, prev *Site) (*Site, error) {
	s := &Site{Input: in}
	var names *owner.Registry
	if prev != nil {
		names = prev.owners
	}
	s.owners = owner.New(names, s.addressPlace)
	if err := s.place(); err != nil {
		return nil, err
	}
	s.items = make([]atomic.Pointer[template.HTML], len(in.Catalog.Entries))
	if err := s.parseLayouts(prev); err != nil {
		return nil, err
	}
	s.weaver = weave.New(in.Graph, in.Gallery, s.base, in.Config, s.locale)
	s.make = &present.Maker{
		Config: in.Config, Catalog: in.Catalog, Graph: in.Graph, Briefings: in.Briefings, Gallery: in.Gallery, Weaver: s.weaver, Text: s.weaver, Locale: s.locale,
		Host: s.host, Base: s.base, Item: s.item, Order: present.EntityOrder(in.Catalog),
		Tag: func(e *catalog.Entry) string { return s.tag(identity(in.Catalog, e)) },
	}
	s.make.Site = s.make.NewSite()
	if err := s.carded(); err != nil {
		return nil, err
	}
	s.make.Site.Accent = s.accent()
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
	s.hosting()
	s.finish()
	return s, nil
}

// place splits the base URL into what links carry and what only feeds do.
func (s *Site) place() error {
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

// parseLayouts reads the layouts and the files beside them.
func (s *Site) parseLayouts(prev *Site) error {
	assets, err := s.layoutAssets()
	if err != nil {
		return err
	}
	s.assets = assets
	own, err := fs.Sub(s.Files, "layouts")
	if err != nil {
		return fmt.Errorf("layouts: %w", err)
	}
	if !s.Config.Declared {
		own = nil
	}
	if err := s.readLocale(own); err != nil {
		return err
	}
	funcs := template.FuncMap{"asset": func(name string) (string, error) {
		if href, ok := s.assets[name]; ok {
			return href, nil
		}
		return "", fmt.Errorf("no file layouts/assets/%s", name)
	}, "t": s.locale.Text, "forms": s.locale.Forms, "number": s.locale.Number}
	var former *layout.Set
	if prev != nil && maps.Equal(assets, prev.assets) && s.locale.Sum() == prev.locale.Sum() { // which is all that the functions depend on
		former = prev.layouts
	}
	var problems []diag.Problem
	s.layouts, problems = layout.Parse(s.Builtin, own, views, funcs, former)
	s.Problems = append(s.Problems, problems...)
	return nil
}

// readLocale reads the words of the site's language.
func (s *Site) readLocale(own fs.FS) error {
	l, problems, err := locale.Read(s.Builtin, own, locale.Options{Lang: s.Config.Lang, Jalali: s.Config.Calendar == config.Jalali})
	for _, p := range problems {
		if p.Path == "" {
			p.Path = config.File
			p.Line, p.Col = s.Config.Place("lang")
		}
		s.Problems = append(s.Problems, p)
	}
	s.locale = l
	return err
}

// layoutAssets plans the files of layouts/assets/, and returns where they stand.
func (s *Site) layoutAssets() (map[string]string, error) {
	hrefs := map[string]string{}
	type folder struct {
		fsys fs.FS
		dir  string
	}
	folders := []folder{{s.Builtin, "assets"}}
	if s.Config.Declared {
		folders = []folder{{s.Files, "layouts/assets"}, {s.Builtin, "assets"}}
	}
	for _, from := range folders {
		err := fs.WalkDir(from.fsys, from.dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return fs.SkipAll
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			short := strings.TrimPrefix(name, from.dir+"/")
			if _, ok := hrefs[short]; ok {
				return nil // the site's own wins
			}
			data, err := fs.ReadFile(from.fsys, name)
			if err != nil {
				return err
			}
			hrefs[short] = s.addAsset(short, owner.Owner{Path: "layouts/assets/" + short}, data)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("layouts/assets: %w", err)
		}
	}
	return hrefs, nil
}

// addAsset plans a file under a name that changes with its bytes, so that browsers may keep it for ever,
// and returns where it stands.
func (s *Site) addAsset(name string, by owner.Owner, data []byte) (href string) {
	sum := sha256.Sum256(data)
	ext := path.Ext(name)
	u := permalink.URL("/assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext)
	s.addBytes(string(u)[1:], by, data)
	s.lasting = append(s.lasting, weave.Escape(u))
	return s.base + weave.Escape(u)
}

// accent plans the style sheet of the site's own colour, and returns where it stands; empty if the site
// has none. It is a sheet by itself, because a policy without inline styles leaves no other way, and so
// that a style.css of the site's own takes the colour too.
func (s *Site) accent() (href string) {
	if s.Config.Accent == "" {
		return ""
	}
	root := func(own string, ground accent.Ground) string {
		c, _ := accent.Parse(own)
		return fmt.Sprintf("{\n:root { --accent: %s; --chart: %s; --chart-2: %s; }\n}\n", own, own, ground.Beside(c))
	}
	css := "@media screen " + root(s.Config.Accent, accent.Light) + "@media screen and (prefers-color-scheme: dark) " + root(s.Config.AccentDark, accent.Dark)
	return s.addAsset("accent.css", owner.Owner{Label: "the site's accent colour"}, []byte(css))
}

// add plans a file that is what write makes of an empty buffer, and reports whether it did. A second
// owner of its name is a problem that names both; the first stays.
func (s *Site) add(name string, by owner.Owner, write func(*bytes.Buffer) error) bool {
	return s.addKeyed(name, by, nil, write)
}

// addKeyed plans a file as add does. key is a digest of all that write makes it of; nil if there is none.
func (s *Site) addKeyed(name string, by owner.Owner, key func(*keys) [32]byte, write func(*bytes.Buffer) error) bool {
	if !s.owners.Claim(name, by) {
		return false
	}
	file := filetree.File{Name: name, Append: func(dst []byte) ([]byte, error) {
		s.made.Add(1)
		b := bytes.NewBuffer(dst)
		if err := write(b); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}}
	if key != nil {
		file.Key = func() [32]byte { return s.keys().of(name, key) }
	}
	s.planned = append(s.planned, file)
	return true
}

// addBytes plans a file of which the bytes are known, as add does.
func (s *Site) addBytes(name string, by owner.Owner, data []byte) {
	s.add(name, by, func(b *bytes.Buffer) error {
		b.Write(data)
		return nil
	})
}

// A scene is what a page shows: the layout and the view that it is executed with, which a Maker makes.
type scene func(m *present.Maker) (layout string, v any)

// addPage plans a page, as add does.
func (s *Site) addPage(name string, by owner.Owner, show scene) bool {
	key := func(k *keys) [32]byte {
		layout, v := show(k.maker)
		return k.Of(layout, v)
	}
	return s.addKeyed(name, by, key, func(b *bytes.Buffer) error {
		layout, v := show(s.make)
		return s.layouts.Execute(b, layout, v)
	})
}

// page plans a page and its place in the sitemap. Only pages that a search engine should list are
// listed.
func (s *Site) page(u permalink.URL, by owner.Owner, listed bool, modified feed.Location, show scene) {
	if s.addPage(outputName(u), by, show) && listed && s.host != "" {
		modified.URL = string(u)
		s.pages = append(s.pages, modified)
	}
}

// outputName is the file that a page is written to.
func outputName(u permalink.URL) string {
	name := strings.TrimPrefix(string(u), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	return name
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
