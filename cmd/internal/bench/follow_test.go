//go:build full

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefings/cmd/internal/bench/corpus"
	"briefings/cmd/internal/bench/edit"
)

// TestFollow edits a small site while the real program follows it: every edit must reach its pages.
func TestFollow(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	const saves = 2
	b := &bench{
		program:  filepath.Join(dir, "briefings"),
		site:     filepath.Join(dir, "site"),
		output:   filepath.Join(dir, "public"),
		samples:  map[string][]sample{},
		kept:     map[string]string{},
		progress: func(string) {},
	}
	if _, err := run(t.Context(), "go", "build", "-o", b.program, "briefings/cmd/briefings"); err != nil {
		t.Fatal(err)
	}
	if err := corpus.Generate(b.site, 100, 20, 1); err != nil {
		t.Fatal(err)
	}
	before, err := texts(b.site)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.follow(t.Context(), 2, saves); err != nil {
		t.Fatal(err)
	}
	want := map[string]int{firstPage: 2, watchBody: saves}
	for _, e := range edit.Edits {
		want[e.Name] = saves
	}
	for name, n := range want {
		if got := len(b.samples[name]); got != n {
			t.Errorf("%s was measured %d times, want %d", name, got, n)
		}
	}
	for _, one := range b.samples[edit.Edits[0].Name] {
		if one.wall <= 0 || one.builds < 1 || one.read != 1 || one.made < 1 {
			t.Errorf("%s: %+v, want a build that reads one document and makes its page", edit.Edits[0].Name, one)
		}
	}
	after, err := texts(b.site)
	if err != nil || after != before {
		t.Errorf("the site is not as it was before: restore every file that is edited (%v)", err)
	}
}

// texts are the names and texts of all files in a folder.
func texts(dir string) (string, error) {
	files, err := list(dir)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for _, f := range files {
		text, err := os.ReadFile(filepath.Join(dir, f.name))
		if err != nil {
			return "", err
		}
		out.WriteString(f.name + "\n" + string(text))
	}
	return out.String(), nil
}
