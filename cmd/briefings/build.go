package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/output"
)

func newBuild() *cobra.Command {
	var f siteFlags
	var p problemFlags
	var inPlace, timings bool
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the site: content -> public",
		Long: `Build reads the site and makes its destination equal to what came out: only changed files are
written, files of an earlier build that are no longer made are removed, files that it did not write
are left alone. If the site has errors, the destination stays as it was.`,
		Example: "  briefings build\n  briefings build -s desk -d /srv/www/desk -b https://example.org/desk",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			begin := time.Now()
			in, site, err := f.open()
			if err != nil {
				return err
			}
			defer site.Close()
			r, err := build.Run(in, nil)
			if err != nil {
				return runError{err}
			}
			if diag.HasErrors(r.Problems) {
				return p.failed(c, r.Problems, f.out())
			}
			wrote := time.Now()
			stats, err := output.Write(c.Context(), f.out(), r.Pages.FS(), output.Options{
				InPlace: inPlace, Root: f.source, Fold: fold.Key,
				Sources: []string{filepath.Join(f.source, "content"), filepath.Join(f.source, "layouts"), filepath.Join(f.source, "static")},
			})
			if err != nil {
				return p.unwritten(c, r, f.out(), err)
			}
			r.Stages = append(r.Stages, build.Stage{Name: "write", Took: time.Since(wrote)})
			if err := p.print(c.ErrOrStderr(), r.Problems, true); err != nil {
				return runError{err}
			}
			report(c, r, stats, f.out(), time.Since(begin))
			if timings {
				printStages(c.ErrOrStderr(), r.Stages)
			}
			return nil
		},
	}
	f.add(c)
	p.add(c)
	c.Flags().BoolVar(&inPlace, "in-place", false, "replace file by file, for a destination that must stay the same folder")
	c.Flags().BoolVar(&timings, "timings", false, "print how long each stage took, in milliseconds")
	return c
}

// failed reports what keeps the site from being written.
func (p *problemFlags) failed(c *cobra.Command, problems []diag.Problem, out string) error {
	if err := p.print(c.ErrOrStderr(), problems, true); err != nil {
		return runError{err}
	}
	fmt.Fprintf(c.ErrOrStderr(), "%s; %s stays as it was\n", count(problems), out)
	return errSite
}

// unwritten explains an error of writing. If a layout failed at one page, all pages are made, so
// that everything that is wrong with them is said at once.
func (p *problemFlags) unwritten(c *cobra.Command, r *build.Result, out string, err error) error {
	var bad *layout.Error
	if !errors.As(err, &bad) {
		return runError{err}
	}
	more, err := r.Make(context.WithoutCancel(c.Context()))
	if err != nil {
		return runError{err}
	}
	return p.failed(c, r.Config.Policy.Settle(append(more, r.Problems...)), out)
}

// report prints the result in a line, and what is out of the ordinary.
func report(c *cobra.Command, r *build.Result, s output.Stats, out string, took time.Duration) {
	w := c.OutOrStdout()
	fmt.Fprintf(w, "%s: %d files, %d written, %d unchanged, %d removed; %d articles, %d notes, %d briefings (%.2f s)\n",
		out, s.Written+s.Unchanged, s.Written, s.Unchanged, s.Removed,
		len(r.Catalog.Articles), len(r.Catalog.Notes), len(r.Briefings.All), took.Seconds())
	held := map[string]int{}
	for _, e := range r.Catalog.Held {
		held[e.Hold.String()]++
	}
	if len(r.Catalog.Held) > 0 {
		fmt.Fprintf(w, "held back: %d drafts, %d to be published later, %d expired (briefings list held)\n", held["draft"], held["future"], held["expired"])
	}
	for _, n := range s.Notes {
		fmt.Fprintln(c.ErrOrStderr(), n)
	}
	if s.InPlace != "" {
		fmt.Fprintf(c.ErrOrStderr(), "%s was changed file by file: %s\n", out, s.InPlace)
	}
	if r.Pages.BaseURLMissing() {
		fmt.Fprintln(c.ErrOrStderr(), "no base_url: the site has no feeds and no sitemap")
	}
}

func printStages(w io.Writer, stages []build.Stage) {
	for _, s := range stages {
		fmt.Fprintf(w, "%s %.1f\n", s.Name, float64(s.Took.Microseconds())/1000)
	}
}

// cureOf returns what to do about an error, if it knows.
func cureOf(err error) string {
	var refusal *output.Refusal
	if errors.As(err, &refusal) {
		return refusal.Cure
	}
	return ""
}
