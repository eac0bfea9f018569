package ci

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// A Taken is a file that is not written because another stands in its place.
type Taken struct{ Names []string }

func (t *Taken) Error() string {
	return fmt.Sprintf("there already, and not the same: %s", strings.Join(t.Names, ", "))
}

// A Written says what came of one file.
type Written struct {
	Name string
	What string // "written", "replaced" or "unchanged"
}

// Write writes the files below a folder. A file with other bytes is replaced only with force: without
// it, nothing is written, and the error is a *Taken with the names of all of them.
func Write(dir string, files map[string][]byte, force bool) ([]Written, error) {
	var out []Written
	var taken Taken
	for _, name := range slices.Sorted(maps.Keys(files)) {
		what := "written"
		old, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case err == nil && bytes.Equal(old, files[name]):
			what = "unchanged"
		case err == nil && force:
			what = "replaced"
		case err == nil:
			taken.Names = append(taken.Names, name)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		}
		out = append(out, Written{name, what})
	}
	if len(taken.Names) > 0 {
		return nil, &taken
	}
	for _, w := range out {
		if w.What == "unchanged" {
			continue
		}
		file := filepath.Join(dir, filepath.FromSlash(w.Name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return nil, err
		}
		if err := replace(file, files[w.Name]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// replace writes a file whole or not at all.
func replace(name string, data []byte) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".briefings-ci-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // in vain once it is renamed
	_, err = tmp.Write(data)
	if err := errors.Join(err, tmp.Chmod(0o644), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), name)
}
