package sitecheck

import (
	"strings"
	"testing"
	"testing/fstest"
)

// described is a page that Schema has nothing to say of.
const described = `<!DOCTYPE html><title>T</title><script type="application/ld+json">{"@context":"https://schema.org","@graph":[` +
	`{"@type":"NewsArticle","headline":"H","name":"H","url":"https://x.example/a/","mainEntityOfPage":{"@type":"WebPage","@id":"https://x.example/a/"},` +
	`"inLanguage":"en","isAccessibleForFree":true,"publisher":{"@type":"Organization","name":"Wire"},"isPartOf":{"@type":"WebSite","name":"Desk","url":"https://x.example/"},` +
	`"datePublished":"2022-11-09T00:00:00+01:00","image":{"@type":"ImageObject","url":"https://x.example/i.png","width":3,"height":2}},` +
	`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"Home","item":"https://x.example/"},` +
	`{"@type":"ListItem","position":2,"name":"H","item":"https://x.example/a/"}]}]}</script>`

// TestSchema breaks a sound page in ways that a search engine would mind.
func TestSchema(t *testing.T) {
	t.Parallel()
	check := func(page string) string {
		return strings.Join(Schema(fstest.MapFS{"a.html": {Data: []byte(page)}}), "\n")
	}
	if got := check(described); got != "" {
		t.Errorf("a sound page: %s", got)
	}
	for _, tt := range []struct{ was, is, want string }{
		{`"headline":"H",`, ``, "NewsArticle has no headline"},
		{`"headline":"H",`, `"headline":" ",`, "NewsArticle.headline is"},
		{`"headline":"H",`, `"headline":"H","byline":"B",`, `may not have "byline"`},
		{`00:00:00+01:00`, `00:00:00`, "NewsArticle.datePublished is"},
		{`"width":3`, `"width":0`, "NewsArticle.image.width is"},
		{`"url":"https://x.example/i.png"`, `"url":"/i.png"`, "NewsArticle.image.url is"},
		{`"@type":"Organization"`, `"@type":"Place"`, `NewsArticle.publisher is of the type "Place"`},
		{`"@type":"NewsArticle"`, `"@type":"Newspaper"`, `a thing of the type "Newspaper"`},
		{`"position":2`, `"position":3`, "has the position 3 at place 2"},
		{`"name":"H","item":"https://x.example/a/"`, `"name":"H","item":"https://x.example/"`, "names https://x.example/ twice"},
		{`"inLanguage":"en"`, `"inLanguage":"?"`, "inLanguage is ?"},
		{`https://schema.org`, `http://example.org`, "no graph"},
		{`application/ld+json`, `text/plain`, "0 blocks"},
		{`"@graph":[`, `"@graph":[[`, "invalid character"},
	} {
		if got := check(strings.Replace(described, tt.was, tt.is, 1)); !strings.Contains(got, tt.want) {
			t.Errorf("with %s instead of %s: %q, want %q", tt.is, tt.was, got, tt.want)
		}
	}
	if got := check(`<meta name="robots" content="noindex"><title>T</title>`); got != "" {
		t.Errorf("a page that is not to be listed: %s", got)
	}
	if got := Schema(fstest.MapFS{}); len(got) == 0 {
		t.Error("a site without pages has no fault")
	}
}
