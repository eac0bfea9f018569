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
)

func newDiff() *cobra.Command {
	d := diffVerb{format: "text"}
	c := &cobra.Command{
		Use:   "diff",
		Short: "Print what a reader would see change, against what is published",
		Long: `Diff makes the site as "briefings build" would, writes nothing, and compares it with what was written
last into the destination, or with another folder that has a published site. It tells page by page what
a reader would see: pages that are new, gone or at another address, their headlines, paragraphs and
claims, and the files beside them. Pages that only list others come last. What is only markup is no
difference, nor is what only programs read, such as feeds.

As Markdown it is good for a merge request.`,
		Example: `  briefings diff
  briefings diff --format markdown
  briefings diff --against desk/public --json
  briefings diff --now 2022-12-24`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return d.run(c) },
	}
	d.site.Add(c)
	c.Flags().StringVar(&d.against, "against", "", "the `folder` to compare with (default: the destination)")
	cli.AddFormat(c, &d.format, "the `form` to print in: text, json or markdown", report.Formats)
	c.Flags().BoolVar(&d.json, "json", false, "the same as --format json")
	_ = c.RegisterFlagCompletionFunc("against", cobra.FixedCompletions(nil, cobra.ShellCompDirectiveFilterDirs))
	return c
}

// A diffVerb is one run of the verb.
type diffVerb struct {
	site    cli.SiteFlags
	against string // empty: the destination
	format  string
	json    bool
}

func (d *diffVerb) run(c *cobra.Command) error {
	if d.json {
		if c.Flags().Changed("format") && d.format != "json" {
			return cli.Misused("leave out one of them", "--json and --format %s are two forms", d.format)
		}
		d.format = "json"
	}
	old, err := d.published()
	if err != nil {
		return err
	}
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
	if err := report.Write(c.OutOrStdout(), changes, d.format); err != nil {
		return cli.Failed(err)
	}
	return nil
}

// made is the site as a build would make it now. done ends the progress line and frees its files.
func (d *diffVerb) made(c *cobra.Command) (now diff.Side, done func(), err error) {
	if now, done, err = d.recalled(); now.FS != nil || err != nil {
		return now, done, err
	}
	s, err := d.site.Load(c)
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
func (d *diffVerb) recalled() (now diff.Side, done func(), err error) {
	in, err := d.site.Input()
	if err != nil {
		return now, nil, err
	}
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

// published is the site that is compared with. Of a folder that a build wrote it is what that wrote; of
// another, all of it.
func (d *diffVerb) published() (diff.Side, error) {
	dir, cure := d.against, "give the folder of a published site"
	if dir == "" {
		dir, cure = d.site.Out(), "\"briefings build\" makes it; a site elsewhere is given with --against"
	}
	root, err := os.OpenRoot(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return diff.Side{}, cli.Refused(cure, "there is no %q to compare with", dir)
	}
	if err != nil {
		return diff.Side{}, cli.Failed(err)
	}
	listed, _, err := manifest.Load(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return diff.Side{FS: root.FS()}, nil
	}
	if err != nil {
		return diff.Side{}, cli.Failed(fmt.Errorf("%s: %w", dir, err))
	}
	return listedSide(listed, root.FS()), nil
}

// listedSide is what a manifest lists of a folder.
func listedSide(listed manifest.Manifest, folder fs.FS) diff.Side {
	files := make([]filetree.File, 0, len(listed))
	for name := range listed {
		files = append(files, filetree.File{Name: name, Append: func(dst []byte) ([]byte, error) {
			data, err := fs.ReadFile(folder, name)
			return append(dst, data...), err
		}})
	}
	return diff.Side{FS: filetree.New(files), Sum: func(name string) ([32]byte, bool) {
		e, ok := listed[name]
		return e.Sum, ok
	}}
}
