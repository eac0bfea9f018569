package catalog

import (
	"strings"
	"testing"

	"briefings/cmd/internal/content"
)

// Files are found by path or by name alone, the nearest first; a sort that is not published is not.
func TestFiles(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "a/x.md", "", "a/p.png", "", "b/p.png", "", "b/Ünï.PNG", "", "b/map/p.png", "", "b/q.base", "", "c/index.md", "", "c/own.jpg", "", "c/sub/own.jpg", "")
	from := c.AtPath("a/x.md")
	for _, test := range []struct{ name, want string }{
		{"p.png", "a/p.png"},
		{"../b/p.png", "b/p.png"},
		{"b/p.png", "b/p.png"},
		{"/b/p.png", "b/p.png"},
		{"map/p.png", "b/map/p.png"},
		{"ünï.png", "b/Ünï.PNG"},
		{"own.jpg", "c/own.jpg"},
		{"q.base", ""},
		{"../../etc/p.png", ""},
		{"missing.png", ""},
	} {
		got := ""
		if a := c.File(from, test.name); a != nil {
			got = string(a.Path)
		}
		if got != test.want {
			t.Errorf("File(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	if got := c.Unpublished(from, "q.base"); got != "b/q.base" {
		t.Errorf("Unpublished = %q", got)
	}
	var bundle []string
	for _, a := range c.Bundle(c.AtPath("c/index.md")) {
		bundle = append(bundle, string(a.Path))
	}
	if got := strings.Join(bundle, " "); got != "c/own.jpg c/sub/own.jpg" {
		t.Errorf("bundle %q", got)
	}
	if c.Bundle(from) != nil {
		t.Error("a document without a folder of its own has a bundle")
	}
}

// Rights are the document's own word, then its publisher's, its agency's, the site's.
func TestRights(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "text = \"excerpt\"\n",
		"content/sources/wire.md", "---\ntitle: The Wire\ntext: private\naliases: [Wire Service]\n---\n",
		"content/articles/own.md", "---\ntext: full\nsource: {publisher: wire}\n---\n",
		"content/articles/agency.md", "---\nsource: {publisher: Daily, agency: Wire Service, via: [TASS]}\n---\n",
		"content/articles/plain.md", "", "content/notes/n.md", "")
	for path, want := range map[content.Path]string{
		"content/articles/own.md": "full", "content/articles/agency.md": "private", "content/articles/plain.md": "excerpt", "content/notes/n.md": "full",
	} {
		if got := c.AtPath(path).Text; got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
	var chain []string
	for _, s := range c.AtPath("content/articles/agency.md").Chain() {
		chain = append(chain, s.Title+" "+string(s.URL))
	}
	if got, want := strings.Join(chain, ", "), "Daily /sources/daily/, The Wire /sources/wire/, TASS /sources/tass/"; got != want {
		t.Errorf("chain %q, want %q", got, want)
	}
	if s := c.FindSource("wire service"); s == nil || s.ID != "wire" || len(s.Items) != 2 {
		t.Errorf("source by alias: %+v", s)
	}
}

// Ids that others refer to must be one document's; the order of files decides nothing.
func TestTwice(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "",
		"content/entities/a/iran.md", "", "content/entities/b/IRAN.md", "", "content/notes/x/same.md", "", "content/notes/y/same.md", "",
		"content/notes/own.md", "---\nid: z\n---\n", "content/notes/own2.md", "---\nid: Z\n---\n")
	var got []string
	for _, p := range c.Problems {
		got = append(got, p.Path+" "+string(p.Code))
	}
	if s, want := strings.Join(got, ", "), "content/entities/b/IRAN.md id-twice, content/notes/own2.md id-twice"; s != want {
		t.Errorf("problems %q, want %q", s, want)
	}
	if c := newCatalog(t, Options{}, "Sources/a/x.md", "", "Sources/b/x.md", ""); len(c.Sources) != 2 {
		t.Errorf("%d sources, want one for each file: a document is never lost", len(c.Sources))
	}
	if e := c.Find("entity", "Iran"); e == nil || e.Path != "content/entities/a/iran.md" || c.Unique(e) {
		t.Errorf("Find = %v", e)
	}
}

// A missing name has a likely one beside it.
func TestNear(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "strike-ballot.md", "", "port.md", "", "مسکو.md", "")
	for name, want := range map[string]string{"strike-balot": "strike-ballot", "notes/ports.md": "port", "مسکوو": "مسکو", "entirely different": "", "": ""} {
		if got := c.Near(name); got != want {
			t.Errorf("Near(%q) = %q, want %q", name, got, want)
		}
	}
}
