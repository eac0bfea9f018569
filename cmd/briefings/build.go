package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/output"
)

func newBuild() *cobra.Command {
	var b builder
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the site: content -> public",
		Long: `Build reads the site and makes its destination equal to what came out: only changed files are
written, files of an earlier build that are no longer made are removed, files that it did not write
are left alone. If the site has errors, the destination stays as it was.`,
		Example: `  briefings build
  briefings build --drafts
  briefings build -s desk -d ../www/desk -b https://example.org/desk`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error { return b.run(c) },
	}
	b.site.add(c)
	b.problems.add(c)
	c.Flags().BoolVar(&b.inPlace, "in-place", false, "replace file by file, for a destination that must stay the same folder")
	c.Flags().BoolVar(&b.timings, "timings", false, "print how long each stage took, in milliseconds")
	return c
}

// A builder is one run of the verb.
type builder struct {
	site             siteFlags
	problems         problemFlags
	inPlace, timings bool
}

func (b *builder) run(c *cobra.Command) error {
	begin := time.Now()
	s, err := b.site.load(c)
	if err != nil {
		return err
	}
	defer s.Close()
	if diag.HasErrors(s.Problems) {
		return b.failed(c, s, s.Problems)
	}
	wrote := time.Now()
	stats, err := output.Write(c.Context(), b.site.out(), s.Pages.FS(), output.Options{
		InPlace: b.inPlace, Root: b.site.dir(), Fold: fold.Key, Sources: b.site.sources(s.Config),
	})
	if err != nil {
		return b.unwritten(c, s, err)
	}
	s.Stages = append(s.Stages, build.Stage{Name: "write", Took: time.Since(wrote)})
	s.quiet()
	b.site.plain(c, s.Config)
	if err := b.problems.print(c.ErrOrStderr(), s.Problems, true); err != nil {
		return runFailed(err)
	}
	b.notes(c, s, stats)
	if b.timings {
		printStages(c.ErrOrStderr(), s.Stages)
	}
	return summary(c.OutOrStdout(), s.Result, stats, b.site.out(), time.Since(begin))
}

// failed reports what keeps the site from being written.
func (b *builder) failed(c *cobra.Command, s *site, problems []diag.Problem) error {
	s.quiet()
	b.site.plain(c, s.Config)
	if err := b.problems.print(c.ErrOrStderr(), problems, true); err != nil {
		return runFailed(err)
	}
	if b.problems.isText() {
		fmt.Fprintf(c.ErrOrStderr(), "%s; %s stays as it was\n", count(problems), b.site.out())
	}
	return errSite
}

// unwritten explains an error of writing. If a layout failed at one page, all pages are made, so
// that everything that is wrong with them is said at once.
func (b *builder) unwritten(c *cobra.Command, s *site, err error) error {
	var bad *layout.Error
	if !errors.As(err, &bad) {
		return runFailed(err)
	}
	more, err := s.Make(context.WithoutCancel(c.Context()))
	if err != nil {
		return runFailed(err)
	}
	return b.failed(c, s, s.Config.Policy.Settle(append(more, s.Problems...)))
}

// notes says what is out of the ordinary.
func (b *builder) notes(c *cobra.Command, s *site, stats output.Stats) {
	w := c.ErrOrStderr()
	for _, n := range stats.Notes {
		fmt.Fprintln(w, n)
	}
	if stats.InPlace != "" {
		fmt.Fprintf(w, "%s was changed file by file: %s\n", b.site.out(), stats.InPlace)
	}
	if s.Pages.BaseURLMissing() {
		fmt.Fprintln(w, "no base_url: the site has no feeds and no sitemap")
	}
}

// summary prints the result in a line, and what is held back in another.
func summary(w io.Writer, r *build.Result, s output.Stats, out string, took time.Duration) error {
	_, err := fmt.Fprintf(w, "%s: %s, %d written, %d unchanged, %d removed; %s, %s, %s (%.2f s)\n",
		out, number(s.Written+s.Unchanged, "file"), s.Written, s.Unchanged, s.Removed,
		number(len(r.Catalog.Articles), "article"), number(len(r.Catalog.Notes), "note"), number(len(r.Briefings.All), "briefing"), took.Seconds())
	if err != nil || len(r.Catalog.Held) == 0 {
		return err
	}
	held := map[string]int{}
	for _, e := range r.Catalog.Held {
		held[e.Hold.String()]++
	}
	_, err = fmt.Fprintf(w, "held back: %s, %d to be published later, %d expired (\"briefings list held\" names them)\n",
		number(held["draft"], "draft"), held["future"], held["expired"])
	return err
}

func printStages(w io.Writer, stages []build.Stage) {
	for _, s := range stages {
		fmt.Fprintf(w, "%s %.1f\n", s.Name, float64(s.Took.Microseconds())/1000)
	}
}
