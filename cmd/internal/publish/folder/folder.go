// Package folder publishes to a folder of this machine, or of one that is mounted.
//
// A file is written beside the others, in .briefings-incoming, and renamed into place. Nothing outside of the
// folder is touched, whatever symbolic links in it say.
package folder

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/remote"
)

const incoming = manifest.Reserved + "incoming"

// Open opens the folder. If there is none it is made when something is put, but the one that it lies in must be there: a drive that
// is not mounted is no place to publish to. source is the folder that is published, "" if none is.
func Open(dir, source string) (remote.Remote, error) {
	if info, err := os.Stat(filepath.Dir(filepath.Clean(dir))); err != nil || !info.IsDir() {
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: "the folder that it lies in is not there", Cure: "make it, or mount the drive"}
	}
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return &folder{dir: dir}, nil
	}
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: "is no folder", Cure: "name another"}
	}
	if built, err := os.Stat(source); err == nil && os.SameFile(info, built) {
		return nil, &output.Refusal{Path: filepath.ToSlash(dir), Message: "is the folder that is published", Cure: "name another"}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	return &folder{dir: dir, root: root}, nil
}

type folder struct {
	dir     string
	root    *os.Root     // nil if there is no folder yet
	release func()       // gives back the lock; nil without one
	number  atomic.Int64 // of files written
	bytes   atomic.Int64
}

func (f *folder) Close() error {
	if f.release != nil {
		f.release()
	}
	if f.root == nil {
		return nil
	}
	return f.root.Close()
}

// moment is how long a lock is waited for. A run that has ended may hold it for as long as a program that it has
// started takes to begin.
var moment = remote.Retry{Tries: 5, Pause: 20 * time.Millisecond}

// Lock leaves nothing behind that a run which is killed could not take away: the kernel frees it.
func (f *folder) Lock(ctx context.Context) (alone bool, err error) {
	if err := f.open(); err != nil {
		return false, err
	}
	busy := func(err error) bool { return errors.Is(err, output.ErrBusy) }
	err = moment.Do(ctx, func() (err error) {
		f.release, err = output.TryLock(f.dir)
		return err
	}, busy)
	switch {
	case busy(err):
		return false, remote.ErrTaken
	case errors.Is(err, errors.ErrUnsupported): // as on some drives of other machines
		return false, nil
	}
	return err == nil, err
}

// Claim looks and then writes: under the lock nobody comes between.
func (f *folder) Claim(ctx context.Context, file remote.File, was string) error {
	now := ""
	if info, err := f.root.Lstat(filepath.FromSlash(file.Name)); err == nil {
		now = stamp(info)
	}
	if now != was {
		return remote.ErrTaken
	}
	return f.Put(ctx, []remote.File{file}, func(int, string) {})
}

func (f *folder) Spent() remote.Cost { return remote.Cost{Bytes: f.bytes.Load()} }

func (f *folder) Commit(context.Context, string) error { return nil }

// List takes size and time for stamps.
func (f *folder) List(ctx context.Context) (map[string]string, error) {
	if f.root == nil {
		return map[string]string{}, nil
	}
	return stamps(ctx, f.root.FS())
}

func stamps(ctx context.Context, tree fs.FS) (map[string]string, error) {
	out := map[string]string{}
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if d.IsDir() {
			return nil
		}
		info, err := d.Info()
		switch {
		case errors.Is(err, fs.ErrNotExist): // removed meanwhile
			return nil
		case err != nil:
			return err
		}
		out[name] = stamp(info)
		return nil
	})
	return out, err
}

// stamp is no proof where somebody sets times back; package output is stricter, and needs to be.
func stamp(info fs.FileInfo) string {
	if !info.Mode().IsRegular() {
		return "special"
	}
	return fmt.Sprintf("%d-%d", info.Size(), info.ModTime().UnixNano())
}

func (f *folder) Read(_ context.Context, name string) ([]byte, error) {
	if f.root == nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return f.root.ReadFile(filepath.FromSlash(name))
}

func (f *folder) Holds(ctx context.Context, files []remote.File) ([]bool, error) {
	out := make([]bool, len(files))
	err := each(ctx, len(files), func(i int) error {
		name := filepath.FromSlash(files[i].Name)
		if info, err := f.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
			return nil
		}
		want, err := files[i].Data()
		if err != nil {
			return err
		}
		got, err := f.root.ReadFile(name)
		out[i] = err == nil && bytes.Equal(got, want)
		return nil
	})
	return out, err
}

func (f *folder) Put(ctx context.Context, files []remote.File, done func(int, string)) error {
	if err := f.ready(); err != nil {
		return err
	}
	var mu sync.Mutex
	err := each(ctx, len(files), func(i int) error {
		stamp, err := f.put(files[i])
		if err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		done(i, stamp)
		return nil
	})
	return errors.Join(err, f.root.RemoveAll(incoming))
}

// open makes the folder, if there is none.
func (f *folder) open() error {
	if f.root != nil {
		return nil
	}
	if err := os.Mkdir(f.dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	root, err := os.OpenRoot(f.dir)
	f.root = root
	return err
}

// ready makes an empty folder for what comes. A run that was killed may have left something there.
func (f *folder) ready() error {
	if err := f.open(); err != nil {
		return err
	}
	if err := f.root.RemoveAll(incoming); err != nil {
		return err
	}
	return f.root.Mkdir(incoming, 0o777)
}

func (f *folder) put(file remote.File) (string, error) {
	data, err := file.Data()
	if err != nil {
		return "", err
	}
	temporary := filepath.Join(incoming, fmt.Sprint(f.number.Add(1)))
	w, err := f.root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return "", err
	}
	_, err = w.Write(data)
	if err == nil && strings.HasPrefix(file.Name, manifest.Reserved) {
		err = w.Sync() // the next run believes it; all else it looks at
	}
	info, statErr := w.Stat()
	if err := errors.Join(err, statErr, w.Close()); err != nil {
		return "", err
	}
	name := filepath.FromSlash(file.Name)
	if err := f.root.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return "", err
	}
	if err := f.root.Rename(temporary, name); err != nil {
		return "", err
	}
	f.bytes.Add(int64(len(data)))
	// Some drives keep coarser times than they say before a file is closed.
	if after, err := f.root.Lstat(name); err == nil {
		info = after
	}
	return stamp(info), nil
}

// Remove also removes the folders that are empty after it.
func (f *folder) Remove(_ context.Context, names []string) error {
	for _, name := range names {
		if err := f.root.Remove(filepath.FromSlash(name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	folders := map[string]bool{}
	for _, name := range names {
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	// What lies in a folder sorts behind it, and goes first.
	for _, name := range slices.Backward(slices.Sorted(maps.Keys(folders))) {
		// It fails where other files keep the folder alive.
		_ = f.root.Remove(filepath.FromSlash(name))
	}
	return nil
}

// each calls do for every index below n, from several goroutines.
func each(ctx context.Context, n int, do func(int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(2 * runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			return do(i)
		})
	}
	return g.Wait()
}
