package output

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/stat"
)

// path is where a file of the site belongs.
func (w *writer) path(name string) string { return w.tree.Path(name) }

// examine compares what dir holds with what is listed and what the site has, by name. It
// refuses whatever is not ours and stands where the site has a file or a folder.
func (w *writer) examine(ctx context.Context, names []string) error {
	w.files = make([]file, len(names))
	wanted := make(map[string]bool, len(names))
	for i, name := range names {
		w.files[i].name = name
		wanted[name] = true
	}
	if w.absent {
		return nil
	}
	listed := w.listed.Names()
	needed := disk.Folders(names)
	needs := make(map[string]bool, len(needed))
	for _, name := range needed {
		needs[name] = true
	}
	former := slices.DeleteFunc(disk.Folders(listed), func(name string) bool { return needs[name] })
	var err error
	if w.tree, err = disk.Look(ctx, w.dir, slices.Concat(needed, former)); err != nil {
		return err
	}
	for _, name := range needed {
		if _, ok := w.listed[name]; w.tree.Kind(name) == disk.Other && !ok {
			return w.inTheWay(name)
		}
	}
	for _, name := range former {
		if w.tree.Kind(name) == disk.Folder {
			w.stale = append(w.stale, name)
		}
	}
	gone := slices.DeleteFunc(listed, func(name string) bool { return wanted[name] })
	if err := w.examineGone(ctx, gone); err != nil {
		return err
	}
	if err := parallel.Each(ctx, len(w.files), func(i int) error { return w.examineFile(&w.files[i]) }); err != nil {
		return err
	}
	for _, f := range w.files {
		if f.former != "" {
			w.gone = slices.DeleteFunc(w.gone, func(name string) bool { return name == f.former })
		}
	}
	return nil
}

// examineGone keeps those of the names that are there to be removed. What is no regular file
// any more is somebody else's.
func (w *writer) examineGone(ctx context.Context, gone []string) error {
	there := make([]bool, len(gone))
	err := parallel.Each(ctx, len(gone), func(i int) error {
		info, err := w.tree.Lstat(gone[i])
		there[i] = err == nil && info.Mode().IsRegular()
		return nil
	})
	for i, name := range gone {
		if there[i] {
			w.gone = append(w.gone, name)
		}
	}
	return err
}

// examineFile finds out what dir has where f belongs.
func (w *writer) examineFile(f *file) error {
	info, err := w.tree.Lstat(f.name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info.IsDir() && w.onlyOurs(f.name) {
		return nil
	}
	if !info.Mode().IsRegular() {
		return w.inTheWay(f.name)
	}
	known, listed := w.listed[f.name]
	if !listed {
		f.former = w.spelling(f.name, info)
	}
	switch {
	case listed && w.intact(info, known):
		f.there, f.disk = true, known
		return nil
	case listed || f.former != "":
		f.there = true
	case w.damaged:
		f.unproved = true
	default:
		return w.inTheWay(f.name)
	}
	f.disk, err = hash(w.path(f.name))
	return err
}

// intact reports whether stat alone proves that a file has the bytes listed. A manifest is
// written after all the files it lists were looked at, so one that is older has not changed
// since. One of the same instant may have: clocks are coarse.
func (w *writer) intact(info fs.FileInfo, known manifest.Entry) bool {
	return w.stamp != nil && info.Size() == known.Size &&
		info.ModTime().Before(w.stamp.ModTime()) && stat.ChangeTime(info).Before(stat.ChangeTime(w.stamp))
}

// spelling returns the name under which the file at name is listed as ours, because this file
// system holds both for the same; or "".
func (w *writer) spelling(name string, info fs.FileInfo) string {
	key := w.opts.Fold(name)
	for _, g := range w.gone {
		if w.opts.Fold(g) == key {
			if other, err := os.Lstat(w.path(g)); err == nil && os.SameFile(info, other) {
				return g
			}
		}
	}
	return ""
}

// onlyOurs reports whether a folder is ours and has nothing in it but files listed.
func (w *writer) onlyOurs(name string) bool {
	if w.tree.Kind(name) != disk.Folder {
		return false
	}
	entries, err := os.ReadDir(w.path(name))
	if err != nil {
		return false
	}
	for _, e := range entries {
		child := path.Join(name, e.Name())
		if _, listed := w.listed[child]; !listed && !(e.IsDir() && w.onlyOurs(child)) {
			return false
		}
	}
	return true
}

// inTheWay refuses to replace something that is not ours.
func (w *writer) inTheWay(name string) error {
	return &Refusal{
		Path:    path.Join(filepath.ToSlash(w.shown), name),
		Message: "not written by briefings, refusing to replace it",
		Cure:    "move it into static/, or away",
	}
}
