package ci

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
)

// A Place is where a site lies in its repository.
type Place struct {
	Top    string // the repository's folder; the site's own if there is no repository
	Site   string // the site's folder from there, with slashes
	Branch string // that is published
}

// In is the site's folder from the top, with a slash at its end; empty if it is the top.
func (p Place) In() string {
	if p.Site == "." {
		return ""
	}
	return p.Site + "/"
}

// ErrName says that a folder's name cannot stand in a script.
var ErrName = errors.New("a name with other characters than A-Z a-z 0-9 . _ - in it")

var plainName = regexp.MustCompile(`^[A-Za-z0-9._/-]+$`)

// Locate finds the repository around a site's folder, which need not be there yet.
func Locate(dir string) (Place, error) {
	site, err := filepath.Abs(dir)
	if err != nil {
		return Place{}, err
	}
	p := Place{Top: site, Site: ".", Branch: "main"}
	for top := site; ; top = filepath.Dir(top) {
		info, err := os.Stat(filepath.Join(top, ".git"))
		if err == nil {
			p.Top = top
			if info.IsDir() { // else it is a worktree's, and says where the folder is
				p.Branch = branch(os.DirFS(filepath.Join(top, ".git")))
			}
			break
		}
		if !errors.Is(err, fs.ErrNotExist) || top == filepath.Dir(top) {
			break
		}
	}
	rel, err := filepath.Rel(p.Top, site)
	if err != nil {
		return Place{}, err
	}
	p.Site = path.Clean(filepath.ToSlash(rel))
	if !plainName.MatchString(p.Site) || strings.HasPrefix(p.Site, "-") {
		return Place{}, fmt.Errorf("%q: %w", p.Site, ErrName)
	}
	return p, nil
}

// branch is the one that a repository is about: that of the place where it was cloned from, else the
// one that is checked out, else main.
func branch(git fs.FS) string {
	for _, ref := range []struct{ file, prefix string }{
		{"refs/remotes/origin/HEAD", "ref: refs/remotes/origin/"},
		{"HEAD", "ref: refs/heads/"},
	} {
		text, err := fs.ReadFile(git, ref.file)
		name, ok := strings.CutPrefix(strings.TrimSpace(string(text)), ref.prefix)
		if err == nil && ok && plainName.MatchString(name) {
			return name
		}
	}
	return "main"
}
