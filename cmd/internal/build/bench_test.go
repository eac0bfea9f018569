package build_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"briefings/cmd/internal/bench/corpus"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/sitefs"
)

// BenchmarkRebuild builds a site again after an edit, as far as a preview needs it: up to the page of
// the edited article. BRIEFINGS_ARTICLES sets how many articles there are.
func BenchmarkRebuild(b *testing.B) {
	n, _ := strconv.Atoi(os.Getenv("BRIEFINGS_ARTICLES"))
	if n == 0 {
		n = 1000
	}
	dir := filepath.Join(b.TempDir(), "site")
	if err := corpus.Generate(dir, n, n/5, 1); err != nil {
		b.Fatal(err)
	}
	site, err := sitefs.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	defer site.Close()
	snapshot, err := sitefs.NewSnapshot(site)
	if err != nil {
		b.Fatal(err)
	}
	in := input(b, snapshot)
	in.Drafts, in.Future, in.Expired = true, true, true
	prev, err := build.Run(in, nil)
	if err != nil {
		b.Fatal(err)
	}
	file := string(prev.Catalog.Articles[n/2].Path)
	src, err := fs.ReadFile(site, file)
	if err != nil {
		b.Fatal(err)
	}
	b.ResetTimer()
	stages := map[string]float64{}
	for i := range b.N {
		if err := os.WriteFile(filepath.Join(dir, file), fmt.Appendf(src[:len(src):len(src)], "\nSentence %d.\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
		if !snapshot.Refresh(file) {
			b.Fatal("the edit is not seen")
		}
		if prev, err = build.Run(in, prev); err != nil {
			b.Fatal(err)
		}
		for _, s := range prev.Stages {
			stages[s.Name] += s.Took.Seconds() * 1000
		}
	}
	for name, ms := range stages {
		b.ReportMetric(ms/float64(b.N), name+"-ms")
	}
}
