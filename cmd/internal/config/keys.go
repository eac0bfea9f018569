package config

import "strings"

// A spelling is how another program writes one of our keys. A weak one is only read when the
// document has no other: it means nearly the same.
type spelling struct {
	ours string
	weak bool
}

// spellings is the one table of foreign spellings of document keys. Letter case, "_" and "-" are
// not told apart, so that publishdate, publish_date and publishDate need no entry.
var spellings = map[string]spelling{
	// Hugo's alternatives.
	"pubdate":       {ours: "publishDate"},
	"published":     {ours: "publishDate", weak: true},
	"unpublishdate": {ours: "expiryDate"},
	"modified":      {ours: "lastmod", weak: true},
	"author":        {ours: "authors", weak: true},
	"summary":       {ours: "description", weak: true},
	// Jekyll.
	"permalink":      {ours: "url", weak: true},
	"excerpt":        {ours: "description", weak: true},
	"lastmodifiedat": {ours: "lastmod", weak: true},
	"redirectfrom":   {ours: "aliases", weak: true},
	// Zola.
	"updated": {ours: "lastmod", weak: true},
	"extra":   {ours: "params", weak: true},
	"path":    {ours: "url", weak: true},
	// Obsidian, its clippers and its plug-ins.
	"alias":    {ours: "aliases", weak: true},
	"tag":      {ours: "tags", weak: true},
	"created":  {ours: "date", weak: true},
	"language": {ours: "lang", weak: true},
	"expires":  {ours: "expiryDate", weak: true},
}

// ignored are keys that are known and mean nothing here.
var ignored = words(`
	archives banner bibliography bookcollapsesection booktoc build canonical canonicalurl cardimage cascade
	categories category comments contributors coverimage cover creationdate css cssclass cssclasses
	disableshare disabletoc editurl expirydateoverride featured featuredimage featureimage feed genre
	generatefeed generatefeeds headless hero hidden hidetitle hideheader icon id3 images insearchindex
	insertanchorlinks iscjklanguage js katex keywords kicker lead linktitle linkstitle location
	markup math mathjax menu mermaid metadescription metatitle nofollow noindex norss nav navorder navtitle
	opengraph order outputs pagetemplate paginateby paginatepath paginatereversed parent pin
	pinned position postid priority published_time publish rating readingtime redirectto
	related render resources robots robotsdisallow searchable section series seo shortdescription shorttitle
	showtoc showauthor sidebar sidebarposition sitemap slides sortby sticky subtitle
	tagline tagstring taxonomies teaser template thumbnail toc transparent translationkey translations video
	videos views wordpressid status topics topic reviewers contenttype contentdir linkTitle uid up down
	next prev kanbanplugin excalidrawplugin excalidrawopenmd obsidianuiMode obsidianeditingmode dgpublish dghome dgpermalink
	dgpinned dgshowbacklinks homepage banneralt banneryy banneryx aliasesold
`)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[plain(w)] = true
	}
	return m
}

// plain is a key without letter case, "_", "-" and blanks: what spellings are compared by.
func plain(key string) string {
	for i := range len(key) {
		if c := key[i]; c == '_' || c == '-' || c == ' ' || c >= 'A' && c <= 'Z' || c >= 0x80 {
			return strings.ToLower(strings.NewReplacer("_", "", "-", "", " ", "").Replace(key))
		}
	}
	return key
}

// ours is the plain form of our key that an author's key means.
func ours(key string) string {
	p := plain(key)
	if s, ok := spellings[p]; ok {
		return plain(s.ours)
	}
	return p
}
