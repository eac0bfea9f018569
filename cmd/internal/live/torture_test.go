package live

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// paper is a document that has something to do with others.
func paper(k, version int) string {
	return fmt.Sprintf("+++\ntitle = \"Paper %d\"\ndate = 2022-%02d-%02d\ntags = [\"port\", \"t%d\"]\n+++\nVersion %d of [[paper-%d]].\n",
		k, 1+k%12, 1+k%28, k%10, version, k/2)
}

func paperName(k int) string { return fmt.Sprintf("content/notes/%d/paper-%d.md", k%20, k) }

func papers(n, version int) map[string]string {
	out := map[string]string{"briefings.toml": declaration}
	for k := range n {
		out[paperName(k)] = paper(k, version)
	}
	return out
}

// TestSaves saves a hundred times in a second, ten seconds long, one file, then many. What is kept of it
// must not grow.
func TestSaves(t *testing.T) {
	const files, saves, pause = 100, 500, 10 * time.Millisecond
	dir := siteDir(t)
	write(t, dir, papers(files, 0))
	f := follow(t, dir, Options{})
	if err := f.settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	before := heap()
	for _, of := range []int{1, files} {
		first := f.builds
		var failed error
		err := f.meanwhile(t.Context(), func() {
			begin := time.Now()
			for i := range saves {
				k := i % of
				failed = errors.Join(failed, save(dir, map[string]string{paperName(k): paper(k, i)}))
				time.Sleep(time.Until(begin.Add(time.Duration(i) * pause)))
			}
		})
		if err := errors.Join(failed, err); err != nil {
			t.Fatal(err)
		}
		after := heap()
		t.Logf("%d saves of %d files: %d builds; %d KB were in use before and %d KB are now", saves, of, f.builds-first, before>>10, after>>10)
		if after > before+before/2+1<<20 {
			t.Errorf("%d KB were in use before and %d KB are after %d saves", before>>10, after>>10, saves)
		}
	}
}

// TestMass changes all files at once, as other programs do.
func TestMass(t *testing.T) {
	t.Parallel()
	const files = 2000
	dir := siteDir(t)
	write(t, dir, papers(files, 0))
	f := follow(t, dir, Options{})
	content, away := filepath.Join(dir, "content"), filepath.Join(filepath.Dir(dir), "away")
	for _, tt := range []struct {
		name string
		do   func() error
	}{
		{"content is moved away, and back", func() error {
			err := os.Rename(content, away)
			time.Sleep(2 * grace) // so that a build finds nothing
			return errors.Join(err, os.Rename(away, content))
		}},
		{"content is deleted, and written anew", func() error {
			return errors.Join(os.RemoveAll(content), save(dir, papers(files, 1)))
		}},
		{"git checkout of a branch that has half of it, changed", func() error {
			var errs []error
			for k := range files {
				file := filepath.Join(dir, filepath.FromSlash(paperName(k)))
				if errs = append(errs, os.Remove(file)); k < files/2 {
					errs = append(errs, os.WriteFile(file, []byte(paper(k, 2)), 0o644))
				}
			}
			return errors.Join(errs...)
		}},
	} {
		var failed error
		begin, first := time.Now(), f.builds
		err := f.meanwhile(t.Context(), func() { failed = tt.do() })
		if err := errors.Join(failed, err); err != nil {
			t.Fatalf("%s: %v", tt.name, err)
		}
		t.Logf("%s: %d builds, %v", tt.name, f.builds-first, time.Since(begin))
	}
	if n := len(f.last.Catalog.Notes); n != files/2 {
		t.Errorf("%d notes are left, want %d", n, files/2)
	}
}
