package feed

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestNewsSitemap(t *testing.T) {
	t.Parallel()
	at := time.Date(2022, 11, 9, 12, 0, 0, 0, tehran)
	got := string(NewsSitemap("Desk & Co", []NewsItem{
		{URL: "https://desk.example/notes/совет/", Title: "Council\x0b <meets>", Published: at, Lang: "en-GB"},
		{URL: "https://desk.example/notes/undated/", Title: "Undated", Lang: "en"},
	}))
	want := `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url>
<loc>https://desk.example/notes/%D1%81%D0%BE%D0%B2%D0%B5%D1%82/</loc>
<news:news>
<news:publication>
<news:name>Desk &amp; Co</news:name>
<news:language>en</news:language>
</news:publication>
<news:publication_date>2022-11-09T12:00:00+03:30</news:publication_date>
<news:title>Council &lt;meets&gt;</news:title>
</news:news>
</url>
</urlset>
`
	if got != want {
		t.Errorf("the sitemap of news is\n%s\nwant\n%s", got, want)
	}
	if _, err := parseXML([]byte(got)); err != nil {
		t.Error(err)
	}
	var many []NewsItem
	for i := range newsMost + 5 {
		many = append(many, NewsItem{URL: fmt.Sprintf("https://desk.example/%d/", i), Title: "N", Published: at, Lang: "fa"})
	}
	if n := strings.Count(string(NewsSitemap("Desk", many)), "<url>"); n != newsMost {
		t.Errorf("%d items are listed, want %d", n, newsMost)
	}
	for lang, want := range map[string]string{"fa": "fa", "zh": "zh-cn", "zh-Hant": "zh-tw", "az-Cyrl": "az"} {
		if got := newsLanguage(lang); got != want {
			t.Errorf("%s is written %s, want %s", lang, got, want)
		}
	}
}
