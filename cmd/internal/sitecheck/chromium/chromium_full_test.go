//go:build full

package chromium

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"briefings/cmd/internal/sitecheck/checktest"
)

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
			site := checktest.Sound(t)
			checktest.Edit(t, site, test.file, test.old, test.text)
			site["style.css"].Data = append(site["style.css"].Data, []byte("\n.tiny button { border: 0; font-size: 8px; height: 9px; padding: 0; width: 9px; }\n")...)
			checktest.WantFailure(t, test.want, func(t testing.TB) {
				Open(t, site, checktest.Base).Axe([]string{""}, test.view)
			})
		})
	}
	t.Run("nothing", func(t *testing.T) {
		site := checktest.Sound(t)
		checktest.WantFailure(t, "needs a page", func(t testing.TB) { Open(t, site, checktest.Base).Axe(nil, narrow) })
		checktest.WantFailure(t, "404 (Not Found)", func(t testing.TB) { Open(t, site, checktest.Base).Axe([]string{"gone/"}, narrow) })
	})
}

func TestAxePages(t *testing.T) {
	t.Parallel()
	Open(t, checktest.Sound(t), checktest.Base).Axe([]string{"", "notes/quay-4%/", "404.html"}, View{Width: 320}, View{Width: 1280, Dark: true})
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
			site := checktest.Sound(t)
			checktest.Edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte(rule)...)
			checktest.WantFailure(t, test.want, func(t testing.TB) { Open(t, site, checktest.Base).Fits([]string{""}, test.view) })
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
			site := checktest.Sound(t)
			checktest.Edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte(test.rule)...)
			checktest.WantFailure(t, test.want, func(t testing.TB) { Open(t, site, checktest.Base).Keyboard([]string{""}, View{Width: 640}) })
		})
	}
}

func TestPlain(t *testing.T) {
	t.Parallel()
	const end = "</main>"
	for _, test := range []struct{ name, text, want string }{
		{"sound", "", ""},
		{"waits for a script", `<p class="later">Later</p>`, "p “Later” is not shown"},
		{"for printers", `<p class="never">Printed</p>`, ""},
		{"says so", `<p hidden>Later</p>`, ""},
		{"to be opened", `<details><summary>More</summary><p>Later</p></details>`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			site := checktest.Sound(t)
			checktest.Edit(t, site, "index.html", end, test.text+"\n"+end)
			site["style.css"].Data = append(site["style.css"].Data, []byte("\n.later, .never { display: none; }\n")...)
			site["menu.js"].Data = append(site["menu.js"].Data, []byte("\ndocument.querySelector(\".later\")?.classList.remove(\"later\");\n")...)
			checktest.WantFailure(t, test.want, func(t testing.TB) { Open(t, site, checktest.Base).Plain("") })
		})
	}
}

func TestShot(t *testing.T) {
	t.Parallel()
	b := Open(t, checktest.Sound(t), checktest.Base)
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
