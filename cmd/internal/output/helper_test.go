package output_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
)

// A tree is a directory's files: content by name.
type tree map[string]string

func (t tree) fs() fstest.MapFS {
	m := fstest.MapFS{}
	for name, text := range t {
		m[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return m
}

func (t tree) with(more tree) tree {
	u := maps.Clone(t)
	maps.Copy(u, more)
	return u
}

// read returns what dir holds, less the manifest. A symlink is its target, an empty folder is
// its name with a slash.
func read(t *testing.T, dir string) tree {
	t.Helper()
	got := tree{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, p)
		name = filepath.ToSlash(name)
		switch {
		case d.IsDir():
			if entries, _ := os.ReadDir(p); len(entries) == 0 && name != "." {
				got[name+"/"] = ""
			}
			return nil
		case d.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(p)
			got[name] = "-> " + target
			return err
		case name == manifest.Name:
			return nil
		}
		text, err := os.ReadFile(p)
		got[name] = string(text)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func wantTree(t *testing.T, dir string, want tree) {
	t.Helper()
	got := read(t, dir)
	for _, name := range slices.Sorted(maps.Keys(want.with(got))) {
		g, ok := got[name]
		w, wanted := want[name]
		switch {
		case !ok:
			t.Errorf("%s is missing", name)
		case !wanted:
			t.Errorf("%s is there and should not be", name)
		case g != w:
			t.Errorf("%s holds %.40q, want %.40q", name, g, w)
		}
	}
}

// wantAlone checks that no stage is left beside dir or in it.
func wantAlone(t *testing.T, dir string) {
	t.Helper()
	for _, folder := range []string{dir, filepath.Dir(dir)} {
		entries, _ := os.ReadDir(folder)
		for _, e := range entries {
			if strings.Contains(e.Name(), ".briefings-") && e.Name() != manifest.Name {
				t.Errorf("%s is left in %s", e.Name(), folder)
			}
		}
	}
}

func write(t *testing.T, dir string, site fs.FS, opts output.Options) output.Stats {
	t.Helper()
	stats, err := output.Write(context.Background(), dir, site, opts)
	if err != nil {
		t.Fatalf("Write: %v", err)
	}
	return stats
}

// put writes files that are not ours.
func put(t *testing.T, dir string, files tree) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, []byte(text), 0o640)); err != nil {
			t.Fatal(err)
		}
	}
}

func stat(t *testing.T, name string) fs.FileInfo {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info
}

// same reports whether two looks saw one untouched file.
func same(a, b fs.FileInfo) bool {
	return os.SameFile(a, b) && a.ModTime().Equal(b.ModTime()) && a.Mode() == b.Mode() && a.Size() == b.Size()
}

// age makes all files of dir older, so that a second write differs in its times.
func age(t *testing.T, dir string) {
	t.Helper()
	past := time.Now().Add(-time.Hour)
	for name := range read(t, dir) {
		p := filepath.Join(dir, name)
		if info := stat(t, p); info.Mode().IsRegular() {
			if err := os.Chtimes(p, past, past); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A summed site knows its sums, and counts what is read from it.
type summed struct {
	fs.FS
	mu   sync.Mutex
	read map[string]int
}

func (s *summed) Sum(name string) ([32]byte, int64, bool) {
	data, err := fs.ReadFile(s.FS, name)
	return sha256.Sum256(data), int64(len(data)), err == nil
}

func (s *summed) ReadFile(name string) ([]byte, error) {
	s.mu.Lock()
	s.read[name]++
	s.mu.Unlock()
	return fs.ReadFile(s.FS, name)
}

// failing is a site with a file that cannot be made.
type failing struct {
	fs.FS
	name string
	err  error
	then func()
}

func (f failing) ReadFile(name string) ([]byte, error) {
	if name == f.name {
		if f.then != nil {
			f.then()
		}
		return nil, f.err
	}
	return fs.ReadFile(f.FS, name)
}
