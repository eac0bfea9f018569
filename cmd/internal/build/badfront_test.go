package build_test

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// badFront has front matter and bytes that cannot be read as they are.
var badFront = []bad{
	{name: "no end", files: folder{a: "+++\ntitle = \"A\"\ndraft = true\n\nSecret.\n"},
		want: []string{"error " + a + ":1:1 front-matter"}, hasNo: map[string][]string{aPage: {"Secret"}}},
	{name: "TOML", files: folder{a: front("date = = 1", "x")}, want: []string{"error " + a + ":3:8 front-matter"}},
	{name: "text without quotes", files: folder{a: "+++\ntitle = Port of X\ntags = drones\ndate = 2022-11-9\ncolour = 1\n+++\nx"},
		want: []string{"error " + a + ":2:9 front-matter", "error " + a + ":3:8 front-matter", "error " + a + ":4:8 front-matter", "error " + a + ":5:1 key-unknown"}},
	{name: "typographic quotation marks", files: folder{a: front("place = “Teheran”", "x")}, want: []string{"error " + a + ":3:9 front-matter"}},
	{name: "a line of YAML", files: folder{a: front("place: Teheran", "x")}, want: []string{"error " + a + ":3:6 front-matter"}},
	{name: "YAML between fences of TOML", files: folder{a: "+++\ntitle: A\ndraft: true\n+++\nSecret"},
		want: []string{"error " + a + ":2:1 front-matter"}, hasNo: map[string][]string{aPage: {"draft"}}},
	{name: "TOML between fences of YAML", files: folder{a: "---\ntitle = \"A\"\ndraft = true\n---\nSecret"},
		want: []string{"error " + a + ":1:1 front-matter"}, hasNo: map[string][]string{aPage: {"Secret", "draft"}}},
	{name: "a fence of four", files: folder{a: "++++\ntitle = \"A\"\ndraft = true\n++++\nSecret"},
		want: []string{"error " + a + ":1:1 front-matter"}, hasNo: map[string][]string{aPage: {"Secret", "draft"}}},
	{name: "a fence that became a dash", files: folder{a: "—\ntitle: A\ndraft: true\n—\nSecret"},
		want: []string{"error " + a + ":1:1 front-matter"}, hasNo: map[string][]string{aPage: {"Secret", "draft"}}},
	{name: "fences of two sorts", files: folder{a: "+++\ntitle = \"A\"\ndraft = true\n---\nSecret"},
		want: []string{"error " + a + ":1:1 front-matter"}, hasNo: map[string][]string{aPage: {"Secret"}}},
	{name: "YAML", files: folder{a: "---\ntitle: a: b\n---\nx"}, want: []string{"error " + a + ":2:1 front-matter"}},
	{name: "JSON", files: folder{a: "{\"title\": \"A\", \"draft\": true}\nx"}, want: []string{"error " + a + ":1:1 front-matter"}},
	{name: "unknown key", files: folder{a: front("colour = 1", "x")}, want: []string{"error " + a + ":3:1 key-unknown"}},
	{name: "misspelt publishDate", files: folder{a: front("publishDat = 2099-01-01", "x")}, want: []string{"error " + a + ":3:1 key-unknown"}},
	{name: "unknown key in a table", files: folder{a: front("[source]\npublsher = \"x\"", "x")}, want: []string{"error " + a + ":4:1 key-unknown"}},
	{name: "wrong type", files: folder{a: front("tags = 5\ndraft = \"maybe\"", "Secret")},
		want: []string{"error " + a + ":3:1 key-type", "error " + a + ":4:1 key-type"}},
	{name: "bad date", files: folder{a: front("date = \"soon\"", "x")}, want: []string{"error " + a + ":3:1 key-value"}},
	{name: "no such day", files: folder{a: front("publishDate = \"2022-02-30\"", "x")}, want: []string{"error " + a + ":3:1 key-value"}},
	{name: "doubled key", files: folder{a: front("title = \"B\"", "x")}, want: []string{"error " + a + ":3:1 key-twice"}},
	{name: "doubled key in two spellings", files: folder{a: front("publishDate = 2022-01-01\npublish_date = 2022-01-02", "x")},
		want: []string{"error " + a + ":4:1 key-twice"}},
	{name: "missing key", files: folder{a: front("[[claims]]\nwhat = \"x\"", "x")}, want: []string{"error " + a + ":3:1 key-missing"}},
	{name: "key of another program", files: folder{a: front("cssclasses = [\"wide\"]", "x")}, want: []string{"warning " + a + ":3:1 key-ignored"}},
	{name: "too much front matter", files: folder{a: front("description = \""+strings.Repeat("x", 300<<10)+"\"", "x")},
		want: []string{"error " + a + ":1:1 front-matter"}},
	{name: "YAML bomb", files: folder{a: "---\n" + bomb() + "---\nx"}, want: []string{"error " + a + ":2:1 front-matter"}},
	{name: "deep YAML", files: folder{a: "---\nparams: " + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + "\n---\nx"},
		want: []string{"error " + a + ":2:1 front-matter"}},
	{name: "deep TOML", files: folder{a: front("params = "+strings.Repeat("[", 5000)+strings.Repeat("]", 5000), "x")},
		want: []string{"error " + a + ":2:1 front-matter"}},
	{name: "no address", files: folder{a: front("url = \"https://elsewhere.example/\"", "x")}, want: []string{"error " + a + ":3:1 key-value"}},
	{name: "expires before it is published", files: folder{a: front("publishDate = 2022-11-10\nexpiryDate = 2022-11-09", "x")},
		want: []string{"error " + a + ":4:1 key-value"}},

	{name: "byte order mark", files: folder{a: "\ufeff+++\ntitle = \"Marked\"\n+++\nx"}, has: map[string][]string{aPage: {"<h1>Marked</h1>"}}},
	{name: "CRLF", files: folder{a: "+++\r\ntitle = \"A\"\r\ncolour = 1\r\n+++\r\nOne.\r\n\r\nSee [[gone]].\r\n"},
		want: []string{"error " + a + ":3:1 key-unknown", "error " + a + ":7:5 ref-missing"}},
	{name: "UTF-16", files: folder{a: wide("+++\ntitle = \"Wide\"\n+++\nPort.")},
		want: []string{"warning " + a + ":1:1 encoding"}, has: map[string][]string{aPage: {"<h1>Wide</h1>", "Port."}}},
	{name: "invalid UTF-8", files: text("caf\xe9 \xff.\n"), want: []string{"warning " + a + ":4:4 encoding"},
		has: map[string][]string{aPage: {"caf\ufffd \ufffd."}}},
	{name: "NUL", files: text("a\x00b"), want: []string{"warning " + a + ":4:2 encoding"}},
	{name: "control characters", files: text("one\x1b[31mtwo\x07\x7f ![](%07gone.png) [[\u202eb|\x07c]]"),
		want: []string{"warning " + a + ":4:4 encoding", "error " + a + ":4:15 ref-missing", "error " + a + ":4:32 ref-missing"}},
	{name: "control characters in keys", files: folder{a: "---\ntitle: \"A\\u0007\\u001bB\"\ntags: [\"x\\u0000y\"]\ndescription: \"\\u0001\"\n---\nx"},
		want: []string{"warning " + a + ":2:1 encoding", "warning " + a + ":3:8 encoding", "warning " + a + ":4:1 encoding"}},
	{name: "bidi controls in a title", files: folder{a: front("", "x"), "content/articles/b.md": "+++\ntitle = \"safe \u202egnp.exe\u2066\"\n+++\nx"},
		want: []string{"warning content/articles/b.md:2:1 encoding"}, hasNo: map[string][]string{"articles/index.html": {"\u202e", "\u2066"}}},
	{name: "bidi controls in a text", files: text("safe \u202egnp.exe\n"),
		want: []string{"warning " + a + ":4:6 encoding"}, hasNo: map[string][]string{aPage: {"\u202e"}, "articles/index.html": {"\u202e"}}},
	{name: "decomposed name", files: folder{"content/articles/te\u0301he\u0301ran.md": front("", "x"), "content/notes/n.md": front("", "[[téhéran]]")},
		has: map[string][]string{"notes/n/index.html": {`href="/articles/t%C3%A9h%C3%A9ran/"`}}},
	{name: "empty", files: folder{a: ""}, has: map[string][]string{aPage: {"<h1>a</h1>"}}},
	{name: "only front matter", files: folder{a: front("date = 2022-11-09", "")}, has: map[string][]string{aPage: {"<h1>A</h1>"}}},
	{name: "only a fence", files: folder{a: "+++"}, want: []string{"error " + a + ":1:1 front-matter"}},

	{name: "base_url", files: folder{"briefings.toml": "base_url = \"desk.example\"\n"}, want: []string{"error briefings.toml:1:1 key-value"}},
	{name: "zone", files: folder{"briefings.toml": "timezone = \"Europe/Teheran\"\n"}, want: []string{"error briefings.toml:1:1 key-value"}},
	{name: "language", files: folder{"briefings.toml": "lang = \"english\"\n"}, want: []string{"error briefings.toml:1:1 key-value"}},
	{name: "code", files: folder{"briefings.toml": "[problems]\nref-mising = \"off\"\n"}, want: []string{"error briefings.toml:2:1 key-unknown"}},
	{name: "severity", files: folder{"briefings.toml": "[problems]\nref-missing = \"fatal\"\n"}, want: []string{"error briefings.toml:2:1 key-value"}},
	{name: "configuration", files: folder{"briefings.toml": "title = \n"}, want: []string{"error briefings.toml:1:9 front-matter"}},
	{name: "unknown key in the configuration", files: folder{"briefings.toml": "tittle = \"x\"\n"}, want: []string{"error briefings.toml:1:1 key-unknown"}},
	{name: "a warning made an error", files: folder{"briefings.toml": "[problems]\nshortcode = \"error\"\n", a: "{{< figure >}}"},
		want: []string{"error " + a + ":1:1 shortcode"}},
	{name: "an error switched off", files: folder{"briefings.toml": "[problems]\nref-missing = \"off\"\n", a: "[[gone]]"},
		has: map[string][]string{aPage: {"gone"}}},
}

// bomb is YAML that would grow to more than a thousand million strings.
func bomb() string {
	var b strings.Builder
	b.WriteString("a: &a [x,x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c <= 'i'; c++ {
		alias := fmt.Sprintf("*%c,", c-1)
		fmt.Fprintf(&b, "%c: &%c [%s]\n", c, c, strings.TrimSuffix(strings.Repeat(alias, 10), ","))
	}
	return b.String()
}

// wide is a text in UTF-16, little-endian, with its mark.
func wide(s string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u), byte(u>>8))
	}
	return string(out)
}
