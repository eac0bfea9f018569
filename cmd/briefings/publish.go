package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/publish"
	"briefings/cmd/internal/publish/place"
	"briefings/cmd/internal/query"
)

func newPublish() *cobra.Command {
	var p publisher
	c := &cobra.Command{
		Use:   "publish [TARGET]",
		Short: "Publish the built site: public -> a folder, a git branch, a bucket or another machine",
		Long: `Publish makes a target equal to what the last build left in public/. It does not build. Only what
differs is sent: style and search first, then new pages, changed pages, changed feeds and indexes; what
is gone is removed last, so that no reader meets a page with links to what is not there. A run that was
cut is gone on with by the next.

TARGET is the name of a [[publish]] in briefings.toml, or an address; it may be left out if there is one
only. "briefings help publishing" tells what addresses there are and where keys are kept.

What was not published by briefings is left alone there. More files than max_deletes, 256 unless
briefings.toml says otherwise, are removed only with --force.`,
		Example: `  briefings build && briefings publish file:../www --dry-run
  briefings build && briefings publish file:../www
  briefings build && briefings publish file:../www --json`,
		Args: cli.Args(0, 1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return completeTarget(&p.site, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return p.run(c, args) },
	}
	p.site.AddFolders(c)
	c.Flags().BoolVarP(&p.opts.DryRun, "dry-run", "n", false, "print what would be done, and do nothing")
	c.Flags().BoolVar(&p.opts.Force, "force", false, "replace what briefings did not publish, and remove as many files as are gone")
	c.Flags().BoolVar(&p.json, "json", false, "print what was done as an object")
	return c
}

// A publisher is one run of the verb.
type publisher struct {
	site cli.SiteFlags
	opts publish.Options
	json bool
}

func (p *publisher) run(c *cobra.Command, args []string) error {
	cfg, err := settings(c, &p.site)
	if err != nil {
		return err
	}
	p.opts.Site = cfg.Authority
	to, err := chooseTarget(cfg.Targets, args)
	if err != nil {
		return err
	}
	source, err := publish.OpenSource(p.site.Out())
	if err != nil {
		return cli.Failed(err)
	}
	defer source.Close()
	if err := p.examine(c, source); err != nil {
		return err
	}
	if err := p.apart(to); err != nil {
		return cli.Failed(err)
	}
	var repeated atomic.Int64
	var last atomic.Value
	retry := publish.Patience
	retry.Note = func(err error) { repeated.Add(1); last.Store(err.Error()) }
	remote, err := publish.Open(c.Context(), to, p.site.Dir(), p.site.Out(), retry)
	if err != nil {
		return cli.Failed(err)
	}
	defer remote.Close()
	var done, all atomic.Int64
	p.opts.Progress = func(d, a int) { done.Store(int64(d)); all.Store(int64(a)) }
	quiet := cli.Progress(c.ErrOrStderr(), func() string { return bar(to.Name, done.Load(), all.Load()) })
	stats, err := publish.Run(c.Context(), source, to, remote, p.opts)
	quiet()
	if n := repeated.Load(); n > 0 && err == nil {
		why, _, _ := strings.Cut(fmt.Sprint(last.Load()), "\n")
		fmt.Fprintf(c.ErrOrStderr(), "%s failed and had another try, at last because of: %s\n", diag.Number(int(n), "request"), why)
	}
	if stats.Resumed {
		fmt.Fprintln(c.ErrOrStderr(), "the publication before this one had not ended; this one goes on from there")
	}
	if err != nil {
		return unpublished(to, stats, err)
	}
	if p.json {
		return p.printJSON(c, to, stats)
	}
	return p.print(c, to, stats)
}

// apart refuses to publish into what the site is made from: what is published there could replace a source, and
// would be removed again.
func (p *publisher) apart(to place.Target) error {
	if to.Kind != place.Folder {
		return nil
	}
	dir, sources := p.site.Dir(), append(p.site.Sources(true), filepath.Join(p.site.Dir(), ".git"))
	return output.Apart(to.Folder(dir), sources, dir, "name a folder outside of the site")
}

// settings are those of briefings.toml, which must be without errors: one could be about where to publish to.
func settings(c *cobra.Command, site *cli.SiteFlags) (*config.Site, error) {
	files, err := site.Open()
	if err != nil {
		return nil, err
	}
	defer files.Close()
	cfg, problems, err := config.Load(files)
	if err != nil {
		return nil, cli.Failed(err)
	}
	if problems = cfg.Policy.Settle(problems); !diag.HasErrors(problems) {
		return cfg, nil
	}
	if err := cli.WriteFolded(c.ErrOrStderr(), problems); err != nil {
		return nil, err
	}
	return nil, cli.ErrSite
}

// chooseTarget finds the target that the arguments mean.
func chooseTarget(targets []place.Target, args []string) (place.Target, error) {
	names := make([]string, len(targets))
	for i, t := range targets {
		names[i] = t.Name
	}
	const add = `add a [[publish]] with name and url to briefings.toml; see "briefings help publishing"`
	switch {
	case len(args) == 0 && len(targets) == 1:
		return targets[0], nil
	case len(args) == 0 && len(targets) == 0:
		return place.Target{}, cli.Misused(add, "no target to publish to")
	case len(args) == 0:
		return place.Target{}, cli.Misused("name one of them: "+strings.Join(names, ", "), "there are %d targets", len(targets))
	case strings.Contains(args[0], ":"):
		at, err := place.Parse(args[0])
		if wrong, ok := errors.AsType[*place.Error](err); ok {
			return place.Target{}, cli.Misused(wrong.Cure, "%w", err)
		}
		name, _, _ := strings.Cut(args[0], "?")
		return place.New(name, at), nil
	}
	for _, t := range targets {
		if t.Name == args[0] {
			return t, nil
		}
	}
	if len(names) > 0 {
		return place.Target{}, cli.Misused(diag.DidYouMean(diag.Nearest(args[0], names), "one of: "+strings.Join(names, ", ")), "no target is named %q", args[0])
	}
	if strings.ContainsAny(args[0], "/.") {
		return place.Target{}, cli.Misused(diag.DidYouMean("file:"+args[0], ""), "no target is named %q", args[0])
	}
	return place.Target{}, cli.Misused(add, "no target is named %q", args[0])
}

// examine says what is out of the ordinary about what is going to be published, as far as is remembered of its build.
func (p *publisher) examine(c *cobra.Command, source *publish.Source) error {
	const shown = 3
	for i, name := range source.Other {
		if i == shown && len(source.Other) > shown+1 {
			fmt.Fprintf(c.ErrOrStderr(), "and %s like that\n", diag.Number(len(source.Other)-shown, "more file"))
			break
		}
		fmt.Fprintf(c.ErrOrStderr(), "not published: %s, which briefings did not write; what lies in static/ is\n", diag.Printable(name))
	}
	state := cache.Load(p.site.Memory())
	if state == nil || state.Destination != p.site.Destination() {
		return nil
	}
	if shown := build.Shown(state); len(shown) > 0 && !p.opts.Force {
		return cli.Refused(`"briefings build" without that makes what readers may see; --force publishes it all the same`,
			"%s was built with %s", p.site.Out(), strings.Join(shown, " and "))
	}
	in, err := p.site.Read()
	if err != nil {
		return err
	}
	files, err := p.site.Open()
	if err != nil {
		return err
	}
	defer files.Close()
	in.Site = files
	if inventory, err := build.Take(in.Input); err == nil && build.Edited(files, inventory, state) {
		fmt.Fprintf(c.ErrOrStderr(), "the site has been edited since %s was built; what was built is published\n\t\"briefings build\" makes it anew, to be published then\n", p.site.Out())
	}
	return nil
}

// unpublished explains an error. What a refusal says is enough.
func unpublished(to place.Target, s publish.Stats, err error) error {
	if _, refused := errors.AsType[*output.Refusal](err); refused || errors.Is(err, context.Canceled) {
		return cli.Failed(err)
	}
	cure := ""
	if s.Sent > 0 {
		cure = "publish again: it goes on from there"
	}
	return cli.Refused(cure, "publish %s: %w", to.Name, err)
}

// bar is how far a publication is.
func bar(name string, done, all int64) string {
	const width = 30
	if all == 0 {
		return "publishing " + name
	}
	full := int(done * width / all)
	return fmt.Sprintf("publishing %s [%s%s] %d of %d", name, strings.Repeat("#", full), strings.Repeat(".", width-full), done, all)
}

func (p *publisher) print(c *cobra.Command, to place.Target, s publish.Stats) error {
	w := c.OutOrStdout()
	if p.opts.DryRun {
		for _, list := range []struct {
			what  string
			names []string
		}{{"new", s.New}, {"changed", s.Changed}, {"removed", s.Gone}} {
			for _, name := range list.names {
				fmt.Fprintf(w, "%s\t%s\n", list.what, diag.Printable(name))
			}
		}
	}
	line := fmt.Sprintf("%s: %s, ", to.Name, diag.Number(len(s.New)+len(s.Changed)+s.Unchanged, "file"))
	switch {
	case s.Idle():
		line += "nothing to do"
	case p.opts.DryRun:
		line += fmt.Sprintf("%d would be new, %d changed, %d removed", len(s.New), len(s.Changed), len(s.Gone))
	default:
		line += fmt.Sprintf("%d new, %d changed, %d unchanged, %d removed; %s sent", len(s.New), len(s.Changed), s.Unchanged, len(s.Gone), size(s.Bytes))
	}
	if s.Requests > 0 {
		line += ", " + diag.Number(int(s.Requests), "request")
	}
	if n := len(s.Kept); n > 0 && !s.Idle() {
		line += fmt.Sprintf("; %d old kept until the next", n)
	}
	_, err := fmt.Fprintf(w, "%s (%.2f s)\n", line, s.Took.Seconds())
	return err
}

// size is a number of bytes, in a thousand's powers.
func size(n int64) string {
	switch {
	case n < 1000:
		return diag.Number(int(n), "byte")
	case n < 1_000_000:
		return fmt.Sprintf("%.1f kB", float64(n)/1e3)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/1e6)
}

func (p *publisher) printJSON(c *cobra.Command, to place.Target, s publish.Stats) error {
	err := query.WriteJSON(c.OutOrStdout(), struct {
		Target    string   `json:"target"`
		DryRun    bool     `json:"dry_run"`
		Files     int      `json:"files"`
		New       []string `json:"new"`
		Changed   []string `json:"changed"`
		Removed   []string `json:"removed"`
		Kept      []string `json:"kept"`
		Unchanged int      `json:"unchanged"`
		Bytes     int64    `json:"bytes"`
		Requests  int64    `json:"requests"`
		Seconds   float64  `json:"seconds"`
	}{to.Name, p.opts.DryRun, len(s.New) + len(s.Changed) + s.Unchanged, list(s.New), list(s.Changed), list(s.Gone), list(s.Kept), s.Unchanged, s.Bytes, s.Requests, s.Took.Seconds()})
	if err != nil {
		return cli.Failed(err)
	}
	return nil
}

// list is names for JSON, where no names are an empty array.
func list(names []string) []string { return append([]string{}, names...) }

// completeTarget completes the name of a target.
func completeTarget(f *cli.SiteFlags, args []string) ([]string, cobra.ShellCompDirective) {
	var names []string
	if cfg, _, err := config.Load(os.DirFS(f.Dir())); err == nil && len(args) == 0 {
		for _, t := range cfg.Targets {
			names = append(names, t.Name)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
