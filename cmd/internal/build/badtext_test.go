package build_test

import "strings"

// badText has Markdown that is too much, or not meant for us.
var badText = []bad{
	{name: "unclosed comment", files: text("Open.\n\n%%secret\n\nmore secret\n"),
		want: []string{"warning " + a + ":6:1 comment-open"}, has: map[string][]string{aPage: {"Open."}}, hasNo: map[string][]string{aPage: {"secret"}}},
	{name: "unclosed HTML comment", files: text("Open.\n\n<!-- secret\n\nmore\n"), want: []string{"warning " + a + ":6:1 comment-open"},
		has: map[string][]string{aPage: {"Open."}}, hasNo: map[string][]string{aPage: {"secret"}}},
	{name: "deep quotes", files: text(strings.Repeat(">", 5000) + " x"), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "deep lists", files: text(strings.Repeat("- ", 5000) + "x"), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "wide table", files: text(strings.Repeat("|a", 2000) + "\n" + strings.Repeat("|-", 2000) + "\n" + strings.Repeat("|\n", 2000)),
		want: []string{"warning " + a + ":5:1 limit"}},
	{name: "many brackets", files: text(strings.Repeat("[", 50_000)), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "many links", files: text(strings.Repeat("[a](", 50_000)), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "many footnotes", files: text(strings.Repeat("x[^1] ", 5000) + "\n\n[^1]: n\n"), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "five megabytes", files: text(strings.Repeat("All work and no play. ", 5<<20/22)), want: []string{"warning " + a + ":4:1 limit"}},
	{name: "raw HTML", files: text("<div class=\"x\">one</div>\n\n<b>two</b> <iframe src=\"//evil.example\"></iframe>\n"),
		want: []string{"warning " + a + ":4:1 raw-html"}, has: map[string][]string{aPage: {"&lt;iframe"}}},
	{name: "script", files: text("<script>alert(1)</script>\n\n<SCRIPT SRC=//evil.example></SCRIPT>\n"),
		want: []string{"warning " + a + ":4:1 raw-html"}, hasNo: map[string][]string{aPage: {"<script>", "<SCRIPT"}}},
	{name: "handlers", files: text("<a href=x onclick=\"alert(1)\">x</a> <img src=x onerror=alert(1)>\n"), want: []string{"warning " + a + ":4:1 raw-html"}},
	{name: "sanitised HTML", files: text("<p onclick=\"x()\">one <script>alert(1)</script><b>two</b></p>\n\n<a href=\"jav&#x61;script:alert(1)\">three</a></div></main>\n\n<style>*{display:none}</style>\n").
		with(folder{"briefings.toml": declaration + "raw_html = true\n"}), want: []string{"warning " + a + ":4:1 raw-html"},
		has: map[string][]string{aPage: {"<b>two</b>", "three"}}, hasNo: map[string][]string{aPage: {"alert", "display:none"}}},
	{name: "inline HTML", files: text("one <kbd>K</kbd> H<sub>2</sub>O <center>c</center>\n\ntwo <script>x()</script>\n\n<iframe src=\"/x\"></iframe>\n").
		with(folder{"briefings.toml": declaration + "raw_html = true\n"}), want: []string{"warning " + a + ":6:5 raw-html"},
		has: map[string][]string{aPage: {"<kbd>K</kbd> H<sub>2</sub>O <center>c</center>"}}, hasNo: map[string][]string{aPage: {"<iframe"}}},
	{name: "addresses in HTML", files: text("<img src=\"b.png\" alt=\"B\"> <a class=\"c\" href=\"b.md\" title=\"T\">b</a> <a href=\"/articles/b/\">c</a> <a href=\"#x\">d</a>\n\n<p><img src='no.png' alt='E'>\n<a href=no.md>f</a></p>\n\n<a href=\"tel:+1\">g</a>\n").
		with(folder{"briefings.toml": "base_url = \"https://desk.example/s/\"\nauthority = \"desk.example,2020\"\nraw_html = true\n", "content/articles/b.png": "x", "content/articles/b.md": front("", "x")}),
		want: []string{"error " + a + ":6:1 ref-missing", "error " + a + ":6:1 ref-missing"},
		has: map[string][]string{aPage: {`<img src="/s/articles/b.png" alt="B"> <a class="c" href="/s/articles/b/" title="T">b</a> <a href="/s/articles/b/">c</a> <a href="#x">d</a>`,
			"<p>E\n<a>f</a></p>", `<a href="tel:+1">g</a>`}}},
	{name: "shortcode", files: text("{{< gallery src=\"x.jpg\" >}}\n\n{{% note %}}\n"), want: []string{"warning " + a + ":4:1 shortcode"}, has: map[string][]string{aPage: {"{{&lt; gallery"}}},
	{name: "Liquid", files: text("{% include x.html %} {{ page.title }}\n"), want: []string{"warning " + a + ":4:1 shortcode"}, has: map[string][]string{aPage: {"{% include"}}},
	{name: "heading attributes", files: text("## H {#id onclick=\"alert(1)\" style=\"x\" .c}\n"), has: map[string][]string{aPage: {`id="id"`}},
		hasNo: map[string][]string{aPage: {"onclick", "style="}}},
	{name: "heading id with quotes", files: text("## H {#\"><script>}\n\n## <img src=x onerror=alert(1)>\n"), want: []string{"warning " + a + ":4:10 raw-html"}},
	{name: "code info", files: text("```\"><script>alert(1)</script>\nx\n```\n\n~~~ js onclick=\"x\"\ny\n~~~\n"), hasNo: map[string][]string{aPage: {"<script>"}}},
	{name: "image title", files: text("![a\" onerror=\"alert(1)](b.png \"t' onload='alert(1)\")\n").with(folder{"content/articles/b.png": "x"}),
		has: map[string][]string{aPage: {`<img src="/articles/b.png"`}}},
	{name: "remote picture", files: text("![A map](https://evil.example/track.gif)\n"),
		want: []string{"warning " + a + ":4:1 image-remote"}, has: map[string][]string{aPage: {`href="https://evil.example/track.gif"`}}},
	{name: "picture without words", files: text("![](b.png)\n").with(folder{"content/articles/b.png": "x"}), want: []string{"warning " + a + ":4:1 image-alt"}},
	{name: "wikilink with markup", files: text("[[a|<img src=x onerror=alert(1)>]] [[<script>]]\n"), want: []string{"error " + a + ":4:36 ref-missing"}},
	{name: "callout with markup", files: text("> [!\"><script>] <b>x</b>\n> y\n\n> [!note onclick=x] y\n"), want: []string{"warning " + a + ":4:7 raw-html"}},

	{name: "unsafe addresses", files: text(`[a](javascript:alert(1)) [b](JaVaScRiPt:alert(1)) [c](javascript&colon;alert(1)) [d](&#106;avascript:alert(1))
[e](<java	script:alert(1)>) [f](vbscript:x) [g](data:text/html,<script>) [h](&#1;javascript:alert(1)) [i](java&Tab;script:x)
[j](java&NewLine;script:x) [k](  javascript:x) <javascript:alert(1)> [l](file:///etc/passwd) [m](blob:x) [n](\javascript:x)
![o](data:image/svg+xml;base64,AAAA) ![p](javascript:x) [q][r]

[r]: javascript:alert(1)
`), want: []string{
		"warning " + a + ":4:1 url-unsafe", "warning " + a + ":4:26 url-unsafe", "warning " + a + ":4:51 url-unsafe", "warning " + a + ":4:82 url-unsafe",
		"warning " + a + ":5:1 url-unsafe", "warning " + a + ":5:29 url-unsafe", "warning " + a + ":5:45 url-unsafe", "warning " + a + ":5:74 url-unsafe",
		"warning " + a + ":5:103 url-unsafe", "warning " + a + ":6:1 url-unsafe", "warning " + a + ":6:28 url-unsafe", "warning " + a + ":6:48 url-unsafe",
		"warning " + a + ":6:70 url-unsafe", "warning " + a + ":6:94 url-unsafe", "error " + a + ":6:106 ref-missing", "warning " + a + ":7:1 url-unsafe",
		"warning " + a + ":7:38 url-unsafe", "warning " + a + ":7:57 url-unsafe",
	}},
	{name: "escaped schemes are paths", files: text("[a](javascript%3Aalert(1)) [b](./javascript:alert)\n"),
		want: []string{"error " + a + ":4:1 ref-missing", "error " + a + ":4:28 ref-missing"}},
	{name: "unsafe addresses in keys", files: folder{
		a:                       front("[source]\nurl = \"javascript:alert(1)\"\narchived = \"data:text/html,x\"", "x"),
		"content/entities/e.md": front("same_as = [\"javascript:alert(1)\", \"https://ok.example/\"]", "x"),
	}, want: []string{"warning " + a + ":4:1 url-unsafe", "warning " + a + ":5:1 url-unsafe", "warning content/entities/e.md:3:12 url-unsafe"}},
	{name: "markup in keys", files: folder{a: "+++\ntitle = \"<script>alert(1)</script>\"\ndescription = \"\\\"><script>x\"\nplace = \"<b>x</b>\"\ntags = [\"<i>\"]\nauthors = [\"<u>\"]\n[source]\npublisher = \"<script>y</script>\"\n[[claims]]\nwho = \"<b>\"\nwhat = \"<i>\"\n+++\n</script><script>"},
		want: []string{"warning " + a + ":13:1 raw-html"}, hasNo: map[string][]string{aPage: {"<script>", "<b>", "<u>"}}},
}
