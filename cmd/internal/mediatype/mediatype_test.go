package mediatype

import "testing"

func TestOf(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"index.html":            "text/html; charset=utf-8",
		"a/PHOTO.JPG":           "image/jpeg",
		"a.tar.gz":              "application/gzip",
		"briefings/x/feed.json": "application/feed+json",
		"data/feeds.json":       "application/json",
		"feed.atom":             "application/atom+xml; charset=utf-8",
		"sitemap.xml":           "application/xml; charset=utf-8",
		"a.js":                  "text/javascript; charset=utf-8",
		"robots.txt":            "text/plain; charset=utf-8",
		"mark.svg":              "image/svg+xml; charset=utf-8",
		"font.woff2":            "font/woff2",
		"CNAME":                 "application/octet-stream",
		".nojekyll":             "application/octet-stream",
		"a.html.exe":            "application/octet-stream",
	} {
		if got := Of(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}
