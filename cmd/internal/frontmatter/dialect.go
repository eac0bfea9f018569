package frontmatter

import (
	"strings"

	"briefings/cmd/internal/typed"
)

// dialect is how a document's keys may be written.
func dialect(yaml bool) typed.Dialect {
	return typed.Dialect{
		Spellings: spellings,
		Ignored:   ignored,
		Tables:    tables,
		Lenient:   yaml,
		Help:      `free keys live under [params]; "briefings help front-matter" lists the others`,
	}
}

// tables are those of our keys that authors look for at the top.
var tables = map[string]string{
	"publisher": "source", "agency": "source", "via": "source", "retrieved": "source", "archived": "source",
	"alt": "image", "caption": "image", "credit": "image", "src": "image",
}

// spellings is the one table of foreign spellings of document keys. Letter case, "_" and "-" are
// not told apart, so that publishdate, publish_date and publishDate need no entry.
var spellings = map[string]typed.Spelling{
	// Hugo's alternatives.
	"pubdate":       {Key: "publishDate"},
	"published":     {Key: "publishDate", Weak: true}, // Jekyll: a truth value, see withheld
	"unpublishdate": {Key: "expiryDate"},
	"modified":      {Key: "lastmod", Weak: true},
	"author":        {Key: "authors", Weak: true},
	"summary":       {Key: "description", Weak: true},
	// Jekyll; its permalink may be a pattern.
	"permalink":      {Key: "url", Weak: true, Not: ":"},
	"excerpt":        {Key: "description", Weak: true},
	"lastmodifiedat": {Key: "lastmod", Weak: true},
	"redirectfrom":   {Key: "aliases", Weak: true},
	// Zola.
	"updated": {Key: "lastmod", Weak: true},
	"extra":   {Key: "params", Weak: true},
	"path":    {Key: "url", Weak: true, Not: ":"},
	// Obsidian, its clippers and its plug-ins.
	"publish":      {Key: "publishDate", Weak: true}, // a truth value too
	"alias":        {Key: "aliases", Weak: true},
	"tag":          {Key: "tags", Weak: true},
	"created":      {Key: "date", Weak: true},
	"datecreated":  {Key: "date", Weak: true},
	"datemodified": {Key: "lastmod", Weak: true},
	"language":     {Key: "lang", Weak: true},
	"expires":      {Key: "expiryDate", Weak: true},
}

// datesOf takes the dates out of a table that MkDocs has for them, "date: {created: ..., updated: ...}".
func datesOf(tree map[string]any) {
	dates, ok := tree["date"].(map[string]any)
	if !ok || dates["created"] == nil {
		return
	}
	tree["date"] = dates["created"]
	if updated := dates["updated"]; updated != nil && tree["lastmod"] == nil {
		tree["lastmod"] = updated
	}
}

// foreign are keys of other programs that are known and mean nothing here, in plain form.
var foreign = []struct{ program, keys string }{
	{"Hugo and its themes", `
		bookcollapsesection bookhidden booktoc build canonical canonicalurl cascade disableshare disabletoc
		editurl featured featuredimage featureimage headless hidetitle iscjklanguage keywords kicker lead
		linktitle markup menu menus outputs readingtime resources series showauthor showlastmod showtoc
		sidebar sitemap subtitle thumbnail toc translationkey videos`},
	{"Jekyll, its plug-ins and importers", `
		categories category comments coverimage excerptseparator header hidden jekyll license link math
		mathjax ogimage opengraph pagination pin pinned postid redirectto related seo sticky tagline teaser
		translator tumblrurl wordpressid wordpressurl`},
	{"Zola", `
		generatefeed generatefeeds insearchindex insertanchorlinks pagetemplate paginateby paginatepath
		paginatereversed render sortby template transparent`},
	{"Docsy, Docusaurus, Eleventy, VitePress", `
		aside bodyclass contenttype editlink eleventycomputed eleventyexcludefromcollections
		eleventynavigation footer hero hidesectionindex hidetableofcontents nav navbar navorder navtitle
		next nofollow noindex outline pageclass paginationlabel parent position prev sidebarlabel
		sidebarposition slides`},
	{"Disqus", `
		disqusidentifier disqustitle disqusurl`},
	{"Obsidian, its publishing services", `
		banner banneralt bannerx bannery cover css cssclass cssclasses dgenabled dghome dgpermalink dgpinned
		dgpublish dgshowbacklinks icon mobile obsidianeditingmode obsidianuimode`},
	{"plug-ins of Obsidian", `
		bctagnote bctagnotefield bibliography color down excalidrawopenmd excalidrawplugin kanbanplugin
		longform same srdue srease srinterval uid up zotero`},
	{"many", `
		archives contributors feed genre images isbn js katex location order priority rating reviewers
		robots section status topic topics video views`},
}

// ignored are all foreign keys.
var ignored = func() map[string]bool {
	m := map[string]bool{}
	for _, f := range foreign {
		for key := range strings.FieldsSeq(f.keys) {
			m[key] = true
		}
	}
	return m
}()
