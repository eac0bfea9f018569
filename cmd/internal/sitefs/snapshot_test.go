package sitefs_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"briefings/cmd/internal/sitefs"
)

// TestExchanged exchanges folders whose files look the same: of one size, and written in one instant of the
// system's clock.
func TestExchanged(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, filepath.FromSlash(name)) }
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(errors.Join(os.Mkdir(at("a"), 0o755), os.Mkdir(at("b"), 0o755)))
	changed := func(name string) time.Time {
		info, err := os.Stat(at(name))
		must(err)
		return sitefs.ChangeTime(info)
	}
	for try := 0; ; try++ {
		must(errors.Join(os.RemoveAll(at("a/x")), os.RemoveAll(at("b/x")), os.WriteFile(at("a/x"), []byte("one"), 0o644), os.WriteFile(at("b/x"), []byte("two"), 0o644)))
		if changed("a/x").Equal(changed("b/x")) {
			break
		}
		if try == 1000 {
			t.Skip("the clock of this disk is too fine")
		}
	}
	then := time.Now().Add(-time.Hour)
	must(errors.Join(os.Chtimes(at("a/x"), then, then), os.Chtimes(at("b/x"), then, then)))
	if !changed("a/x").Equal(changed("b/x")) {
		t.Skip("the clock of this disk is too fine")
	}
	time.Sleep(2100 * time.Millisecond) // until a look vouches for the bytes
	site, err := sitefs.Open(dir)
	must(err)
	defer site.Close()
	s, err := sitefs.NewSnapshot(site)
	must(err)
	for _, folder := range []string{"a", "b"} {
		_, err := s.ReadDir(folder)
		must(err)
	}
	before := s.Version("a/x")
	must(errors.Join(os.Rename(at("a"), at("c")), os.Rename(at("b"), at("a")), os.Rename(at("c"), at("b"))))
	if !s.Look() || s.Version("a/x") == before {
		t.Error("another file in the place of one was taken for it")
	}
}

// TestOfAge looks at a file whose times did not vouch for its bytes when it was seen, and do by now: it is the same.
func TestOfAge(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(name, []byte("one"), 0o644))
	site, err := sitefs.Open(dir)
	must(err)
	defer site.Close()
	s, err := sitefs.NewSnapshot(site)
	must(err)
	before := s.Version("a.md")
	time.Sleep(2100 * time.Millisecond)
	for range 2 {
		if s.Look() || s.Version("a.md") != before {
			t.Error("a file that nobody touched is taken for another when its times begin to vouch for it")
		}
	}
	must(os.WriteFile(name, []byte("two"), 0o644))
	if !s.Look() || s.Version("a.md") == before {
		t.Error("a file that was written to is taken for what it was")
	}
}

// TestRootGoneAndBack edits a file of a site whose folder had gone for a while.
func TestRootGoneAndBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "site")
	name := filepath.Join(dir, "content", "a.md")
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte("one"), 0o644)))
	site, err := sitefs.Open(dir)
	must(err)
	defer site.Close()
	s, err := sitefs.NewSnapshot(site)
	must(err)
	if err := os.Rename(dir, dir+"-away"); err != nil {
		t.Skip("a folder that is open cannot be renamed here:", err)
	}
	s.Look()
	must(os.Rename(dir+"-away", dir))
	_, err = s.ReadDir("content") // by a build that is tried again
	must(err)
	before := s.Version("content/a.md")
	must(os.WriteFile(name, []byte("two"), 0o644))
	s.Look("content/a.md")
	_, err = s.ReadDir("content")
	must(err)
	if s.Version("content/a.md") == before {
		t.Error("an edit that was told of, the first after the folder is back, was not seen")
	}
}
