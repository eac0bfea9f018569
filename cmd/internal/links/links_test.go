package links

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/markdown"
)

// graphOf makes the graph of files in pairs of name and text; with a briefings.toml among them, that of a
// declared site.
func graphOf(t testing.TB, files ...string) *Graph {
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
	return Join(catalog.New(cfg, tree, catalog.Options{Now: time.Date(2022, 11, 9, 12, 0, 0, 0, time.UTC), Static: []string{"maps/gulf.pdf", "robots.txt"}, Feeds: true}, nil), nil)
}

func (g *Graph) at(t testing.TB, path string) *catalog.Entry {
	t.Helper()
	e := g.cat.AtPath(content.Path(path))
	if e == nil {
		t.Fatalf("no document at %s", path)
	}
	return e
}

// where says what a reference leads to.
func where(t Target) string {
	out := "nothing"
	switch {
	case t.Entry != nil:
		out = string(t.Entry.Path)
	case t.Asset != nil:
		out = string(t.Asset.Path)
	case t.URL != "":
		out = "page " + string(t.URL)
	}
	if t.Fragment != "" {
		out += "#" + t.Fragment
	}
	return out
}

func codes(g *Graph, path string) string {
	var out []string
	for _, p := range g.Problems {
		if p.Path == path {
			out = append(out, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
		}
	}
	return strings.Join(out, ", ")
}

// site is what the references of the tests lead to.
var site = []string{
	"notes/port.md", "---\ntitle: The Port\naliases: [Quay]\n---\n# The Port {#top-of-it}\n\n## Why it *closed*\n\n### Day 1\n\n## toValue() --now\n\n## [[strike|Strike]] ends\n\ntext ^b1\n\n- item\n  more\n\n^list\n",
	"notes/strike.md", "", "a/same.md", "", "b/same.md", "", "b/deep/x.md", "", "held.md", "---\ndraft: true\n---\n",
	"posts/2021-05-06-old-post.md", "", "docs/README.md", "", "docs/guide/index.md", "", "docs/guide/own.png", "",
	"pictures/p.png", "", "data/q.base", "", "moved.md", "---\nurl: /elsewhere/Moved/\naliases: [/was/here/]\n---\n", "Каспий.md", "## Порт\n", "about.md", "", "about.fa.md", "",
}

// Each form of a reference, from one document in notes/.
func TestTargets(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ ref, want, problem string }{
		// Names: id, path, title, alias.
		{"[[port]]", "notes/port.md", ""},
		{"[[PORT.md|x]]", "notes/port.md", ""},
		{"[[The Port]]", "notes/port.md", ""},
		{"[[quay]]", "notes/port.md", ""},
		{"[[notes/port]]", "notes/port.md", ""},
		{"[[docs/README]]", "docs/README.md", ""},
		{"[[old-post]]", "posts/2021-05-06-old-post.md", ""},
		{"[[каспий#порт]]", "Каспий.md#порт", ""},
		{"[[../about]]", "about.md", ""},
		{"[[about.fa]]", "about.fa.md", ""},
		// Headings: words, words above, id, other programs' ids; blocks.
		{"[[port#Why it closed]]", "notes/port.md#why-it-closed", ""},
		{"[[port#Why it closed#Day 1]]", "notes/port.md#day-1", ""},
		{"[[port#why-it-closed]]", "notes/port.md#why-it-closed", ""},
		{"[[port#strike Strike ends]]", "notes/port.md#strike-ends", ""},
		{"[a](port.md#tovalue-now)", "notes/port.md#tovalue---now", ""},
		{"[a](port.md#top-of-it)", "notes/port.md", ""},
		{"[[port#the port]]", "notes/port.md", ""},
		{"[[port#^b1]]", "notes/port.md#^b1", ""},
		{"[[port#^list]]", "notes/port.md#^list", ""},
		{"[[port#^none]]", "notes/port.md", "ref-heading"},
		{"[[port#None]]", "notes/port.md", "ref-heading"},
		{"[[#^none]]", "notes/from.md", "ref-heading"},
		// Files.
		{"![[p.png|300]]", "pictures/p.png", "image-alt"},
		{"![a](p.png)", "pictures/p.png", ""},
		{"![a](../pictures/p.png)", "pictures/p.png", ""},
		{"![[none.png]]", "nothing", "ref-missing"},
		{"![[q.base#View]]", "nothing", "ref-missing"},
		{"[a](/maps/gulf.pdf)", "page /maps/gulf.pdf", ""},
		{"[[maps/gulf.pdf]]", "page /maps/gulf.pdf", ""},
		// Paths and addresses.
		{"[a](port.md)", "notes/port.md", ""},
		{"[a](port)", "notes/port.md", ""},
		{"[a](port.html)", "notes/port.md", ""},
		{"[a](../docs/guide/)", "docs/guide/index.md", ""},
		{"[a](/docs/guide/index.html)", "docs/guide/index.md", ""},
		{"[a](/docs)", "docs/README.md", ""},
		{"[a](@/docs/guide/index.md)", "docs/guide/index.md", ""},
		{"[a](/ELSEWHERE/moved)", "moved.md", ""},
		{"[a](/was/here/)", "page /was/here/", ""},
		{"[a](/docs/guide/own.png)", "docs/guide/own.png", ""},
		{"[a](/blog/2021/05/06/old-post.html)", "posts/2021-05-06-old-post.md", ""},
		{"[a](/blog/2020/05/06/old-post.html)", "nothing", "ref-missing"},
		{"[a](/notes/)", "page /notes/", ""},
		{"[a](/feed.atom)", "page /feed.atom", ""},
		{"[a](/feed.json)", "page /feed.json", ""},
		{"[a](/sitemap.xml)", "page /sitemap.xml", ""},
		{"[a](/robots.txt)", "page /robots.txt", ""},
		{"[a](/archive/2021/07/)", "nothing", "ref-missing"},
		{"[a](/articles/)", "nothing", "ref-missing"}, // a plain folder has no list of what it has none of
		{"[a](../../../etc/passwd)", "nothing", "ref-missing"},
		{"[a](#)", "notes/from.md", ""},
		{"[a]({{site.baseurl}}/x)", "nothing", ""},
		{"[a](<{% post_url x %}>)", "nothing", ""},
		// Several, none, held.
		{"[[same]]", "nothing", "ref-ambiguous"},
		{"[[b/same]]", "b/same.md", ""},
		{"[[none]]", "nothing", "ref-missing"},
		{"[[held]]", "held.md", "ref-held"},
		{"[@port]", "notes/port.md", ""},
	} {
		g := graphOf(t, slices.Concat(site, []string{"notes/from.md", test.ref + "\n"})...)
		n := g.Of(g.at(t, "notes/from.md"))
		if len(n.Targets) != 1 {
			t.Errorf("%s: %d references", test.ref, len(n.Targets))
			continue
		}
		if got := where(n.Targets[0]); got != test.want {
			t.Errorf("%s leads to %s, want %s", test.ref, got, test.want)
		}
		want := ""
		if test.problem != "" {
			want = "1:1 " + test.problem
		}
		if got := codes(g, "notes/from.md"); got != want {
			t.Errorf("%s: problems %q, want %q", test.ref, got, want)
		}
	}
}

// Of documents with one name the nearest is meant.
func TestNearestTarget(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "a/same.md", "", "b/same.md", "", "a/x.md", "[[same]]", "b/deep/x.md", "[[same]]", "c/x.md", "[[same]]")
	for path, want := range map[string]string{"a/x.md": "a/same.md", "b/deep/x.md": "b/same.md", "c/x.md": "nothing"} {
		if got := where(g.Of(g.at(t, path)).Targets[0]); got != want {
			t.Errorf("from %s [[same]] leads to %s, want %s", path, got, want)
		}
	}
}

// mentioned is who a document names, with a star where the name may be linked.
func mentioned(g *Graph, e *catalog.Entry) string {
	var out []string
	for _, m := range g.Mentions(e) {
		s := m.Entity.ID + ":" + m.Words(e)
		if m.Span >= 0 {
			if got := e.Body.HTML()[e.Body.HTMLOffset(m.Span, m.Start):e.Body.HTMLOffset(m.Span, m.End)]; got != e.Body.Text[m.Start:m.End] {
				s += " but " + got
			}
			s += "*"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

var people = []string{
	"briefings.toml", "",
	"content/entities/iran.md", "---\ntitle: Iran\naliases: [Islamic Republic of Iran, 伊朗]\n---\n",
	"content/entities/who.md", "---\ntitle: World Health Organization\naliases: [WHO, Us]\n---\n",
	"content/entities/patrushev.md", "---\ntitle: Nikolai Patrushev\naliases: [Patrushev, General, Николай Патрушев]\n---\n",
	"content/entities/shamkhani.md", "---\ntitle: علی شمخانی\naliases: [Shamkhani]\n---\n",
	"content/entities/georgia-us.md", "---\ntitle: Georgia (state)\naliases: [Georgia]\n---\n",
	"content/entities/georgia.md", "---\ntitle: Georgia\n---\n",
	"content/entities/draft.md", "---\ntitle: Draft Person\ndraft: true\n---\n",
}

func TestMentions(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ front, text, want string }{
		{"", "Iran's envoy, IRAN and iran; Iranian.", "iran:Iran*, iran:IRAN*"},
		{"", "the Islamic Republic of Iran", "iran:Islamic Republic of Iran*"},
		{"", "who told us about WHO and Us", "who:WHO*, who:Us*"},
		{"", "Patrushev, the General, General Patrushev", "patrushev:Patrushev*, patrushev:Patrushev*"},
		{"entities: [patrushev]", "the General", "patrushev:General*"},
		{"", "俄罗斯和伊朗的", "iran:伊朗*"},
		{"", "گفت علي شمخانی", "shamkhani:علي شمخانی*"},
		{"", "НИКОЛАЙ ПАТРУШЕВ", "patrushev:НИКОЛАЙ ПАТРУШЕВ*"},
		{"", "in Georgia", ""},
		{"entities: [georgia]", "in Georgia", "georgia:Georgia*"},
		{"entities: [georgia, georgia-us]", "in Georgia", ""},
		{"", "Draft Person", ""},
		{"", "[Iran](https://x) and `Iran`", "iran:Iran, iran:Iran"},
		{"", "## Iran\n\n> Iran\n\n    Iran", "iran:Iran, iran:Iran, iran:Iran"},
		{"", `"Iran will" [@iran]`, "iran:Iran"},
		{"", "Nikolai\nPatrushev & *Nikolai* Patrushev", "patrushev:Nikolai Patrushev but Nikolai\nPatrushev*, patrushev:Nikolai Patrushev"},
		{"title: Iran today", "x", "iran:Iran"},
	} {
		g := graphOf(t, slices.Concat(people, []string{"content/notes/n.md", "---\n" + test.front + "\n---\n" + test.text})...)
		if got := mentioned(g, g.at(t, "content/notes/n.md")); got != test.want {
			t.Errorf("%q %q: %s, want %s", test.front, test.text, got, test.want)
		}
	}
	g := graphOf(t, people...)
	if got := codes(g, "content/entities/georgia.md") + codes(g, "content/entities/georgia-us.md") + codes(g, "content/entities/patrushev.md"); strings.Count(got, "name-shared") != 1 || strings.Count(got, "name-common") != 1 {
		t.Errorf("problems %q, want one shared and one common name", got)
	}
}

// Evidence says how an entity came into a document: listed comes before mentioned, linked last.
func TestEvidence(t *testing.T) {
	t.Parallel()
	g := graphOf(t, slices.Concat(people, []string{
		"content/notes/n.md", "---\nentities: [who, none]\nplace: iran\n---\nPatrushev met [[shamkhani|him]] in Iran.",
	})...)
	e := g.at(t, "content/notes/n.md")
	var got []string
	for _, v := range g.Of(e).Entities {
		got = append(got, fmt.Sprintf("%s %s %d", v.Entity.ID, v.How, v.Mention))
	}
	if s, want := strings.Join(got, ", "), "who listed -1, iran listed 1, patrushev mentioned 0, shamkhani linked -1"; s != want {
		t.Errorf("evidence %s, want %s", s, want)
	}
	if got := codes(g, "content/notes/n.md"); got != "2:17 entity-unknown" {
		t.Errorf("problems %q, want the unknown entity at its place", got)
	}
	if v, ok := g.Of(e).Has(g.at(t, "content/entities/iran.md")); !ok || v.How != Listed {
		t.Errorf("Has(iran) = %v, %v", v, ok)
	}
	items := g.Of(g.at(t, "content/entities/patrushev.md")).Items
	if len(items) != 1 || items[0] != e {
		t.Errorf("documents that speak of an entity: %v", items)
	}
}

// Backlinks are from published documents, newest first, one from each, with the reference that comes first.
func TestBacklinks(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "briefings.toml", "", "content/notes/to.md", "[[to]]",
		"content/notes/a.md", "---\ndate: 2022-01-01\n---\nOne. See [[to|there]] and [[to]].", "content/notes/b.md", "---\ndate: 2022-02-01\n---\n[x](to.md)",
		"content/notes/c.md", "---\ndraft: true\n---\n[[to]]", "content/notes/d.md", "![[to]]")
	var got []string
	for _, b := range g.Of(g.at(t, "content/notes/to.md")).Backlinks {
		r := b.From.Body.Refs[b.Ref]
		got = append(got, b.From.ID+":"+b.From.Body.Text[r.Start:r.End])
	}
	if s, want := strings.Join(got, ", "), "b:x, a:there, d:"; s != want {
		t.Errorf("backlinks %q, want %q", s, want)
	}
}

// Items that speak of one entity are related, whatever says that they do.
func TestRelated(t *testing.T) {
	t.Parallel()
	g := graphOf(t, slices.Concat(people, []string{
		"content/notes/a.md", "---\nentities: [iran]\n---\n", "content/articles/b.md", "In Iran.", "content/notes/c.md", "[[iran]]", "content/notes/d.md", "",
		"content/notes/e.md", "---\ndraft: true\n---\nIran",
	})...)
	for path, want := range map[string]int{"content/notes/a.md": 2, "content/articles/b.md": 2, "content/notes/c.md": 2, "content/notes/d.md": 0, "content/notes/e.md": 0} {
		if related := g.Related(g.at(t, path)); len(related) != want {
			t.Errorf("%s has %d related items, want %d", path, len(related), want)
		}
	}
}

// Only files that a published document uses are published.
func TestAssets(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "a.md", "![x](p.png)", "p.png", "", "unused.png", "", "held.md", "---\ndraft: true\n---\n![x](secret.png)", "secret.png", "",
		"b/index.md", "", "b/own.pdf", "", "c/index.md", "---\ndraft: true\n---\n", "c/held.pdf", "", "d.md", "---\nimage: pic.jpg\n---\n", "pic.jpg", "")
	var got []string
	for _, a := range g.Assets {
		got = append(got, string(a.Path))
	}
	if s, want := strings.Join(got, " "), "b/own.pdf p.png pic.jpg"; s != want {
		t.Errorf("published files %q, want %q", s, want)
	}
}

// A reference of any form finds a target or makes a problem, and never both a wrong place and silence.
func FuzzTarget(f *testing.F) {
	for _, s := range []string{"port", "/", "..", "../../x", "@/x", "a#b", "#^x", "2021/05/06/x", "x.html", "[", "{{x}}", "x.png", "%00", "\u200f", "./", "a//b"} {
		f.Add(s)
	}
	base := slices.Clone(site)
	f.Fuzz(func(t *testing.T, ref string) {
		g := graphOf(t, slices.Concat(base, []string{"notes/from.md", "[[" + ref + "]] [a](<" + ref + ">) ![[" + ref + "]]\n"})...)
		e := g.at(t, "notes/from.md")
		n := g.Of(e)
		if len(n.Targets) != len(e.Body.Refs) {
			t.Fatalf("%d references, %d targets", len(e.Body.Refs), len(n.Targets))
		}
		for i, target := range n.Targets {
			r := e.Body.Refs[i]
			silent := strings.Contains(r.Target, "{{") || strings.Contains(r.Target, "{%")
			if !target.Known() && !silent && !strings.Contains(codes(g, "notes/from.md"), fmt.Sprintf("%d:%d ref-", r.Line, r.Col)) {
				t.Fatalf("%+v leads nowhere, and nothing is said", r)
			}
		}
	})
}

// An embed goes round in a circle only if the piece that it embeds holds it, or leads back to it.
func TestEmbedLoop(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ a, b, want string }{
		{"![[a]]", "", "1:1 embed-loop"},
		{"![[b]]", "![[a]]", "1:1 embed-loop"},
		{"![[b]]", "x", ""},
		{"![[#two]]\n\n## one\n\n## two\n\nx", "", ""},
		{"## one\n\n![[#one]]", "", "3:1 embed-loop"},
		{"## one\n\n![[b#other]]\n\n## two", "## back\n\n![[a]]\n\n## other", ""},
		{"## one\n\n![[b#back]]\n\n## two", "## back\n\n![[a#two]]", ""},
		{"## one\n\n![[b#back]]\n\n## two", "## back\n\n![[a#one]]", "3:1 embed-loop"},
		{"x ^p\n\n![[#^p]]", "", ""},
	} {
		g := graphOf(t, "a.md", test.a, "b.md", test.b)
		if got := codes(g, "a.md"); got != test.want {
			t.Errorf("%q and %q: problems %q, want %q", test.a, test.b, got, test.want)
		}
	}
}

// A briefing has a name whether it has a file or not.
func TestBriefingByName(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "briefings.toml", "[[briefing]]\nid = \"Flights\"\ntitle = \"Flights\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"kind:note\"]\n",
		"content/notes/n.md", "+++\ndate = 2022-10-31\n+++\n[[flights]] [[briefings/flights]] [[flights/2022-W44]] [[flights/2022-w45]] [[flight]]\n")
	var got []string
	for _, to := range g.Of(g.at(t, "content/notes/n.md")).Targets {
		got = append(got, where(to))
	}
	want := "page /briefings/flights/, page /briefings/flights/, page /briefings/flights/2022-w44/, nothing, nothing"
	if strings.Join(got, ", ") != want {
		t.Errorf("names of a briefing lead to %s, want %s", strings.Join(got, ", "), want)
	}
}

// A target that ends in a slash is read from the page's address, as browsers do, where a page is there; else from the
// file's folder.
func TestPrettyTargets(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "fa/from.md", "[a](../start/), [b](../start), [c](../only/), [d](../../start/)\n", "fa/start.md", "", "start.md", "", "only.md", "")
	from := g.at(t, "fa/from.md")
	var got []string
	for _, target := range g.Of(from).Targets {
		got = append(got, where(target))
	}
	if got, want := strings.Join(got, " "), "fa/start.md start.md only.md start.md"; got != want {
		t.Errorf("the targets are %s, want %s", got, want)
	}
}

// On a Persian site a link finds a tag by the letters of Arabic, too.
func TestPersianTag(t *testing.T) {
	t.Parallel()
	g := graphOf(t, "briefings.toml", "title = \"x\"\nlang = \"fa\"\n", "content/a.md", "---\ntags: [کشتی]\n---\n[a](/tags/كشتي/), [b](/tags/کشتی/)\n")
	for _, target := range g.Of(g.at(t, "content/a.md")).Targets {
		if got, want := where(target), "page /tags/کشتی/"; got != want {
			t.Errorf("the target is %s, want %s", got, want)
		}
	}
}
