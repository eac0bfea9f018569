package names

import (
	"fmt"
	"path"
	"strings"
	"testing"

	"briefings/cmd/internal/permalink"
)

// TestNamed asks in the order in which a name is understood: ids, ends of paths, titles, aliases.
func TestNamed(t *testing.T) {
	t.Parallel()
	paths := []string{"content/notes/port.md", "content/notes/quay.md", "content/pages/port.md", "content/pages/strike.md"}
	docs := Documents{
		Root: "content", Paths: paths,
		URL:     func(i int) permalink.URL { return permalink.URL(fmt.Sprintf("/%d/", i)) },
		Aliases: func(i int) []string { return []string{[]string{"Harbour", "Dock", "Dock", "port"}[i]} },
	}
	for i, p := range paths {
		last := strings.TrimSuffix(path.Base(p), ".md")
		id := []string{"p1", "harbour", "p2", "s"}[i]
		docs.Called = append(docs.Called, &Called{ID: id, Key: id, KindKey: "note/" + id, Stem: last, Last: last, Folder: path.Dir(p)})
	}
	x := New(docs)
	titles := x.Titles(func(i int) string { return []string{"", "dock", "", "the strike"}[i] })
	for name, want := range map[string]string{
		"Harbour": "[1]", "port": "[0 2]", "notes/port.md": "[0]", "Dock": "[1]", "The Strike": "[3]", "gone": "[]", " / ": "[]",
	} {
		got := "[]"
		if g, ok := x.Named(name, titles); ok {
			got = fmt.Sprint(g.Every())
		}
		if got != want {
			t.Errorf("%q names %s, want %s", name, got, want)
		}
	}
	if g, _ := x.Named("port", titles); fmt.Sprint(g.To("content/pages")) != "[2]" || g.One() {
		t.Error("of two with a name, the one in the folder is meant")
	}
	if i, ok := x.AtURL("/2/"); !ok || i != 2 {
		t.Errorf("document %d is at /2/, want 2", i)
	}
	if got := x.Near("harbor"); got != "harbour" {
		t.Errorf("near %q, want harbour", got)
	}
}
