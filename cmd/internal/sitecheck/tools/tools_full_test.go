//go:build full

package tools

import (
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/sitecheck/checktest"
)

func TestVNU(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, file, old, text, want string }{
		{"sound", "index.html", "Harbour watch</h1>", "Harbours</h1>", ""},
		{"no title", "index.html", "<title>Harbour watch</title>", "", "child element “title”"},
		{"element in a wrong place", "notes/quay-4%/index.html", "<h2", "<p><div>x</div></p><h2", "No “p” element in scope"},
		{"picture", "mark.svg", `d="M12 2v20"`, `d="gone"`, "mark.svg"},
		{"warning", "index.html", "</main>", "<section><p>x</p></section></main>", "Section lacks heading"},
		{"style", "style.css", "body {", "body { colour: red;", "Property “colour” doesn't exist"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			site := checktest.Sound(t)
			checktest.Edit(t, site, test.file, test.old, test.text)
			dir := checktest.Write(t, site)
			checktest.WantFailure(t, test.want, func(t testing.TB) { VNU(t, dir) })
		})
	}
	t.Run("empty", func(t *testing.T) {
		t.Parallel()
		checktest.WantFailure(t, "no HTML", func(tb testing.TB) { VNU(tb, t.TempDir()) })
	})
}

func TestAtom(t *testing.T) {
	t.Parallel()
	const (
		author  = "<author><name>The desk</name></author>"
		link    = `<link href="https://desk.example/watch/notes/quay-4%25/"/>`
		entryID = "<id>tag:desk.example,2022:note/quay</id>"
	)
	content := string(checktest.Sound(t)["feed.xml"].Data)
	content = content[strings.Index(content, "<content"):strings.Index(content, "</entry>")]
	for _, test := range []struct {
		name, old, text string
		want            string // of jing's complaint; empty if there is none
	}{
		{"sound", author, author, ""},
		{"author in the entry", "", "", ""},
		{"no author", author, "", "element \"entry\" incomplete; expected element \"author\""},
		{"no id", entryID, "", "missing required element \"id\""},
		{"two ids", entryID, entryID + entryID, "element \"id\" not allowed"},
		{"relative id", entryID, "<id>/note/quay</id>", "element \"id\" invalid"},
		{"spaces in the id", entryID, "<id> tag:desk.example,2022:note/quay </id>", "element \"id\" invalid"},
		{"no time zone", "T00:00:00+01:00", "T00:00:00", "element \"updated\" invalid"},
		{"date only", "T00:00:00+01:00", "", "element \"updated\" invalid"},
		{"no such day", "2022-11-09T00:00:00+01:00", "2022-11-31T00:00:00Z", "element \"updated\" invalid"},
		{"unknown type", `<title type="html">`, `<title type="text/html">`, "attribute \"type\""},
		{"markup in text", "<title>Harbour watch", "<title>Harbour <b xmlns=''>watch</b>", "element \"b\" not allowed"},
		{"xhtml", `<title type="html">The quay`, `<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">The <i>quay</i></div>`, ""},
		{"xhtml without div", `<title type="html">The quay`, `<title type="xhtml">The quay`, "text not allowed"},
		{"unknown element", author, author + "<tagline>x</tagline>", "element \"tagline\" not allowed"},
		{"foreign element", author, author + `<x xmlns="https://x.example/" a="b"><y/></x>`, ""},
		{"unknown attribute", "<entry>", `<entry kind="note">`, "attribute \"kind\" not allowed"},
		{"no content, link", content, "<summary>Deep.</summary>", ""},
		{"no content, no link", link + "\n    " + content, "", "element \"entry\" incomplete"},
		{"content elsewhere", content, `<content src="https://desk.example/x.pdf" type="application/pdf"/><summary>x</summary>`, ""},
		{"content elsewhere, no summary", link + "\n    " + content, `<content src="https://desk.example/x.pdf" type="application/pdf"/>`, "missing required element \"summary\""},
		{"link without address", link, link + `<link rel="related"/>`, "missing required attribute \"href\""},
		{"person without name", author, "<author><uri>https://desk.example/</uri></author>", "missing required element \"name\""},
		{"language", `xml:lang="en"`, `xml:lang="en_GB"`, "attribute \"xml:lang\""},
		{"category", author, author + `<category label="drones"/>`, "missing required attribute \"term\""},
		{"after the entries", "</entry>", "</entry><subtitle>x</subtitle>", "element \"subtitle\" not allowed"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			feed := string(checktest.Sound(t)["feed.xml"].Data)
			if test.old == "" {
				feed = strings.Replace(strings.Replace(feed, author, "", 1), entryID, entryID+author, 1)
			} else if test.old != test.text {
				before := feed
				if feed = strings.Replace(feed, test.old, test.text, 1); feed == before {
					t.Fatalf("feed.xml no longer has %q: adapt the test to testdata/sound", test.old)
				}
			}
			dir := checktest.Write(t, fstest.MapFS{"a/feed.xml": {Data: []byte(feed)}})
			checktest.WantFailure(t, test.want, func(t testing.TB) { Atom(t, dir) })
		})
	}
	t.Run("empty", func(t *testing.T) {
		t.Parallel()
		dir := checktest.Write(t, fstest.MapFS{"sitemap.xml": checktest.Sound(t)["sitemap.xml"]})
		checktest.WantFailure(t, "no Atom feed", func(t testing.TB) { Atom(t, dir) })
	})
}

func TestMissingTools(t *testing.T) {
	t.Setenv("BRIEFINGS_TOOLS", t.TempDir())
	checktest.WantFailure(t, "make tools", func(t testing.TB) { NPMFile(t, "vnu-jar/build/dist/vnu.jar") })
	t.Setenv("BRIEFINGS_TOOLS", "")
	checktest.WantFailure(t, "make test", func(t testing.TB) { NPMFile(t, "vnu-jar/build/dist/vnu.jar") })
	t.Setenv("PATH", t.TempDir())
	checktest.WantFailure(t, "make tools", func(t testing.TB) { Command(t, "jing") })
}
