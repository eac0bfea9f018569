package sitefs

import (
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"
)

// Resolve returns the name of the file that a name leads to, through all symbolic links.
func (f *FS) Resolve(name string) (string, error) {
	root, err := filepath.EvalSymlinks(f.dir)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", name, err)
	}
	file, err := filepath.EvalSymlinks(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		return "", relative(err, name)
	}
	rel, err := filepath.Rel(root, file)
	if err != nil {
		return "", fmt.Errorf("resolve %s: %w", name, err)
	}
	return filepath.ToSlash(rel), nil
}

// A resolver is a site that has links to resolve.
type resolver interface {
	Resolve(name string) (string, error)
}

// Target says where a symbolic link of a site leads to, or why nowhere, in words that are good for
// comparing only. It is empty for a site that has no links to resolve.
func Target(site fs.FS, name string) string {
	f, ok := site.(resolver)
	if !ok {
		return ""
	}
	to, err := f.Resolve(name)
	if err != nil {
		return err.Error()
	}
	return to
}

// Lstat implements fs.ReadLinkFS: it tells a symbolic link from what it leads to.
func (f *FS) Lstat(name string) (fs.FileInfo, error) {
	info, err := f.root.Load().Lstat(name)
	return info, relative(err, name)
}

// ReadLink implements fs.ReadLinkFS.
func (f *FS) ReadLink(name string) (string, error) {
	to, err := f.root.Load().Readlink(name)
	return to, relative(err, name)
}

// LeadsWithin reports whether a symbolic link leads to a file that may be published in its place: one
// below one of the folders, not hidden, and with the same extension. Else a draft could be linked to
// as a picture, and the keys in a site's .git or .env as a text. A site that has no links to resolve,
// for it is neither an FS nor a Snapshot, is taken at its word.
func LeadsWithin(site fs.FS, name string, folders ...string) bool {
	f, ok := site.(resolver)
	if !ok {
		return true
	}
	to, err := f.Resolve(name)
	if err != nil || !strings.EqualFold(path.Ext(to), path.Ext(name)) || strings.Contains("/"+to, "/.") {
		return false
	}
	for _, folder := range folders {
		if folder == "." || strings.HasPrefix(to, folder+"/") {
			return true
		}
	}
	return false
}
