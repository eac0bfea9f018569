//go:build full

package build_test

import (
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefings"
	"briefings/cmd/internal/sitecheck/chromium"
	"briefings/cmd/internal/sitecheck/tools"
)

// onePageEach is one page of each layout, but for redirects, which are gone before they can be looked
// at, and of each kind of page that looks different.
var onePageEach = []string{
	"", "briefings/", "briefings/drone-supply/", "briefings/drone-supply/2022-w45/",
	"briefings/drone-supply/editions/", "articles/", "articles/2022/patrushev-shamkhani/", "notes/2022/readout-chain/",
	"notes/2022/names-in-persian/", "entities/", "entities/people/nikolai-patrushev/", "sources/", "sources/tass/", "tags/", "tags/drones/",
	"archive/", "archive/2022/11/", "about/", "search/", "404.html",
}

// TestStarterHTML asks the Nu Html Checker and the schema of RFC 4287.
func TestStarterHTML(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.CopyFS(dir, starter(t, "").fs()); err != nil {
		t.Fatal(err)
	}
	tools.VNU(t, dir)
	tools.Atom(t, dir)
}

// TestStarterAccess asks axe about every kind of page at the widths of a telephone, a tablet and a
// desk, in the light and in the dark.
func TestStarterAccess(t *testing.T) {
	t.Parallel()
	var views []chromium.View
	for _, width := range []int{320, 768, 1280} {
		views = append(views, chromium.View{Width: width}, chromium.View{Width: width, Dark: true})
	}
	chromium.Open(t, starter(t, "").fs(), "https://example.org/").Axe(onePageEach, views...)
}

// persian is the starter of a desk that speaks Persian, with the documents of testdata/persian.txtar.
func persian(t *testing.T) published {
	t.Helper()
	site := folder{}
	err := fs.WalkDir(briefings.Starter, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(name, "layouts/") {
			return err
		}
		data, err := fs.ReadFile(briefings.Starter, name)
		site[name] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile("testdata/persian.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "content/") {
			site[f.Name] = string(f.Data)
		}
	}
	for name, text := range site { // the starter's own documents stay English, and say so
		if rest, ok := strings.CutPrefix(text, "+++\n"); ok && strings.HasSuffix(name, ".md") && !strings.Contains(text, "\nlang") {
			site[name] = "+++\nlang = \"en\"\n" + rest
		}
	}
	lang := regexp.MustCompile(`(?m)^lang\s*= .*$`)
	site["briefings.toml"] = lang.ReplaceAllString(site["briefings.toml"], "lang = \"fa\"\ncalendar = \"jalali\"")
	p := publish(t, input(t, site.fs()), nil)
	if !strings.Contains(p.files["index.html"], `<html lang="fa" dir="rtl">`) {
		t.Fatal("the starter does not speak Persian: give its briefings.toml a lang again")
	}
	return p
}

// TestPersian asks the Nu Html Checker, and axe, about pages from right to left.
func TestPersian(t *testing.T) {
	t.Parallel()
	p := persian(t)
	dir := t.TempDir()
	if err := os.CopyFS(dir, p.fs()); err != nil {
		t.Fatal(err)
	}
	tools.VNU(t, dir)
	tools.Atom(t, dir)
	pages := append([]string{"articles/tehran/", "articles/english/", "notes/note/"}, onePageEach...)
	chromium.Open(t, p.fs(), "https://desk.example/").Axe(pages, chromium.View{Width: 320}, chromium.View{Width: 1280, Dark: true})
}

// TestStarterReach looks at narrow windows and at text of twice the size, goes through pages of one column
// and of two by the keyboard, and switches scripts off.
func TestStarterReach(t *testing.T) {
	t.Parallel()
	b := chromium.Open(t, starter(t, "").fs(), "https://example.org/")
	b.Fits(onePageEach, chromium.View{Width: 320}, chromium.View{Width: 320, Text: 200}, chromium.View{Width: 1280, Text: 200})
	b.Keyboard(onePageEach, chromium.View{Width: 390}, chromium.View{Width: 1280})
	b.Plain(onePageEach...)
}
