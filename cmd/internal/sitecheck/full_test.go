//go:build full

package sitecheck

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

// A recorder is a test that notes its failures instead of failing.
type recorder struct {
	testing.TB
	failures string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures += fmt.Sprintf(format, args...) + "\n"
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Fatal(args ...any) { r.Fatalf("%s", fmt.Sprint(args...)) }

// failures returns what check complained about.
func failures(t *testing.T, check func(t testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // Fatalf ends its goroutine
		defer close(done)
		check(r)
	}()
	<-done
	return r.failures
}

// wantFailure wants check to fail with a text, or, if want is empty, not to fail.
func wantFailure(t *testing.T, want string, check func(t testing.TB)) {
	t.Helper()
	got := failures(t, check)
	if (got != "") != (want != "") || !strings.Contains(got, want) {
		t.Errorf("got failure %q, want %q", got, want)
	}
}

// write puts site into a folder.
func write(t *testing.T, site fs.FS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	return dir
}

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
			site := sound(t)
			edit(t, site, test.file, test.old, test.text)
			dir := write(t, site)
			wantFailure(t, test.want, func(t testing.TB) { VNU(t, dir) })
		})
	}
	t.Run("empty", func(t *testing.T) {
		t.Parallel()
		wantFailure(t, "no HTML", func(tb testing.TB) { VNU(tb, t.TempDir()) })
	})
}

func TestAtom(t *testing.T) {
	t.Parallel()
	const (
		author  = "<author><name>The desk</name></author>"
		link    = `<link href="https://desk.example/watch/notes/quay-4%25/"/>`
		entryID = "<id>tag:desk.example,2022:note/quay</id>"
	)
	content := string(sound(t)["feed.xml"].Data)
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
			feed := string(sound(t)["feed.xml"].Data)
			if test.old == "" {
				feed = strings.Replace(strings.Replace(feed, author, "", 1), entryID, entryID+author, 1)
			} else if test.old != test.text {
				before := feed
				if feed = strings.Replace(feed, test.old, test.text, 1); feed == before {
					t.Fatalf("feed.xml no longer has %q: adapt the test to testdata/sound", test.old)
				}
			}
			dir := write(t, fstest.MapFS{"a/feed.xml": {Data: []byte(feed)}})
			wantFailure(t, test.want, func(t testing.TB) { Atom(t, dir) })
		})
	}
	t.Run("empty", func(t *testing.T) {
		t.Parallel()
		dir := write(t, fstest.MapFS{"sitemap.xml": sound(t)["sitemap.xml"]})
		wantFailure(t, "no Atom feed", func(t testing.TB) { Atom(t, dir) })
	})
}

func TestAxe(t *testing.T) {
	t.Parallel()
	const end = "</main>"
	narrow := View{Width: 320}
	for _, test := range []struct {
		name, file, old, text string
		view                  View
		want                  string
	}{
		{"sound", "index.html", "watch</h1>", "</h1>", narrow, ""},
		{"sound and dark", "index.html", "watch</h1>", "</h1>", View{Width: 1280, Dark: true}, ""},
		{"no alternative", "index.html", ` alt="An anchor"`, "", narrow, "image-alt at img:"},
		{"contrast", "style.css", "color: #1a1a1a", "color: #aaa", narrow, "color-contrast at "},
		{"contrast in the dark", "style.css", "color: #eee", "color: #444", View{Width: 320, Dark: true}, "color-contrast at "},
		{"only light is light", "style.css", "color: #eee", "color: #444", narrow, ""},
		{"best practice", "index.html", end, "<h4>Deep</h4>" + end, narrow, "heading-order at h4"},
		{"target size", "index.html", end, `<p class="tiny"><button>a</button><button>b</button></p>` + end, narrow, "target-size at "},
		{"reflow", "index.html", end, `<img src="mark.svg" width="600" height="20" alt="">` + end, narrow, "reflow: the page is 6"},
		{"reflow when wide", "index.html", end, `<img src="mark.svg" width="600" height="20" alt="">` + end, View{Width: 1280}, ""},
		{"policy", "index.html", end, `<p style="margin: 0">x</p>` + end, narrow, "Content Security Policy"},
		{"exception", "menu.js", "document", "gone(); document", narrow, "gone is not defined"},
		{"missing file", "index.html", "/watch/mark.svg 1x", "/watch/gone.svg 1x", narrow, "404 (Not Found)"},
		{"other origin", "index.html", end, `<img src="http://localhost:9/x.png" alt="">` + end, narrow, "request to another origin: http://localhost:9/x.png"},
	} {
		t.Run(test.name, func(t *testing.T) { // one after the other: each has a Chromium to itself
			site := sound(t)
			edit(t, site, test.file, test.old, test.text)
			site["style.css"].Data = append(site["style.css"].Data, []byte("\n.tiny button { border: 0; font-size: 8px; height: 9px; padding: 0; width: 9px; }\n")...)
			wantFailure(t, test.want, func(t testing.TB) {
				Open(t, site, base).Axe([]string{""}, test.view)
			})
		})
	}
	t.Run("nothing", func(t *testing.T) {
		site := sound(t)
		wantFailure(t, "needs a page", func(t testing.TB) { Open(t, site, base).Axe(nil, narrow) })
		wantFailure(t, "404 (Not Found)", func(t testing.TB) { Open(t, site, base).Axe([]string{"gone/"}, narrow) })
	})
}

func TestAxePages(t *testing.T) {
	t.Parallel()
	Open(t, sound(t), base).Axe([]string{"", "notes/quay-4%/", "404.html"}, View{Width: 320}, View{Width: 1280, Dark: true})
}

func TestFits(t *testing.T) {
	t.Parallel()
	const end, rule = "</main>", "\n.wide { min-width: 30em; }\n.code { overflow-x: auto; }\n.cut { font-family: monospace; overflow: hidden; white-space: nowrap; width: 8.1em; }\n"
	for _, test := range []struct {
		name, text string
		view       View
		want       string
	}{
		{"sound", "", View{Width: 320}, ""},
		{"sound with large text", "", View{Width: 1280, Text: 200}, ""},
		{"wide", `<p class="wide">x</p>`, View{Width: 320}, "p.wide “x” reaches from"},
		{"wide with large text", `<p class="wide">x</p>`, View{Width: 700, Text: 200}, "p.wide “x” reaches from"},
		{"not wide then", `<p class="wide">x</p>`, View{Width: 700}, ""},
		{"scrolls", `<div class="code" tabindex="0"><p class="wide">x</p></div>`, View{Width: 320}, ""},
		{"cut", `<p class="cut">Some words that are cut off</p>`, View{Width: 320}, "p.cut “Some words that are cut off” is cut off"},
		{"with text spacing only", `<p class="cut">Some words x</p>`, View{Width: 320}, "with text spacing: p.cut “Some words x” is cut off"},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := sound(t)
			edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte(rule)...)
			wantFailure(t, test.want, func(t testing.TB) { Open(t, site, base).Fits([]string{""}, test.view) })
		})
	}
}

func TestKeyboard(t *testing.T) {
	t.Parallel()
	const end = "</main>"
	for _, test := range []struct{ name, text, rule, want string }{
		{"sound", "", "", ""},
		{"no outline", "", ":focus-visible { outline: none; }", "does not show that it has the focus"},
		{"thin outline", "", ":focus-visible { outline: 1px solid; }", "does not show that it has the focus"},
		{"outline of no colour", "", ":focus-visible { outline: 3px solid transparent; }", "does not show that it has the focus"},
		{"order of its own", `<a href="/watch/" tabindex="1">First</a>`, "", "which is after it"},
		{"turned around", `<p class="turned"><a href="/watch/">One</a><a href="/watch/">Two</a></p>`, ".turned { display: flex; flex-direction: column-reverse; }", "a “Two” comes after a “One” and stands above it"},
		{"never reached", `<a href="/watch/" tabindex="-1">Out</a>`, "", "a “Out” is never reached"},
		{"out of sight", `<a class="off" href="/watch/">Off</a>`, ".off { position: fixed; top: -99px; }", "a “Off” has the focus and is out of sight"},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := sound(t)
			edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte(test.rule)...)
			wantFailure(t, test.want, func(t testing.TB) { Open(t, site, base).Keyboard([]string{""}, View{Width: 640}) })
		})
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	const end = "</main>"
	for _, test := range []struct{ name, text, want string }{
		{"sound", "", ""},
		{"waits for a script", `<p class="later">Later</p>`, "p “Later” is not shown"},
		{"says so", `<p hidden>Later</p>`, ""},
		{"to be opened", `<details><summary>More</summary><p>Later</p></details>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := sound(t)
			edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte("\n.later { display: none; }\n")...)
			wantFailure(t, test.want, func(t testing.TB) { Open(t, site, base).Plain("") })
		})
	}
}

func TestShot(t *testing.T) {
	t.Parallel()
	b := Open(t, sound(t), base)
	for name, magic := range map[string]string{"page.png": "\x89PNG\r\n", "page.pdf": "%PDF-"} {
		file := filepath.Join(t.TempDir(), name)
		b.Shot("notes/quay-4%/", View{Width: 640, Dark: true}, file)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(data, []byte(magic)) {
			t.Errorf("%s begins with %q, want %q", name, data[:min(len(data), 8)], magic)
		}
	}
}

func TestMissingTools(t *testing.T) {
	t.Setenv("BRIEFINGS_TOOLS", t.TempDir())
	wantFailure(t, "make tools", func(t testing.TB) { npmFile(t, "vnu-jar/build/dist/vnu.jar") })
	t.Setenv("BRIEFINGS_TOOLS", "")
	wantFailure(t, "make test", func(t testing.TB) { npmFile(t, "vnu-jar/build/dist/vnu.jar") })
	t.Setenv("PATH", t.TempDir())
	wantFailure(t, "make tools", func(t testing.TB) { command(t, "jing") })
}
