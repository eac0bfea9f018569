// Package sitefs opens a site's folder as an fs.FS that nothing in it can lead out of.
//
// A walk of an fs.FS does not follow symbolic links, so that the files it finds are inside. Opening
// one whose last part is a link goes through os.Root, which refuses to leave the folder; opening a
// plain file goes straight to the system, for os.Root takes a call for each part of a path, and a
// site has many files. Only regular files and folders are opened: no pipes, no devices.
package sitefs

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
)

// An FS is a site's folder.
type FS struct {
	dir  string
	root atomic.Pointer[os.Root]
}

// Open opens a folder. Close frees it. A relative path is made absolute, for the folder that the program runs in
// can be replaced, too, and leads nowhere then.
func Open(dir string) (*FS, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open site: %w", err)
	}
	f := &FS{dir: dir}
	f.root.Store(root)
	return f, nil
}

// Renew opens the folder again if another has taken its place since it was opened, and reports whether it
// did: files that are open stay what they are.
func (f *FS) Renew() bool {
	now, err := os.Stat(f.dir)
	if err != nil {
		return false // between the two, perhaps
	}
	old := f.root.Load()
	if was, err := old.Stat("."); err == nil && os.SameFile(was, now) {
		return false
	}
	root, err := os.OpenRoot(f.dir)
	if err != nil {
		return false
	}
	f.root.Store(root)
	old.Close()
	return true
}

// Close frees the folder. Files must not be opened afterwards.
func (f *FS) Close() error { return f.root.Load().Close() }

// Dir returns the folder's own path, which is absolute.
func (f *FS) Dir() string { return f.dir }

// ErrKind is what opening something that is neither a file nor a folder fails with.
var ErrKind = errors.New("neither a file nor a folder")

// A ReadError says that a file or folder of a site is there and cannot be read.
type ReadError struct {
	Name string
	Err  error
}

func (e *ReadError) Error() string { return "read " + e.Name + ": " + e.Err.Error() }
func (e *ReadError) Unwrap() error { return e.Err }

// Open implements fs.FS.
func (f *FS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	file, err := f.open(name)
	if err != nil {
		return nil, relative(err, name)
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, relative(err, name)
	}
	if m := info.Mode(); !m.IsRegular() && !m.IsDir() {
		file.Close()
		return nil, &fs.PathError{Op: "open", Path: name, Err: ErrKind}
	}
	return file, nil
}

// ReadFile implements fs.ReadFileFS.
func (f *FS) ReadFile(name string) ([]byte, error) {
	file, err := f.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, relative(err, name)
	}
	data := make([]byte, 0, info.Size()+1) // one more, so that the end is met without growing
	for {
		n, err := file.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if n == 0 || err != nil {
			if err == nil || errors.Is(err, io.EOF) {
				return data, nil
			}
			return nil, relative(err, name)
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// ReadDir implements fs.ReadDirFS.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	entries, err := os.ReadDir(filepath.Join(f.dir, filepath.FromSlash(name)))
	return entries, relative(err, name)
}

// Stat implements fs.StatFS. It follows links within the folder.
func (f *FS) Stat(name string) (fs.FileInfo, error) {
	info, err := f.root.Load().Stat(name)
	return info, relative(err, name)
}

// relative names the file as the site does, not as the machine does.
func relative(err error, name string) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return &fs.PathError{Op: p.Op, Path: name, Err: p.Err}
	}
	return err
}
