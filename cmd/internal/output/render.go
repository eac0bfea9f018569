package output

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/internal/stage"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/parallel"
)

// openStage makes the stage, if there is none yet.
func (w *writer) openStage() (*stage.Stage, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.stage != nil {
		return w.stage, nil
	}
	inside := !w.absent && disk.IsMount(w.dir)
	if inside {
		w.keepInPlace("it is a mount point")
	} else {
		s, err := stage.Beside(w.dir)
		if err == nil {
			w.stage = s
			return s, nil
		}
		if w.absent || !errors.Is(err, fs.ErrPermission) && !disk.IsReadOnly(err) {
			return nil, fmt.Errorf("make a folder beside %s: %w", w.shown, err)
		}
		w.keepInPlace("the folder it lies in cannot be written to")
	}
	s, err := stage.Inside(w.dir)
	if err != nil {
		return nil, fmt.Errorf("make a folder in %s: %w", w.shown, err)
	}
	w.stage = s
	return s, nil
}

// dropStage removes the stage, if there is one.
func (w *writer) dropStage() {
	if w.stage == nil {
		return
	}
	if w.placed {
		w.stage.Leave()
	} else if err := w.stage.Drop(); err != nil {
		w.note("%s cannot be removed: %v", w.stage.Path, err)
	}
}

// stageFiles makes the files that dir does not have, and puts them into the stage.
func (w *writer) stageFiles(ctx context.Context) error {
	err := parallel.Each(ctx, len(w.files), func(i int) error { return w.stageFile(&w.files[i]) })
	for _, f := range w.files {
		if f.staged {
			w.stats.Written++
			w.stats.Bytes += f.want.Size
		} else {
			w.stats.Unchanged++
		}
	}
	w.stats.Removed = len(w.gone)
	return err
}

func (w *writer) stageFile(f *file) error {
	if s, ok := w.site.(Summer); ok && f.there {
		if sum, size, ok := s.Sum(f.name); ok && f.disk == (manifest.Entry{Sum: sum, Size: size}) {
			f.want = f.disk
			return nil
		}
	}
	buf := w.buffers.Get().(*[]byte)
	defer w.buffers.Put(buf)
	data, err := appendFile((*buf)[:0], w.site, f.name)
	if err != nil {
		return fmt.Errorf("make %s: %w", f.name, err)
	}
	*buf = data
	f.want = manifest.Entry{Sum: sha256.Sum256(data), Size: int64(len(data))}
	if (f.there || f.unproved) && f.want == f.disk {
		return nil
	}
	if f.unproved {
		return &Refusal{Path: filepath.ToSlash(filepath.Join(w.shown, f.name)),
			Message: "the manifest is damaged, and nothing else says that briefings wrote this, refusing to replace it",
			Cure:    "move what is your own out of " + w.shown + ", delete it and build again"}
	}
	s, err := w.openStage()
	if err != nil {
		return err
	}
	f.staged = true
	if err := disk.Create(s.File(f.name), data); err != nil {
		return fmt.Errorf("write %s: %w", f.name, err)
	}
	return nil
}

// appendFile reads a file of the site into dst, in the site's own way if it has one.
func appendFile(dst []byte, site fs.FS, name string) ([]byte, error) {
	if a, ok := site.(Appender); ok {
		return a.AppendFile(dst, name)
	}
	return fs.ReadFile(site, name)
}

// keepInPlace says why dir cannot be exchanged; the first reason stays.
func (w *writer) keepInPlace(why string) {
	if w.inPlace == "" {
		w.inPlace = why
	}
}

func (w *writer) note(format string, args ...any) {
	w.stats.Notes = append(w.stats.Notes, fmt.Sprintf(format, args...))
}
