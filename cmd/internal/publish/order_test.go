package publish

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/publish/record"
	"briefings/cmd/internal/publish/remote"
)

func TestStageOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string][2]stage{ // new, and there already
		"index.html":                 {changedPages, changedPages},
		"notes/port/index.html":      {newPages, changedPages},
		"404.html":                   {newPages, changedPages},
		"assets/style-6e9b1fa4.css":  {assets, assets},
		"notes/port/quay.jpg":        {assets, assets},
		"search/data/67cf59fddb.bin": {assets, assets},
		"search/data/root.bin":       {newPages, indexes},
		"briefings/x/feed.atom":      {newPages, indexes},
		"feed.json":                  {newPages, indexes},
		"sitemap-2.xml":              {newPages, indexes},
		"_redirects":                 {newPages, indexes},
		"figures/data.json":          {assets, assets},
	} {
		if got := [2]stage{stageOf(name, false), stageOf(name, true)}; got != want {
			t.Errorf("%s is published in stages %v, want %v", name, got, want)
		}
	}
}

func TestFingerprinted(t *testing.T) {
	t.Parallel()
	e := manifest.Entry{Sum: sha256.Sum256([]byte("x"))}
	sum := fmt.Sprintf("%x", e.Sum)
	for name, want := range map[string]bool{
		"assets/style-" + sum[:8] + ".css":     true,
		"search/data/" + sum[:16] + ".bin":     true,
		"a/style." + sum[:12] + ".css":         true,
		"notes/port/quay-960w-1a2b3c4d.jpg":    true,
		"notes/port/quay-960w-1a2b3c4d.jfif":   true,
		"static/report-20221109.pdf":           false, // a date is no hash
		"static/style-" + sum[:7] + ".css":     false,
		"static/style-" + sum[8:16] + ".css":   false,
		"notes/" + sum[:8] + "/index.html":     false,
		"assets/style-" + sum[:8] + ".css.gz":  false,
		"notes/port/quay-960w-1a2b3c4d.tar.gz": false,
	} {
		if got := fingerprinted(name, e); got != want {
			t.Errorf("%s: fingerprinted is %t, want %t", name, got, want)
		}
	}
}

// files are those with the contents, by name.
func files(contents map[string]string) []remote.File {
	var out []remote.File
	for name, c := range contents {
		out = append(out, remote.File{Name: name, Key: sha256.Sum256([]byte(c)), Size: int64(len(c))})
	}
	slices.SortFunc(out, func(a, b remote.File) int { return strings.Compare(a.Name, b.Name) })
	return out
}

func hashed(content string) string {
	return fmt.Sprintf("a-%x.css", sha256.Sum256([]byte(content)))[:10] + ".css"
}

// after is the state in which a plan that is carried out leaves a remote.
func after(p *Plan) *State {
	s := &State{There: map[string]string{}, Known: record.Record{}}
	for name, e := range p.next {
		e.Stamp = fmt.Sprintf("%x", e.Sum[:4])
		s.There[name], s.Known[name] = e.Stamp, e
	}
	return s
}

// TestPlanKeeps follows a fingerprinted file through publications: it stays for one after that which it was of.
func TestPlanKeeps(t *testing.T) {
	t.Parallel()
	a, b, c := hashed("a"), hashed("b"), hashed("c")
	state := after(plan(files(map[string]string{"index.html": "1", a: "a"}), &State{}, nil, false))
	for i, tt := range []struct {
		site       map[string]string
		kept, gone string
	}{
		{map[string]string{"index.html": "2", b: "b"}, a, ""},
		{map[string]string{"index.html": "2", b: "b"}, a, ""}, // the same site again
		{map[string]string{"index.html": "3", c: "c"}, b, a},
		{map[string]string{"index.html": "4", b: "b"}, c, ""}, // back to what was kept
		{map[string]string{"index.html": "5", b: "b"}, "", c},
	} {
		p := plan(files(tt.site), state, nil, false)
		if kept, gone := strings.Join(p.Kept, " "), strings.Join(p.Gone, " "); kept != tt.kept || gone != tt.gone {
			t.Errorf("publication %d: %q is kept and %q goes; want %q and %q", i+1, kept, gone, tt.kept, tt.gone)
		}
		state = after(p)
	}
}

// TestPlanCut goes on from a publication that was cut, with another site than that one's.
func TestPlanCut(t *testing.T) {
	t.Parallel()
	state := after(plan(files(map[string]string{"index.html": "1", "old.html": "1"}), &State{}, nil, false))
	cut := plan(files(map[string]string{"index.html": "2", "new.html": "2", hashed("2"): "2"}), state, nil, false)
	state.Begun = cut.add
	state.There["new.html"], state.There[hashed("2")] = "x", "x" // sent, and nobody knows the stamps
	p := plan(files(map[string]string{"index.html": "3", "old.html": "1"}), state, nil, false)
	if !slices.Equal(p.Gone, []string{"new.html"}) || !slices.Equal(p.Kept, []string{hashed("2")}) || !slices.Equal(p.Changed, []string{"index.html"}) || p.Unchanged != 1 {
		t.Errorf("%+v", p)
	}
	if len(p.Foreign) > 0 {
		t.Errorf("what was begun is ours: %v", p.Foreign)
	}
}

// TestPlanEarly wants what stands in the way to go first.
func TestPlanEarly(t *testing.T) {
	t.Parallel()
	state := after(plan(files(map[string]string{"index.html": "1", "a": "file", "b/x.html": "page", "c.html": "page"}), &State{}, nil, false))
	p := plan(files(map[string]string{"index.html": "1", "a/x.html": "page", "b": "file"}), state, nil, false)
	if !slices.Equal(p.Early, []string{"a", "b/x.html"}) || !slices.Equal(p.Gone, []string{"a", "b/x.html", "c.html"}) {
		t.Errorf("%v go early, and %v in all", p.Early, p.Gone)
	}
}

// TestPlanDoubt wants a file whose stamp is not the recorded one to be looked at, and no other.
func TestPlanDoubt(t *testing.T) {
	t.Parallel()
	site := files(map[string]string{"a.html": "a", "b.html": "b", "c.html": "c", "d.html": "d"})
	state := after(plan(site, &State{}, nil, false))
	state.There["b.html"] = "touched"
	delete(state.There, "c.html")
	delete(state.Known, "d.html")
	var names []string
	for _, f := range state.doubtful(site) {
		names = append(names, f.Name)
	}
	if !slices.Equal(names, []string{"b.html", "d.html"}) {
		t.Errorf("%v are looked at, want b.html and d.html", names)
	}
	p := plan(site, state, map[string]bool{"b.html": true}, false)
	if !slices.Equal(p.New, []string{"c.html"}) || !slices.Equal(p.Changed, []string{"d.html"}) || !slices.Equal(p.Foreign, []string{"d.html"}) {
		t.Errorf("%+v", p)
	}
}
