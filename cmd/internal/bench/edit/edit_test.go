package edit

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"briefings"
	"briefings/cmd/internal/bench/browser"
	"briefings/cmd/internal/bench/corpus"
)

// generate writes a small site, with the layout that is edited, and returns its folder and an article of it.
func generate(t *testing.T) (dir string, s *Scene) {
	t.Helper()
	dir = t.TempDir()
	if err := corpus.Generate(dir, 10, 2, 1); err != nil {
		t.Fatal(err)
	}
	layout, err := briefings.Starter.ReadFile(Layout)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "layouts"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := Save(filepath.Join(dir, filepath.FromSlash(Layout)), string(layout), true); err != nil {
		t.Fatal(err)
	}
	articles, err := filepath.Glob(filepath.Join(dir, "content", "articles", "*", "*", "*.md"))
	if err != nil || len(articles) != 10 {
		t.Fatalf("articles: %v, %v; want 10", articles, err)
	}
	rel, err := filepath.Rel(filepath.Join(dir, "content"), articles[0])
	if err != nil {
		t.Fatal(err)
	}
	return dir, &Scene{
		Article:  "/" + strings.TrimSuffix(filepath.ToSlash(rel), ".md") + "/",
		Briefing: "/briefings/grain/", Tag: "a new tag", TagPage: "/tags/a-new-tag/",
	}
}

// An edit that changes nothing would be waited for in vain.
func TestEdits(t *testing.T) {
	t.Parallel()
	dir, s := generate(t)
	for _, e := range Edits {
		data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(e.File(s))))
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		before := text
		for n := 1; n <= 11; n++ {
			after := e.Change(s, text, n)
			if after == before {
				t.Errorf("%s: save %d has the bytes of the one before", e.Name, n)
			}
			page := after
			if e.Name == "save, tag" && odd(n) {
				page = string(link(s.Article))
			}
			if !e.Shows(s, []byte(page), n) || e.Shows(s, []byte(page), n+1) {
				t.Errorf("%s: a page that shows save %d does not, or shows the next", e.Name, n)
			}
			before = after
		}
		if len(e.Pages(s)) == 0 {
			t.Errorf("%s: no page shows it", e.Name)
		}
	}
}

func TestAddTag(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ in, want string }{
		{"+++\ntitle = \"T\"\n+++\n", "+++\ntags = [\"new\"]\ntitle = \"T\"\n+++\n"},
		{"+++\ntitle = \"T\"\ntags = [\"old\"]\n+++\n", "+++\ntitle = \"T\"\ntags = [\"new\", \"old\"]\n+++\n"},
	} {
		if got := addTag(test.in, "new"); got != test.want {
			t.Errorf("addTag(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestChangeRule(t *testing.T) {
	t.Parallel()
	const (
		head = "title = \"Desk\"\n\n[[briefing]]\nid = \"harbour\"\n\n[[briefing.rule]]\nwhy = \"one\"\nany = [\"tag:a\"]\n"
		tail = "\n[[briefing]]\nid = \"port\"\n\n[[briefing.rule]]\n"
		rest = "\n\n[[briefing.rule]]\nwhy = \"three\"\nany = [\"tag:c\"]\n"
	)
	text := head + tail + "why = \"two\"\nany = [\"tag:b\"]" + rest
	for _, test := range []struct{ briefing, predicate, want string }{
		{"/briefings/port/", "", head + tail + "why = \"new\"\nany = [\"tag:b\"]" + rest},
		{"/briefings/port/", "phrase:x", head + tail + "why = \"new\"\nany = [\"phrase:x\", \"tag:b\"]" + rest},
		{"/briefings/none/", "phrase:x", text},
	} {
		if got := changeRule(text, test.briefing, "new", test.predicate); got != test.want {
			t.Errorf("changeRule(%s, %q) = %s\nwant %s", test.briefing, test.predicate, got, test.want)
		}
	}
}

func TestSave(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	for _, inPlace := range []bool{true, false} {
		if err := Save(name, "text", inPlace); err != nil {
			t.Fatal(err)
		}
		if data, err := os.ReadFile(name); err != nil || string(data) != "text" {
			t.Errorf("in place %v: %q, %v", inPlace, data, err)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) != 1 {
		t.Errorf("saving left %v behind (%v), want one file", entries, err)
	}
}

func TestFindScene(t *testing.T) {
	t.Parallel()
	const config = "\nid = \"harbour\"\nwhy = \"one\"\nany = []\n\nid = \"port\"\nwhy = \"two\"\nany = []\n"
	pages := map[string]string{
		"/": `<a href="/briefings/">All</a><a href="/briefings/harbour/">H</a><a href="/briefings/port/">P</a>` +
			`<a href="/articles/">All</a><a href="/articles/2024/12/b/">B</a><a href="/articles/2024/12/a/">A</a>`,
		"/briefings/harbour/": `<a href="/articles/2024/12/b/">B</a>`, // without the reason
		"/briefings/port/":    `<a href="/articles/2024/12/a/">A</a> two`,
		"/tags/":              `<a href="/tags/old/">old</a> <a href="/tags/air-defence/">air defence</a>`,
		"/tags/old/":          `<a href="/articles/2024/12/a/">A</a>`,
		"/tags/air-defence/":  `<a href="/articles/2024/12/b/">B</a>`,
	}
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(h.Close)
	b := browser.New(h.URL)
	t.Cleanup(b.Close)
	got, err := FindScene(t.Context(), b, config)
	want := Scene{"/articles/2024/12/a/", "/briefings/port/", "air defence", "/tags/air-defence/"}
	if err != nil || *got != want {
		t.Errorf("FindScene = %+v, %v; want %+v", got, err, want)
	}
	if _, err := FindScene(t.Context(), b, ""); err == nil {
		t.Error("a scene was found without rules")
	}
}
