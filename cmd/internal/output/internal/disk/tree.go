package disk

import (
	"context"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"briefings/cmd/internal/parallel"
)

// A Kind is what stands under a folder's name.
type Kind uint8

const (
	Nothing Kind = iota
	Folder       // a real one, in real ones
	Other        // a file, a symlink, a device
)

// A Tree is a directory in which some names were looked at.
type Tree struct {
	Root  string
	kinds map[string]Kind
}

// Look finds out what stands in a directory under the slash-separated names, parents before
// their children, from several goroutines. What lies behind a symlink is nothing.
func Look(ctx context.Context, root string, names []string) (Tree, error) {
	kinds := make([]Kind, len(names))
	t := Tree{root, make(map[string]Kind, len(names)+1)}
	err := parallel.Each(ctx, len(names), func(i int) error {
		if info, err := os.Lstat(t.Path(names[i])); err == nil {
			kinds[i] = Other
			if info.IsDir() {
				kinds[i] = Folder
			}
		}
		return nil
	})
	t.kinds["."] = Folder
	for i, name := range names {
		if t.kinds[path.Dir(name)] == Folder {
			t.kinds[name] = kinds[i]
		}
	}
	return t, err
}

// Kind returns what stood under one of the names.
func (t Tree) Kind(name string) Kind { return t.kinds[name] }

// Path returns the system's path of a slash-separated name.
func (t Tree) Path(name string) string { return filepath.Join(t.Root, filepath.FromSlash(name)) }

// Lstat looks at a file. Its folder must be one of the names looked at.
func (t Tree) Lstat(name string) (fs.FileInfo, error) {
	if t.kinds[path.Dir(name)] != Folder {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrNotExist}
	}
	return os.Lstat(t.Path(name))
}

// Folders returns the folders that the sorted names lie in, "." not among them, parents first.
func Folders(names []string) []string {
	var list []string
	seen := make(map[string]bool)
	var add func(folder string)
	add = func(folder string) {
		if folder == "." || seen[folder] {
			return
		}
		seen[folder] = true
		add(path.Dir(folder))
		list = append(list, folder)
	}
	for _, name := range names {
		add(path.Dir(name))
	}
	return list
}
