//go:build full

package build_test

import (
	"os"
	"testing"

	"briefings/cmd/internal/sitecheck"
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
	sitecheck.VNU(t, dir)
	sitecheck.Atom(t, dir)
}

// TestStarterAccess asks axe about every kind of page at the widths of a telephone, a tablet and a
// desk, in the light and in the dark.
func TestStarterAccess(t *testing.T) {
	t.Parallel()
	var views []sitecheck.View
	for _, width := range []int{320, 768, 1280} {
		views = append(views, sitecheck.View{Width: width}, sitecheck.View{Width: width, Dark: true})
	}
	sitecheck.Open(t, starter(t, "").fs(), "https://example.org/").Axe(onePageEach, views...)
}
