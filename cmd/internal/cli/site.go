package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/sitefs"
)

// An Input is what a run of a command is asked to build, less the site's files. It is read once: a run has one clock.
type Input struct {
	build.Input
	hosted hosting.BaseURL // where the address comes from, if the host gave it; else zero
}

// A Site is a built site whose files are still open: its pages are made from them.
type Site struct {
	*build.Result
	In    Input
	Quiet func() // ends the progress line; to be called before anything is printed
	files *sitefs.FS
	spare func() // ends the care for memory
}

// Load reads the flags and builds the site. Close what comes back.
func (f *SiteFlags) Load(c *cobra.Command) (*Site, error) {
	in, err := f.Read()
	if err != nil {
		return nil, err
	}
	return f.Build(c, in)
}

// Build builds the site. Close what comes back.
func (f *SiteFlags) Build(c *cobra.Command, in Input) (*Site, error) {
	files, err := f.Open()
	if err != nil {
		return nil, err
	}
	in.Site = files
	s := &Site{In: in, files: files, spare: spare(), Quiet: Progress(c.ErrOrStderr(), func() string { return "building" })}
	if s.Result, err = runBuild(c, in.Input, nil); err != nil {
		s.Close()
		return nil, err
	}
	if err := f.refuse(s.Result); err != nil {
		s.Close()
		return nil, err
	}
	return s, nil
}

// refuse refuses a folder that is no site.
func (f *SiteFlags) refuse(r *build.Result) error {
	if r.Config.Declared || len(r.Catalog.Entries) > 0 {
		return nil
	}
	return Refused(`"briefings new DIR" makes a starter site; a site elsewhere is given with --source`,
		"no %s and no Markdown in %q", config.File, f.Dir())
}

// Close ends the progress line and frees the site's folder.
func (s *Site) Close() {
	s.Quiet()
	s.files.Close()
	s.spare()
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
			return nil, Failed(o.err)
		}
		return o.result, nil
	}
}

// WithHeld builds the site as if nothing was held back.
func (s *Site) WithHeld(c *cobra.Command) (*build.Result, error) {
	in := s.In.Input
	in.Drafts, in.Future, in.Expired = true, true, true
	return runBuild(c, in, s.Result)
}

// Warn says that what was printed is about a site with errors.
func (s *Site) Warn(c *cobra.Command) {
	if diag.HasErrors(s.Problems) {
		fmt.Fprintln(c.ErrOrStderr(), "the site has errors: \"briefings check\" prints them")
	}
}

// Read reads the flags and the clock, and briefings.toml where the host has an address for a site without one.
func (f *SiteFlags) Read() (Input, error) {
	in := Input{Input: build.Input{Drafts: f.drafts, Future: f.future, Expired: f.expired, BaseURL: f.baseURL, Copies: f.Copies()}}
	if out := f.Destination(); filepath.IsLocal(filepath.FromSlash(out)) {
		in.Skip = out
	}
	if f.baseURL != "" {
		var err error
		if in.BaseURL, err = config.ParseBaseURL(f.baseURL); err != nil {
			return in, Misused(`write it as "https://example.org/desk"`, "--base-url: %w", err)
		}
	}
	var err error
	if err = f.host(&in); err != nil {
		return in, err
	}
	if in.Now, err = Clock(f.now); err != nil {
		return in, err
	}
	if in.Builtin, err = fs.Sub(briefings.Starter, "layouts"); err != nil {
		return in, Failed(err)
	}
	return in, nil
}

// host takes the address that the host gives to the site, if the flags name none and the site none
// but perhaps an example.
func (f *SiteFlags) host(in *Input) error {
	base, ok := hosting.FindBaseURL(os.Getenv)
	if !ok || in.BaseURL != "" {
		return nil
	}
	if cfg, _, err := config.Load(os.DirFS(f.Dir())); err != nil || cfg.BaseURL != "" && !config.IsExample(cfg.BaseURL) {
		return nil // the build finds out what is wrong and says so better
	}
	address, err := config.ParseBaseURL(base.URL)
	if err != nil {
		return Misused(fmt.Sprintf("set base_url in %s", config.File), "the address from %s: %w", base.From, err)
	}
	in.BaseURL, in.hosted = address, base
	return nil
}

// Open opens the site's folder.
func (f *SiteFlags) Open() (*sitefs.FS, error) {
	dir := f.Dir()
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, Refused(fmt.Sprintf("\"briefings new %s\" makes a starter site there", Argument(dir)), "there is no folder %q", dir)
	case err != nil:
		return nil, Failed(err)
	case !info.IsDir():
		return nil, Refused("give the site's folder with --source", "%q is a file", dir)
	}
	if above, within := f.around(); f.source == "" && within != "" {
		return nil, Refused(fmt.Sprintf("build the whole site with --source %s; --source . takes this folder for one", Argument(above)),
			"this folder is in %s of the site in %q", within, above)
	}
	files, err := sitefs.Open(dir)
	if err != nil {
		return nil, Failed(err)
	}
	return files, nil
}

// around is the nearest site that the folder is in and is not itself, and which of the folders that site is made
// of it is in; both empty if there is none.
func (f *SiteFlags) around() (above, within string) {
	dir := f.Dir()
	here, err := filepath.Abs(dir)
	if err != nil || declares(dir) {
		return "", ""
	}
	for above := filepath.Dir(here); ; above = filepath.Dir(above) {
		dir = filepath.Join(dir, "..")
		if declares(dir) {
			below, _ := filepath.Rel(above, here) // both are absolute
			first, _, _ := strings.Cut(filepath.ToSlash(below), "/")
			if slices.ContainsFunc(config.Folders(true), func(folder config.Folder) bool { return folder.Name == first }) {
				within = first
			}
			return dir, within
		}
		if above == filepath.Dir(above) {
			return "", ""
		}
	}
}

// declares reports whether a folder is a site by its own word.
func declares(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, config.File))
	return err == nil
}

// AllProblems are those of the build, of every picture and of every page.
func (s *Site) AllProblems(c *cobra.Command) ([]diag.Problem, error) {
	problems, err := s.Make(c.Context())
	if err != nil {
		return nil, Failed(err)
	}
	return problems, nil
}

// Plain says that a folder without briefings.toml was taken for a site, and which site was perhaps meant.
// Where the host gave the site its address it says that, too.
func (f *SiteFlags) Plain(c *cobra.Command, in Input, declared bool) {
	if in.hosted.URL != "" {
		fmt.Fprintf(c.ErrOrStderr(), "base URL %s, from %s: the site has none of its own\n", diag.Printable(in.hosted.URL), in.hosted.From)
	}
	if declared {
		return
	}
	fmt.Fprintf(c.ErrOrStderr(), "no %s in %s: every Markdown file is a page, and most problems are warnings\n", config.File, f.Dir())
	if program, folder := f.documents(); folder != "" {
		fmt.Fprintf(c.ErrOrStderr(), "\tthe documents of this site of %s are built with --source %s\n", program, Argument(filepath.Join(f.Dir(), folder)))
		return
	}
	if above, _ := f.around(); above != "" {
		fmt.Fprintf(c.ErrOrStderr(), "\tthe site around it is built with --source %s\n", Argument(above))
		return
	}
	if within, err := filepath.Glob(filepath.Join(quoted(f.Dir()), "*", config.File)); err == nil && len(within) > 0 {
		fmt.Fprintf(c.ErrOrStderr(), "\tthe site in it is built with --source %s\n", Argument(filepath.Dir(within[0])))
	}
}

// others are the programs whose sites keep their documents in a folder of their own, and the files they are known by.
var others = []struct{ program, documents, mark string }{
	{"Jekyll", "_posts", "_config.y*ml"},
	{"Hugo", "content", "hugo.*"},
	{"Hugo", "content", "config/_default"},
	{"Hugo", "content", "archetypes/default.md"},
	{"Zola", "content", "config.toml"}, // Hugo's, too, until 2023
	{"MkDocs", "docs", "mkdocs.y*ml"},
	{"Quartz", "content", "quartz.config.ts"},
	{"Docusaurus", "docs", "docusaurus.config.*"},
}

// documents tells a site of another program, and in which of its folders the documents are; both empty if it is none.
func (f *SiteFlags) documents() (program, folder string) {
	for _, o := range others {
		info, err := os.Stat(filepath.Join(f.Dir(), o.documents))
		if err != nil || !info.IsDir() {
			continue
		}
		if found, err := filepath.Glob(filepath.Join(quoted(f.Dir()), filepath.FromSlash(o.mark))); err == nil && len(found) > 0 {
			return o.program, o.documents
		}
	}
	return "", ""
}

// quoted is a path in which no character is a pattern; see filepath.Match. On Windows none can be quoted.
func quoted(path string) string {
	if filepath.Separator == '\\' {
		return path
	}
	return strings.NewReplacer(`\`, `\\`, `*`, `\*`, `?`, `\?`, `[`, `\[`).Replace(path)
}
