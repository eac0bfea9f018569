package output

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"syscall"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/internal/stage"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
)

// fewFiles is how many files are made durable one by one. Beyond it, flushing the whole file
// system is cheaper.
const fewFiles = 16

// commit makes dir what next lists: the stage has all the new files.
func (w *writer) commit(ctx context.Context, next manifest.Manifest) error {
	s, err := w.openStage()
	if err != nil {
		return err
	}
	if w.opts.InPlace {
		w.keepInPlace("it was asked for")
	}
	if !disk.CanExchange {
		w.keepInPlace("this system cannot exchange folders")
	}
	alone := w.stats.Written+w.stats.Removed <= 1
	switch {
	case w.absent:
		if err := errors.Join(w.putManifest(next, s.Path), w.settle(s)); err != nil {
			return err
		}
		if err := os.Rename(s.Path, w.dir); err != nil {
			return err
		}
		w.placed = true
		return nil
	case !alone && w.inPlace == "":
		if done, err := w.exchange(ctx, s, next); done || err != nil {
			return err
		}
	}
	if !alone {
		w.stats.InPlace = w.inPlace
	}
	if err := w.settle(s); err != nil {
		return err
	}
	return w.replace(s, next)
}

// settle makes the staged files durable, before the first rename can be. A crash of the machine
// may then cost the new site, never the old one: without it, names can survive that lead to
// empty files. The renames themselves need no such care, journals keep their order.
func (w *writer) settle(s *stage.Stage) error {
	if w.stats.Written > fewFiles {
		return disk.SyncFS(s.Path)
	}
	for _, f := range w.files {
		if f.staged {
			if err := disk.Sync(s.File(f.name)); err != nil {
				return err
			}
		}
	}
	return nil
}

// putManifest writes a manifest into a folder: whole, durable, or not at all.
func (w *writer) putManifest(m manifest.Manifest, folder string) error {
	made := filepath.Join(w.stage.Path, manifest.Name+"-new")
	if err := disk.Create(made, m.Encode()); err != nil {
		return err
	}
	if err := disk.Sync(made); err != nil {
		return err
	}
	return os.Rename(made, filepath.Join(folder, manifest.Name))
}

// exchange completes the stage and puts it in dir's place by one system call. If that cannot be
// done without harm, it returns false, and w.inPlace says why.
func (w *writer) exchange(ctx context.Context, s *stage.Stage, next manifest.Manifest) (done bool, err error) {
	if err := w.carry(ctx, s); err != nil || w.inPlace != "" {
		return false, err
	}
	if err := disk.Mirror(w.dir, s.Path); err != nil {
		w.keepInPlace("its owner or mode cannot be given to another folder: " + err.Error())
		return false, nil
	}
	if err := errors.Join(w.putManifest(next, s.Path), w.settle(s), ctx.Err()); err != nil {
		return false, err
	}
	if err := disk.Exchange(s.Path, w.dir); err != nil {
		w.keepInPlace("the system does not exchange it: " + err.Error())
		return false, os.Remove(filepath.Join(s.Path, manifest.Name))
	}
	w.placed = true
	if err := stage.Discard(context.WithoutCancel(ctx), s.Path, w.dir); err != nil {
		w.note("%s holds files that could not be removed: %v", s.Path, err)
	}
	// Removing the old links was a change to the files, too. Setting the time that the manifest
	// has anyway makes its last change the latest again; see intact.
	name := filepath.Join(w.dir, manifest.Name)
	if info, err := os.Lstat(name); err == nil {
		if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
			w.note("%s: %v; the next run will take longer", name, err)
		}
	}
	return true, nil
}

// errStay says that folders cannot be exchanged; w.inPlace says why.
var errStay = errors.New("folders cannot be exchanged")

// carry links into the stage what stays as it is: unchanged files, and plain files that are not
// ours. For anything else that is not ours, dir must stay where it is.
func (w *writer) carry(ctx context.Context, s *stage.Stage) error {
	err := w.carryOthers(ctx, s)
	if err == nil {
		err = parallel.Each(ctx, len(w.files), func(i int) error {
			if w.files[i].staged {
				return nil
			}
			return w.link(w.files[i].name, s)
		})
	}
	if errors.Is(err, errStay) {
		return nil
	}
	return err
}

// carryOthers links what is not ours.
func (w *writer) carryOthers(ctx context.Context, s *stage.Stage) error {
	known := []string{"."}
	for _, name := range disk.Folders(w.listed.Names()) {
		if w.tree.Kind(name) == disk.Folder {
			known = append(known, name)
		}
	}
	isKnown := make(map[string]bool, len(known))
	for _, name := range known {
		isKnown[name] = true
	}
	return parallel.Each(ctx, len(known), func(i int) error {
		entries, err := os.ReadDir(w.path(known[i]))
		for _, e := range entries {
			name := path.Join(known[i], e.Name())
			_, listed := w.listed[name]
			switch {
			case name == manifest.Name || isKnown[name] && e.IsDir() || listed && e.Type().IsRegular():
			case e.Type().IsRegular():
				if err := w.link(name, s); err != nil {
					return err
				}
			default:
				return w.stay(`it holds "` + name + `", which is not ours and cannot be moved`)
			}
		}
		return err
	})
}

// link links a file of dir into the stage.
func (w *writer) link(name string, s *stage.Stage) error {
	err := disk.Link(w.path(name), s.File(name))
	if errors.Is(err, fs.ErrPermission) || errors.Is(err, errors.ErrUnsupported) || errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EMLINK) {
		return w.stay("a file in it cannot be linked: " + err.Error())
	}
	return err
}

// stay says why dir must stay where it is.
func (w *writer) stay(why string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.keepInPlace(why)
	return errStay
}

// replace renames the staged files into dir one by one, and then deletes what is gone. At every
// instant the manifest lists all that is ours: names are added to it before they are made, and
// leave it after they are deleted.
func (w *writer) replace(s *stage.Stage, next manifest.Manifest) error {
	for _, f := range w.files {
		if _, listed := w.listed[f.name]; listed || !f.staged || f.there {
			continue
		}
		// Making the files took its time, and to list a name is a claim to what stands there.
		if info, err := os.Lstat(w.path(f.name)); err == nil && !info.IsDir() {
			return w.inTheWay(f.name)
		}
	}
	union := maps.Clone(next)
	maps.Copy(union, w.listed)
	stored := w.stored
	if stored == nil || !maps.Equal(union, stored) {
		if err := w.putManifest(union, w.dir); err != nil {
			return err
		}
		stored = union
	}
	early, late := w.blocking(next)
	if err := w.remove(early); err != nil {
		return err
	}
	for _, changed := range []bool{false, true} {
		for _, f := range w.files {
			if !f.staged || f.there != changed {
				continue
			}
			err := disk.MakeFolder(filepath.Dir(w.path(f.name)))
			if err == nil {
				err = os.Rename(s.File(f.name), w.path(f.name))
			}
			if err != nil {
				return err
			}
		}
	}
	if err := w.remove(late); err != nil {
		return err
	}
	if maps.Equal(next, stored) {
		return nil
	}
	return w.putManifest(next, w.dir)
}

// blocking divides the files that are gone: some stand where the site now has a folder, or in
// a folder where it now has a file, and must be deleted first.
func (w *writer) blocking(next manifest.Manifest) (early, late []string) {
	needed := make(map[string]bool)
	for _, name := range disk.Folders(next.Names()) {
		needed[name] = true
	}
	for _, name := range w.gone {
		blocks := needed[name]
		for p := path.Dir(name); p != "." && !blocks; p = path.Dir(p) {
			_, blocks = next[p]
		}
		if blocks {
			early = append(early, name)
		} else {
			late = append(late, name)
		}
	}
	return early, late
}

// remove deletes files, and those of our folders that are empty and no longer needed.
func (w *writer) remove(names []string) error {
	for _, name := range names {
		if err := os.Remove(w.path(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	for _, name := range slices.Backward(w.stale) {
		// It fails where somebody else's files keep the folder alive.
		_ = syscall.Rmdir(w.path(name))
	}
	return nil
}
