package build_test

// badLinks has references to what is not there, not shown, or not clear.
var badLinks = []bad{
	{name: "missing target", files: text("See [[strike-balot]] and [x](gone.md) and [y](/gone/).\n").with(folder{"content/articles/strike-ballot.md": front("", "x")}),
		want: []string{"error " + a + ":4:5 ref-missing", "error " + a + ":4:26 ref-missing", "error " + a + ":4:43 ref-missing"}},
	{name: "missing heading", files: text("[[b#Two]] [[#Three]] [z](b.md#four)\n").with(folder{"content/articles/b.md": front("", "## One\n")}),
		want: []string{"error " + a + ":4:1 ref-heading", "error " + a + ":4:11 ref-heading", "error " + a + ":4:22 ref-heading"}},
	{name: "missing block", files: text("[[b#^nope]]\n").with(folder{"content/articles/b.md": front("", "One. ^yes\n")}), want: []string{"error " + a + ":4:1 ref-heading"}},
	{name: "tie", files: text("[[port]]\n").with(folder{"content/articles/x/port.md": front("", "x"), "content/articles/y/port.md": front("", "y")}),
		want: []string{"error " + a + ":4:1 ref-ambiguous", "warning content/articles/y/port.md:2:1 id-twice"}},
	{name: "missing citation", files: text("\"Small number\" [@gone]\n"), want: []string{"error " + a + ":4:16 ref-missing"}},
	{name: "self embed", files: text("![[a]]\n"), want: []string{"warning " + a + ":4:1 embed-loop"}},
	{name: "two embed each other", files: text("![[b]]\n").with(folder{"content/articles/b.md": front("", "![[a]]\n")}),
		want: []string{"warning " + a + ":4:1 embed-loop", "warning content/articles/b.md:5:1 embed-loop"}},
	{name: "three embed each other", files: text("![[b]]\n").with(folder{"content/articles/b.md": front("", "![[c]]\n"), "content/articles/c.md": front("", "![[a]]\n")}),
		want: []string{"warning " + a + ":4:1 embed-loop", "warning content/articles/b.md:5:1 embed-loop", "warning content/articles/c.md:5:1 embed-loop"}},
	{name: "embed of what is held", files: text("![[b]]\n").with(folder{"content/articles/b.md": front("draft = true", "secret words\n")}),
		want: []string{"warning " + a + ":4:1 ref-held"}, hasNo: map[string][]string{aPage: {"secret"}}},
	{name: "link to a draft", files: text("[[b]], [the other](b.md), [[The title]], [@b]\n").with(folder{"content/articles/b.md": "+++\ntitle = \"The title\"\ndraft = true\n+++\nx"}),
		want:  []string{"warning " + a + ":4:1 ref-held", "warning " + a + ":4:8 ref-held", "warning " + a + ":4:27 ref-held", "warning " + a + ":4:42 ref-held"},
		hasNo: map[string][]string{aPage: {"/articles/b/"}}},
	{name: "link to what comes later and what is over", files: text("[[b]] [[c]]\n").with(folder{
		"content/articles/b.md": front("publishDate = 2099-01-01", "x"), "content/articles/c.md": front("expiryDate = 2022-01-01", "x")}),
		want: []string{"warning " + a + ":4:1 ref-held", "warning " + a + ":4:7 ref-held"}},
	{name: "missing picture", files: text("![x](gone.png) ![[gone.jpg]]\n").with(folder{"content/notes/n.md": front("image = {src = \"gone.jpg\", alt = \"x\"}", "x")}),
		want: []string{"error " + a + ":4:1 ref-missing", "error " + a + ":4:16 ref-missing", "error content/notes/n.md:3:10 ref-missing"}},
	{name: "link out of the site", files: text("[x](../../../etc/passwd) ![[../../../../etc/passwd]] ![y](../../../secret.png)\n"),
		want: []string{"error " + a + ":4:1 ref-missing", "error " + a + ":4:26 ref-missing", "error " + a + ":4:54 ref-missing"}},
	{name: "link to what is not published", files: text("[x](x.html) [[page.js]] ![z](z.xml)\n").with(folder{
		"content/articles/x.html": "<script>alert(1)</script>", "content/articles/page.js": "alert(1)", "content/articles/z.xml": "<x/>"}),
		want: []string{"error " + a + ":4:1 ref-missing", "error " + a + ":4:13 ref-missing", "error " + a + ":4:25 ref-missing"}},
	{name: "unknown entity", files: folder{a: front("entities = [\"nikolai-patrushew\"]", "x"), "content/entities/nikolai-patrushev.md": front("", "x")},
		want: []string{"error " + a + ":3:13 entity-unknown"}},
	{name: "shared name", files: text("Patrushev spoke.\n").with(folder{
		"content/entities/nikolai.md": "+++\ntitle = \"Nikolai\"\naliases = [\"Patrushev\"]\n+++\n", "content/entities/dmitry.md": "+++\ntitle = \"Dmitry\"\naliases = [\"Patrushev\"]\n+++\n"}),
		want: []string{"warning content/entities/nikolai.md:3:12 name-shared"}, hasNo: map[string][]string{aPage: {"class=\"name\""}}},
	{name: "shared name that front matter settles", files: folder{a: front("entities = [\"dmitry\"]", "Patrushev spoke.\n"),
		"content/entities/nikolai.md": "+++\ntitle = \"Nikolai\"\naliases = [\"Patrushev\"]\n+++\n", "content/entities/dmitry.md": "+++\ntitle = \"Dmitry\"\naliases = [\"Patrushev\"]\n+++\n"},
		want: []string{"warning content/entities/nikolai.md:3:12 name-shared"}, has: map[string][]string{aPage: {`<a class="name" href="/entities/dmitry/">Patrushev</a>`}}},
	{name: "common word", files: text("The chairman of John and Justice.\n").with(folder{"content/entities/e.md": "+++\ntitle = \"Someone\"\naliases = [\"John\", \"Chairman\", \"Justice\"]\n+++\n"}),
		want:  []string{"warning content/entities/e.md:3:12 name-common", "warning content/entities/e.md:3:20 name-common", "warning content/entities/e.md:3:32 name-common"},
		hasNo: map[string][]string{aPage: {"class=\"name\""}}},
}
