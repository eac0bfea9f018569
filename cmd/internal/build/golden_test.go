package build_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefings/cmd/internal/build/buildtest"
)

var update = flag.Bool("update", false, "write what the archives under testdata want from what is made")

// TestGolden builds the site of each archive under testdata and compares what stands in <main> of
// the pages that it wants, a feature an archive; without content/ it is a plain folder. What an archive
// wants and nothing makes fails.
func TestGolden(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no archives under testdata: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			site := folder{}
			for _, f := range archive.Files {
				if strings.HasPrefix(f.Name, "content/") {
					site["briefings.toml"] = declaration
				}
			}
			for _, f := range archive.Files {
				if !strings.HasPrefix(f.Name, "want/") {
					site[f.Name] = string(f.Data)
				}
			}
			p := publish(t, input(t, site.fs()), nil)
			wanted := 0
			for i, f := range archive.Files {
				page, ok := strings.CutPrefix(f.Name, "want/")
				if !ok {
					continue
				}
				wanted++
				got := strings.Join(p.said(), "\n")
				if page != "problems" {
					if _, ok := p.files[page]; !ok {
						t.Errorf("nothing makes %s", page)
						continue
					}
					got = strings.TrimSpace(main(p.files[page]))
				}
				if got+"\n" == string(f.Data) {
					continue
				}
				if *update {
					archive.Files[i].Data = []byte(got + "\n")
					continue
				}
				t.Errorf("%s: %s\nif that is intended: go test ./cmd/internal/build -run Golden -update", page, buildtest.FirstLine(got+"\n", string(f.Data)))
			}
			if wanted == 0 {
				t.Error("the archive wants nothing")
			}
			if !slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return f.Name == "want/problems" }) {
				for _, x := range p.problems {
					t.Errorf("a problem that the archive does not want: %v", x)
				}
			}
			if *update && !t.Failed() {
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
