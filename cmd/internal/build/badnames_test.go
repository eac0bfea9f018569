package build_test

import "strings"

// badNames has addresses and names of files that cannot be, or that two would have.
var badNames = []bad{
	{name: "two at one address", files: folder{a: front("", "x"), "content/articles/b.md": front("url = \"/articles/a/\"", "x")},
		want: []string{"error content/articles/b.md:3:1 url-twice"}},
	{name: "a difference of case", files: folder{a: front("", "x"), "content/articles/A.md": front("", "x")}, want: []string{"error " + a + " url-twice"}},
	{name: "a difference of Unicode form", files: folder{"content/articles/é.md": front("", "x"), "content/articles/e\u0301.md": front("", "x")},
		want: []string{"error content/articles/é.md url-twice"}},
	{name: "slug that leaves", files: folder{a: front("slug = \"../../../etc/x\"", "x")}, want: []string{"error " + a + ":3:1 escape"}},
	{name: "url that leaves", files: folder{a: front("url = \"/../x/\"", "x")}, want: []string{"error " + a + ":3:1 escape"}},
	{name: "url that leaves, with backslashes", files: folder{a: front("url = '\\..\\..\\x'", "x")}, want: []string{"error " + a + ":3:1 escape"}},
	{name: "url with dots in disguise", files: folder{a: front("url = \"/%2e%2e/%2e%2e/x/\"", "x")}},
	{name: "alias that leaves", files: folder{a: front("aliases = [\"ok\", \"/../../x\"]", "x")}, want: []string{"error " + a + ":3:18 escape"}},
	{name: "alias that is another page", files: folder{a: front("aliases = [\"/articles/b/\"]", "x"), "content/articles/b.md": front("", "x")},
		want: []string{"warning " + a + ":3:1 alias-taken"}},
	{name: "two aliases at one address", files: folder{a: front("aliases = [\"/old/\"]", "x"), "content/articles/b.md": front("aliases = [\"/OLD\"]", "x")},
		want: []string{"warning content/articles/b.md:3:1 alias-taken"}},
	{name: "reserved names", files: folder{"content/articles/con.md": front("", "x"), "content/notes/aux.md": front("", "x"), "content/notes/nul.x.md": front("", "x"), "content/com1/y.md": front("", "x")}},
	{name: "long names", files: folder{"content/articles/" + strings.Repeat("n", 300) + ".md": front("", "x"), "content/articles/" + strings.Repeat("й", 150) + ".md": front("", "x")}},
	{name: "long names that begin alike", files: folder{"content/articles/" + strings.Repeat("n", 300) + "1.md": front("", "x"), "content/articles/" + strings.Repeat("n", 300) + "2.md": front("", "x")}},
	{name: "trailing dots and blanks", files: folder{"content/articles/dots....md": front("", "x"), "content/notes/ blank .md": front("", "x"), "content/pages. /x.md": front("", "x")}},
	{name: "names of signs alone", files: folder{"content/articles/???.md": front("", "x"), "content/articles/%%%.md": front("", "x"), "content/notes/\u200b.md": front("", "x")}},
	{name: "names with signs", files: folder{"content/articles/a\nb.md": front("", "x"), "content/articles/c:d|e\"f<g>.md": front("", "x"), "content/notes/x#y?z.md": front("", "x")}},
	{name: "page against static file", files: folder{a: front("", "x"), "static/articles/a/index.html": "static"}, want: []string{"error " + a + " url-twice"}},
	{name: "static folder against page", files: folder{a: front("url = \"/a.html\"", "x"), "static/a.html/b.txt": "static"}, want: []string{"error " + a + ":3:1 url-twice"}},
	{name: "static file against home page", files: folder{"static/index.html": "static"}, want: []string{"error static/index.html url-twice"}},
	{name: "static robots.txt", files: folder{"static/robots.txt": "User-agent: *\nDisallow: /\n"},
		want: []string{"warning static/robots.txt static-wins"}, has: map[string][]string{"robots.txt": {"Disallow: /"}}},
	{name: "static feed", files: folder{"static/feed.json": "{}"}, want: []string{"warning static/feed.json static-wins"}, has: map[string][]string{"feed.json": {"{}"}}},
	{name: "two static files", files: folder{"static/Logo.png": "1", "static/logo.png": "2"}, want: []string{"error static/logo.png url-twice"}},
	{name: "static picture against one of content", files: folder{a: front("", "![x](m.png)"), "content/articles/m.png": "1", "static/articles/m.png": "2"},
		want: []string{"error content/articles/m.png url-twice"}},
	{name: "document against list", files: folder{"content/tags.md": front("", "x"), "content/archive/2022/11.md": front("", "x"), a: front("date = 2022-11-09", "x")},
		want: []string{"error content/archive/2022/11.md url-twice"}},
	{name: "two pages of the root", files: folder{"content/index.md": front("", "x"), "content/_index.md": front("", "x")}, want: []string{"error content/_index.md url-twice"}},
	{name: "document in the place of a list", files: folder{a: front("url = \"/search/\"", "x")}, want: []string{"error " + a + ":3:1 url-twice"}},
	{name: "static file beside the search", files: folder{a: front("", "x"), "static/search/data.bin": "static"}, has: map[string][]string{"search/data.bin": {"static"}}},
	{name: "static file in the index of the search", files: folder{"static/search/data/x.bin": "static"}, want: []string{"error static/search/data/x.bin url-twice"}},
	{name: "static file in the place of the search", files: folder{"static/search": "static"}, want: []string{"error static/search url-twice"}},
	{name: "static page of the search", files: folder{"static/search/index.html": "static"}, want: []string{"error static/search/index.html url-twice"}},
	{name: "static file of a site without search", files: folder{"briefings.toml": declaration + "search = false\n", "static/search/data/x.bin": "static"}},
	{name: "document in the index of the search", files: folder{"content/search/data.md": front("", "x")}, want: []string{"error content/search/data.md url-twice"}},
	{name: "text above the search", files: folder{"content/search.md": front("", "How to find things.")}, has: map[string][]string{"search/index.html": {"How to find things.", "search/data/"}}},
	{name: "tag with the name of a file", files: folder{a: front("tags = [\"index.html\"]", "x")}, has: map[string][]string{"tags/index-html/index.html": {"index.html"}}},
	{name: "addresses that no page may lead to", files: folder{a: front("[source]\nurl = \"doi:10.1000/182\"\narchived = \"ftp://x.example/y\"", "x"), "content/entities/e.md": front("same_as = [\"tel:+1\"]", "x")},
		want: []string{"warning " + a + ":5:1 url-unsafe", "warning content/entities/e.md:3:12 url-unsafe"}, has: map[string][]string{"articles/a/index.html": {"https://doi.org/10.1000/182"}}},
	{name: "one id twice", files: folder{a: front("id = \"same\"", "x"), "content/articles/b.md": front("id = \"Same\"", "x")},
		want: []string{"warning content/articles/b.md:3:1 id-twice"}},
	{name: "a source and a place by almost the names of others", files: folder{
		a:                       front("place = \"Tehrna\"\n[source]\npublisher = \"Reutres\"\nagency = \"TASS\"\nvia = [\"Reuters\", \"Iterfax\"]", "x"),
		"content/articles/b.md": front("[source]\npublisher = \"Interfax\"\nvia = [\"ISNA\"]", "x"), "content/articles/c.md": front("[source]\npublisher = \"Interfax\"\nagency = \"TASR\"", "x"),
		"content/articles/d.md": front("[source]\npublisher = \"Interfax\"", "x"), "content/sources/reuters.md": front("", ""), "content/sources/irna.md": "", "content/entities/tehran.md": "",
	}, want: []string{"warning " + a + ":3:1 name-near", "warning " + a + ":5:1 name-near", "warning " + a + ":7:19 name-near"}},
	{name: "folders by almost the names of others", files: folder{
		a: front("", "x"), "content/article/b.md": front("", "x"), "content/article/c.md": front("", "x"), "content/Notse/d.md": front("", "x"),
		"content/nodes/e.md": front("", "x"), "content/entity/f.md": front("type = \"entity\"", "x"),
	}, want: []string{"warning content/article name-near"}},
	{name: "a folder that is one of pages", files: folder{"briefings.toml": declaration + "[kinds]\narticle = \"page\"\n", a: front("", "x"), "content/article/b.md": front("", "x")}},
	{name: "files that are not published", files: folder{a: front("", "x"), "content/articles/x.html": "<script>", "content/articles/y.js": "x", "content/z.xml": "<x/>", "content/.hidden.md": "x", "content/_drafts/d.md": "secret"}},
	{name: "picture that runs scripts", files: folder{a: front("", "![x](m.svg)"), "content/articles/m.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"},
		want: []string{"error " + a + ":5:1 ref-missing", "warning content/articles/m.svg file-kind"}},
}

// badBriefings has rules that cannot be understood.
var badBriefings = []bad{
	{name: "unknown predicate", files: rule("any = [\"tags:x\"]"), want: []string{"error briefings.toml:7:8 rule"}},
	{name: "predicate without an argument", files: rule("any = [\"tag:\", \"tag\"]"), want: []string{"error briefings.toml:7:8 rule", "error briefings.toml:7:16 rule"}},
	{name: "only none", files: rule("none = [\"tag:x\"]"), want: []string{"warning briefings.toml:3:1 briefing-empty", "error briefings.toml:5:1 rule"}},
	{name: "no reason", files: folder{"briefings.toml": declaration + "[[briefing]]\nid = \"b\"\n[[briefing.rule]]\nany = [\"tag:x\"]\n"}, want: []string{"error briefings.toml:5:1 key-missing"}},
	{name: "unknown entity in a rule", files: rule("all = [\"entity:x\"]"), want: []string{"error briefings.toml:7:8 entity-unknown"}},
	{name: "unknown source in a rule", files: rule("all = [\"source:x\", \"agency:y\"]"), want: []string{"error briefings.toml:7:8 source-unknown", "error briefings.toml:7:20 source-unknown"}},
	{name: "bad date in a rule", files: rule("all = [\"after:2022-13-01\", \"before:then\"]"), want: []string{"error briefings.toml:7:8 rule", "error briefings.toml:7:28 rule"}},
	{name: "kind that is none", files: rule("all = [\"kind:entity\"]"), want: []string{"error briefings.toml:7:8 rule"}},
	{name: "tag that nobody bears", files: rule("all = [\"tag:nobody\", \"phrase:(unclosed\", \"path:[x\", \"lang:xx\"]"), want: []string{"warning briefings.toml:3:1 briefing-empty"}},
	{name: "tag that nobody bears, but for a letter", files: rule("any = [\"tag:harbor strike\", \"tag:elsewhere\"]").with(folder{a: front("tags = [\"Harbour strike\"]", "x")}),
		want: []string{"warning briefings.toml:7:8 name-near"}},
	{name: "briefing twice", files: folder{"briefings.toml": declaration + "[[briefing]]\nid = \"b\"\n[[briefing]]\nid = \"B\"\n"}, want: []string{"error briefings.toml:6:1 key-twice"}},
	{name: "briefing with a bad id", files: folder{"briefings.toml": declaration + "[[briefing]]\nid = \"../b\"\n"}, want: []string{"error briefings.toml:4:1 key-value"}},
	{name: "briefing with an empty id", files: folder{"briefings.toml": declaration + "[[briefing]]\nid = \"\"\n"}, want: []string{"error briefings.toml:4:1 key-missing"}},
	{name: "include of nothing", files: folder{"briefings.toml": declaration + "[[briefing]]\nid = \"b\"\ninclude = [\"gone\"]\n"}, want: []string{"error briefings.toml:5:12 ref-missing"}},
	{name: "unknown briefing in a document", files: folder{a: front("briefings = [\"drone-suply\"]", "x"), "content/briefings/drone-supply.md": front("", "x")},
		want: []string{"warning " + a + ":3:14 briefing-unknown", "warning content/briefings/drone-supply.md:1:1 briefing-unknown"}},
}

// rule is a site with one rule, whose list stands on line 7.
func rule(list string) folder {
	return folder{"briefings.toml": declaration + "[[briefing]]\nid = \"b\"\n[[briefing.rule]]\nwhy = \"x\"\n" + list + "\n", a: front("", "x")}
}

// badLayouts has layouts that cannot be read, do not fit, or fail.
var badLayouts = []bad{
	{name: "layout with wrong syntax", files: layoutOf("article.html", "{{define \"main\"}}\n{{if}}{{end}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:2:1 layout"}},
	{name: "field in a branch not taken", files: layoutOf("article.html", "{{define \"main\"}}{{if .Private}}{{.Titel}}{{end}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:36 layout"}},
	{name: "function that fails", files: layoutOf("article.html", "{{define \"main\"}}{{index .Tags 99}}{{end}}"), want: []string{"error layouts/article.html:1:20 layout"}},
	{name: "content in a wrong place", files: layoutOf("article.html", "{{define \"main\"}}<a href=\"{{.Authors}}\">x</a><p {{.Title}}=x>{{end}}").
		with(folder{a: "+++\ntitle = \"onclick\"\n+++\n"}), want: []string{"error layouts/article.html:1:51 layout"}},
	{name: "missing partial", files: layoutOf("article.html", "{{define \"main\"}}{{template \"gone\" .}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:29 layout"}},
	{name: "unknown function", files: layoutOf("article.html", "{{define \"main\"}}{{now}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:20 layout"}},
	{name: "unknown asset", files: layoutOf("article.html", "{{define \"main\"}}{{asset \"gone.css\"}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:20 layout"}},
	{name: "unknown text", files: layoutOf("article.html", "{{define \"main\"}}{{if .Private}}{{t \"count.note\" .URL}}{{end}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:35 layout"}},
	{name: "text of a word that is none", files: layoutOf("article.html", "{{define \"main\"}}{{t .URL}}{{end}}"), want: []string{"error layouts/article.html:1:20 layout"}},
	{name: "language without words", files: folder{"briefings.toml": declaration + "lang = \"de\"\n", a: front("", "x")}, want: []string{"warning briefings.toml:3:1 untranslated"}},
	{name: "table of words with mistakes", files: folder{"layouts/i18n/en.toml": "[sections]\nnots = \"N\"\n[count]\nnotes = \"{2}\"\n", a: front("", "x")},
		want: []string{"error layouts/i18n/en.toml:2:1 key-unknown", "error layouts/i18n/en.toml:4:1 key-value"}},
	{name: "layout that calls itself", files: layoutOf("article.html", "{{define \"main\"}}{{template \"x\" .}}{{end}}{{define \"x\"}}{{template \"x\" .}}{{end}}"), want: []string{"error layouts/article.html layout", "error layouts/article.html:1:68 layout"}},
	{name: "unknown layout", files: folder{a: front("layout = \"gone\"", "x")}, want: []string{"warning " + a + ":3:1 key-ignored"}},
	{name: "layout with a path", files: folder{a: front("layout = \"../../secret\"", "x")}, want: []string{"warning " + a + ":3:1 key-ignored"}},
}

func layoutOf(name, src string) folder { return folder{"layouts/" + name: src, a: front("", "x")} }
