// Package filetree is an fs.FS of files whose bytes are made when they are asked for.
//
// A built site is one: it is written by walking it, and previewed by opening what a browser asks
// for. Nothing is kept of what was made.
package filetree

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// A File is one file. Append appends its bytes to a slice, which may be nil, as often as the file
// is opened and from any goroutine.
type File struct {
	Name   string // slash-separated, without a leading slash; fs.ValidPath
	Append func(dst []byte) ([]byte, error)

	// Key returns a digest of all that the bytes are made of: files of one name that have one key have the
	// same bytes, in one process. Nil: there is none.
	Key func() [32]byte

	// Open opens a file that holds the bytes as they are, for those who want a part of them. Nil: none does.
	Open func() (fs.File, error)
}

// Make returns the bytes of the file.
func (f File) Make() ([]byte, error) { return f.Append(nil) }

// A Folder is files that nobody knows before somebody asks for one of them, or for a list of all. Their
// names are whole, and begin with that of the folder and a slash.
type Folder struct {
	Name  string
	Files func() []File // called once at most
}

// An FS is a fixed set of files. Lists and an index are made when the first is asked for.
type FS struct {
	files  []File                          // in any order; without those of folders
	late   []lateFolder                    // whose files are made known when they are asked for
	asked  atomic.Int32                    // how often a file was looked for
	sorted func() []File                   // by name
	find   func() map[string]*File         // by name
	dirs   func() map[string][]fs.DirEntry // by path; each in order of name
}

// A lateFolder is a Folder, asked once.
type lateFolder struct {
	prefix string
	files  func() []File
	find   func() map[string]*File
}

// New returns the FS of the files, which are its own from then on, and of those of the folders. Their
// names must differ, none may be a folder of another, and no other file may stand in one of the folders.
func New(files []File, folders ...Folder) *FS {
	f := &FS{files: files}
	for _, x := range folders {
		known := sync.OnceValue(x.Files)
		f.late = append(f.late, lateFolder{x.Name + "/", known, sync.OnceValue(func() map[string]*File { return index(known()) })})
	}
	f.sorted = sync.OnceValue(func() []File {
		all := slices.Clone(files)
		for _, x := range f.late {
			all = append(all, x.files()...)
		}
		slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
		return all
	})
	f.find = sync.OnceValue(func() map[string]*File { return index(files) })
	f.dirs = sync.OnceValue(func() map[string][]fs.DirEntry {
		dirs := map[string][]fs.DirEntry{".": nil}
		for i, file := range f.sorted() {
			add(dirs, file.Name, &f.sorted()[i])
		}
		for _, entries := range dirs {
			slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
		}
		return dirs
	})
	return f
}

// index finds files by name.
func index(files []File) map[string]*File {
	m := make(map[string]*File, len(files))
	for i := range files {
		m[files[i].Name] = &files[i]
	}
	return m
}

// add enters a file, or with nil a folder, into the folder around it.
func add(dirs map[string][]fs.DirEntry, name string, file *File) {
	dir := path.Dir(name)
	if _, ok := dirs[dir]; !ok {
		dirs[dir] = nil
		add(dirs, dir, nil)
	}
	dirs[dir] = append(dirs[dir], entry{path.Base(name), file})
}

// Files returns the files in order of name. They are not to be changed.
func (f *FS) Files() []File { return f.sorted() }

// Names returns the names of the files, sorted.
func (f *FS) Names() []string {
	names := make([]string, len(f.sorted()))
	for i, file := range f.sorted() {
		names[i] = file.Name
	}
	return names
}

// few is how many files are looked for one by one before it is worth to have an index: a preview that is
// built anew for each save is asked for a page and what it shows.
const few = 16

// File returns the file of that name; false if there is none.
func (f *FS) File(name string) (File, bool) {
	for _, x := range f.late {
		if strings.HasPrefix(name, x.prefix) {
			return look(x.find(), name)
		}
	}
	if f.asked.Load() > few {
		return look(f.find(), name)
	}
	f.asked.Add(1)
	i := slices.IndexFunc(f.files, func(x File) bool { return x.Name == name })
	if i < 0 {
		return File{}, false
	}
	return f.files[i], true
}

func look(index map[string]*File, name string) (File, bool) {
	if file := index[name]; file != nil {
		return *file, true
	}
	return File{}, false
}

// Open implements fs.FS.
func (f *FS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if entries, ok := f.dirs()[name]; ok {
		return &openDir{entry: entry{path.Base(name), nil}, entries: entries}, nil
	}
	data, err := f.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &openFile{entry{path.Base(name), nil}, bytes.NewReader(data)}, nil
}

// ReadFile implements fs.ReadFileFS.
func (f *FS) ReadFile(name string) ([]byte, error) {
	file, ok := f.File(name)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return file.Make()
}

// AppendFile appends the bytes of a file to dst: ReadFile for callers that use their memory again.
func (f *FS) AppendFile(dst []byte, name string) ([]byte, error) {
	file, ok := f.File(name)
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return file.Append(dst)
}

// ReadDir implements fs.ReadDirFS.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, ok := f.dirs()[name]
	if !ok {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist}
	}
	return slices.Clone(entries), nil
}

// An entry is a file, or with a nil file a folder, in a listing. To say a file's size is to make it.
type entry struct {
	name string
	file *File
}

func (e entry) Name() string { return e.name }
func (e entry) IsDir() bool  { return e.file == nil }
func (e entry) Type() fs.FileMode {
	if e.IsDir() {
		return fs.ModeDir
	}
	return 0
}

func (e entry) Info() (fs.FileInfo, error) {
	if e.IsDir() {
		return info{name: e.name, mode: fs.ModeDir | 0o555}, nil
	}
	data, err := e.file.Make()
	if err != nil {
		return nil, err
	}
	return info{name: e.name, size: int64(len(data)), mode: 0o444}, nil
}

type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }

type openFile struct {
	entry
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) {
	return info{name: f.name, size: f.Reader.Size(), mode: 0o444}, nil
}
func (f *openFile) Close() error { return nil }

type openDir struct {
	entry
	entries []fs.DirEntry
	next    int
}

func (d *openDir) Stat() (fs.FileInfo, error) {
	return info{name: d.name, mode: fs.ModeDir | 0o555}, nil
}
func (d *openDir) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: d.name, Err: fs.ErrInvalid}
}
func (d *openDir) Close() error { return nil }

func (d *openDir) ReadDir(n int) ([]fs.DirEntry, error) {
	rest := d.entries[d.next:]
	if n > 0 {
		if len(rest) == 0 {
			return nil, io.EOF
		}
		rest = rest[:min(n, len(rest))]
	}
	d.next += len(rest)
	return slices.Clone(rest), nil
}
