package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/diff"
	"briefings/cmd/internal/diff/report"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish"
)

func newDiff() *cobra.Command {
	d := diffVerb{format: "text"}
	c := &cobra.Command{
		Use:   "diff [TARGET]",
		Short: "Print what a reader would see change, against what is published",
		Long: `Diff makes the site as "briefings build" would, writes nothing, and compares it with what was published
last. It tells page by page what a reader would see: pages that are new, gone or at another address,
their headlines, paragraphs and claims, and the files beside them. Of a page at another address it says
whether the old one redirects. Pages that only list others follow, and are counted; --lists names them.
What is only markup is no difference, nor is what only programs read, such as feeds.

TARGET is where that was published, as for "briefings publish": the name of a [[publish]] in
briefings.toml or an address. It may be left out if there is one only. If there is none, what was
written last into the destination is compared with; --against names any other folder.

As Markdown it is good for a merge request.`,
		Example: `  briefings diff
  briefings diff --format markdown
  briefings diff --against desk/public --json
  briefings diff --now 2022-12-24`,
		Args: cli.Args(0, 1),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			return completeTarget(&d.site, args)
		},
		RunE: func(c *cobra.Command, args []string) error { return d.run(c, args) },
	}
	d.site.Add(c)
	c.Flags().StringVar(&d.against, "against", "", "the `folder` of a published site to compare with")
	cli.AddFormat(c, &d.format, "the `form` to print in: text, json or markdown", report.Formats)
	c.Flags().BoolVar(&d.lists, "lists", false, "name the pages, too, that only list others")
	cli.AddJSON(c, &d.format, "the same as --format json")
	cli.CompleteFlag(c, "against", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
	return c
}

// A diffVerb is one run of the verb.
type diffVerb struct {
	site    cli.SiteFlags
	against string // empty: a target, or the destination
	format  string
	lists   bool // name what only follows
}

func (d *diffVerb) run(c *cobra.Command, args []string) error {
	old, leave, err := d.published(c, args)
	if err != nil {
		return err
	}
	defer leave()
	now, done, err := d.made(c)
	if err != nil {
		return err
	}
	defer done()
	changes, err := diff.Sites(c.Context(), old, now)
	done()
	var bad *layout.Error
	switch {
	case errors.As(err, &bad):
		return cli.Refused(`"briefings check" prints all that is wrong`, "%w", err)
	case err != nil:
		return cli.Failed(err)
	}
	if err := report.Write(c.OutOrStdout(), changes, d.format, d.lists); err != nil {
		return cli.Failed(err)
	}
	return nil
}

// made is the site as a build would make it now. done ends the progress line and frees its files.
func (d *diffVerb) made(c *cobra.Command) (now diff.Side, done func(), err error) {
	in, err := d.site.Read()
	if err != nil {
		return now, nil, err
	}
	if now, done, err = d.recalled(in.Input); now.FS != nil || err != nil {
		return now, done, err
	}
	s, err := d.site.Build(c, in)
	if err != nil {
		return now, nil, err
	}
	if diag.HasErrors(s.Problems) {
		s.Quiet()
		s.Warn(c)
		s.Close()
		return now, nil, cli.ErrSite
	}
	return diff.Side{FS: s.Pages.FS()}, s.Close, nil
}

// recalled is the site that a former run made, if this one would make it too; else its FS is nil.
func (d *diffVerb) recalled(in build.Input) (now diff.Side, done func(), err error) {
	files, err := d.site.Open()
	if err != nil {
		return now, nil, err
	}
	in.Site = files
	if inv, err := build.Take(in); err == nil {
		if known, _ := build.Recall(in, inv, cache.Load(d.site.Memory())); known != nil {
			return side(known), func() { files.Close() }, nil
		}
	}
	return now, nil, files.Close()
}

// side takes the sums of a site that knows them.
func side(site fs.FS) diff.Side {
	s := diff.Side{FS: site}
	if known, ok := site.(output.Summer); ok {
		s.Sum = func(name string) ([32]byte, bool) {
			sum, _, ok := known.Sum(name)
			return sum, ok
		}
	}
	return s
}

// published is the site that is compared with. leave ends what reading it needs.
func (d *diffVerb) published(c *cobra.Command, args []string) (old diff.Side, leave func(), err error) {
	if d.against != "" {
		if len(args) > 0 {
			return old, nil, cli.Misused("leave out one of them", "%q and --against are two things to compare with", args[0])
		}
		return folderSide(d.against, "give the folder of a published site")
	}
	cfg, err := settings(c, &d.site)
	switch {
	case err != nil:
		return old, nil, err
	case len(cfg.Targets) == 0 && len(args) == 0:
		old, leave, err := folderSide(d.site.Out(), "\"briefings build\" makes it; a site elsewhere is given with --against")
		if err == nil {
			fmt.Fprintf(c.ErrOrStderr(), "compared with what the last build wrote to %s\n", diag.Printable(d.site.Out()))
		}
		return old, leave, err
	}
	to, err := chooseTarget(cfg.Targets, args)
	if err != nil {
		return old, nil, err
	}
	remote, err := publish.Open(c.Context(), to, d.site.Dir(), "", publish.Patience)
	if err != nil {
		return old, nil, cli.Failed(err)
	}
	listed, files, err := publish.Published(c.Context(), remote)
	switch {
	case err != nil:
		err = cli.Failed(fmt.Errorf("%s: %w", to.Name, err))
	case len(listed) == 0:
		err = cli.Refused("\"briefings publish\" does; a folder is given with --against", "nothing has been published to %s", to.Name)
	}
	if err != nil {
		remote.Close()
		return old, nil, err
	}
	fmt.Fprintf(c.ErrOrStderr(), "compared with what was published to %s\n", diag.Printable(to.Name))
	return diff.Side{FS: files, Sum: sums(listed)}, func() { remote.Close() }, nil
}

// folderSide is a folder. Of one that a build wrote it is what that wrote; of another, all of it.
func folderSide(dir, cure string) (old diff.Side, leave func(), err error) {
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return old, nil, cli.Refused(cure, "there is no %q to compare with", dir)
	}
	if err != nil {
		return old, nil, cli.Failed(err)
	}
	leave = func() { root.Close() }
	listed, _, err := manifest.Load(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return diff.Side{FS: root.FS()}, leave, nil
	case err != nil:
		leave()
		return old, nil, cli.Failed(fmt.Errorf("%s: %w", dir, err))
	}
	return diff.Side{FS: listedFS(listed, root.FS()), Sum: sums(listed)}, leave, nil
}

// listedFS is what a manifest lists of a folder.
func listedFS(listed manifest.Manifest, folder fs.FS) fs.FS {
	files := make([]filetree.File, 0, len(listed))
	for name := range listed {
		files = append(files, filetree.File{Name: name, Append: func(dst []byte) ([]byte, error) {
			data, err := fs.ReadFile(folder, name)
			return append(dst, data...), err
		}})
	}
	return filetree.New(files)
}

// sums are those of a manifest.
func sums(listed manifest.Manifest) func(name string) ([32]byte, bool) {
	return func(name string) ([32]byte, bool) {
		e, ok := listed[name]
		return e.Sum, ok
	}
}
