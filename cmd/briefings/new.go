package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"briefings"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/starter"
)

func newNew() *cobra.Command {
	var n newVerb
	c := &cobra.Command{
		Use:   "new [DIR]",
		Short: "Make a starter site, ready to build, and what builds it by itself",
		Long: `New writes a small site into DIR, which must be empty or not be there: articles, notes, entities and
briefings to read, keep or replace. With --empty there is one article, one note and one briefing, to be
written over. With --layouts it copies the built-in layouts too; a site without them gets better ones
with a newer program. Into a site that is there, --layouts writes those that it does not have.

With --ci it also writes the files with which a host builds and publishes the site, at each push and
when the clock changes it: github, gitlab, netlify or cloudflare. If DIR, or without it this folder,
is a site already, it writes these files alone. A file that is there already stays as it is, and then
none is written, unless --force is given. "briefings help ci" says what they do.

A job gets the program from the release that this one is of. Of another, or of one that was built by
hand, --from says where it is, and --sha256 what must be found there.`,
		Example: `  briefings new desk
  briefings new desk --empty
  briefings new desk --layouts
  briefings new desk --ci github --from https://example.org/briefings --sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
  briefings new --ci gitlab --from https://example.org/briefings.tar.gz --sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08`,
		Args: n.args,
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: n.run,
	}
	c.Flags().BoolVar(&n.empty, "empty", false, "one article, one note and one briefing in the place of the examples")
	c.Flags().BoolVar(&n.layouts, "layouts", false, "copy the built-in layouts too, to change them")
	n.ci.add(c)
	return c
}

// A newVerb is one run of the verb.
type newVerb struct {
	empty   bool
	layouts bool
	ci      ciFlags
}

func (n *newVerb) args(c *cobra.Command, args []string) error {
	if n.ci.host != "" {
		return cli.Args(0, 1)(c, args)
	}
	return cli.Args(1, 1)(c, args)
}

func (n *newVerb) run(c *cobra.Command, args []string) error {
	dir := "."
	if len(args) > 0 {
		dir = args[0]
	}
	if dir == "" {
		return cli.Misused("usage: "+c.UseLine(), "new: no folder is named")
	}
	if err := n.ci.check(); err != nil {
		return err
	}
	if n.ci.host == "" {
		if _, err := os.Stat(filepath.Join(dir, config.File)); err == nil && n.layouts && !n.empty {
			return addLayouts(c, dir)
		}
		return n.start(c, dir)
	}
	isSite, err := isSite(dir)
	switch {
	case err != nil:
		return cli.Failed(err)
	case isSite && n.layouts:
		return cli.Misused("copy the layouts by a run of their own", "--layouts and --ci at once are for a new site, and %q is one already", dir)
	case isSite && n.empty:
		return cli.Misused("leave it out", "--empty is for a new site, and %q is one already", dir)
	case !isSite && len(args) == 0:
		return cli.Refused(fmt.Sprintf("\"briefings new DIR --ci %s\" makes a site, or names one", n.ci.host), "there is no %s and no Markdown in this folder", config.File)
	}
	files, err := n.ci.files(dir)
	if err != nil {
		return err
	}
	if !isSite {
		if err := n.start(c, dir); err != nil {
			return err
		}
	}
	return files.write(c, dir)
}

// isSite reports whether a build would take a folder for a site: it has a briefings.toml, or Markdown.
func isSite(dir string) (bool, error) {
	_, err := os.Stat(filepath.Join(dir, config.File))
	if err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err == nil, err
	}
	found := false
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir() && name != "." && strings.ContainsRune("._", rune(e.Name()[0])):
			return fs.SkipDir
		case !e.IsDir() && path.Ext(name) == ".md":
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found, err
}

// addLayouts writes the built-in layouts into a site.
func addLayouts(c *cobra.Command, dir string) error {
	added, kept, err := starter.AddLayouts(dir, briefings.Starter)
	if err != nil {
		return cli.Failed(fmt.Errorf("copy the layouts: %w", err))
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s: %d files added, %d left as they were\nremove those that you do not change: a newer program has better ones\n",
		cli.Argument(filepath.Join(dir, "layouts")), added, kept)
	return err
}

// start writes a starter site.
func (n *newVerb) start(c *cobra.Command, dir string) error {
	now, err := cli.Clock("")
	if err != nil {
		return err
	}
	err = starter.Write(dir, briefings.Starter, starter.Options{Layouts: n.layouts, Empty: n.empty, Year: now.Year()})
	switch {
	case errors.Is(err, starter.ErrNotEmpty):
		return cli.Refused("give the name of a folder that is empty or not there", "%q is not empty", dir)
	case err != nil:
		return cli.Failed(fmt.Errorf("make a site: %w", err))
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "edit %s: its first block says whose site this is and where it stands\nthen run: briefings build -s %s\n",
		cli.Argument(filepath.Join(dir, config.File)), cli.Argument(dir))
	return err
}
