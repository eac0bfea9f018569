package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitefs"
)

// A site is a built site whose files are still open: its pages are made from them.
type site struct {
	*build.Result
	in    build.Input
	files *sitefs.FS
	quiet func() // ends the progress line; to be called before anything is printed
}

// load reads the flags and builds the site. Close what comes back.
func (f *siteFlags) load(c *cobra.Command) (*site, error) {
	in, err := f.input()
	if err != nil {
		return nil, err
	}
	files, err := f.open()
	if err != nil {
		return nil, err
	}
	in.Site = files
	s := &site{in: in, files: files, quiet: progress(c.ErrOrStderr(), "building")}
	if s.Result, err = runBuild(c, in, nil); err != nil {
		s.Close()
		return nil, err
	}
	if !s.Config.Declared && len(s.Catalog.Entries) == 0 {
		s.Close()
		return nil, refused(`"briefings new DIR" makes a starter site; a site elsewhere is given with --source`,
			"no %s and no Markdown in %q", config.File, f.dir())
	}
	return s, nil
}

// Close ends the progress line and frees the site's folder.
func (s *site) Close() {
	s.quiet()
	s.files.Close()
}

// runBuild builds, and comes back early when the command is interrupted: a build that nobody waits
// for has only read.
func runBuild(c *cobra.Command, in build.Input, prev *build.Result) (*build.Result, error) {
	type outcome struct {
		result *build.Result
		err    error
	}
	ended := make(chan outcome, 1)
	go func() {
		r, err := build.Run(in, prev)
		ended <- outcome{r, err}
	}()
	select {
	case <-c.Context().Done():
		return nil, c.Context().Err()
	case o := <-ended:
		if o.err != nil {
			return nil, runFailed(o.err)
		}
		return o.result, nil
	}
}

// input is what the flags say, without the site's files.
func (f *siteFlags) input() (build.Input, error) {
	in := build.Input{Drafts: f.drafts, Future: f.future, Expired: f.expired, BaseURL: f.baseURL, Skip: inside(f.dir(), f.out())}
	if f.baseURL != "" {
		if err := config.CheckBaseURL(f.baseURL); err != nil {
			return in, misused(`write it as "https://example.org/desk"`, "--base-url: %w", err)
		}
	}
	var err error
	if in.Now, err = clock(f.now); err != nil {
		return in, err
	}
	if in.Builtin, err = fs.Sub(briefings.Starter, "layouts"); err != nil {
		return in, runFailed(err)
	}
	return in, nil
}

// open opens the site's folder.
func (f *siteFlags) open() (*sitefs.FS, error) {
	dir := f.dir()
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refused(fmt.Sprintf("\"briefings new %s\" makes a starter site there", argument(dir)), "there is no folder %q", dir)
	case err != nil:
		return nil, runFailed(err)
	case !info.IsDir():
		return nil, refused("give the site's folder with --source", "%q is a file", dir)
	}
	files, err := sitefs.Open(dir)
	if err != nil {
		return nil, runFailed(err)
	}
	return files, nil
}

// inside returns where in the site the destination is; empty if it is elsewhere.
func inside(site, out string) string {
	a, err1 := filepath.Abs(site)
	b, err2 := filepath.Abs(out)
	if err1 != nil || err2 != nil {
		return ""
	}
	rel, err := filepath.Rel(a, b)
	if err != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return filepath.ToSlash(rel)
}

// allProblems are those of the build and of every page.
func (s *site) allProblems(c *cobra.Command) ([]diag.Problem, error) {
	more, err := s.Make(c.Context())
	if err != nil {
		return nil, runFailed(err)
	}
	return s.Config.Policy.Settle(append(more, s.Problems...)), nil
}

// plain says that a folder without briefings.toml was taken for a site, and which site was perhaps meant.
func (f *siteFlags) plain(c *cobra.Command, declared bool) {
	if declared {
		return
	}
	fmt.Fprintf(c.ErrOrStderr(), "no %s in %s: every Markdown file is a page, and most problems are warnings\n", config.File, f.dir())
	for _, up := range []string{"..", "../..", "../../.."} {
		above := filepath.Join(f.dir(), up)
		if _, err := os.Stat(filepath.Join(above, config.File)); err == nil {
			fmt.Fprintf(c.ErrOrStderr(), "\tthe site around it is built with --source %s\n", argument(above))
			return
		}
	}
}
