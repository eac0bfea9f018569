package frontmatter

import (
	"strings"
	"testing"
	"unicode/utf16"
)

func TestSplit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		title     string
		body      string
		line      int
		problem   string
	}{
		{"none", "# Text\n", "", "# Text\n", 1, ""},
		{"empty file", "", "", "", 1, ""},
		{"toml", "+++\ntitle = 'a'\n+++\nbody\n", "a", "body\n", 4, ""},
		{"yaml", "---\ntitle: a\n---\nbody\n", "a", "body\n", 4, ""},
		{"yaml that ends in dots", "---\ntitle: a\n...\nbody\n", "a", "body\n", 4, ""},
		{"blanks after fences", "--- \t\ntitle: a\n---  \nbody", "a", "body", 4, ""},
		{"crlf", "+++\r\ntitle = 'a'\r\n+++\r\nbody\r\n", "a", "body\r\n", 4, ""},
		{"byte order mark", "\ufeff---\ntitle: a\n---\nbody", "a", "body", 4, ""},
		{"blank lines before", "\n \r\n---\ntitle: a\n---\nbody", "a", "body", 6, ""},
		{"no body", "+++\ntitle = 'a'\n+++", "a", "", 3, ""},
		{"nothing in it", "---\n---\nbody", "", "body", 3, ""},
		{"fence inside a text", "+++\ntitle = 'a'\n[params]\nx = '''\n++++\n'''\n+++\nbody", "a", "body", 8, ""},
		{"thematic break", "---\n\nProse that goes on.\n", "", "---\n\nProse that goes on.\n", 1, ""},
		{"two thematic breaks", "---\n\nProse.\n\n---\n\nMore.\n", "", "---\n\nProse.\n\n---\n\nMore.\n", 1, ""},
		{"two breaks below a blank line", "\n---\n**Of them**:\n- [ ] a: b\n\n---\n", "", "\n---\n**Of them**:\n- [ ] a: b\n\n---\n", 1, ""},
		{"longer break", "----\ntitle: a\n----\n", "", "----\ntitle: a\n----\n", 1, ""},
		{"indented", "  ---\ntitle: a\n---\n", "", "  ---\ntitle: a\n---\n", 1, ""},
		{"no end", "+++\ntitle = 'a'\nbody\n", "", "", 1, "front matter has no end"},
		{"no beginning", "title = \"a\"\ndraft = true\n\nbody\n", "", "", 1, "front matter has no beginning"},
		{"no fences of yaml", "title: a\ndraft: true\n\nbody\n", "", "", 1, "front matter has no beginning"},
		{"a text that looks like yaml", "Title: a\nDate: b\n\nbody\n", "", "Title: a\nDate: b\n\nbody\n", 1, ""},
		{"a text about drafts", "Draft: the second\nof three.\n\nbody\n", "", "Draft: the second\nof three.\n\nbody\n", 1, ""},
		{"a long fence", "----\ntitle: a\ndraft: true\n----\nbody\n", "", "", 1, `the line above the keys is "----"`},
		{"a line above a text", "----\ntitle: of a\nbook\n", "", "----\ntitle: of a\nbook\n", 1, ""},
		{"an indented fence", " ---\ntitle: a\ndraft: true\n---\nbody\n", "", "", 1, "blanks before the --- above the keys"},
		{"no beginning, with an end", "draft = true\n+++\nbody\n", "", "", 1, "front matter has no beginning"},
		{"no beginning of yaml", "\ntitle: a\ntags:\n  - x\n# said\ndraft: true\n---\nbody\n", "", "", 2, "front matter has no beginning"},
		{"a text with a colon", "Title: of a play\nand more\n---\nbody\n", "", "Title: of a play\nand more\n---\nbody\n", 1, ""},
		{"a heading with a colon", "Title: a\n---\nbody\n", "", "Title: a\n---\nbody\n", 1, ""},
		{"an equation", "x = 3\n", "", "x = 3\n", 1, ""},
		{"no end of yaml", "---\ndraft: true\n\nbody\n", "", "", 1, "front matter has no end"},
		{"no end of yaml, key in quotes", "---\n\"title\": a\nbody\n", "", "", 1, "front matter has no end"},
		{"json", "{\n  \"title\": \"a\",\n  \"x\": {\"y\": 1}\n}\n\nbody\n", "", "\nbody\n", 5, "front matter in JSON"},
		{"json without an end", "{ \"title\": 1\nsecret", "", "", 1, "front matter in JSON"},
		{"shortcode first", "{{< figure >}}\n", "", "{{< figure >}}\n", 1, ""},
		{"liquid first", "{% include x %}\n", "", "{% include x %}\n", 1, ""},
		{"attributes first", "{.lead}\ntext\n", "", "{.lead}\ntext\n", 1, ""},
		{"too large", "+++\nx = '" + strings.Repeat("x", maxSize) + "'\n+++\nbody", "", "body", 4, "front matter is larger than 256 KiB"},
	}
	for _, tt := range tests {
		front, body, line, problems := Split([]byte(tt.src))
		m, more := front.Parse()
		if m.Title != tt.title || string(body) != tt.body || line != tt.line {
			t.Errorf("%s: title %q, body %q in line %d; want %q, %q in line %d", tt.name, m.Title, body, line, tt.title, tt.body, tt.line)
		}
		message := ""
		if len(problems) > 0 {
			message = problems[0].Message
			if problems[0].Cure == "" {
				t.Errorf("%s: no cure for %q", tt.name, message)
			}
		}
		if message != tt.problem {
			t.Errorf("%s: problem %q, want %q", tt.name, message, tt.problem)
		}
		for _, p := range more {
			if p.Message != `unknown key "x"` {
				t.Errorf("%s: %v", tt.name, p)
			}
		}
	}
}

func TestDecode(t *testing.T) {
	t.Parallel()
	const text = "---\ntitle: Иран 🛩\n---\nbody\n"
	units := utf16.Encode([]rune("\ufeff" + text))
	var little, big []byte
	for _, u := range units {
		little = append(little, byte(u), byte(u>>8))
		big = append(big, byte(u>>8), byte(u))
	}
	for name, src := range map[string][]byte{"little endian": little, "big endian": big, "odd length": append(little, 0)} {
		got, p := Decode(src)
		if string(got) != text || p == nil || p.Cure != "save it as UTF-8" {
			t.Errorf("UTF-16, %s: %q, %v", name, got, p)
		}
	}
	for _, src := range []string{"", "\xff", text, "\ufeff" + text, "\xff\xfd"} {
		if got, p := Decode([]byte(src)); string(got) != src || p != nil {
			t.Errorf("%q is no UTF-16 and becomes %q, %v", src, got, p)
		}
	}
}
