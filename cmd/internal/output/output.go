// Package output makes a directory equal to the files of an fs.FS.
//
// A reader of the directory sees the old site or the new one. Everything that changed is made
// in a folder beside it, the stage; until the last file lies there, complete, the directory is
// not touched, so that an error, a full disk, an interrupt or a kill costs nothing. Then
//
//   - nothing changed: nothing happens;
//   - one file changed: it is renamed into place;
//   - more changed: the unchanged files are linked into the stage beside the new ones, stage
//     and directory are exchanged by one system call, and the old files are removed;
//   - where that cannot be done without harm (Stats.InPlace says why): the staged files are
//     renamed into place, new ones first, and what is gone is deleted last.
//
// The invariant: a file that Write did not make keeps its bytes, its mode and its times. What
// it did make is listed in the directory itself (see package manifest), and a file not listed there
// is linked along or left alone, never replaced and never deleted. Whichever instant a run ends
// at, the manifest in the directory lists every file of ours in it.
//
// A file whose bytes do not change keeps its inode and its modification time. Whether the disk
// still holds what the manifest says is decided by stat where that is proof: the size is the
// manifest's, and the file's last change (ctime where there is one, and mtime) is older than
// the manifest's. Any other file is hashed. So an edit by hand is found and undone, even one
// that keeps size and mtime, and a copied or unpacked directory costs one reading of it.
package output

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"briefings/cmd/internal/output/internal/disk"
	"briefings/cmd/internal/output/internal/guard"
	"briefings/cmd/internal/output/internal/stage"
	"briefings/cmd/internal/output/manifest"
)

// Options are what Write may be told. The zero value is ready to use.
type Options struct {
	InPlace bool // rename file by file even where folders can be exchanged: a bind mount follows the inode

	// Sources are the folders the site is made from. The directory must not be one of them,
	// contain one or lie in one, whatever symlinks say. Those that do not exist are compared by name.
	Sources []string

	// Root is the site's own folder: the directory may lie in it, but not be it or contain it.
	// Empty: there is none.
	Root string

	// Fold gives names that some file system holds for the same (letter case, Unicode form)
	// one spelling. Nil: letter case only.
	Fold func(name string) string
}

// Stats says what a Write did. After an error it says nothing.
type Stats struct {
	Written   int   // files new or with new bytes
	Unchanged int   // files left as they were
	Removed   int   // files of an earlier run that the site no longer has
	Bytes     int64 // of the written files

	// Made is what the directory held of the site when the Write ended: after that, another run may
	// have changed it.
	Made manifest.Manifest

	// InPlace says why several files were replaced one after the other, so that a reader might
	// have met both sites. Empty: the change was made at once.
	InPlace string

	// Notes are sentences for the person who runs the program: what was found or done that is
	// out of the ordinary.
	Notes []string
}

// A Summer is a site that knows its files without making them. Sum returns the SHA-256 and the
// size of what fs.ReadFile would return, or false if that is not known. It must be safe for
// concurrent use.
type Summer interface {
	Sum(name string) (sum [32]byte, size int64, ok bool)
}

// An Appender is a site whose files can be made in memory that is used again: AppendFile appends to
// dst what fs.ReadFile would return. It must be safe for concurrent use.
type Appender interface {
	AppendFile(dst []byte, name string) ([]byte, error)
}

// A Lister is a site that knows the names of its files: Names returns those of all, sorted.
type Lister interface {
	Names() []string
}

// A Refusal is a Write that was not begun because it would do harm, and what to do instead: Path is what
// it is about, the directory as it was given or a file in it.
type Refusal = guard.Refusal

// Apart refuses a folder in which files of a site would do harm: one of sources, which the site is made from,
// what lies in one or contains one, and root or what contains it. The error is a *Refusal with the cure, or
// the machine's.
func Apart(dir string, sources []string, root, cure string) error {
	_, err := guard.Apart(dir, sources, root, cure)
	return err
}

// Write makes dir equal to the files of site, except for what it did not write there.
//
// The folder of dir is made if there is none. If dir is a symlink, the folder it points to is
// meant, and the link stays; a symlink within dir is never followed. A folder that holds
// anything but dot-files and has no manifest is refused.
//
// Write reads a file of site at most once, and not at all if site is a Summer that knows the
// file and dir has it already. It calls fs.ReadFile from several goroutines and holds one
// file's bytes in each. Two Writes to one dir, in one process or in two, wait for each other.
//
// An error is a *Refusal, or wraps what went wrong, or ctx.Err(). With each of them dir is
// unchanged, unless the error comes while renaming file by file; the next Write then finishes
// the work. Once dir is being changed, ctx no longer counts.
func Write(ctx context.Context, dir string, site fs.FS, opts Options) (Stats, error) {
	if opts.Fold == nil {
		opts.Fold = foldCase
	}
	w := &writer{shown: dir, site: site, opts: opts, buffers: sync.Pool{New: func() any { return new([]byte) }}}
	if err := w.write(ctx); err != nil {
		return Stats{}, err
	}
	return w.stats, nil
}

// A writer is one run of Write.
type writer struct {
	shown string // dir as the person named it
	dir   string // the folder that is meant
	site  fs.FS
	opts  Options
	stats Stats

	// What was found.
	absent  bool              // dir does not exist
	listed  manifest.Manifest // what is ours in dir; never nil
	stored  manifest.Manifest // what the manifest in dir says; nil if it is missing or damaged
	stamp   fs.FileInfo       // of the manifest; nil if it is missing, damaged or of the future
	damaged bool              // the manifest was: listed has only files proved by their sum

	buffers sync.Pool // of *[]byte: what files are made in

	tree disk.Tree // the folders that listed or the site names

	// What is to be done.
	files []file   // the site's, by name
	gone  []string // files of ours that the site no longer has, by name
	stale []string // folders of ours that the site no longer has, parents first

	mu      sync.Mutex
	stage   *stage.Stage // nil until a file has to be written
	placed  bool         // the stage has become dir, or what dir was
	inPlace string       // why dir cannot be exchanged, as far as is known
}

// A file is a file of the site.
type file struct {
	name     string
	there    bool   // dir has it as a regular file of ours, with the bytes of disk
	unproved bool   // dir has it, perhaps as ours: the manifest is damaged
	former   string // dir has it under this spelling of the name; mostly ""
	staged   bool   // its new bytes are in the stage
	disk     manifest.Entry
	want     manifest.Entry // known when rendered
}

func (w *writer) write(ctx context.Context) error {
	names, err := list(w.site)
	if err != nil {
		return fmt.Errorf("list the site's files: %w", err)
	}
	if err := guard.Names(names, w.opts.Fold); err != nil {
		return err
	}
	if w.dir, err = guard.Folder(w.shown, w.opts.Sources, w.opts.Root); err != nil {
		return err
	}
	release, err := w.lock(ctx)
	if err != nil {
		return fmt.Errorf("%s: wait for another run to end: %w", w.shown, err)
	}
	defer release()
	killed, err := stage.ClearDead(ctx, w.dir)
	if err != nil {
		w.note("%v", err)
	}
	if err := w.readManifest(ctx); err != nil {
		return err
	}
	if killed { // perhaps while it renamed file by file: times may not tell which, for clocks are set
		w.stamp = nil
	}
	if err := w.examine(ctx, names); err != nil {
		return err
	}
	defer w.dropStage()
	if err := w.stageFiles(ctx); err != nil {
		return err
	}
	next := w.next()
	w.stats.Made = next
	if w.stats.Written+w.stats.Removed == 0 && w.stored != nil && maps.Equal(next, w.stored) {
		return nil
	}
	if err := w.commit(ctx, next); err != nil {
		return fmt.Errorf("%s: %w", w.shown, err)
	}
	if w.absent { // what waited for a site to put its files into has one now
		if _, err := stage.ClearDead(ctx, w.dir); err != nil {
			w.note("%v", err)
		}
	}
	return nil
}

// list returns the names of all files of site, sorted.
func list(site fs.FS) ([]string, error) {
	if l, ok := site.(Lister); ok {
		return l.Names(), nil
	}
	var names []string
	err := fs.WalkDir(site, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			return nil
		case !d.Type().IsRegular():
			return &fs.PathError{Op: "write", Path: name, Err: fmt.Errorf("not a regular file: %w", fs.ErrInvalid)}
		}
		names = append(names, name)
		return nil
	})
	slices.Sort(names)
	return names, err
}

// foldCase gives names that differ by letter case only one spelling.
func foldCase(name string) string {
	return strings.ToLower(strings.ToUpper(name))
}

// next is the manifest of the site.
func (w *writer) next() manifest.Manifest {
	m := make(manifest.Manifest, len(w.files))
	for _, f := range w.files {
		m[f.name] = f.want
	}
	return m
}
