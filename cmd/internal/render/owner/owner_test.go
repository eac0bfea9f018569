package owner

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestClaim(t *testing.T) {
	t.Parallel()
	page, list := Owner{Path: "content/a.md"}, Owner{Label: `the list "A"`}
	for _, tt := range []struct {
		name          string
		first, second string
		by, then      Owner
		problem       string // empty: both have their names
	}{
		{"two names", "a/index.html", "b/index.html", page, list, ""},
		{"one name", "a/index.html", "a/index.html", page, Owner{Path: "content/b.md"}, "content/b.md:1:2 url-twice would be published at /a/, where content/a.md is"},
		{"names that differ by case", "a/index.html", "A/index.html", list, page, `content/a.md:1:2 url-twice would be published at /A/, where the list "A" is`},
		{"a list after a page", "a/index.html", "a/index.html", page, list, `content/a.md:1:2 url-twice would be published at /a/, where the list "A" is`},
		{"a file in what is a file", "a", "a/b.html", Owner{Path: "static/a"}, page, "content/a.md:1:2 url-twice would be published at /a, where static/a is"},
		{"a file where a folder is", "a/b.html", "a", page, Owner{Path: "content/b"}, "content/b:1:2 url-twice would be published at /a, where content/a.md is"},
		{"a static file for a generated one", "robots.txt", "robots.txt", Owner{Path: "static/robots.txt"}, Owner{Label: "the robots.txt"}, "static/robots.txt:0:0 static-wins takes the place of the generated robots.txt"},
		{"a static file for what pages need", "search/data", "search/data", Owner{Path: "static/search/data"}, Owner{Label: "the index", Without: "do without"}, "static/search/data:1:2 url-twice would be published at /search/data, where the index is"},
		{"a static page", "a.html", "a.html", Owner{Path: "static/a.html"}, list, `static/a.html:1:2 url-twice would be published at /a.html, where the list "A" is`},
		{"a static file for the folder of a page", "tags/a", "tags/a/index.html", Owner{Path: "static/tags/a"}, list, `static/tags/a:1:2 url-twice would be published at /tags/a, where the list "A" is`},
		{"a name that is no file's", "a", "con", page, page, `content/a.md:0:0 escape cannot be published as "con": has the name of a device of Windows: "con"`},
	} {
		r := New(nil, func(string) (line, col int) { return 1, 2 })
		if !r.Claim(tt.first, tt.by) {
			t.Errorf("%s: the first claim is refused: %v", tt.name, r.Problems)
		}
		got := ""
		if ok := r.Claim(tt.second, tt.then); ok != (tt.problem == "") {
			t.Errorf("%s: the second claim is granted: %v", tt.name, ok)
		}
		for _, p := range r.Problems {
			got += fmt.Sprintf("%s:%d:%d %s %s", p.Path, p.Line, p.Col, p.Code, p.Message)
		}
		if got != tt.problem {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.problem)
		}
		if o, ok := r.Owner(tt.first); !ok || o != tt.by {
			t.Errorf("%s: %s is of %v, want it to stay with the first", tt.name, tt.first, o)
		}
	}
}

func TestRelease(t *testing.T) {
	t.Parallel()
	r := New(nil, nil)
	r.Claim("a/index.html", Owner{Path: "content/a.md", Coming: true})
	if o, ok := r.Owner("A/index.html"); !ok || !o.Coming {
		t.Errorf("a claim of what is coming is read as %+v, %v", o, ok)
	}
	r.Release("A/index.html")
	if !r.Claim("a/index.html", Owner{Path: "content/b.md"}) {
		t.Errorf("a released name is refused: %v", r.Problems)
	}
}

// TestAgain asks a registry what an earlier one was asked, up to a question, and then something else: it
// must answer as one that never knew of the earlier.
func TestAgain(t *testing.T) {
	t.Parallel()
	rnd := rand.New(rand.NewPCG(1, 1))
	names := []string{"a/index.html", "A/index.html", "a", "b/index.html", "b/c/index.html", "b", "con", "robots.txt"}
	owners := []Owner{{Path: "content/a.md"}, {Path: "static/robots.txt"}, {Label: "the list"}, {Path: "content/b.md", Coming: true}}
	var prev *Registry
	var script []func(*Registry) string
	for range 300 {
		for range 1 + rnd.IntN(4) {
			name, by := names[rnd.IntN(len(names))], owners[rnd.IntN(len(owners))]
			question := []func(r *Registry) string{
				func(r *Registry) string { return fmt.Sprint(r.Claim(name, by)) },
				func(r *Registry) string { o, ok := r.Owner(name); return fmt.Sprint(o, ok) },
				func(r *Registry) string { r.Release(name); return "" },
			}[rnd.IntN(3)]
			at := rnd.IntN(len(script) + 1)
			script = append(script[:at:at], append([]func(*Registry) string{question}, script[at:]...)...)
		}
		script = script[rnd.IntN(len(script)/8+1):]
		again, clean := New(prev, nil), New(nil, nil)
		for i, ask := range script {
			if got, want := ask(again), ask(clean); got != want {
				t.Fatalf("answer %d is %s with an earlier registry, and %s without", i, got, want)
			}
		}
		if !slices.Equal(again.Problems, clean.Problems) {
			t.Fatalf("problems with an earlier registry:\n%v\nand without:\n%v", again.Problems, clean.Problems)
		}
		prev = again
	}
}
