package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// whole is for addresses that are absolute already.
func whole(url string) string { return url }

func TestSitemap(t *testing.T) {
	t.Parallel()
	files := Sitemap("https://desk.example/", []Location{
		{URL: "https://desk.example/"},
		{URL: "https://desk.example/notes/совет/?a=1&b", Modified: time.Date(2022, 11, 9, 12, 0, 0, 0, tehran)},
	}, whole)
	if len(files) != 1 || files[0].Name != "sitemap.xml" {
		t.Fatalf("want sitemap.xml only, got %d files, the first being %s", len(files), files[0].Name)
	}
	want := `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url>
<loc>https://desk.example/</loc>
</url>
<url>
<loc>https://desk.example/notes/%D1%81%D0%BE%D0%B2%D0%B5%D1%82/?a=1&amp;b</loc>
<lastmod>2022-11-09T12:00:00+03:30</lastmod>
</url>
</urlset>
`
	if got := string(files[0].Data()); got != want {
		t.Errorf("sitemap.xml is\n%s\nwant\n%s", got, want)
	}
}

func TestSitemapSplit(t *testing.T) {
	t.Parallel()
	var pages []Location
	for i := range 7 {
		pages = append(pages, Location{
			URL:      fmt.Sprintf("https://desk.example/%d/", i),
			Modified: time.Date(2022, 1, 1+(i*2)%7, 0, 0, 0, 0, time.UTC), // days 1 3 5 7 2 4 6
		})
	}
	size := len(sitemap("", pages[:3], whole, 9, 1<<20)[0].Data())
	tests := []struct {
		name              string
		maxURLs, maxBytes int
		want              []int
		newest            []string
	}{
		{"addresses", 3, 1 << 20, []int{3, 3, 1}, []string{"05", "07", "06"}},
		{"bytes", 9, size, []int{3, 3, 1}, []string{"05", "07", "06"}},
		{"one byte too few", 9, size - 1, []int{2, 2, 2, 1}, []string{"03", "07", "04", "06"}},
		{"each too large", 9, 1, []int{1, 1, 1, 1, 1, 1, 1}, []string{"01", "03", "05", "07", "02", "04", "06"}},
		{"all", 7, 1 << 20, []int{7}, nil},
	}
	for _, test := range tests {
		files := sitemap("https://desk.example/sub", pages, whole, test.maxURLs, test.maxBytes)
		if len(test.want) > 1 {
			checkIndex(t, test.name, files[0], test.newest)
			files = files[1:]
		}
		var got []int
		all := ""
		for _, f := range files {
			if _, err := parseXML(f.Data()); err != nil {
				t.Errorf("%s: %s: %v", test.name, f.Name, err)
			}
			got = append(got, strings.Count(string(f.Data()), "<url>"))
			all += string(f.Data())
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: addresses in the files are %v, want %v", test.name, got, test.want)
		}
		last := -1
		for _, page := range pages {
			at := strings.Index(all, page.URL)
			if at <= last {
				t.Errorf("%s: %s is missing or out of order", test.name, page.URL)
			}
			last = at
		}
	}
}

// checkIndex wants index to name sitemap-1.xml and so on, each with its newest day.
func checkIndex(t *testing.T, name string, index File, newest []string) {
	t.Helper()
	root, err := parseXML(index.Data())
	if err != nil || index.Name != "sitemap.xml" || root.name.Local != "sitemapindex" {
		t.Fatalf("%s: the first file must be an index named sitemap.xml, got %s: %v", name, index.Name, err)
	}
	if len(root.children) != len(newest) {
		t.Fatalf("%s: the index names %d files, want %d", name, len(root.children), len(newest))
	}
	for i, entry := range root.children {
		loc, mod := entry.children[0].text, entry.children[1].text
		if want := fmt.Sprintf("https://desk.example/sub/sitemap-%d.xml", i+1); loc != want {
			t.Errorf("%s: the index names %s, want %s", name, loc, want)
		}
		if want := "2022-01-" + newest[i] + "T00:00:00Z"; mod != want {
			t.Errorf("%s: %s is of %s, want %s", name, loc, mod, want)
		}
	}
}

func TestRobots(t *testing.T) {
	t.Parallel()
	want := "User-agent: *\nAllow: /\n\nSitemap: https://desk.example/sitemap.xml%0ADisallow:%20/\n"
	if got := string(Robots("https://desk.example/sitemap.xml\nDisallow: /")); got != want {
		t.Errorf("an address must not become a line of its own: got %q, want %q", got, want)
	}
	if got := string(Robots()); got != "User-agent: *\nAllow: /\n" {
		t.Errorf("without a sitemap: got %q", got)
	}
}
