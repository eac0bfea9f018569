package sitefs_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"briefings/cmd/internal/sitefs"
	"briefings/cmd/internal/stat"
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
		return stat.ChangeTime(info)
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
	if !s.Refresh() || s.Version("a/x") == before {
		t.Error("another file in the place of one was taken for it")
	}
}

// TestSize wants the size of a file as it was when it was last looked at.
func TestSize(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(text string) {
		if err := os.WriteFile(filepath.Join(dir, "a"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("123")
	site, err := sitefs.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer site.Close()
	s, err := sitefs.NewSnapshot(site)
	if err != nil {
		t.Fatal(err)
	}
	write("12345")
	if size, ok := s.Size("a"); size != 3 || !ok {
		t.Errorf("size %d, %v, want 3: nobody has looked again", size, ok)
	}
	s.Refresh("a")
	if size, ok := s.Size("a"); size != 5 || !ok {
		t.Errorf("size %d, %v, want 5", size, ok)
	}
	if _, ok := s.Size("b"); ok {
		t.Error("a file that is not there has a size")
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
		if s.Refresh() || s.Version("a.md") != before {
			t.Error("a file that nobody touched is taken for another when its times begin to vouch for it")
		}
	}
	must(os.WriteFile(name, []byte("two"), 0o644))
	if !s.Refresh() || s.Version("a.md") == before {
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
	s.Refresh()
	must(os.Rename(dir+"-away", dir))
	_, err = s.ReadDir("content") // by a build that is tried again
	must(err)
	before := s.Version("content/a.md")
	must(os.WriteFile(name, []byte("two"), 0o644))
	s.Refresh("content/a.md")
	_, err = s.ReadDir("content")
	must(err)
	if s.Version("content/a.md") == before {
		t.Error("an edit that was told of, the first after the folder is back, was not seen")
	}
}
