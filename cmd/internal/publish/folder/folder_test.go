package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"testing"
	"testing/fstest"
)

// A tree is a folder with a file that nothing is told about.
type tree struct {
	fstest.MapFS
	err error
}

func (t tree) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := t.MapFS.ReadDir(name)
	for i, e := range entries {
		if e.Name() == "b" {
			entries[i] = entry{e, t.err}
		}
	}
	return entries, err
}

type entry struct {
	fs.DirEntry
	err error
}

func (e entry) Info() (fs.FileInfo, error) { return nil, e.err }

// TestStamps wants a file that has gone to be left out, and one that cannot be looked at to be an error.
func TestStamps(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{"a": {Data: []byte("1")}, "b": {}}
	got, err := stamps(t.Context(), tree{files, fmt.Errorf("lstat b: %w", fs.ErrNotExist)})
	if want := map[string]string{"a": "1-" + fmt.Sprint(files["a"].ModTime.UnixNano())}; err != nil || !maps.Equal(got, want) {
		t.Errorf("with a file that has gone: %v, %v, want %v", got, err, want)
	}
	if _, err := stamps(t.Context(), tree{files, fs.ErrPermission}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("with a file that cannot be looked at: %v, want %v", err, fs.ErrPermission)
	}
}
