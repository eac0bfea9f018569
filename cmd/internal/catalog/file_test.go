package catalog

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
)

// A document with a folder of its own has the files in it, any may have a picture.
func TestFiles(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "a/x.md", "---\nimage: own.jpg\n---\n", "a/p.png", "", "c/index.md", "", "c/own.jpg", "", "c/sub/own.jpg", "")
	x, bundle := c.AtPath("a/x.md"), c.AtPath("c/index.md")
	if got := c.Bundle(bundle); len(got) != 2 || got[0].Path != "c/own.jpg" || got[1].Path != "c/sub/own.jpg" {
		t.Errorf("bundle %v", got)
	}
	if c.Bundle(x) != nil {
		t.Error("a document without a folder of its own has a bundle")
	}
	if got := c.Picture(x); got == nil || got.Path != "c/own.jpg" {
		t.Errorf("picture %v", got)
	}
	if c.Picture(bundle) != nil {
		t.Error("a document that names no picture has one")
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
		if got := c.AtPath(path).Text; string(got) != want {
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

// The file of a source that expires, or is to come, takes neither its rights nor its id along.
func TestHeldSource(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "",
		"content/sources/wire.md", "---\ntitle: Secret Wire\naliases: [The Wire]\ntext: private\nexpiryDate: 2021-01-01\n---\n",
		"content/sources/other.md", "---\ndraft: true\n---\n",
		"content/articles/a.md", "---\nsource: {publisher: wire}\n---\n", "content/articles/b.md", "---\nsource: {agency: The Wire}\n---\n")
	for _, path := range []content.Path{"content/articles/a.md", "content/articles/b.md"} {
		if got := c.AtPath(path).Text; got != "private" {
			t.Errorf("%s: %q, want private as the source's file says, whatever the clock", path, got)
		}
	}
	wire := c.FindSource("The Wire")
	if wire == nil || wire != c.FindSource("wire") || !wire.Listed || wire.Entry != nil || wire.Title != "wire" || wire.URL != "/sources/wire/" || len(wire.Items) != 2 {
		t.Errorf("the source with a held file: %+v", wire)
	}
	if other := c.FindSource("other"); other == nil || other.Listed {
		t.Errorf("the held source that nothing names: %+v", other)
	}
}

// The heading of a private text names nothing: neither in lists nor in references.
func TestPrivateTitle(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "",
		"content/sources/wire.md", "---\ntext: private\n---\n# The Wire\n",
		"content/articles/own.md", "---\ntext: private\n---\n# Walrus\n",
		"content/articles/inherited.md", "---\nsource: {publisher: The Wire}\n---\n# Walrus\n",
		"content/articles/titled.md", "---\ntext: private\ntitle: Fish\n---\n# Walrus\n",
		"content/articles/open.md", "# Heading\n")
	for path, want := range map[content.Path]string{
		"content/articles/own.md": "own", "content/articles/inherited.md": "inherited", "content/articles/titled.md": "Fish",
		"content/articles/open.md": "Heading", "content/sources/wire.md": "The Wire",
	} {
		e := c.AtPath(path)
		if e.Title != want {
			t.Errorf("%s is called %q, want %q", path, e.Title, want)
		}
		warned := slices.ContainsFunc(c.Problems, func(p diag.Problem) bool { return p.Path == string(path) && p.Code == diag.TitlePrivate })
		if warned != (want == "own" || want == "inherited") {
			t.Errorf("%s: warned of its title: %v", path, warned)
		}
	}
	if found := c.Named("Walrus"); found != nil {
		t.Errorf("a private heading is a name of %s", found[0].Path)
	}
}

// Ids that others refer to must be one document's; the order of files decides nothing.
func TestTwice(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "",
		"content/entities/a/iran.md", "", "content/entities/b/IRAN.md", "", "content/notes/x/same.md", "", "content/notes/y/same.md", "", "content/notes/z/same.md", "", "content/x/page.md", "", "content/y/page.md", "",
		"content/notes/own.md", "---\nid: z\n---\n", "content/notes/own2.md", "---\nid: Z\n---\n")
	var got []string
	for _, p := range c.Problems {
		got = append(got, p.Path+" "+string(p.Code))
	}
	if s, want := strings.Join(got, ", "), "content/entities/b/IRAN.md id-twice, content/notes/own2.md id-twice, content/notes/y/same.md id-twice"; s != want {
		t.Errorf("problems %q, want %q", s, want)
	}
	last := c.Problems[len(c.Problems)-1]
	if want := `note "same" has the id of content/notes/x/same.md, and of 1 other file`; last.Message != want {
		t.Errorf("%v, want %s", last, want)
	}
	if c := newCatalog(t, Options{}, "notes/x/same.md", "", "notes/y/same.md", ""); len(c.Problems) > 0 {
		t.Errorf("in a plain folder: %v", c.Problems)
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
