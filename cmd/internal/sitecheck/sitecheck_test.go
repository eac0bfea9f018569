package sitecheck

import (
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/sitecheck/checktest"
)

func TestLinksSound(t *testing.T) {
	t.Parallel()
	for _, base := range []string{checktest.Base, strings.TrimSuffix(checktest.Base, "/")} {
		if got := Links(checktest.Sound(t), base); len(got) > 0 {
			t.Errorf("Links(%s) of the sound site:\n%s", base, strings.Join(got, "\n"))
		}
	}
}

// TestLinksFaults puts one fault into the sound site and wants this fault and no other.
func TestLinksFaults(t *testing.T) {
	t.Parallel()
	// Most faults are put before the end of the first page's main part.
	const end = "</main>"
	for _, test := range []struct{ name, file, old, text, want string }{
		{"missing page", "index.html", end, `<a href="/watch/gone/">x</a>`, `index.html: a href "/watch/gone/": there is no file "gone/index.html"`},
		{"missing picture", "index.html", end, `<img src="gone.png">`, `img src "gone.png": there is no file "gone.png"`},
		{"missing source", "index.html", end, `<img srcset="mark.svg 1x, gone.svg 2x">`, `img srcset "gone.svg": there is no file`},
		{"missing poster", "index.html", end, `<video poster="gone.png"></video>`, `video poster "gone.png": there is no file`},
		{"in noscript", "index.html", end, `<noscript><img src="gone.png"></noscript>`, `img src "gone.png": there is no file`},
		{"in template", "index.html", end, `<template><a href="gone/">x</a></template>`, `a href "gone/": there is no file`},
		{"own host", "index.html", end, `<a href="https://desk.example/watch/gone/">x</a>`, `there is no file "gone/index.html"`},
		{"own host, scheme", "index.html", end, `<a href="http://desk.example/watch/">x</a>`, `the site is at https:`},
		{"base path", "index.html", end, `<a href="/notes/">x</a>`, `lies outside of the site's path "/watch/"`},
		{"above the root", "index.html", end, `<a href="../x">x</a>`, `lies outside of the site's path "/watch/"`},
		{"slash", "index.html", end, `<a href="notes/quay-4%25">x</a>`, `wants a slash`},
		{"letter case", "index.html", end, `<a href="Mark.svg">x</a>`, `there is no file "Mark.svg"`},
		{"no URL", "index.html", end, `<a href="%zz">x</a>`, `a href "%zz": not a URL`},
		{"fragment here", "index.html", end, `<a href="#gone">x</a>`, `index.html has no id "gone"`},
		{"fragment there", "index.html", end, `<a href="notes/quay-4%25/#gone">x</a>`, `notes/quay-4%/index.html has no id "gone"`},
		{"fragment of a picture", "index.html", end, `<svg><use href="mark.svg#gone"/></svg>`, `mark.svg has no id "gone"`},
		{"id twice", "index.html", end, `<p id="main">x</p>`, `id "main" is borne by 2 elements`},
		{"id in vain", "index.html", end, `<p aria-describedby="main gone">x</p>`, `p aria-describedby: the page has no id "gone"`},
		{"relative in 404", "404.html", `href="/watch/">To`, `href="index.html">To`, `404.html: a href "index.html": is relative`},
		{"refresh", "index.html", "<title>", `<meta http-equiv="refresh" content="0; url=/watch/gone/"><title>`, `meta refresh "/watch/gone/": there is no file`},
		{"metadata", "index.html", "<title>", `<meta property="og:image" content="/watch/mark.svg"><title>`, `must be absolute`},
		{"canonical", "index.html", `"canonical" href="https://desk.example/watch/`, `"canonical" href="https://desk.example/watch/gone/`, `link href "https://desk.example/watch/gone/": there is no file`},
		{"JSON-LD", "index.html", `"url": "https://desk.example/watch/`, `"url": "https://desk.example/watch/gone/`, `JSON-LD url "https://desk.example/watch/gone/": there is no file`},
		{"JSON-LD form", "index.html", `{"@type"`, `{@type`, `JSON-LD: invalid character`},

		{"script elsewhere", "index.html", end, `<script src="https://cdn.example/x.js"></script>`, `script src "https://cdn.example/x.js": a request to another origin`},
		{"picture elsewhere", "index.html", end, `<img src="//cdn.example/x.png">`, `a request to another origin`},
		{"frame elsewhere", "index.html", end, `<iframe src="https://video.example/"></iframe>`, `a request to another origin`},
		{"form elsewhere", "index.html", end, `<form action="https://search.example/"></form>`, `a request to another origin`},
		{"sheet elsewhere", "index.html", "<title>", `<link rel="stylesheet" href="https://cdn.example/x.css"><title>`, `a request to another origin`},
		{"preconnect", "index.html", "<title>", `<link rel="preconnect" href="https://cdn.example/"><title>`, `a request to another origin`},
		{"data picture", "index.html", end, `<img src="data:image/png;base64,AAAA">`, `the policy allows only the site's own files`},
		{"sheet's font", "style.css", "body {", `@font-face { src: url(https://fonts.example/x.woff2) } body {`, `style.css: url() "https://fonts.example/x.woff2": a request to another origin`},
		{"sheet's picture", "style.css", `url("mark.svg")`, `url("gone.svg")`, `style.css: url() "gone.svg": there is no file`},
		{"sheet's import", "style.css", "body {", `@import "gone.css"; body {`, `url() "gone.css": there is no file`},
		{"sheet's import by url", "style.css", "body {", `@import url(gone.css); body {`, `url() "gone.css": there is no file`},

		{"style attribute", "index.html", end, `<p style="text-align: left">x</p>`, `p style: the policy blocks it`},
		{"style element", "index.html", "<title>", `<style>p { color: red }</style><title>`, `style: the policy blocks it`},
		{"style in a picture", "mark.svg", "<path", `<style>path { fill: none }</style><path`, `mark.svg: style: the policy blocks it`},
		{"script element", "index.html", end, `<script>go()</script>`, `script: the policy blocks it`},
		{"module", "index.html", end, `<script type="module">go()</script>`, `script: the policy blocks it`},
		{"typed script", "index.html", end, `<script type="text/javascript">go()</script>`, `script: the policy blocks it`},
		{"handler", "index.html", end, `<p onclick="go()">x</p>`, `p onclick: the policy blocks it`},
		{"script URL", "index.html", end, `<a href=" JavaScript:go()">x</a>`, `a script in an address`},
		{"base", "index.html", "<title>", `<base href="/watch/"><title>`, `base: it moves every fragment link`},
		{"refused by html/template", "index.html", end, `<a href="#ZgotmplZ" id="ZgotmplZ">x</a>`, `html/template refused a value`},

		{"feed link", "feed.xml", `<link href="https://desk.example/watch/notes/quay-4%25/`, `<link href="https://desk.example/watch/gone/`, `feed.xml: link href "https://desk.example/watch/gone/": there is no file`},
		{"feed, relative", "feed.xml", `<link href="https://desk.example/watch/"`, `<link href="/watch/"`, `feed.xml: link href "/watch/": is read away from its page`},
		{"feed content", "feed.xml", `#depth`, `#gone`, `content a href "https://desk.example/watch/notes/quay-4%25/#gone": notes/quay-4%/index.html has no id "gone"`},
		{"feed logo", "feed.xml", `<title>`, `<logo>https://desk.example/watch/gone.png</logo><title>`, `logo "https://desk.example/watch/gone.png": there is no file`},
		{"feed, xml:base", "feed.xml", `xml:lang="en"`, `xml:lang="en" xml:base="notes/"`, ""},
		{"feed form", "feed.xml", `</feed>`, `<x></feed>`, `feed.xml: XML syntax error`},
		{"entry twice", "feed.xml", `</entry>`, `</entry><entry><id> tag:desk.example,2022:note/quay </id></entry>`, `id "tag:desk.example,2022:note/quay" is borne by two entries`},
		{"JSON feed link", "feed.json", `notes/quay-4%25/`, `gone/`, `feed.json: url "https://desk.example/watch/gone/": there is no file`},
		{"JSON feed content", "feed.json", `mark.svg`, `gone.svg`, `feed.json: content_html img src "https://desk.example/watch/gone.svg": there is no file`},
		{"JSON form", "feed.json", `"title":`, `"title"`, `feed.json: invalid character`},
		{"sitemap", "sitemap.xml", `notes/quay-4%25/`, `gone/`, `sitemap.xml: loc "https://desk.example/watch/gone/": there is no file`},
		{"sitemap, relative", "sitemap.xml", `https://desk.example`, ``, `must be absolute`},
		{"robots.txt", "robots.txt", `sitemap.xml`, `gone.xml`, `robots.txt: Sitemap "https://desk.example/watch/gone.xml": there is no file`},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			site := checktest.Sound(t)
			text := test.text
			if test.old == end {
				text += end
			}
			checktest.Edit(t, site, test.file, test.old, text)
			got := Links(site, checktest.Base)
			if test.want == "" {
				if len(got) > 0 {
					t.Errorf("got %q, want no fault", got)
				}
				return
			}
			if len(got) != 1 || !strings.Contains(got[0], test.want) {
				t.Errorf("got %q, want one fault with %q", got, test.want)
			}
		})
	}
}

func TestLinksWithoutHost(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{"index.html": {Data: []byte(`<a href="/x/">x</a> <a href="/">home</a> <img src="https://cdn.example/x.png">`)}}
	want := []string{
		`index.html: a href "/x/": there is no file "x/index.html"`,
		`index.html: img src "https://cdn.example/x.png": a request to another origin`,
	}
	if got := Links(site, "/"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLinksNothingToRead(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		site fs.FS
		base string
		want string
	}{
		{fstest.MapFS{}, checktest.Base, "the site has no files"},
		{checktest.Sound(t), "%zz", "base: "},
	} {
		if got := Links(test.site, test.base); len(got) != 1 || !strings.Contains(got[0], test.want) {
			t.Errorf("Links(%s): got %q, want one fault with %q", test.base, got, test.want)
		}
	}
}

// FuzzLinks wants an answer for any bytes in any kind of file, the same one each time.
func FuzzLinks(f *testing.F) {
	names := []string{"index.html", "feed.xml", "feed.json", "style.css", "robots.txt"}
	for i, text := range []string{
		`<a href="#x"><svg><style></svg><base href="%zz"><img srcset=", ,a 1x,">`,
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base=":"><id/></feed>`,
		`{"version": "https://jsonfeed.org/version/1.1", "items": [[{"url": ""}]]}`,
		`@import "url("; a { b: url( ) }`,
		"sitemap:\nsitemap::",
	} {
		f.Add(uint(i), text)
	}
	f.Fuzz(func(t *testing.T, kind uint, text string) {
		site := fstest.MapFS{names[kind%uint(len(names))]: {Data: []byte(text)}}
		first, second := Links(site, checktest.Base), Links(site, checktest.Base)
		if !slices.Equal(first, second) {
			t.Errorf("two answers for %q:\n%q\n%q", text, first, second)
		}
	})
}
