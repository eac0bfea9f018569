package output_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/output"
)

// BenchmarkWrite measures a site of 14,000 pages in as many folders, 110 MB. Point TMPDIR to a
// tmpfs to leave the disk out.
func BenchmarkWrite(b *testing.B) {
	const pages = 14_000
	site := func(version int, changed func(i int) bool) *treeSite {
		m := make(fstest.MapFS, pages)
		sums := make(map[string][32]byte, pages)
		body := strings.Repeat("x", 110_000_000/pages)
		for i := range pages {
			v := 0
			if changed(i) {
				v = version
			}
			name := fmt.Sprintf("articles/%d/%d-security-council/index.html", 2000+i%24, i)
			data := []byte(fmt.Sprint(v, body))
			m[name] = &fstest.MapFile{Data: data}
			sums[name] = sha256.Sum256(data)
		}
		return newTreeSite(m, sums)
	}
	never := func(int) bool { return false }
	for _, bm := range []struct {
		name    string
		changed func(i int) bool // which pages differ from one write to the next; nil: no directory before
	}{
		{"new", nil},
		{"unchanged", never},
		{"one", func(i int) bool { return i == 77 }},
		{"tenth", func(i int) bool { return i%10 == 0 }},
		{"all", func(int) bool { return true }},
	} {
		b.Run(bm.name, func(b *testing.B) {
			parent := b.TempDir()
			dir := filepath.Join(parent, "public")
			changed := bm.changed
			if changed == nil {
				changed = never
			}
			sites := []*treeSite{site(0, changed), site(1, changed)}
			if bm.changed != nil {
				mustWrite(b, dir, sites[1])
				mustWrite(b, dir, sites[0])
			}
			n := 1
			for b.Loop() {
				mustWrite(b, dir, sites[n%2])
				n++
				if bm.changed == nil {
					b.StopTimer()
					if err := os.RemoveAll(dir); err != nil {
						b.Fatal(err)
					}
					b.StartTimer()
				}
			}
		})
	}
}

// A treeSite is a site whose listing costs next to nothing, unlike fstest.MapFS's, which looks
// at all files for each folder.
type treeSite struct {
	files   fstest.MapFS
	sums    map[string][32]byte
	folders map[string][]fs.DirEntry
}

func newTreeSite(files fstest.MapFS, sums map[string][32]byte) *treeSite {
	s := &treeSite{files, sums, map[string][]fs.DirEntry{}}
	seen := map[string]bool{}
	for name := range files {
		for p, isDir := name, false; p != "." && !seen[p]; p, isDir = path.Dir(p), true {
			seen[p] = true
			s.folders[path.Dir(p)] = append(s.folders[path.Dir(p)], treeEntry{path.Base(p), isDir})
		}
	}
	return s
}

type treeEntry struct {
	name  string
	isDir bool
}

func (e treeEntry) Name() string               { return e.name }
func (e treeEntry) IsDir() bool                { return e.isDir }
func (e treeEntry) Info() (fs.FileInfo, error) { return nil, fs.ErrInvalid }
func (e treeEntry) Type() fs.FileMode {
	if e.isDir {
		return fs.ModeDir
	}
	return 0
}

func (s *treeSite) Open(name string) (fs.File, error)          { return s.files.Open(name) }
func (s *treeSite) ReadDir(name string) ([]fs.DirEntry, error) { return s.folders[name], nil }
func (s *treeSite) ReadFile(name string) ([]byte, error)       { return s.files[name].Data, nil }
func (s *treeSite) Sum(name string) (sum [32]byte, n int64, ok bool) {
	return s.sums[name], int64(len(s.files[name].Data)), true
}

func mustWrite(b *testing.B, dir string, site *treeSite) {
	if _, err := output.Write(context.Background(), dir, site, output.Options{}); err != nil {
		b.Fatal(err)
	}
}
