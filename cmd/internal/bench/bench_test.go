package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"briefings/cmd/internal/bench/corpus"
	"briefings/cmd/internal/bench/edit"
)

func TestEach(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 3, 1000} {
		seen := make([]atomic.Int32, n)
		if err := each(n, func() func(int) error {
			return func(i int) error { seen[i].Add(1); return nil }
		}); err != nil {
			t.Fatal(err)
		}
		for i := range seen {
			if got := seen[i].Load(); got != 1 {
				t.Errorf("each(%d): did %d %d times, want once", n, i, got)
			}
		}
	}
	if err := each(5, func() func(int) error {
		return func(int) error { return os.ErrInvalid }
	}); err == nil {
		t.Error("each lost the error of a worker")
	}
}

func TestParseStages(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in   string
		want []stage
	}{
		{"", nil},
		{"read 12.5\nrender 3\n", []stage{{"read", 12.5}, {"render", 3}}},
		{"content/a.md:1:2: no document named \"b\"\nread 1", []stage{{"read", 1}}},
		{"built 14000 pages\nread fast\nread\n", nil},
	} {
		if got := parseStages(test.in); !reflect.DeepEqual(got, test.want) {
			t.Errorf("parseStages(%q) = %v, want %v", test.in, got, test.want)
		}
	}
}

func TestMiddleOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in   []float64
		want float64
	}{
		{nil, 0}, {[]float64{7}, 7}, {[]float64{9, 1}, 5}, {[]float64{9, 1, 2}, 2},
	} {
		if got := middleOf(test.in); got != test.want {
			t.Errorf("middleOf(%v) = %v, want %v", test.in, got, test.want)
		}
	}
}

func TestTargetsNameScenarios(t *testing.T) {
	t.Parallel()
	for _, g := range targets {
		if g.scenario != firstPage &&
			!slices.ContainsFunc(scenarios, func(s scenario) bool { return s.name == g.scenario }) &&
			!slices.ContainsFunc(edit.Edits, func(e edit.Edit) bool { return e.Name == g.scenario }) {
			t.Errorf("a target is for %q, which is neither a scenario nor an edit: give both one name", g.scenario)
		}
	}
}

// A limit that writes less than the program would be no limit.
func TestLimitsWriteTheOutput(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	site, output := filepath.Join(dir, "site"), filepath.Join(dir, "public")
	if err := corpus.Generate(site, 20, 4, 1); err != nil {
		t.Fatal(err)
	}
	for name, size := range map[string]int{"index.html": 9000, "a/b/index.html": 1, "a/empty.txt": 0} {
		if err := writeNew(filepath.Join(output, name), make([]byte, size)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := list(output)
	if err != nil || len(want) != 3 {
		t.Fatalf("list(output) = %v, %v; want three files", want, err)
	}
	for i, l := range limits {
		scratch := filepath.Join(dir, "scratch", string(rune('a'+i)))
		if err := runLimit(l.name, site, output, scratch); err != nil {
			t.Errorf("%s: %v", l.name, err)
			continue
		}
		got, err := list(scratch)
		switch writes := strings.Contains(l.name, "write"); {
		case writes && !slices.Equal(got, want):
			t.Errorf("%s: wrote %v (%v), want %v", l.name, got, err, want)
		case !writes && err == nil:
			t.Errorf("%s: wrote %v, want nothing", l.name, got)
		}
	}
	if err := runLimit("no such", site, output, dir); err == nil {
		t.Error("an unknown limit was accepted")
	}
}

func TestChanges(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := corpus.Generate(dir, 20, 4, 1); err != nil {
		t.Fatal(err)
	}
	article, err := middle(dir)
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{site: dir, output: filepath.Join(dir, "public"), article: article}
	read := func() string {
		data, err := os.ReadFile(article)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	for _, s := range scenarios {
		before := read()
		if err := s.change(b); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
		if changed, want := read() != before, strings.HasSuffix(s.name, "of one article"); changed != want {
			t.Errorf("%s: article changed: %v, want %v", s.name, changed, want)
		}
	}
	if text := read(); !strings.Contains(text, "title = \"Corrected: ") {
		t.Errorf("the article has no new title:\n%.200s", text)
	}
	if _, err := middle(t.TempDir()); err == nil {
		t.Error("a site without articles has none in the middle")
	}
}

// TestParts changes a site for each part, and puts it back.
func TestParts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := corpus.Generate(dir, 20, 4, 1); err != nil {
		t.Fatal(err)
	}
	sums := func() map[string]string {
		out := map[string]string{}
		err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := os.ReadFile(filepath.Join(dir, name))
			out[name] = string(data)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	whole := sums()
	for _, p := range parts {
		change, err := p.change(os.DirFS(dir), 10)
		if err != nil {
			t.Fatalf("%s: %v", p.name, err)
		}
		before, err := change.put(dir)
		if err != nil || maps.Equal(sums(), whole) {
			t.Errorf("%s: the site is as it was (%v)", p.name, err)
		}
		if _, err := before.put(dir); err != nil || !maps.Equal(sums(), whole) {
			t.Errorf("%s: the site is not put back (%v)", p.name, err)
		}
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	b := &bench{site: filepath.Join(dir, "site"), output: filepath.Join(dir, "public"), parts: true, samples: map[string][]sample{
		"clean build": {
			{wall: 0.3, cpu: 0.5, peak: 60, stages: []stage{{"read", 10}}},
			{wall: 0.2, cpu: 0.4, peak: 50, stages: []stage{{"read", 20}}},
			{wall: 0.9, cpu: 0.6, peak: 70, stages: []stage{{"read", 90}}},
		},
		limits[len(limits)-1].name: {{wall: 0.1, cpu: 0.25}},
		parts[0].changed():         {{wall: 0.25, cpu: 0.4, peak: 40}},
		firstPage:                  {{wall: 0.2, peak: 40}},
		edit.Edits[0].Name:         {{wall: 0.03, peak: 41, builds: 1, read: 1, made: 4}, {wall: 0.01, peak: 43, builds: 2, read: 1, made: 6}},
	}}
	for _, name := range []string{"site/content/a.md", "public/index.html", "public/style.css"} {
		if err := writeNew(filepath.Join(dir, name), []byte("12345")); err != nil {
			t.Fatal(err)
		}
	}
	var out strings.Builder
	if err := b.report(&out, 1000, "a test"); err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	for _, want := range []string{
		"1000 articles, 200 notes: 1 sources", "1 pages", "2 files in all", "3 runs",
		"clean build 0.300 (0.200–0.900) 0.500 (0.400–0.600) 60 (50–70)",
		"3.00 times the wall time and 2.00 times the CPU time",
		"search 0.050 0.100 20 0.25",
		"clean build, wall s 0.300 0.15 0.25 2.00",
		"read 20.0 - - - - -",
		"2 saves wall s peak MiB builds documents read pages made first page of serve 0.200 (0.200–0.200) 40 (40–40)",
		"save, body 0.020 (0.010–0.030) 42 (41–43) 2 (1–2) 1 (1–1) 5 (4–6)",
		"save, body, wall s 0.020 0.015 0.04 1.33",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
}
