package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/picture/picturetest"
)

// TestPictures builds a site with a photograph again and again, with what the run before has kept of it whole,
// damaged, half written and gone: the same copies are published every time.
func TestPictures(t *testing.T) {
	t.Parallel()
	site := t.TempDir()
	write := func(name string, data []byte) {
		t.Helper()
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("briefings.toml", []byte("title = \"Desk\"\n"))
	write("content/notes/a.md", []byte("+++\ntitle = \"A\"\n+++\n![A port](a.jpg)\n"))
	write("content/notes/a.jpg", picturetest.JPEG(picturetest.Image(1300, 60)))
	build := func(verb ...string) map[string]string {
		t.Helper()
		if code := run(t.Context(), append(verb, "--source", site)); code != cli.ExitDone {
			t.Fatalf("%s: exit code %d", verb[0], code)
		}
		files, err := filepath.Glob(filepath.Join(site, "public", "notes", "a-*w-*.jpg"))
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(file)] = string(data)
		}
		return out
	}
	kept := func() []string {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(site, ".briefings", "images", "*"))
		if err != nil {
			t.Fatal(err)
		}
		return files
	}
	build("check")
	if got := len(kept()); got != 2 {
		t.Errorf("check has kept %d copies for the build after it, want 2", got)
	}
	want := build("build")
	if len(want) != 2 {
		t.Fatalf("%d copies are published, want 2", len(want))
	}
	for _, what := range []struct {
		name string
		do   func(file string) error
	}{
		{"whole", func(string) error { return nil }},
		{"damaged", func(file string) error {
			data, err := os.ReadFile(file)
			if err != nil {
				return err
			}
			return os.WriteFile(file, bytes.ReplaceAll(data, []byte{0}, []byte{1}), 0o644)
		}},
		{"half written", func(file string) error { return os.Truncate(file, 300) }},
		{"from elsewhere", func(file string) error { return os.WriteFile(file, []byte("<script>"), 0o644) }},
		{"gone", os.Remove},
	} {
		for _, name := range []string{"public", filepath.Join(".briefings", "state")} {
			if err := os.RemoveAll(filepath.Join(site, name)); err != nil {
				t.Fatal(err)
			}
		}
		for _, file := range kept() {
			if err := what.do(file); err != nil {
				t.Fatal(err)
			}
		}
		got := build("build")
		for name, data := range want {
			if got[name] != data {
				t.Errorf("what is kept is %s, and %s is another picture, or is missing", what.name, name)
			}
		}
		if files := kept(); len(files) != 2 || strings.Contains(strings.Join(files, " "), ".new-") {
			t.Errorf("what was kept is %s: now it is %q, want two copies", what.name, files)
		}
	}
}
