package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/markdown"
)

var now = time.Date(2022, 11, 9, 12, 0, 0, 0, time.UTC)

// newCatalog makes a catalog of files in pairs of name and text. With a briefings.toml among them it is that
// of a declared site.
func newCatalog(t *testing.T, opts Options, files ...string) *Catalog {
	t.Helper()
	site := fstest.MapFS{}
	for i := 0; i < len(files); i += 2 {
		site[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	cfg, problems, err := config.Load(site)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	root := "."
	if cfg.Declared {
		root = "content"
	}
	tree, err := content.Read(site, root, markdown.New(markdown.Options{}), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if opts.Now.IsZero() {
		opts.Now = now
	}
	return New(cfg, tree, opts, nil)
}

const declared = "briefings.toml"

// Front matter comes before what the path says of a document, its first heading before its file's name.
func TestEntry(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ path, text, want string }{
		{"articles/2022-11-09-port-strike.md", "", "article port-strike /articles/2022-11-09-port-strike/ Port strike 2022-11-09"},
		{"articles/2022-11-09-port-strike.md", "---\ndate: 2022-11-08\n---\n", "article port-strike /articles/2022-11-09-port-strike/ Port strike 2022-11-08"},
		{"notes/port/index.md", "# The port\n", "note port /notes/port/ The port"},
		{"notes/port/index.md", "---\ntitle: Quay\n---\n# The port\n", "note port /notes/port/ Quay"},
		{"posts/a.md", "", "article a /posts/a/ a"},
		{"about.md", "---\ntitle: About us\n---\n", "page about /about/ About us"},
		{"about.md", "---\nslug: desk\n---\n", "page about /desk/ about"},
		{"about.md", "---\nurl: /x/Y.html\nid: z\n---\n", "page z /x/Y.html about"},
		{"about.md", "---\nurl: /x/\nslug: desk\n---\n", "page about /x/ about"},
		{"about.md", "---\ntype: note\n---\n", "note about /about/ about"},
		{"index.fa.md", "", "page index.fa /fa/ index"},
		{"crates.io.md", "", "page crates.io /crates.io/ crates.io"},
	} {
		c := newCatalog(t, Options{}, declared, "[kinds]\nposts = \"article\"\n", "content/"+test.path, test.text)
		if len(c.Entries) != 1 {
			t.Errorf("%s: %d documents", test.path, len(c.Entries))
			continue
		}
		e := c.Entries[0]
		got := fmt.Sprintf("%s %s %s %s", e.Kind, e.ID, e.URL, e.Title)
		if !e.Date.IsZero() {
			got += e.Date.Format(" 2006-01-02")
		}
		if got != test.want {
			t.Errorf("%s %q\n got %s\nwant %s", test.path, test.text, got, test.want)
		}
	}
}

// Translations have the address of their language; the bare id is the other document's.
func TestTranslations(t *testing.T) {
	t.Parallel()
	alone := newCatalog(t, Options{}, declared, "lang = \"de-AT\"", "content/port.fa.md", "", "content/notes/a.de.md", "",
		"content/notes/crates.io.md", "", "content/notes/b.uk.md", "", "content/sources/tass.ru.md", "", "content/entities/lemonde.fr.md", "")
	var langs []string
	for _, e := range alone.Entries {
		langs = append(langs, e.ID+" "+e.Lang+" "+string(e.URL))
	}
	slices.Sort(langs)
	if got, want := strings.Join(langs, "\n"), `a.de de /de/notes/a/
b.uk de-AT /notes/b.uk/
crates.io de-AT /notes/crates.io/
lemonde.fr de-AT /entities/lemonde.fr/
port.fa fa /fa/port/
tass.ru de-AT /sources/tass.ru/`; got != want {
		t.Errorf("names with a language and no other version:\n%s\nwant\n%s", got, want)
	}
	c := newCatalog(t, Options{}, "about.md", "", "about.fa.md", "---\nslug: us\n---\n", "post.en.md", "", "post.pt-BR.md", "", "node.js.md", "", "lone.fr.md", "")
	var got []string
	for _, e := range c.Entries {
		got = append(got, fmt.Sprintf("%s %s %s %s", e.ID, e.Lang, e.Dir, e.URL))
	}
	want := `about.fa fa rtl /fa/us/
about en ltr /about/
lone.fr en ltr /lone.fr/
node.js en ltr /node.js/
post.en en ltr /en/post/
post.pt-BR pt-BR ltr /pt-br/post/`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func paths(entries []*Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, string(e.Path))
	}
	return strings.Join(out, " ")
}

// A name means a document by id, else by the end of its path, else by title, else by alias, in any
// letter case and Unicode form, and in Persian with Arabic letters.
func TestNamed(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{},
		"a/port.md", "---\nid: harbour\ntitle: The Port\naliases: [Quay, TCP/IP]\n---\n",
		"b/harbour.md", "", "b/port.md", "", "c/2022-11-09-strike.md", "", "d/index.md", "", "README.md", "",
		"Йод.md", "", "بندر علی.md", "", "b/deep/b/port.md", "")
	for _, test := range []struct{ name, want string }{
		{"harbour", "a/port.md b/harbour.md"},
		{"HARBOUR", "a/port.md b/harbour.md"},
		{"port", "b/deep/b/port.md b/port.md"},
		{"a/port", "a/port.md"},
		{"b/port", "b/port.md"}, // the whole path comes before its end
		{"deep/b/port.md", "b/deep/b/port.md"},
		{"the port", "a/port.md"},
		{"quay", "a/port.md"},
		{"tcp/ip", "a/port.md"},
		{"strike", "c/2022-11-09-strike.md"},
		{"2022-11-09-strike", "c/2022-11-09-strike.md"},
		{"d", "d/index.md"},
		{"d/index", "d/index.md"},
		{"readme", "README.md"},
		{"Йод", "Йод.md"},
		{"بندر علي", "بندر علی.md"}, // Arabic yeh
		{"nothing", ""},
		{"", ""},
		{"/", ""},
		{"..", ""},
	} {
		if got := paths(c.Named(test.name)); got != test.want {
			t.Errorf("Named(%q) = %q, want %q", test.name, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "a/x.md", "", "a/b/x.md", "", "c/x.md", "", "c/d/e/x.md", "")
	for _, test := range []struct{ folder, want string }{
		{"a", "a/x.md"},
		{"a/b", "a/b/x.md"},
		{"a/b/z", "a/b/x.md"},
		{".", "a/x.md c/x.md"},
		{"c/d", "c/d/e/x.md c/x.md"},
	} {
		if got := paths(c.Nearest("x", test.folder)); got != test.want {
			t.Errorf("nearest to %s: %q, want %q", test.folder, got, test.want)
		}
	}
}

// However many documents have one name, the nearest is found without looking at all of them.
func TestNearestIsIndexed(t *testing.T) {
	var files []string
	for i := range 2000 {
		files = append(files, fmt.Sprintf("a%d/2022-11-09-x.md", i), "")
	}
	c := newCatalog(t, Options{}, files...)
	for what, find := range map[string]func() []*Entry{
		"a name":     func() []*Entry { return c.Nearest("x", "a7/b") },
		"a path":     func() []*Entry { return c.Nearest("a7/2022-11-09-x", "b") },
		"an address": func() []*Entry { return c.Dated("/a7/2022/11/09/x", "b") },
	} {
		if got := paths(find()); got != "a7/2022-11-09-x.md" {
			t.Errorf("%s leads to %q, want the one in a7", what, got)
		}
		if n := testing.AllocsPerRun(10, func() { find() }); n > 50 {
			t.Errorf("finding the nearest by %s takes %.0f allocations with 2000 of the name; look it up in the index", what, n)
		}
	}
}

// An old address finds a post by date and name.
func TestDated(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "en/2022-11-09-port.md", "", "de/2022-11-09-port.md", "", "en/2021-01-02-port.md", "", "en/quay.md", "---\ndate: 2020-05-06\n---\n")
	for _, test := range []struct{ address, want string }{
		{"/en/2022/11/09/port/", "en/2022-11-09-port.md"},
		{"/de/2022/11/port.html", "de/2022-11-09-port.md"},
		{"/2022/11/9/port", "de/2022-11-09-port.md en/2022-11-09-port.md"},
		{"/2021/01/02/port/", "en/2021-01-02-port.md"},
		{"/2021/01/03/port/", ""},
		{"/blog/2020/05/06/QUAY", "en/quay.md"},
		{"/port/", ""},
	} {
		if got := paths(c.Dated(test.address, ".")); got != test.want {
			t.Errorf("Dated(%q) = %q, want %q", test.address, got, test.want)
		}
	}
}

// What is held back depends on the clock, on the site's zone, and on the hour that summer time takes or
// gives.
func TestHold(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		now, front string
		want       Hold
	}{
		{"2022-11-09T12:00:00Z", "date: 2022-11-08", Shown},
		{"2022-11-09T12:00:00Z", "draft: true", Draft},
		{"2022-11-09T12:00:00Z", "date: 2022-11-10", Future},
		{"2022-11-09T22:59:59Z", "date: 2022-11-10", Future}, // midnight in Berlin is 23:00 UTC in winter
		{"2022-11-09T23:00:00Z", "date: 2022-11-10", Shown},
		{"2022-07-09T21:59:59Z", "date: 2022-07-10", Future}, // and 22:00 in summer
		{"2022-07-09T22:00:00Z", "date: 2022-07-10", Shown},
		{"2022-11-09T12:00:00Z", "date: 2022-11-10\npublishDate: 2022-11-01", Shown},
		{"2022-11-09T12:00:00Z", "expiryDate: 2022-11-09T12:00:00Z", Expired},
		{"2022-11-09T11:59:59Z", "expiryDate: 2022-11-09T12:00:00Z", Shown},
		{"2022-11-09T12:00:00Z", "date: 2022-12-01\nexpiryDate: 2022-11-30", Expired}, // it will never be shown
		// The clocks went from 02:00 to 03:00 on 27 March, so that 02:30 never was: it is 01:30 UTC by winter time.
		{"2022-03-27T01:29:59Z", "date: 2022-03-27T02:30:00", Future},
		{"2022-03-27T01:30:00Z", "date: 2022-03-27T02:30:00", Shown},
		// They went from 03:00 back to 02:00 on 30 October, so that 02:30 was twice: the later one, at 01:30 UTC,
		// breaks no embargo.
		{"2022-10-30T01:29:59Z", "date: 2022-10-30T02:30:00", Future},
		{"2022-10-30T01:30:00Z", "date: 2022-10-30T02:30:00", Shown},
	} {
		clock, err := time.Parse(time.RFC3339, test.now)
		if err != nil {
			t.Fatal(err)
		}
		files := []string{declared, "timezone = \"Europe/Berlin\"\n", "content/notes/a.md", "---\n" + test.front + "\n---\n"}
		c := newCatalog(t, Options{Now: clock}, files...)
		if got := c.Entries[0].Hold; got != test.want {
			t.Errorf("at %s, %q is %v, want %v", test.now, test.front, got, test.want)
		}
		if n := len(c.Notes) + len(c.Held); n != 1 {
			t.Errorf("at %s, %q stands in %d lists, want one: shown or held", test.now, test.front, n)
		}
		all := newCatalog(t, Options{Now: clock, Drafts: true, Future: true, Expired: true}, files...)
		if !all.Entries[0].Published() || all.WouldHold(all.Entries[0]) != test.want {
			t.Errorf("with all flags, %q is %v, and would be %v", test.front, all.Entries[0].Hold, all.WouldHold(all.Entries[0]))
		}
	}
}

// Lists are in order: newest first, those without a date last, then by path.
func TestLists(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "",
		"content/notes/b.md", "---\ndate: 2022-01-01\ntags: [Iran, Drones/Shahed]\n---\n", "content/notes/a.md", "---\ndate: 2022-01-01\ntags: '#iran'\n---\n",
		"content/notes/c.md", "", "content/notes/d.md", "---\ndate: 2022-02-01\n---\n", "content/notes/e.md", "---\ndraft: true\ntags: [secret]\n---\n",
		"content/z.md", "---\nweight: 1\n---\n", "content/y.md", "", "content/x.md", "---\nweight: 2\n---\n")
	if got, want := paths(c.Notes), "content/notes/d.md content/notes/a.md content/notes/b.md content/notes/c.md"; got != want {
		t.Errorf("notes %s, want %s", got, want)
	}
	if got, want := paths(c.Pages), "content/z.md content/x.md content/y.md"; got != want {
		t.Errorf("pages %s, want %s", got, want)
	}
	var tags []string
	for _, tag := range c.Tags {
		tags = append(tags, fmt.Sprintf("%s %s %s %d", tag.Key, tag.Name, tag.URL, len(tag.Items)))
	}
	if got, want := strings.Join(tags, ", "), "drones/shahed Drones/Shahed /tags/drones/shahed/ 1, iran iran /tags/iran/ 2"; strings.ReplaceAll(got, "#", "") != want {
		t.Errorf("tags %s, want %s", got, want)
	}
}

// An alias with a slash is an old address, without one a name, and in a vault often both.
func TestAliases(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "a.md", "---\naliases: [Quay, /old/Place/, old/b.html, TCP/IP stack, ../../etc/x, /a/]\n---\n", "held.md", "---\ndraft: true\naliases: [/h/]\n---\n")
	if got, want := strings.Join(c.AtPath("a.md").Names, ", "), "Quay, old/b.html, TCP/IP stack"; got != want {
		t.Errorf("names %q, want %q", got, want)
	}
	var redirects []string
	for _, r := range c.Redirects {
		redirects = append(redirects, fmt.Sprintf("%s %v", r.From, r.Weak))
	}
	if got, want := strings.Join(redirects, ", "), "/old/Place/ false, /old/b.html true"; got != want {
		t.Errorf("redirects %q, want %q", got, want)
	}
	if len(c.Problems) != 1 || c.Problems[0].Code != diag.Escape {
		t.Errorf("problems %v, want one: an alias that leaves the site", c.Problems)
	}
	c = newCatalog(t, Options{}, "deep/er/a.md", "---\naliases: [../old/a, ./b, ../../c, ../../../d]\n---\n")
	redirects = nil
	for _, r := range c.Redirects {
		redirects = append(redirects, string(r.From))
	}
	if got, want := strings.Join(redirects, ", "), "/deep/old/a/, /deep/er/b/, /c/"; got != want || len(c.Problems) != 1 {
		t.Errorf("redirects from the folder of the page %q, want %q; problems %v, want one", got, want, c.Problems)
	}
}

// What is written the other way is not in the site's language, unless it says so.
func TestUndetermined(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "fa.md", strings.Repeat("بندر چابهار در جنوب است. ", 20), "en.md", "The port.\n", "said.md", "---\nlang: fa\n---\nبندر\n")
	for file, want := range map[string]string{"fa.md": "und rtl ", "en.md": "en ltr en", "said.md": "fa rtl fa"} {
		e := c.AtPath(content.Path(file))
		if got := e.Lang + " " + e.Dir + " " + e.KnownLang(); got != want {
			t.Errorf("%s is in %q, want %q", file, got, want)
		}
	}
}

// What only a flag shows gives way where it has the address of what readers see, and nowhere else.
func TestGiveWay(t *testing.T) {
	t.Parallel()
	shown := Options{Drafts: true, Future: true, Expired: true}
	c := newCatalog(t, shown, "a.md", "", "b.md", "---\nurl: /A/\ndraft: true\n---\n",
		"foo/README.md", "", "foo/index.md", "---\ndraft: true\n---\n", "bar/README.md", "---\ndraft: true\n---\n", "bar/index.md", "")
	for file, want := range map[string]bool{"a.md": true, "b.md": false, "foo/README.md": true, "foo/index.md": true, "bar/README.md": true, "bar/index.md": true} {
		if e := c.AtPath(content.Path(file)); e.Published() != want {
			t.Errorf("%s at %s is shown: %v, want %v", file, e.URL, e.Published(), want)
		}
	}
	if len(c.Problems) != 1 || c.Problems[0].Code != diag.URLHeld || c.Problems[0].Path != "b.md" {
		t.Errorf("problems %v, want one, of b.md", c.Problems)
	}
}

// A page stands above a tag's list only at its very address, which a given one is put right to.
func TestHasList(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, "a.md", "---\ntags: [کشتی, Drones]\n---\n", "tags/کشتی.md", "", "b.md", "---\nurl: /Tags/Drones/\n---\n")
	for file, want := range map[string]bool{"tags/کشتی.md": false, "b.md": true} {
		if e := c.AtPath(content.Path(file)); c.HasList(e.URL) != want {
			t.Errorf("%s, at %s, stands above a list: %v, want %v", file, e.URL, !want, want)
		}
	}
}
