// Package starter writes the starter site out as a new desk's own.
//
// A folder is a whole starter or what it was before: everything is written into a folder of its own
// first, and moved by renaming. Nothing that lies in the folder is ever replaced.
package starter

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"briefings/cmd/internal/config"
)

// Options are what a new site is told.
type Options struct {
	Layouts bool // copy the built-in layouts too, to be changed
	Empty   bool // only what every desk has, to be written over
	Year    int  // in which the site's authority was the desk's
}

// ErrNotEmpty is what writing into a folder with files in it fails with.
var ErrNotEmpty = errors.New("not an empty folder")

// ignored is the .gitignore of a site: what is made, and what one run remembers for the next.
const ignored = "/public/\n/.briefings/\n"

// Write writes the starter into dir, which is made if it is not there and must be empty if it is.
// Files whose names begin with a dot do not count, so that a fresh repository will do.
func Write(dir string, starter fs.FS, opts Options) error {
	files, err := read(dir, starter, opts)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return writeNew(dir, files)
	case err != nil:
		return err
	}
	for _, e := range entries {
		if e.Name()[0] != '.' || e.Name() == ".gitignore" {
			return fmt.Errorf("%s: %w", dir, ErrNotEmpty)
		}
	}
	return writeInto(dir, files)
}

// AddLayouts writes the built-in layouts into a site that is there, but for those that it has already, and returns
// how many it wrote and how many it left.
func AddLayouts(dir string, starter fs.FS) (added, kept int, err error) {
	layouts, err := fs.Sub(starter, "layouts")
	if err != nil {
		return 0, 0, err
	}
	stage, err := os.MkdirTemp(dir, ".briefings-new-")
	if err != nil {
		return 0, 0, err
	}
	defer os.RemoveAll(stage)
	err = fs.WalkDir(layouts, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		file := filepath.Join(dir, "layouts", filepath.FromSlash(name))
		if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
			kept++
			return err
		}
		data, err := fs.ReadFile(layouts, name)
		if err != nil {
			return err
		}
		if err := fill(stage, map[string][]byte{name: data}); err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		added++
		return os.Rename(filepath.Join(stage, filepath.FromSlash(name)), file)
	})
	return added, kept, err
}

// read returns the files to write, by name.
func read(dir string, starter fs.FS, opts Options) (map[string][]byte, error) {
	files := map[string][]byte{".gitignore": []byte(ignored)}
	err := fs.WalkDir(starter, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name == "layouts" && !opts.Layouts:
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(starter, name)
		files[name] = data
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("read the starter: %w", err)
	}
	if opts.Empty {
		if err := emptied(files, opts.Year); err != nil {
			return nil, err
		}
	}
	whole, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	files[config.File], err = withAuthority(files[config.File], Authority(filepath.Base(whole), opts.Year))
	return files, err
}

// writeNew writes a folder that is not there yet.
func writeNew(dir string, files map[string][]byte) error {
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	stage, err := os.MkdirTemp(parent, ".briefings-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage) // gone if all went well
	if err := fill(stage, files); err != nil {
		return err
	}
	if err := os.Chmod(stage, 0o755); err != nil {
		return err
	}
	return os.Rename(stage, dir)
}

// writeInto writes into an empty folder, which stays the same folder: it may be the current one, or
// a mount point. briefings.toml comes last.
func writeInto(dir string, files map[string][]byte) (err error) {
	stage, err := os.MkdirTemp(dir, ".briefings-new-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(stage)
	if err := fill(stage, files); err != nil {
		return err
	}
	var names []string
	for name := range files {
		top, _, _ := strings.Cut(name, "/")
		if top != config.File && !slices.Contains(names, top) {
			names = append(names, top)
		}
	}
	slices.Sort(names)
	for i, name := range append(names, config.File) {
		if err := os.Rename(filepath.Join(stage, name), filepath.Join(dir, name)); err != nil {
			for _, moved := range names[:i] {
				err = errors.Join(err, os.RemoveAll(filepath.Join(dir, moved)))
			}
			return err
		}
	}
	return nil
}

// fill writes the files below a folder.
func fill(dir string, files map[string][]byte) error {
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return err
		}
	}
	return nil
}

var authorityLine = regexp.MustCompile(`(?m)^authority *= *"[^"]*"`)

// withAuthority gives briefings.toml an authority, so that no two desks that began with the starter
// share the ids of their feeds' entries.
func withAuthority(toml []byte, authority string) ([]byte, error) {
	if !authorityLine.Match(toml) {
		return nil, fmt.Errorf("the starter's %s has no authority to replace", config.File)
	}
	return authorityLine.ReplaceAll(toml, []byte(`authority = "`+authority+`"`)), nil
}

// maxLabel is how long a part of a host's name may be (RFC 1035, 2.3.4).
const maxLabel = 63

// Authority makes the authority of tag URIs (RFC 4151) out of a folder's name and a year: a name
// under .example (RFC 2606), which nobody else can own either.
func Authority(name string, year int) string {
	var b strings.Builder
	for _, r := range strings.ToLower(name) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	label := strings.Trim(b.String()[:min(b.Len(), maxLabel)], "-")
	if label == "" {
		label = "desk"
	}
	return fmt.Sprintf("%s.example,%04d", label, year)
}
