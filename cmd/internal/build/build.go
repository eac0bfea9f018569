// Package build turns the files of a site into the files of a published one.
//
// Run is the whole way, stage by stage, and the map for newcomers: each stage is a function of what
// the ones before it made, and takes nothing else. A build is called again with the result before
// it in hand, and gives the same bytes as a build without.
package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/markdown"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/render"
	"briefings/cmd/internal/sitefs"
)

// Input is all that a site is made of: its files, a clock and flags.
type Input struct {
	Site    fs.FS     // the site's folder; see package sitefs
	Builtin fs.FS     // the built-in layouts
	Skip    string    // a folder of the site that is not part of it, such as the destination; may be empty
	Now     time.Time // the clock that publication is asked of
	Drafts  bool      // show drafts
	Future  bool      // show what is not yet published
	Expired bool      // show what has expired
	BaseURL string    // instead of base_url in briefings.toml, if not empty

	// Copies keeps pictures between runs. It saves work and changes no byte; it may be nil.
	Copies gallery.Store
}

// A Result is a built site. Its pages are made when they are opened.
type Result struct {
	Config    *config.Site
	Catalog   *catalog.Catalog
	Graph     *links.Graph
	Briefings *briefing.Set
	Gallery   *gallery.Gallery
	Pages     *render.Site
	Problems  []diag.Problem // settled and in file order; what only a page's making finds is not among them
	Stages    []Stage

	tree    *content.Tree
	reader  markdown.Options
	skipped skipped
}

// Read returns how many documents were read: all, but for those that the result before had already.
func (r *Result) Read() int { return r.tree.Read }

// A Stage is a part of a build and how long it took.
type Stage struct {
	Name string
	Took time.Duration
}

// Run builds the site of in. prev is the result before this one, or nil. It saves work and does
// nothing else: Run(in, prev) and Run(in, nil) are equal. The error is the machine's; what is
// wrong with the site is in the result.
func Run(in Input, prev *Result) (*Result, error) {
	r := &Result{}
	if prev == nil {
		prev = &Result{}
	}
	timer := stopwatch(r)

	cfg, problems, err := config.Load(in.Site)
	if err != nil {
		return nil, err
	}
	r.Config = cfg
	wrong, err := roots(in.Site, cfg.Declared)
	if err != nil {
		return nil, err
	}
	if len(wrong) > 0 { // and nothing is read: what else is wrong may follow from that
		cfg.Policy = diag.Policy{} // no site may turn these off
		in.Site = filetree.New(nil)
	}
	timer("config")

	r.reader, r.skipped = markdown.Options{RawHTML: cfg.RawHTML, Dir: cfg.Dir}, skipped{in.Skip, cfg.Templates}
	r.tree, err = content.Read(in.Site, cfg.Root(), markdown.New(r.reader), r.skipped.has, prev.documents(r.reader, r.skipped))
	static, more, unread := staticFiles(in.Site, cfg)
	problems = append(problems, more...)
	if err := errors.Join(err, unread); err != nil {
		return nil, unreadable(err, cfg.Policy, append(problems, r.tree.Own()...))
	}
	timer("read")

	r.Catalog = catalog.New(cfg, r.tree, catalog.Options{
		Now: in.Now, Drafts: in.Drafts, Future: in.Future, Expired: in.Expired, Static: static,
		Feeds: in.BaseURL != "" || cfg.BaseURL != "",
	}, prev.Catalog)
	cfg.Title = r.Catalog.SiteTitle()
	timer("catalog")

	r.Graph = links.Join(r.Catalog, prev.Graph)
	timer("links")

	r.Briefings = briefing.Group(r.Catalog, r.Graph, prev.Briefings)
	r.Graph.Settle(r.Briefings.Has)
	timer("briefings")

	r.Gallery, err = gallery.Read(in.Site, r.Graph.Pictures, cfg.Root(), in.Copies, prev.Gallery)
	if err != nil {
		return nil, unreadable(err, cfg.Policy, slices.Concat(problems, r.Catalog.Problems, r.Graph.Problems, r.Briefings.Problems))
	}
	timer("pictures")

	r.Pages, err = render.Plan(render.Input{
		Config: cfg, BaseURL: in.BaseURL, Catalog: r.Catalog, Graph: r.Graph, Briefings: r.Briefings, Gallery: r.Gallery,
		Files: in.Site, Static: static, Builtin: in.Builtin, Kept: in.Copies,
	}, prev.Pages)
	if err != nil {
		return nil, err
	}
	timer("plan")

	if len(wrong) > 0 {
		r.Problems = cfg.Policy.Settle(append(problems, wrong...))
		return r, nil
	}
	problems = slices.Concat(problems, r.Catalog.Problems, r.Graph.Problems, r.Briefings.Problems, r.Gallery.Problems, r.Pages.Problems)
	r.Problems = cfg.Policy.Settle(problems)
	return r, nil
}

func stopwatch(r *Result) func(stage string) {
	last := time.Now()
	return func(stage string) {
		now := time.Now()
		r.Stages = append(r.Stages, Stage{stage, now.Sub(last)})
		last = now
	}
}

// skipped are the folders that no documents are read from; either may be empty.
type skipped struct{ destination, templates string }

func (s skipped) has(dir string) bool {
	return s.destination != "" && dir == path.Clean(s.destination) || dir == s.templates
}

// documents are those of an earlier result, if they were read in the same way.
func (r *Result) documents(opts markdown.Options, skip skipped) *content.Tree {
	if r.reader != opts || r.skipped != skip {
		return nil
	}
	return r.tree
}

// staticFiles lists the files under static/, by name below it. A plain folder has none.
func staticFiles(site fs.FS, cfg *config.Site) ([]string, []diag.Problem, error) {
	if !cfg.Declared {
		return nil, nil, nil
	}
	var names []string
	var problems []diag.Problem
	err := content.Walk(site, "static", true, nil, func(name string, d fs.DirEntry) error {
		if !fs.ValidPath(name) {
			problems = append(problems, content.Unnamed(name))
			return nil
		}
		if d.IsDir() {
			return nil
		}
		if !d.Type().IsRegular() {
			info, err := fs.Stat(site, name)
			if err != nil || !info.Mode().IsRegular() || !sitefs.LeadsWithin(site, name, "static") {
				problems = append(problems, strange(name, d, err))
				return nil
			}
		}
		names = append(names, strings.TrimPrefix(name, "static/"))
		return nil
	})
	return names, problems, err
}

// strange is a file under static/ that is not copied.
func strange(name string, d fs.DirEntry, err error) diag.Problem {
	p := diag.Problem{Path: name, Code: diag.FileKind, Message: "neither a file nor a folder", Cure: "only plain files are copied"}
	if d.Type()&fs.ModeSymlink != 0 {
		p.Message, p.Cure = "a symbolic link to a folder, to nothing, to a file of another sort or out of static/", "put the files themselves here"
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			p.Code, p.Message = diag.Escape, "a symbolic link that leaves the site"
		}
	}
	return p
}

// Scale makes the scaled pictures that in.Copies does not have yet, and returns the problems of the result with those of
// pictures that cannot be decoded, settled. They are made one by one when they are opened, too, but on one core. The error is
// the machine's.
func (r *Result) Scale(ctx context.Context) ([]diag.Problem, error) {
	problems, err := r.Gallery.Fill(ctx)
	if err != nil {
		return nil, unreadable(err, r.Config.Policy, r.Problems)
	}
	return r.Config.Policy.Settle(append(problems, r.Problems...)), nil
}

// Make makes every picture and every page, of which it keeps none, and returns all that is wrong with the site, settled. The
// error is the machine's.
func (r *Result) Make(ctx context.Context) ([]diag.Problem, error) {
	known, err := r.Scale(ctx)
	if err != nil {
		return nil, err
	}
	files := r.Pages.FS().Files()
	var mu sync.Mutex // of what follows
	var problems []diag.Problem
	var errs []error
	err = parallel.Each(ctx, len(files), func(i int) error {
		_, err := files[i].Make()
		mu.Lock()
		defer mu.Unlock()
		var bad *layout.Error
		switch {
		case errors.As(err, &bad) && bad.Broken:
			// Its layout was found to be wrong when it was read, and that is reported.
		case errors.As(err, &bad):
			problems = append(problems, bad.Problem)
		case err != nil:
			errs = append(errs, fmt.Errorf("make %s: %w", files[i].Name, err))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(errs...); err != nil {
		return nil, unreadable(err, r.Config.Policy, append(problems, known...))
	}
	return r.Config.Policy.Settle(append(problems, known...)), nil
}
