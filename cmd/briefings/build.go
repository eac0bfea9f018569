package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/sitefs"
)

func newBuild() *cobra.Command {
	var b builder
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the site: content -> public",
		Long: `Build reads the site and makes its destination equal to what came out: only changed files are
written, files of an earlier build that are no longer made are removed, files that it did not write
are left alone. If the site has errors, the destination stays as it was.

With --watch it goes on: it builds again when a file of the site has changed, and at the moment at
which the clock changes it. It listens to the file system, and looks for itself every second where
that does not tell, as on a network drive.`,
		Example: `  briefings build
  briefings build --drafts
  briefings build -s desk -d ../www/desk -b https://example.org/desk`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			if b.watch {
				return b.runWatch(c)
			}
			return b.explained(c, b.run(c))
		},
	}
	b.site.Add(c)
	b.problems.Add(c, &b.site)
	b.follow.Add(c)
	c.Flags().BoolVarP(&b.watch, "watch", "w", false, "build again whenever the site has changed, or the clock changes it, until Ctrl-C")
	c.Flags().BoolVar(&b.inPlace, "in-place", false, "replace file by file, for a destination that must stay the same folder")
	c.Flags().BoolVar(&b.timings, "timings", false, "print how long each stage took, in milliseconds")
	return c
}

// A builder is one run of the verb.
type builder struct {
	site             cli.SiteFlags
	problems         cli.ProblemFlags
	follow           cli.FollowFlags
	inPlace, timings bool
	watch            bool

	in cli.Input
}

func (b *builder) run(c *cobra.Command) error {
	begin := time.Now()
	var err error
	if b.in, err = b.site.Read(); err != nil {
		return err
	}
	memory, err := b.recall(c)
	if err != nil {
		return err
	}
	if memory.done {
		if b.timings {
			printStages(c.ErrOrStderr(), memory.stages)
		}
		return b.report(c, memory.state.Problems, memory.state.Told, memory.stats, begin)
	}
	s, err := b.site.Build(c, b.in)
	if err != nil {
		return err
	}
	defer s.Close()
	begun := time.Now()
	problems, err := b.scale(c.Context(), s.Result)
	if err != nil {
		s.Quiet()
		return err
	}
	if diag.HasErrors(problems) {
		s.Quiet()
		return b.failed(c, s.Config.Declared, problems)
	}
	wrote := time.Now()
	stats, err := output.Write(c.Context(), b.site.Out(), s.Pages.FS(), b.options(s.Config.Declared))
	if err != nil {
		s.Quiet()
		return b.unwritten(c, s.Result, err)
	}
	written := time.Now()
	s.Quiet()
	told := tell(s.Result)
	if err := b.keep(c, memory, s, stats.Made, problems, told); err != nil {
		fmt.Fprintln(c.ErrOrStderr(), "the next build will start afresh:", err)
	}
	if b.timings {
		printStages(c.ErrOrStderr(), append(s.Stages, build.Stage{Name: "scale", Took: wrote.Sub(begun)}, build.Stage{Name: "write", Took: written.Sub(wrote)}))
	}
	return b.report(c, problems, told, stats, begin)
}

// scale scales the pictures of a site that is going to be written, and returns what is known to be wrong with it then.
func (b *builder) scale(ctx context.Context, r *build.Result) ([]diag.Problem, error) {
	if diag.HasErrors(r.Problems) {
		return r.Problems, nil
	}
	problems, err := r.Scale(ctx)
	if err != nil {
		return nil, cli.Failed(err)
	}
	b.site.Copies().Trim()
	return problems, nil
}

func (b *builder) options(declared bool) output.Options {
	return output.Options{InPlace: b.inPlace, Root: b.site.Dir(), Fold: fold.Key, Sources: b.site.Sources(declared)}
}

// report prints what came of the build.
func (b *builder) report(c *cobra.Command, problems []diag.Problem, told cache.Told, stats output.Stats, begin time.Time) error {
	b.site.Plain(c, b.in, told.Declared)
	if err := b.problems.PrintFolded(c.ErrOrStderr(), problems); err != nil {
		return err
	}
	b.notes(c, told, stats)
	_, err := fmt.Fprintf(c.OutOrStdout(), "%s: %s, %d written, %d unchanged, %d removed; %s (%.2f s)\n",
		b.site.Out(), diag.Number(stats.Written+stats.Unchanged, "file"), stats.Written, stats.Unchanged, stats.Removed, told.Counts, time.Since(begin).Seconds())
	if err == nil && told.Held != "" {
		_, err = fmt.Fprintln(c.OutOrStdout(), told.Held)
	}
	return err
}

// failed reports what keeps the site from being written.
func (b *builder) failed(c *cobra.Command, declared bool, problems []diag.Problem) error {
	b.site.Plain(c, b.in, declared)
	if err := b.problems.PrintFolded(c.ErrOrStderr(), problems); err != nil {
		return err
	}
	if b.problems.IsText() {
		fate := b.site.Out() + " stays as it was"
		if _, err := os.Lstat(b.site.Out()); errors.Is(err, fs.ErrNotExist) {
			fate = "nothing is written"
		}
		fmt.Fprintf(c.ErrOrStderr(), "%s; %s\n", diag.Count(problems), fate)
	}
	return cli.ErrSite
}

// explained prints all that is known to be wrong with a site of which files cannot be read. err may be nil.
func (b *builder) explained(c *cobra.Command, err error) error {
	if bad, ok := errors.AsType[*build.Unreadable](err); ok {
		return b.failed(c, true, bad.Problems)
	}
	return err
}

// unwritten explains an error of writing. If a layout failed at one page, or a file could not be read, all pages
// are made, so that everything that is wrong with them is said at once.
func (b *builder) unwritten(c *cobra.Command, r *build.Result, err error) error {
	_, failed := errors.AsType[*layout.Error](err)
	_, unread := errors.AsType[*sitefs.ReadError](err)
	if !failed && !unread {
		return cli.Failed(err)
	}
	problems, err := r.Make(context.WithoutCancel(c.Context()))
	if err != nil {
		return cli.Failed(err)
	}
	return b.failed(c, r.Config.Declared, problems)
}

// notes says what is out of the ordinary.
func (b *builder) notes(c *cobra.Command, told cache.Told, stats output.Stats) {
	w := c.ErrOrStderr()
	for _, n := range stats.Notes {
		fmt.Fprintln(w, n)
	}
	if stats.InPlace != "" {
		fmt.Fprintf(w, "%s was changed file by file: %s\n", b.site.Out(), stats.InPlace)
	}
	if !told.Feeds {
		fmt.Fprintln(w, "no base_url: the site has no feeds and no sitemap")
	}
}

// tell says what a build is about.
func tell(r *build.Result) cache.Told {
	told := cache.Told{
		Declared: r.Config.Declared, Feeds: !r.Pages.BaseURLMissing(),
		Counts: fmt.Sprintf("%s, %s, %s", diag.Number(len(r.Catalog.Articles), "article"), diag.Number(len(r.Catalog.Notes), "note"), diag.Number(len(r.Briefings.All), "briefing")),
	}
	told.Held = tellHeld(r.Catalog.Held)
	return told
}

// shownHeld is how many documents that are held back a build names.
const shownHeld = 5

// tellHeld counts what is held back, and names what comes next and when. Empty if nothing is held back.
func tellHeld(held []*catalog.Entry) string {
	if len(held) == 0 {
		return ""
	}
	count := map[catalog.Hold]int{}
	var coming []*catalog.Entry
	for _, e := range held {
		count[e.Hold]++
		if e.Hold == catalog.Future {
			coming = append(coming, e)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "held back: %s, %d to be published later, %d expired (\"briefings list held\" names them)",
		diag.Number(count[catalog.Draft], "draft"), count[catalog.Future], count[catalog.Expired])
	slices.SortStableFunc(coming, func(x, y *catalog.Entry) int { return x.Publish.Compare(y.Publish) })
	for _, e := range coming[:min(len(coming), shownHeld)] {
		fmt.Fprintf(&b, "\n\tuntil %s: %s", e.Publish.Format(time.RFC3339), diag.Printable(string(e.Path)))
	}
	if more := len(coming) - shownHeld; more > 0 {
		fmt.Fprintf(&b, "\n\tand %d more, later", more)
	}
	return b.String()
}

func printStages(w io.Writer, stages []build.Stage) {
	for _, s := range stages {
		fmt.Fprintf(w, "%s %.1f\n", s.Name, float64(s.Took.Microseconds())/1000)
	}
}
