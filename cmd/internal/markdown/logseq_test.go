package markdown

import (
	"fmt"
	"strings"
	"testing"
)

// What Logseq keeps for itself in lines below a block is not shown, but for ids, which references to blocks of
// the same file lead to.
func TestLogseq(t *testing.T) {
	t.Parallel()
	const one, two = "63b368fe-9105-4f20-985a-e1760ef0684f", "6379cf92-7252-44e9-b63d-ce792967a710"
	for _, test := range []struct{ name, src, html, text, problems string }{
		{
			"properties", "- a\n  collapsed:: true\n  card-last-interval:: 31.26\n  logseq.order-list-type:: number\n\t- b\n\t  background-color:: red\n\t  c",
			"<ul>\n<li>a\n<ul>\n<li>b\nc</li>\n</ul>\n</li>\n</ul>\n", "a\nb c\n", "",
		},
		{
			"in lines that are indented", "a\n\t  collapsed:: true\n\t- b\n\t  id:: " + one, "<p id=\"" + one + "\">a\n- b</p>\n", "a - b\n", "",
		},
		{
			"below other blocks", "- ## A\n  heading:: true\n- ```\n  b\n  ```\n  collapsed:: false\n-\n  collapsed:: true",
			"<ul>\n<li>\n<h2 id=\"a\">A</h2>\n</li>\n<li>\n<pre tabindex=\"0\"><code>b\n</code></pre>\n</li>\n<li></li>\n</ul>\n", "A\nb\n\n", "",
		},
		{
			"fields of authors", "collapsed:: perhaps\nid:: 12\nheading:: Port\nalias:: a, b\n`collapsed:: true`",
			"<p>collapsed:: perhaps\nid:: 12\nheading:: Port\nalias:: a, b\n<code>collapsed:: true</code></p>\n", "collapsed:: perhaps id:: 12 heading:: Port alias:: a, b collapsed:: true\n", "",
		},
		{
			"references", "- a *b* <!-- c -->\n  id:: " + one + "\n- see ((" + one + ")) and ((" + two + "))\n- ## D\n  id:: " + two,
			"<ul>\n<li><span id=\"" + one + "\"></span>a <em>b</em> </li>\n<li>see a b and …</li>\n<li>\n<h2 id=\"d\"><span id=\"" + two + "\"></span>D</h2>\n</li>\n</ul>\n", "a b \nsee a b and …\nD\n", "",
		},
		{
			"references to other files", "((" + one + ")) ((" + two + "))\n\n((12)) `((" + one + "))`",
			"<p>((" + one + ")) ((" + two + "))</p>\n<p>((12)) <code>((" + one + "))</code></p>\n", "((" + one + ")) ((" + two + "))\n((12)) ((" + one + "))\n", "1:1 shortcode",
		},
		{
			"links to blocks", "- a\n  id:: " + one + "\n- [b *c*](((" + one + "))) [d](((" + two + ")))",
			"<ul>\n<li><span id=\"" + one + "\"></span>a</li>\n<li>b <em>c</em> d</li>\n</ul>\n", "a\nb c d\n", "3:53 shortcode",
		},
		{
			"a block that refers to itself", "- a ((" + one + "))\n  id:: " + one,
			"<ul>\n<li><span id=\"" + one + "\"></span>a …</li>\n</ul>\n", "a …\n", "",
		},
		{
			"a block around its reference, which goes on below it", "- a ((" + one + "))\n- secret\n\nid:: " + one,
			"<div id=\"" + one + "\">\n<ul>\n<li>a …</li>\n<li>secret</li>\n</ul>\n</div>\n", "a …\nsecret\n", "",
		},
		{
			"a long block", strings.Repeat("é ", 60) + "\nid:: " + one + "\n\n((" + one + "))",
			"<p id=\"" + one + "\">" + strings.TrimSpace(strings.Repeat("é ", 60)) + "</p>\n<p>" + strings.Repeat("é ", 50) + "…</p>\n", strings.TrimSpace(strings.Repeat("é ", 60)) + "\n" + strings.Repeat("é ", 50) + "…\n", "",
		},
	} {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		var problems []string
		for _, p := range b.Problems {
			problems = append(problems, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
		}
		if got := strings.Join(problems, ", "); b.HTML() != test.html || b.Text != test.text || got != test.problems {
			t.Errorf("%s: Read(%q)\n got %q, %q, %q\nwant %q, %q, %q", test.name, test.src, b.HTML(), b.Text, got, test.html, test.text, test.problems)
		}
		if err := sound(b); err != nil {
			t.Errorf("%s: Read(%q): %v", test.name, test.src, err)
		}
	}
}
