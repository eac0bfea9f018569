package stage

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
)

// Discard removes a directory that was exchanged for dir, or was made for it and never was.
//
// It deletes what the old manifest lists. In a folder that is not empty then, it deletes names
// of files that dir has, too. A file that somebody put there in the very moment of the exchange
// is neither: it is moved into dir. The old manifest goes last: with it, the next run can finish
// what this one leaves.
func Discard(ctx context.Context, old, dir string) error {
	m, _, err := manifest.Load(old)
	if err != nil {
		m = nil // an empty directory has none, and nothing in it is ours
	}
	names := m.Names()
	tree, err := disk.Look(ctx, old, disk.Folders(names))
	if err != nil {
		return err
	}
	err = parallel.Each(ctx, len(names), func(i int) error {
		if tree.Kind(path.Dir(names[i])) == disk.Folder {
			// A name that is no file's any more is left to sweep.
			_ = syscall.Unlink(tree.Path(names[i]))
		}
		return nil
	})
	known := []string{"."}
	for _, name := range disk.Folders(names) {
		if tree.Kind(name) == disk.Folder {
			known = append(known, name)
		}
	}
	if err == nil {
		err = parallel.Each(ctx, len(known), func(i int) error { return sweep(tree, known[i], dir) })
	}
	for _, name := range slices.Backward(known[1:]) {
		if rerr := syscall.Rmdir(tree.Path(name)); err == nil && !errors.Is(rerr, fs.ErrNotExist) {
			err = rerr
		}
	}
	if err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(old, manifest.Name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.Remove(old)
}

// sweep removes a folder of an old directory, or what is in it besides other folders of ours.
func sweep(tree disk.Tree, folder, dir string) error {
	if folder != "." && syscall.Rmdir(tree.Path(folder)) == nil {
		return nil
	}
	entries, err := os.ReadDir(tree.Path(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		switch {
		case name == manifest.Name || e.IsDir() && tree.Kind(name) == disk.Folder:
			continue
		case !e.IsDir() && (strings.HasPrefix(name, manifest.Reserved) || shared(tree, name, dir)):
			err = os.Remove(tree.Path(name))
		default:
			err = rescue(tree, name, dir)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// shared reports whether dir has the very file that an old directory has under a name.
func shared(tree disk.Tree, name, dir string) bool {
	a, err := os.Lstat(tree.Path(name))
	if err != nil {
		return false
	}
	b, err := os.Lstat(join(dir, name))
	return err == nil && os.SameFile(a, b)
}

// rescue moves into dir what is not ours, unless dir has something else there.
func rescue(tree disk.Tree, name, dir string) error {
	to := join(dir, name)
	if err := disk.MakeFolder(filepath.Dir(to)); err != nil {
		return err
	}
	if _, err := os.Lstat(to); err == nil {
		return &os.PathError{Op: "move", Path: name, Err: os.ErrExist}
	}
	return os.Rename(tree.Path(name), to)
}

func join(dir, name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
