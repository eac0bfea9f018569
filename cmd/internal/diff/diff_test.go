package diff_test

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/diff"
)

// document is a page as the built-in layouts make it: head is of its data, rest what stands below its text.
func document(title, head, text, rest string) string {
	return fmt.Sprintf(`<!DOCTYPE html><html><head><title>%[1]s · Desk</title>%[2]s<link rel="stylesheet" href="/assets/style-1.css"></head>
<body><header><nav><a href="/">Home</a></nav></header><main><article class="document"><header><h1>%[1]s</h1>
<div class="byline"><p class="meta"><time>9 November</time></p></div></header><div class="text">%[3]s</div>
<div class="about">%[4]s</div></article></main></body></html>`, title, head, text, rest)
}

func identified(id string) string {
	return `<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","identifier":"` + id + `"},{"@type":"BreadcrumbList"}]}</script>`
}

func redirect(to string) string {
	return `<html><head><meta http-equiv="refresh" content="0; url=` + to + `"></head><body><main><h1>A</h1></main></body></html>`
}

type site map[string]string

func (s site) side() diff.Side {
	files := fstest.MapFS{}
	for name, text := range s {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return diff.Side{FS: files}
}

// told writes a Diff on one line for each page, change and file.
func told(t *testing.T, old, now site) string {
	t.Helper()
	d, err := diff.Sites(context.Background(), old.side(), now.side())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range d.Pages {
		fmt.Fprintf(&b, "%s %s|%s|%s", p.State, p.URL, p.From, p.Title)
		if p.Old {
			b.WriteString(" old")
		}
		if p.To != "" {
			b.WriteString(" leads to " + p.To)
		}
		b.WriteByte('\n')
		for _, c := range p.Changes {
			list := ""
			if c.List {
				list = " list"
			}
			fmt.Fprintf(&b, "  %s%s %q: %q -> %q\n", c.Kind, list, c.Where, c.Was, c.Now)
		}
	}
	for _, f := range d.Files {
		fmt.Fprintf(&b, "%s %s\n", f.State, f.Name)
	}
	return b.String()
}

func TestSites(t *testing.T) {
	t.Parallel()
	const long = "<p>A text that is long enough to be known again wherever it stands, with nothing beside it that would help.</p>"
	page := func(text string) site { return site{"a/index.html": document("A", "", text, "")} }
	claim := func(stance, what string) site {
		return site{"a/index.html": document("A", "", "", `<section><h2>Claims</h2><ul class="claims"><li><p><a href="/x/">Iran</a> <strong class="stance">`+stance+
			`</strong>: `+what+`</p></li></ul></section>`)}
	}
	for _, tt := range []struct {
		name     string
		old, now site
		want     string
	}{
		{"nothing", page("<p>One.</p>"), page("<p>One.</p>"), ""},
		{"markup", page("<p>One <em>two</em>\nthree.</p>"), page(`<p class="x">One <strong>two</strong> three.</p>` + "<script>1</script><svg><text>x</text></svg>"), ""},
		{"an address within the site", page(`<p><a href="/b/">One</a></p>`), page(`<p><a href="/c/">One</a></p>`), ""},
		{"what only programs read", site{"feed.atom": "1", "sitemap.xml": "1", "assets/x.css": "1", "search/data/1.bin": "1", ".nojekyll": "", "a/share.png": "1", "p-480w-1a2b3c4d.jpg": "", "q-480w-1a2b3c4d.jpeg": ""},
			site{"feed.atom": "2", "sitemap.xml": "2", "assets/y.css": "1", "search/data/2.bin": "1", "CNAME": "x", "a/share.png": "2"}, ""},
		{"a page comes", site{}, page("<p>One.</p>"), "new /a/||A\n"},
		{"a page goes", page("<p>One.</p>"), site{}, "gone /a/||A\n"},
		{"a headline", site{"a.html": document("A", "", "", "")}, site{"a.html": document("B", "", "", "")}, "changed /a.html||B\n  headline \"\": \"A\" -> \"B\"\n"},
		{"a paragraph", page("<p>One.</p><h2>Part</h2><p>Two is here to stay.</p><p>Three.</p>"), page("<p>One.</p><h2>Part</h2><p>Two is here to go.</p><p>Three.</p>"),
			"changed /a/||A\n  changed \"Part\": \"Two is here to stay.\" -> \"Two is here to go.\"\n"},
		{"one more and one less", page("<p>One.</p><p>Two.</p>"), page("<p>Zero.</p><p>One.</p>"),
			"changed /a/||A\n  added \"\": \"\" -> \"Zero.\"\n  removed \"\": \"Two.\" -> \"\"\n"},
		{"an empty page gets a text", page(""), page("<p>One.</p>"), "changed /a/||A\n  added \"\": \"\" -> \"One.\"\n"},
		{"an address elsewhere", page(`<p><a href="https://a.test/">One</a></p>`), page(`<p><a href="https://b.test/">One</a></p>`),
			"changed /a/||A\n  changed \"\": \"One <https://a.test/>\" -> \"One <https://b.test/>\"\n"},
		{"a table", page("<table><tr><td>1</td><td>2</td></tr></table>"), page("<table><tr><td>1</td><td>3</td></tr></table>"),
			"changed /a/||A\n  changed \"\": \"1 | 2\" -> \"1 | 3\"\n"},
		{"definitions", page("<dl><dt>Now</dt><dd><ul><li>Envoy</li><li>Member</li></ul></dd></dl>"), page("<dl><dt>Now</dt><dd><ul><li>Member</li></ul></dd><dt>Before</dt><dd><ul><li>Envoy</li></ul></dd></dl>"), "changed /a/||A\n  removed \"\": \"Now: Envoy\" -> \"\"\n  added \"\": \"\" -> \"Before: Envoy\"\n"},
		{"a definition", page("<dl><dt>Confidence</dt><dd>high</dd></dl>"), page("<dl><dt>Confidence</dt><dd>low</dd></dl>"),
			"changed /a/||A\n  changed \"\": \"Confidence: high\" -> \"Confidence: low\"\n"},
		{"the words of a picture", page(`<p><img src="a.png" alt="A crane"></p>`), page(`<p><img src="b.png" alt="A ship"></p>`),
			"changed /a/||A\n  changed \"\": \"[A crane]\" -> \"[A ship]\"\n"},
		{"a claim's state", claim("asserts", "drones were sent"), claim("denies", "drones were sent"),
			"changed /a/||A\n  claim \"Claims\": \"Iran asserts: drones were sent\" -> \"Iran denies: drones were sent\"\n"},
		{"what is related", site{"a/index.html": document("A", "", "", "<h2>Related</h2><ul><li><h3>One</h3><p>Words.</p></li></ul>")},
			site{"a/index.html": document("A", "", "", "<h2>Related</h2><ul><li><h3>Two</h3><p>Words.</p></li></ul>")},
			"changed /a/||A\n  removed list \"Related\": \"One\" -> \"\"\n  added list \"Related\": \"\" -> \"Two\"\n"},
		{"files", site{"a.pdf": "1", "b.pdf": "1", "c.pdf": "1"}, site{"b.pdf": "2", "c.pdf": "1", "d.png": "1"}, "gone a.pdf\nchanged b.pdf\nnew d.png\n"},
		{"moved, by its name", site{"a/index.html": document("A", identified("tag:x"), "<p>One.</p>", "")}, site{"b/index.html": document("B", identified("tag:x"), "<p>Two.</p>", "")},
			"moved /b/|/a/|B\n  headline \"\": \"A\" -> \"B\"\n  removed \"\": \"One.\" -> \"\"\n  added \"\": \"\" -> \"Two.\"\n"},
		{"moved, by a redirect", page("<p>One.</p>"), site{"a/index.html": redirect("/desk/n/b/"), "n/b/index.html": document("A", "", "<p>One.</p>", "")}, "moved /n/b/|/a/|A leads to /n/b/\n"},
		{"moved, with a redirect to another page", site{"a/index.html": document("A", identified("tag:x"), "", "")},
			site{"a/index.html": redirect("/desk/c/"), "b/index.html": document("A", identified("tag:x"), "", "")}, "moved /b/|/a/|A leads to /desk/c/\n"},
		{"gone, with a redirect", page(""), site{"a/index.html": redirect("https://x.test/")}, "gone /a/||A leads to https://x.test/\n"},
		{"an old address is gone", site{"o/index.html": redirect("/a/")}, site{}, "gone /o/||A old\n"},
		{"moved, by its words", site{"a/index.html": document("A", "", long, "")}, site{"b/index.html": document("A", "", long, "<h2>Related</h2>")}, "moved /b/|/a/|A\n"},
		{"moved, by its few words", page("<p>One.</p>"), site{"b/index.html": document("A", "", "<p>One.</p>", "")}, "moved /b/|/a/|A\n"},
		{"with a new headline it is another page", page("<p>One.</p>"), site{"b/index.html": document("B", "", "<p>One.</p>", "")}, "gone /a/||A\nnew /b/||B\n"},
		{"two of one name are not told apart", site{"a/index.html": document("A", identified("tag:x"), "", ""), "b/index.html": document("B", identified("tag:x"), "", "")},
			site{"c/index.html": document("C", identified("tag:x"), "", "")}, "gone /a/||A\ngone /b/||B\nnew /c/||C\n"},
		{"a redirect is no page", site{}, site{"a/index.html": redirect("/b/")}, ""},
	} {
		if got := told(t, tt.old, tt.now); got != tt.want {
			t.Errorf("%s: got\n%s\nwant\n%s", tt.name, got, tt.want)
		}
	}
}

// TestSums wants files that are known to be the same not to be read.
func TestSums(t *testing.T) {
	t.Parallel()
	sum := func(name string) ([32]byte, bool) { return [32]byte{1}, name != "unknown.html" }
	opened := []string{}
	old, now := site{"a.html": "x", "unknown.html": "x"}.side(), site{"a.html": "y", "unknown.html": "<p>y"}.side()
	old.Sum, now.Sum, now.FS = sum, sum, spy{now.FS, &opened}
	d, err := diff.Sites(context.Background(), old, now)
	if err != nil || len(d.Pages) != 1 || d.Pages[0].URL != "/unknown.html" || !slices.Equal(opened, []string{"unknown.html"}) {
		t.Errorf("%+v, %v; opened %q", d, err, opened)
	}
}

type spy struct {
	fs.FS
	opened *[]string
}

func (s spy) ReadFile(name string) ([]byte, error) {
	*s.opened = append(*s.opened, name)
	return fs.ReadFile(s.FS, name)
}

func TestWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ was, now, want string }{
		{"a b c", "a b c", " a b c"},
		{"a b c", "a x c", " a|-b|+x| c"},
		{"", "a", "+a"},
		{"a b", "", "-a b"},
		{"a b c", "b c d", "-a| b c|+d"},
	} {
		var got []string
		for _, p := range diff.Words(tt.was, tt.now) {
			got = append(got, string(p.Sign)+p.Text)
		}
		if s := strings.Join(got, "|"); s != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.was, tt.now, s, tt.want)
		}
	}
}

// FuzzWords puts the pieces of two texts together again.
func FuzzWords(f *testing.F) {
	f.Add("a b c", "b c d")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, was, now string) {
		var x, y []string
		for _, p := range diff.Words(was, now) {
			if p.Sign != '+' {
				x = append(x, p.Text)
			}
			if p.Sign != '-' {
				y = append(y, p.Text)
			}
		}
		same := func(words []string, text string) bool {
			return strings.Join(words, " ") == strings.Join(strings.Fields(text), " ")
		}
		if !same(x, was) || !same(y, now) {
			t.Errorf("%q, %q: pieces %q and %q", was, now, x, y)
		}
	})
}

// FuzzSites compares whatever lies in two folders: it must come to an end, and a page must not differ from
// itself.
func FuzzSites(f *testing.F) {
	f.Add("<main><p>a", "<main><ul class=claims><li>b", "x.html")
	f.Add(redirect("/%zz"), document("A", identified("x"), "", ""), "a/index.html")
	f.Add("\x00\xff<<<table><td><li><dd>", "", "b.html")
	f.Fuzz(func(t *testing.T, was, now, name string) {
		if !fs.ValidPath(name) || name == "." {
			return
		}
		told(t, site{name: was}, site{name: now})
		told(t, site{name: was}, site{"other.html": now})
		if same := told(t, site{name: was}, site{name: was}); same != "" {
			t.Errorf("%q differs from itself: %s", was, same)
		}
	})
}
