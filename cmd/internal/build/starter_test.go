package build_test

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"briefings"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/sitecheck"
)

// starter builds the starter site at an address; empty means its own.
func starter(t testing.TB, base string) published {
	t.Helper()
	in := input(t, briefings.Starter)
	in.BaseURL = base
	return publish(t, in, nil)
}

// TestStarter builds the repository's own site and follows every link.
func TestStarter(t *testing.T) {
	t.Parallel()
	for _, base := range []string{"https://example.org/", "https://example.org/desk", "http://localhost:1313"} {
		p := starter(t, base)
		for _, x := range p.problems {
			t.Errorf("the starter has a problem: %v", x)
		}
		for _, fault := range sitecheck.Links(p.fs(), base) {
			t.Errorf("at %s: %s", base, fault)
		}
		for _, fault := range sitecheck.Schema(p.fs()) {
			t.Errorf("at %s: %s", base, fault)
		}
		wantSafe(t, p.files)
	}
}

// A site that lets raw HTML through has the same pages as one that does not, as long as nobody writes any.
func TestRawHTMLChangesNoMarkdown(t *testing.T) {
	t.Parallel()
	const note = "[a](tel:+1) [b](ftp://x) [c](doi:10/1) [d](geo:1,2 \"a 'b'\") e[^1]\n\n3. three\n\n- [x] done\n\n> [!tip]- open\n> $x$\n\n|a|\n|:-:|\n|b<br>c|\n\n" +
		"متن ![[a.png|300]] [![a](a.png)](a.png)\n\n![a](a.png \"title\")\n\n{: #id}\n\n[^1]: note \"q\" & 'r'\n"
	var files []map[string]string
	for _, raw := range []string{"", "raw_html = true\n"} {
		site := folder{"briefings.toml": declaration + raw, "content/notes/a.png": "x", "content/notes/a.md": note}
		files = append(files, publish(t, input(t, site.fs()), nil).files)
	}
	for name, text := range files[0] {
		if files[1][name] != text {
			t.Errorf("%s differs: %s", name, buildtest.FirstLine(files[1][name], text))
		}
	}
}

// TestStory goes the way of a reader: from the briefings to the article on the security chiefs, from
// there to one of them, and from him to everything said about him.
func TestStory(t *testing.T) {
	t.Parallel()
	const article, person = "/articles/2022/patrushev-shamkhani/", "/entities/people/nikolai-patrushev/"
	p := starter(t, "")
	for _, id := range []string{"sanctions", "drone-supply", "security-councils"} {
		item := listed(t, p.files["briefings/"+id+"/index.html"], article)
		if item == nil {
			t.Errorf("briefing %s does not list %s", id, article)
			continue
		}
		if why := textOf(find(item, "p", "why")); !strings.HasPrefix(why, "Here because it ") {
			t.Errorf("briefing %s gives %q as the reason", id, why)
		}
	}
	page := p.files[strings.Trim(article, "/")+"/index.html"]
	if !strings.Contains(page, `href="`+person+`"`) {
		t.Errorf("no link from %s to %s", article, person)
	}
	about := p.files[strings.Trim(person, "/")+"/index.html"]
	for name := range documentsWith(t, "Patrushev") {
		item := listed(t, about, "/"+name+"/")
		if item == nil {
			t.Errorf("%s does not list %s, which names him", person, name)
			continue
		}
		if said := textOf(find(item, "p", "sentence")); !strings.Contains(said, "Patrushev") {
			t.Errorf("%s shows %s with the sentence %q", person, name, said)
		}
	}
}

// documentsWith returns the articles and notes of the starter whose text has a word: their paths
// without extension.
func documentsWith(t *testing.T, word string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	for _, dir := range []string{"content/articles", "content/notes"} {
		err := fs.WalkDir(briefings.Starter, dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || path.Ext(name) != ".md" {
				return err
			}
			src, err := fs.ReadFile(briefings.Starter, name)
			if err != nil {
				return err
			}
			parts := strings.SplitN(string(src), "+++\n", 3)
			if len(parts) == 3 && strings.Contains(parts[2], word) && !strings.Contains(parts[1], "draft = true") {
				found[strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(name, "content/"), ".md"), "/index")] = true
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < 3 {
		t.Fatalf("the starter has %d documents with %q: the test looks in the wrong place", len(found), word)
	}
	return found
}

// listed returns the entry of a list whose heading leads to an address; nil if there is none.
func listed(t *testing.T, page, address string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if n.Data != "li" {
			continue
		}
		if h := find(n, "h3", ""); h != nil && slices.ContainsFunc(slices.Collect(h.Descendants()), func(a *html.Node) bool {
			return a.Data == "a" && attribute(a, "href") == address
		}) {
			return n
		}
	}
	return nil
}

// find returns the first element of a name, and of a class unless that is empty; nil if there is none.
func find(n *html.Node, name, class string) *html.Node {
	for x := range n.Descendants() {
		if x.Type == html.ElementNode && x.Data == name && (class == "" || slices.Contains(strings.Fields(attribute(x, "class")), class)) {
			return x
		}
	}
	return nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
