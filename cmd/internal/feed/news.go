package feed

import (
	"strings"
	"time"
)

const newsNS = `"http://www.google.com/schemas/sitemap-news/0.9"`

// newsMost is how many items a sitemap of news may hold.
const newsMost = 1000

// A NewsItem is an item in a sitemap of news.
type NewsItem struct {
	URL       string // absolute
	Title     string // plain text
	Published time.Time
	Lang      string // BCP 47
}

// NewsSitemap returns a sitemap of news, which search engines look at often: what a publication brought
// out within the last two days, the newest first. What is too much for one is left out.
func NewsSitemap(publication string, items []NewsItem) []byte {
	dst := []byte(xmlHeader + "<urlset xmlns=" + sitemapNS + " xmlns:news=" + newsNS + ">\n")
	for _, x := range items[:min(len(items), newsMost)] {
		published := date(x.Published)
		if published == "" {
			continue
		}
		dst = append(dst, "<url>\n"...)
		dst = appendElement(dst, "loc", uri(x.URL))
		dst = append(dst, "<news:news>\n<news:publication>\n"...)
		dst = appendElement(dst, "news:name", clean(publication))
		dst = appendElement(dst, "news:language", newsLanguage(x.Lang))
		dst = append(dst, "</news:publication>\n"...)
		dst = appendElement(dst, "news:publication_date", published)
		dst = appendElement(dst, "news:title", clean(x.Title))
		dst = append(dst, "</news:news>\n</url>\n"...)
	}
	return append(dst, "</urlset>\n"...)
}

// newsLanguage is a language as a sitemap of news has it: two or three letters, but for Chinese.
func newsLanguage(lang string) string {
	switch lang = strings.ToLower(language(lang)); lang {
	case "zh", "zh-cn", "zh-hans", "zh-hans-cn", "zh-sg":
		return "zh-cn"
	case "zh-tw", "zh-hant", "zh-hant-tw", "zh-hk":
		return "zh-tw"
	}
	base, _, _ := strings.Cut(lang, "-")
	return base
}
