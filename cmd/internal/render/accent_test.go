package render_test

import (
	"io/fs"
	"regexp"
	"slices"
	"testing"
)

// TestOwnStyle wants a site's additions to the style sheet to come last on every page.
func TestOwnStyle(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml": declaration + "accent = '#7A1F2B'\n", "layouts/assets/own.css": "h1 { color: red }\n",
		"content/old.md": "+++\nurl = '/new/'\naliases = ['/old/']\n+++\nText.\n",
	}
	r := runAt(t, site, "2022-11-20", "https://desk.example/desk")
	last := regexp.MustCompile(`(?s)/assets/style-[0-9a-f]{8}\.css">.*/assets/accent-[0-9a-f]{8}\.css">.*/assets/own-[0-9a-f]{8}\.css">`)
	for _, page := range []string{"index.html", "new/index.html", "old/index.html", "404.html"} {
		if !last.MatchString(made(t, r, page)) {
			t.Errorf("%s does not load own.css after the others", page)
		}
	}
}

// TestAccent wants the site's colour in a style sheet that every page links to after ours, and none where
// the site has no colour.
func TestAccent(t *testing.T) {
	t.Parallel()
	sheets := regexp.MustCompile(`<link rel="stylesheet" href="/desk/assets/([a-z]+)-[0-9a-f]{8}\.css">`)
	for _, test := range []struct {
		config, css string
		want        []string
	}{
		{"", "", []string{"style"}},
		{"accent = '#7A1F2B'\n", "@media screen {\n:root { --accent: #7a1f2b; --chart: #7a1f2b; --chart-2: #c2620e; }\n}\n@media screen and (prefers-color-scheme: dark) {\n:root { --accent: #ce6b70; --chart: #ce6b70; --chart-2: #f2a65a; }\n}\n", []string{"style", "accent"}},
		{"accent = '#7a1f2b'\naccent_dark = '#f0a0a8'\n", "@media screen {\n:root { --accent: #7a1f2b; --chart: #7a1f2b; --chart-2: #c2620e; }\n}\n@media screen and (prefers-color-scheme: dark) {\n:root { --accent: #f0a0a8; --chart: #f0a0a8; --chart-2: #6cb4d6; }\n}\n", []string{"style", "accent"}},
		{"accent_dark = '#f0a0a8'\n", "@media screen {\n:root { --accent: #a35a63; --chart: #a35a63; --chart-2: #1f6f96; }\n}\n@media screen and (prefers-color-scheme: dark) {\n:root { --accent: #f0a0a8; --chart: #f0a0a8; --chart-2: #6cb4d6; }\n}\n", []string{"style", "accent"}},
	} {
		site := folder{"briefings.toml": declaration + test.config, "content/old.md": "+++\nurl = '/new/'\naliases = ['/old/']\n+++\nText.\n"}
		r := runAt(t, site, "2022-11-20", "https://desk.example/desk")
		if got := said(r); len(got) > 0 {
			t.Errorf("%q: problems %q", test.config, got)
		}
		for _, page := range []string{"index.html", "new/index.html", "old/index.html", "404.html"} {
			var got []string
			for _, m := range sheets.FindAllStringSubmatch(made(t, r, page), -1) {
				got = append(got, m[1])
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%q: %s links to the sheets %q, want %q", test.config, page, got, test.want)
			}
		}
		names, err := fs.Glob(r.Pages.FS(), "assets/accent-*.css")
		if err != nil || len(names) != len(test.want)-1 {
			t.Fatalf("%q: sheets of the accent colour: %q, %v", test.config, names, err)
		}
		if len(names) == 0 {
			continue
		}
		if css := made(t, r, names[0]); css != test.css {
			t.Errorf("%q: got the sheet\n%swant\n%s", test.config, css, test.css)
		}
	}
}
