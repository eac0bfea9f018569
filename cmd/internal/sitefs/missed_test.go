package sitefs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What is moved away while a site is built, and is back at the next look as if nothing had been, was missed: the
// site must be built again.
func TestAwayWhileRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		away string // what is moved, and moved back
		read func(s *Snapshot) error
	}{
		{"open", "content/a.md", func(s *Snapshot) error { _, err := s.Open("content/a.md"); return err }},
		{"open, its folder away", "content", func(s *Snapshot) error { _, err := s.Open("content/a.md"); return err }},
		{"read at once", "content/a.md", func(s *Snapshot) error { _, err := s.ReadFile("content/a.md"); return err }},
		{"stat", "content/a.md", func(s *Snapshot) error { _, err := fs.Stat(s, "content/a.md"); return err }},
		{"lstat", "content/a.md", func(s *Snapshot) error { _, err := fs.Lstat(s, "content/a.md"); return err }},
		{"lstat of a folder", "content", func(s *Snapshot) error { _, err := fs.Lstat(s, "content"); return err }},
		{"list", "content/new", func(s *Snapshot) error { _, err := s.ReadDir("content/new"); return err }},
		{"stat of a link", "static/b.md", func(s *Snapshot) error { _, err := fs.Stat(s, "content/link.md"); return err }},
		{"where a link leads", "static/b.md", func(s *Snapshot) error { _, err := s.Resolve("content/link.md"); return err }},
	} {
		dir := t.TempDir()
		at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
		must := func(err error) {
			t.Helper()
			if err != nil {
				t.Fatalf("%s: %v", test.name, err)
			}
		}
		must(errors.Join(os.MkdirAll(at("content/new"), 0o755), os.Mkdir(at("static"), 0o755)))
		for _, name := range []string{"content/a.md", "static/b.md"} {
			must(os.WriteFile(at(name), []byte(name), 0o644))
		}
		must(os.Symlink("../static/b.md", at("content/link.md")))
		site, err := Open(dir)
		must(err)
		defer site.Close()
		s, err := NewSnapshot(site)
		must(err)
		for _, folder := range []string{"content", "static"} {
			_, err := s.ReadDir(folder)
			must(err)
		}
		must(os.Rename(at(test.away), at("away")))
		if err := test.read(s); err == nil {
			t.Fatalf("%s: %s was there after it was moved away", test.name, test.away)
		}
		must(os.Rename(at("away"), at(test.away)))
		if !s.Refresh() {
			t.Errorf("%s: nothing has changed since %s was missed, says the next look", test.name, test.away)
		}
		if s.Refresh() {
			t.Errorf("%s: something has changed, says a look after which nothing happened", test.name)
		}
	}
}
