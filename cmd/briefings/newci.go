package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/ci"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
)

// ciFlags are those of "new" that are about the files of a host.
type ciFlags struct {
	host, from, sum string
	force           bool
}

func (f *ciFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&f.host, "ci", "", "write what builds and publishes the site on a `host`: "+strings.Join(ci.Names(), ", "))
	c.Flags().StringVar(&f.from, "from", "", "the `address` that a job gets the program from: it, or a .tar.gz with it")
	c.Flags().StringVar(&f.sum, "sha256", "", "the SHA-256 `sum` of what is at the address, in hexadecimal")
	c.Flags().BoolVar(&f.force, "force", false, "replace files of the host that are there already")
	cli.CompleteFlag(c, "ci", cobra.FixedCompletions(ci.Names(), cobra.ShellCompDirectiveNoFileComp))
	for _, name := range []string{"from", "sha256"} {
		cli.CompleteFlag(c, name, cobra.NoFileCompletions)
	}
}

// check refuses flags that do not fit together.
func (f *ciFlags) check() error {
	switch {
	case f.host == "" && (f.from != "" || f.sum != "" || f.force):
		return cli.Misused("name a host with --ci", "--from, --sha256 and --force are about the files of a host")
	case f.host != "" && !slices.Contains(ci.Names(), f.host):
		return cli.Misused(diag.DidYouMean(diag.Nearest(f.host, ci.Names()), "one of: "+strings.Join(ci.Names(), ", ")), "--ci: no files are known for %q", f.host)
	case f.from != "" && f.sum == "":
		return cli.Misused("give what \"sha256sum\" prints of the file with --sha256", "--from without --sha256: a job must not run what it cannot check")
	case f.from == "" && f.sum != "":
		return cli.Misused("give the address with --from", "--sha256 without --from")
	}
	return nil
}

// hostFiles are the files of a host, before they are written.
type hostFiles struct {
	host  ci.Host
	place ci.Place
	files map[string][]byte
	force bool
}

// files makes the files for the site in dir, which need not be there yet.
func (f *ciFlags) files(dir string) (*hostFiles, error) {
	place, err := ci.Locate(dir)
	if errors.Is(err, ci.ErrName) {
		return nil, cli.Refused("give the site's folder a plain name", "the site's folder cannot be named in a script: %w", err)
	}
	if err != nil {
		return nil, cli.Failed(err)
	}
	program, err := ci.FindProgram(f.from, f.sum, place.Top)
	switch {
	case errors.Is(err, ci.ErrNoProgram):
		return nil, cli.Refused("say where it is with --from and --sha256, for linux on amd64; \"briefings help ci\" says more", "%w", err)
	case errors.Is(err, ci.ErrURL):
		return nil, cli.Misused("write it as https://example.org/briefings.tar.gz", "--from: %w", err)
	case errors.Is(err, ci.ErrSum):
		return nil, cli.Misused("\"sha256sum\" prints it", "--sha256: %w", err)
	case err != nil:
		return nil, cli.Failed(err)
	}
	i := slices.IndexFunc(ci.Hosts(), func(h ci.Host) bool { return h.Name == f.host })
	h := &hostFiles{host: ci.Hosts()[i], place: place, force: f.force}
	h.files, err = h.host.Files(ci.Job{Program: program, Place: place, Name: filepath.Base(filepath.Join(place.Top, place.Site))})
	if err != nil {
		return nil, cli.Failed(err)
	}
	return h, nil
}

// write writes them, and says what is left to do.
func (h *hostFiles) write(c *cobra.Command, dir string) error {
	written, err := ci.Write(h.place.Top, h.files, h.force)
	var taken *ci.Taken
	if errors.As(err, &taken) {
		return cli.Refused("move them away, or give --force to replace them; nothing is written", "%w", err)
	}
	if err != nil {
		return cli.Failed(fmt.Errorf("write the files for %s: %w", h.host.Name, err))
	}
	var b strings.Builder
	for _, w := range written {
		fmt.Fprintf(&b, "%s: %s\n", shown(filepath.Join(h.place.Top, filepath.FromSlash(w.Name))), w.What)
	}
	b.WriteString(h.host.Steps)
	b.WriteString(addressNote(dir))
	_, err = io.WriteString(c.OutOrStdout(), b.String())
	return err
}

// shown is a path as a person would write it here.
func shown(file string) string {
	here, err := os.Getwd()
	if err != nil {
		return file
	}
	if rel, err := filepath.Rel(here, file); err == nil {
		return rel
	}
	return file
}

// addressNote says what the address of a site on its host is going to be; empty if the site says.
func addressNote(dir string) string {
	cfg, _, err := config.Load(os.DirFS(dir))
	switch {
	case err != nil:
		return ""
	case cfg.BaseURL == "":
		return "base_url is not set: the site takes the address that the host gives it\n"
	case config.IsExample(cfg.BaseURL):
		return fmt.Sprintf("base_url in %s is an example: the site takes the address that the host gives it\n", config.File)
	}
	return ""
}
