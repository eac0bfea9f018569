package catalog

import (
	"strings"
	"testing"
)

// References in front matter show what they would in a text.
func TestPlain(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{}, declared, "[[briefing]]\nid = \"strikes\"\ntitle = \"x\"\n",
		"content/notes/a.md", "", "content/notes/fa.md", "---\ntitle: A strike\naliases: [Walkout]\n---\n", "content/notes/held.md", "---\ntitle: Secret\ndraft: true\n---\n",
		"content/x/same.md", "", "content/y/same.md", "")
	for _, test := range []struct{ text, want string }{
		{"A figure in [[fa]].", "A figure in A strike."},
		{"[[notes/fa.md]], [[FA|the wire]] and [[walkout]]", "A strike, the wire and walkout"},
		{"[[fa#Why]] [[fa#Why#Then]] [[fa#^b1]] [[#Here]]", "A strike › Why A strike › Why › Then A strike Here"},
		{"[[held]]", "held"},
		{"[[a]]", "a"},
		{"[[strikes]]", "strikes"},
		{"[[gone]] [[gone|words]] ![[fa]] [[same]] [[ ]] [[]]", "[[gone]] [[gone|words]] ![[fa]] [[same]] [[ ]] [[]]"},
		{"[[ [[fa]] ]] and [[fa", "[[ A strike ]] and [[fa"},
		{"]] [[", "]] [["},
		{"", ""},
	} {
		if got := c.Plain(test.text, c.AtPath("content/notes/a.md")); got != test.want {
			t.Errorf("Plain(%q) = %q, want %q", test.text, got, test.want)
		}
	}
	if got := c.Plain("[[x/same]]", nil); got != "x/same" {
		t.Errorf("in briefings.toml: %q", got)
	}
	open := strings.Repeat("[[", 1<<20) + "fa]]"
	if got := c.Plain(open, nil); len(got) != len(open)-len("[[fa]]")+len("A strike") {
		t.Errorf("of many brackets %d bytes stay of %d", len(got), len(open))
	}
}
