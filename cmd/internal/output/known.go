package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/stat"
)

// readManifest finds out what is ours in dir, or refuses a folder that is not.
//
// A damaged manifest is no leave to delete, and no reason to fail every night until somebody
// comes: a file with the very bytes that a surviving line states is ours. All others are left
// alone, unless they have the site's bytes already, which render finds out.
func (w *writer) readManifest(ctx context.Context) error {
	m, info, err := manifest.Load(w.dir)
	switch {
	case err == nil:
		w.listed, w.stored = m, m
		if vouches(info, time.Now()) {
			w.stamp = info
		}
		return nil
	case errors.Is(err, manifest.ErrNewer):
		return &Refusal{Path: w.shown, Message: "written by a newer version of the program, refusing to replace it",
			Cure: "build with that version, or delete the folder"}
	case errors.Is(err, manifest.ErrDamaged):
		w.damaged = true
		w.inPlace = "its manifest was damaged"
		w.note("%s: the manifest was damaged; only files with known bytes were taken for the program's own", w.shown)
		w.listed, err = w.proved(ctx, m)
		return err
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	w.listed = manifest.Manifest{}
	entries, err := os.ReadDir(w.dir)
	if errors.Is(err, fs.ErrNotExist) {
		w.absent = true
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") {
			return &Refusal{Path: w.shown, Message: "not written by briefings, refusing to replace it",
				Cure: "choose another with --destination, or empty it"}
		}
	}
	return nil
}

// vouches reports whether the times of a manifest say anything of other files' times. One of the future was
// written before the clock was set back: what was changed since looks older.
func vouches(info fs.FileInfo, now time.Time) bool {
	return !info.ModTime().After(now) && !stat.ChangeTime(info).After(now)
}

// proved returns the entries of m that dir holds with just these bytes.
func (w *writer) proved(ctx context.Context, m manifest.Manifest) (manifest.Manifest, error) {
	names := m.Names()
	tree, err := disk.Look(ctx, w.dir, disk.Folders(names))
	if err != nil {
		return nil, err
	}
	ok := make([]bool, len(names))
	err = parallel.Each(ctx, len(names), func(i int) error {
		if info, err := tree.Lstat(names[i]); err == nil && info.Mode().IsRegular() && info.Size() == m[names[i]].Size {
			disk, err := hash(tree.Path(names[i]))
			ok[i] = err == nil && disk == m[names[i]]
		}
		return nil
	})
	proved := make(manifest.Manifest, len(names))
	for i, name := range names {
		if ok[i] {
			proved[name] = m[name]
		}
	}
	return proved, err
}

// hash returns what a file holds.
func hash(name string) (manifest.Entry, error) {
	sum, size, err := disk.Sum(name)
	return manifest.Entry{Sum: sum, Size: size}, err
}
