package markdown

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// constructs are texts with all that is not CommonMark, and what becomes of them. The title is "Title".
var constructs = []struct{ name, src, html, problems string }{
	{
		name: "callout", src: "> [!warning] Mind *this*\n> text",
		html: "<div class=\"callout callout-warning\">\n<p class=\"callout-title\">Mind <em>this</em></p>\n<p>text</p>\n</div>\n",
	},
	{
		name: "callout folded, without a title", src: "> [!faq]-\n> text",
		html: "<details class=\"callout callout-faq\">\n<summary class=\"callout-title\">Faq</summary>\n<p>text</p>\n</details>\n",
	},
	{
		name: "callout open, nested", src: "> [!note]+ A\n> > [!tip]\n> > b",
		html: "<details class=\"callout callout-note\" open>\n<summary class=\"callout-title\">A</summary>\n<div class=\"callout callout-tip\">\n<p class=\"callout-title\">Tip</p>\n<p>b</p>\n</div>\n</details>\n",
	},
	{
		name: "callout title alone", src: "> [!tip] Only",
		html: "<div class=\"callout callout-tip\">\n<p class=\"callout-title\">Only</p>\n</div>\n",
	},
	{
		name: "no callout within a quotation", src: "> text\n> [!note] not",
		html: "<blockquote>\n<p>text\n[!note] not</p>\n</blockquote>\n",
	},
	{
		name: "callout with a size that some themes write", src: "> [!info|wide] A\n> b",
		html: "<div class=\"callout callout-info\">\n<p class=\"callout-title\">A</p>\n<p>b</p>\n</div>\n",
	},
	{
		name: "comment in a line", src: "a %%secret%% b",
		html: "<p>a  b</p>\n",
	},
	{
		name: "comment over blocks", src: "a\n\n%%\nsecret\n\n- secret\n%%\n\nb",
		html: "<p>a</p>\n<p>b</p>\n",
	},
	{
		name: "comment within a reference", src: "[[No%%x%%te]]",
		html: "<p>Note</p>\n",
	},
	{
		name: "comment in code is code", src: "`%%a%%` and\n\n```\n%%b%%\n```",
		html: "<p><code>%%a%%</code> and</p>\n<pre tabindex=\"0\"><code>%%b%%\n</code></pre>\n",
	},
	{
		name: "comment never closed", src: "a %%secret\n\nsecret",
		html:     "<p>a </p>\n",
		problems: "1:3 comment-open",
	},
	{
		name: "HTML comment", src: "a <!-- secret --> b\n\n<!-- secret -->\n\nc",
		html: "<p>a  b</p>\n<p>c</p>\n",
	},
	{
		name: "end of an excerpt", src: "a\n\n<!--more-->\n\nb",
		html: "<p>a</p>\n<p>b</p>\n",
	},
	{
		name: "marks", src: "==a *b*== and a == b",
		html: "<p><mark>a <em>b</em></mark> and a == b</p>\n",
	},
	{
		name: "struck out", src: "~~a~~",
		html: "<p><del>a</del></p>\n",
	},
	{
		name: "block id", src: "text ^here",
		html: "<p id=\"^here\">text</p>\n",
	},
	{
		name: "block id of an item, in its first line", src: "- one ^a\n  more\n- two",
		html: "<ul>\n<li><span id=\"^a\"></span>one \nmore</li>\n<li>two</li>\n</ul>\n",
	},
	{
		name: "block id of a table, on its own", src: "|a|\n|-|\n|b|\n\n^t",
		html: "<div id=\"^t\">\n<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n</div>\n</div>\n",
	},
	{
		name: "block id twice: the first has it", src: "a ^x\n\nb ^x",
		html: "<p id=\"^x\">a</p>\n<p>b</p>\n",
	},
	{
		name: "block id of a callout, in its title", src: "> [!info] A *b*. ^c\n> d\n\n> [!tip] ^t",
		html: "<div id=\"^c\">\n<div class=\"callout callout-info\">\n<p class=\"callout-title\">A <em>b</em>.</p>\n<p>d</p>\n</div>\n</div>\n" +
			"<div id=\"^t\">\n<div class=\"callout callout-tip\">\n<p class=\"callout-title\">Tip</p>\n</div>\n</div>\n",
	},
	{
		name: "block id of a heading", src: "## A ^a\n\nB ^b\n---\n\n## C ^c ##\n\n## ^d",
		html: "<h2 id=\"a\"><span id=\"^a\"></span>A</h2>\n<h2 id=\"b\"><span id=\"^b\"></span>B</h2>\n<h2 id=\"c\"><span id=\"^c\"></span>C</h2>\n<h2 id=\"d\">^d</h2>\n",
	},
	{
		name: "block id of a heading, on its own", src: "## A\n^a\n\n##\n^b",
		html: "<h2 id=\"a\"><span id=\"^a\"></span>A</h2>\n<h2 id=\"section\"><span id=\"^b\"></span></h2>\n",
	},
	{
		name: "no block id in a formula", src: "x^2 м^2",
		html: "<p>x^2 м^2</p>\n",
	},
	{
		name: "formulas are text as it is written", src: "$\\mathbb{C}[[z]]$ and $x*y*z$, $\\frac{{a}}{b}$, $[a](b)$, $a<b>c$, $$[@x] *y*$$",
		html: "<p>$\\mathbb{C}[[z]]$ and $x*y*z$, $\\frac{{a}}{b}$, $[a](b)$, $a&lt;b&gt;c$, $$[@x] *y*$$</p>\n",
	},
	{
		name: "formula over lines", src: "a $x*y\n*z$ b",
		html: "<p>a $x*y\n*z$ b</p>\n",
	},
	{
		name: "money is no formula", src: "$5 *and* $10, *$3*-$4, US$5 *m*\n\n$5m [p](https://p) (R$ 26m)\n\na$ *b* $c *d* $\n\n\\$x *y*$ z",
		html: "<p>$5 <em>and</em> $10, <em>$3</em>-$4, US$5 <em>m</em></p>\n<p>$5m <a href=\"https://p\">p</a> (R$ 26m)</p>\n<p>a$ <em>b</em> $c <em>d</em> $</p>\n<p>$x <em>y</em>$ z</p>\n",
	},
	{
		name: "code is no formula", src: "$PATH or `$HOME` or `a`$",
		html: "<p>$PATH or <code>$HOME</code> or <code>a</code>$</p>\n",
	},
	{
		name: "block of a formula", src: "a\n$$\nx\n- [[y]]\n\n= z\n$$\n*b*",
		html: "<p>a</p>\n<pre class=\"math\" tabindex=\"0\">$$\nx\n- [[y]]\n\n= z\n$$\n</pre>\n<p><em>b</em></p>\n",
	},
	{
		name: "block of a formula in a list", src: "- a\n  $$\n  x*y*\n  $$\n- $$ x\n  *y* $$",
		html: "<ul>\n<li>a\n<pre class=\"math\" tabindex=\"0\">$$\nx*y*\n$$\n</pre>\n</li>\n<li>\n<pre class=\"math\" tabindex=\"0\">$$ x\n*y* $$</pre>\n</li>\n</ul>\n",
	},
	{
		name: "no formula without an end", src: "$$ *a*\n\nb $$\n\n$ *c*",
		html: "<p>$$ <em>a</em></p>\n<p>b $$</p>\n<p>$ <em>c</em></p>\n",
	},
	{
		name: "formula that a list's margin ends", src: "1. a: $$\n  x_1 *y*\n$$\n2. b: $$\n  z\n$$ c\n\n## D\n\n$$\ne\n$$",
		html: "<ol>\n<li>a: $$\nx_1 *y*\n$$</li>\n<li>b: $$\nz\n$$ c</li>\n</ol>\n<h2 id=\"d\">D</h2>\n<pre class=\"math\" tabindex=\"0\">$$\ne\n$$</pre>\n",
	},
	{
		name: "a sign too many takes no heading and no prose for a formula", src: "$$\n\nIt is said that.\n\n$$\nx\n$$\n\n$$\n## A\n$$\ny\n\n\\text{so it is said}\n$$",
		html: "<p>$$</p>\n<p>It is said that.</p>\n<pre class=\"math\" tabindex=\"0\">$$\nx\n$$\n</pre>\n<p>$$</p>\n<h2 id=\"a\">A</h2>\n<pre class=\"math\" tabindex=\"0\">$$\ny\n\n\\text{so it is said}\n$$</pre>\n",
	},
	{
		name: "code of another program", src: "{{< highlight r >}}\na[[1]] *b*\n\n{{< /highlight >}}\n*c*",
		html:     "<pre tabindex=\"0\"><code>{{&lt; highlight r &gt;}}\na[[1]] *b*\n\n{{&lt; /highlight &gt;}}\n</code></pre>\n<p><em>c</em></p>\n",
		problems: "1:1 shortcode",
	},
	{
		name: "double brackets of shells and lists", src: "[[1,2],[3,4]] [[\"a\"], [\"b\"]] if [[ -f x ]] && [[ $a == b ]] || [[ ! -d y ]]",
		html: "<p>[[1,2],[3,4]] [[&quot;a&quot;], [&quot;b&quot;]] if [[ -f x ]] &amp;&amp; [[ $a == b ]] || [[ ! -d y ]]</p>\n",
	},
	{
		name: "picture from elsewhere in a link", src: "[![badge](https://i.org/x.svg)](https://e.org/ci) [![](https://i.org/y.svg)](a.md)",
		html:     "<p><a href=\"https://e.org/ci\">badge</a> https://i.org/y.svg</p>\n",
		problems: "1:2 image-remote",
	},
	{
		name: "footnote in a link", src: "[x[^1]](https://e.org) y\n\n[^1]: z",
		html: "<p><a href=\"https://e.org\">x</a><sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup> y</p>\n" +
			"<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>z&#160;<a href=\"#fnref:1\" class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a></p>\n</li>\n</ol>\n</div>\n",
	},
	{
		name: "notes in the text, among others", src: "a^[b *c* [d](https://d)\nd] e[^1] f^[g^[h]] ^[] ^[ x[^1]\n\n[^1]: i",
		html: "<p>a" + noteRef(1) + " e" + noteRef(2) + " f" + noteRef(3) + " ^[] ^[ x<sup id=\"fnref:2.1\"><a href=\"#fn:2\" class=\"footnote-ref\" role=\"doc-noteref\">2</a></sup></p>\n" +
			"<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n" + note(1, "b <em>c</em> <a href=\"https://d\">d</a>\nd", "1") + note(2, "i", "2", "2.1") + note(3, "g"+noteRef(4), "3") + note(4, "h", "4") + "</ol>\n</div>\n",
	},
	{
		name: "link without words", src: "[](https://e.org/a)",
		html: "<p><a href=\"https://e.org/a\">https://e.org/a</a></p>\n",
	},
	{
		name: "address in a link", src: "[a <https://b.org> *c*](https://e.org)",
		html: "<p><a href=\"https://e.org\">a https://b.org <em>c</em></a></p>\n",
	},
	{
		name: "heading ids", src: "## A b!\n## A b\n## C {#given}\n## ?",
		html: "<h2 id=\"a-b\">A b!</h2>\n<h2 id=\"a-b-1\">A b</h2>\n<h2 id=\"given\">C</h2>\n<h2 id=\"section\">?</h2>\n",
	},
	{
		name: "headings move down if one is of level 1", src: "# A\n## B",
		html: "<h2 id=\"a\">A</h2>\n<h3 id=\"b\">B</h3>\n",
	},
	{
		name: "title repeated", src: "# title\ntext",
		html: "<p>text</p>\n",
	},
	{
		name: "table with alignment", src: "|a|b|\n|:-:|-:|\n|`x\\|y`|c<br>d|",
		html: "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th class=\"center\">a</th>\n<th class=\"right\">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td class=\"center\"><code>x|y</code></td>\n<td class=\"right\">c<br>\nd</td>\n</tr>\n</tbody>\n</table>\n</div>\n",
	},
	{
		name: "tasks", src: "- [x] done\n- [ ] open",
		html: "<ul>\n<li><input type=\"checkbox\" checked disabled aria-label=\"done\"> done</li>\n<li><input type=\"checkbox\" disabled aria-label=\"open\"> open</li>\n</ul>\n",
	},
	{
		name: "footnote", src: "a[^1]\n\n[^1]: note",
		html: "<p>a<sup id=\"fnref:1\"><a href=\"#fn:1\" class=\"footnote-ref\" role=\"doc-noteref\">1</a></sup></p>\n<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n<li id=\"fn:1\">\n<p>note&#160;<a href=\"#fnref:1\" class=\"footnote-backref\" role=\"doc-backlink\">&#x21a9;&#xfe0e;</a></p>\n</li>\n</ol>\n</div>\n",
	},
	{
		name: "definition", src: "term\n: meaning",
		html: "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>\n",
	},
	{
		name: "raw HTML is text", src: "<div onclick=\"x()\">a</div>\n\nb <b>c</b>",
		html:     "<p class=\"raw\">&lt;div onclick=&quot;x()&quot;&gt;a&lt;/div&gt;</p>\n<p>b &lt;b&gt;c&lt;/b&gt;</p>\n",
		problems: "1:1 raw-html",
	},
	{
		name: "script is text", src: "<script>alert(1)</script>",
		html:     "<p class=\"raw\">&lt;script&gt;alert(1)&lt;/script&gt;</p>\n",
		problems: "1:1 raw-html",
	},
	{
		name: "unsafe link", src: "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x)",
		html:     "<p>a b c</p>\n",
		problems: "1:1 url-unsafe, 1:26 url-unsafe, 1:44 url-unsafe",
	},
	{
		name: "entities do not hide a scheme", src: "[a](java&#115;cript:x) [b](&#1;javascript:x)",
		html:     "<p>a b</p>\n",
		problems: "1:1 url-unsafe, 1:24 url-unsafe",
	},
	{
		name: "unsafe autolink is text", src: "<obsidian://open>",
		html:     "<p>&lt;obsidian://open&gt;</p>\n",
		problems: "1:1 url-unsafe",
	},
	{
		name: "safe links", src: "<https://a.b/?c=d&e=f> www.a.b me@a.b [n](news:comp.lang)",
		html: "<p><a href=\"https://a.b/?c=d&amp;e=f\">https://a.b/?c=d&amp;e=f</a> <a href=\"http://www.a.b\">www.a.b</a> <a href=\"mailto:me@a.b\">me@a.b</a> <a href=\"news:comp.lang\">n</a></p>\n",
	},
	{
		name: "picture from elsewhere is a link", src: "![alt](https://a.b/c.png \"t\")",
		html:     "<p><a class=\"image\" href=\"https://a.b/c.png\" title=\"t\">alt</a></p>\n",
		problems: "1:1 image-remote",
	},
	{
		name: "shortcode and Liquid", src: "{{< youtube src=\"x\" >}} and {% post_url x %}",
		html:     "<p>{{&lt; youtube src=&quot;x&quot; &gt;}} and {% post_url x %}</p>\n",
		problems: "1:1 shortcode",
	},
	{
		name: "figure that is none", src: "`{{< figure src=\"a.png\" >}}` {{< figure alt=\"a\" >}} {{< figure a.png >}} {{< figures src=\"a.png\" >}}",
		html:     "<p><code>{{&lt; figure src=&quot;a.png&quot; &gt;}}</code> {{&lt; figure alt=&quot;a&quot; &gt;}} {{&lt; figure a.png &gt;}} {{&lt; figures src=&quot;a.png&quot; &gt;}}</p>\n",
		problems: "1:29 shortcode",
	},
	{
		name: "figure from elsewhere", src: "{{< figure src=\"https://a.b/c.png\" caption=\"<d> \\\"e\\\"\" >}}",
		html:     "<p><a class=\"image\" href=\"https://a.b/c.png\" title=\"&lt;d&gt; &quot;e&quot;\">&lt;d&gt; &quot;e&quot;</a></p>\n",
		problems: "1:1 image-remote",
	},
	{
		name: "figure of what is not published", src: "{{< figure src=\"javascript:x\" alt=\"a\" link=\"javascript:y\" >}}",
		html:     "<p>a</p>\n",
		problems: "1:1 url-unsafe, 1:1 url-unsafe",
	},
	{
		name: "code of a language", src: "```go-1+x\na < b\n```",
		html: "<pre tabindex=\"0\"><code class=\"language-go-1+x\">a &lt; b\n</code></pre>\n",
	},
	{
		name: "language that is none", src: "```\" onclick=\"x\na\n```",
		html: "<pre tabindex=\"0\"><code>a\n</code></pre>\n",
	},
	{
		name: "hard break", src: "a  \nb\\\nc",
		html: "<p>a<br>\nb<br>\nc</p>\n",
	},
	{
		name: "characters that no page can hold", src: "a\x00b\bc",
		html:     "<p>a�bc</p>\n",
		problems: "1:2 encoding, 1:4 encoding",
	},
	{
		name: "quoted citation", src: "He said \"a small number\" [@story, p. 3].",
		html: "<p>He said &quot;a small number&quot; .</p>\n",
	},
	{
		name: "attribute of a link's title", src: "[a](https://b \"x\\\" onclick=\\\"y\")",
		html: "<p><a href=\"https://b\" title=\"x&quot; onclick=&quot;y\">a</a></p>\n",
	},
	{
		name: "heading attributes are no attributes", src: "## A {#b onclick=\"x\" .c style=\"y\"}",
		html: "<h2 id=\"b\">A</h2>\n",
	},
}

func noteRef(n int) string {
	return fmt.Sprintf(`<sup id="fnref:%d"><a href="#fn:%d" class="footnote-ref" role="doc-noteref">%d</a></sup>`, n, n, n)
}

func note(n int, text string, refs ...string) string {
	for _, ref := range refs {
		text += fmt.Sprintf(`&#160;<a href="#fnref:%s" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`, ref)
	}
	return fmt.Sprintf("<li id=\"fn:%d\">\n<p>%s</p>\n</li>\n", n, text)
}

func TestConstructs(t *testing.T) {
	t.Parallel()
	for _, test := range constructs {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		if b.HTML() != test.html {
			t.Errorf("%s: Read(%q)\n got %q\nwant %q", test.name, test.src, b.HTML(), test.html)
		}
		var problems []string
		for _, p := range b.Problems {
			problems = append(problems, fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Code))
		}
		if got := strings.Join(problems, ", "); got != test.problems {
			t.Errorf("%s: Read(%q) has problems %q, want %q", test.name, test.src, got, test.problems)
		}
		if err := sound(b); err != nil {
			t.Errorf("%s: Read(%q): %v", test.name, test.src, err)
		}
	}
}

// References keep what was written, with their places.
func TestRefs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ src, want string }{
		{"[[Port strike]]", `wiki "Port strike" "" "Port strike" 1:1`},
		{"a [[port#Cause|why]]", `wiki "port" "Cause" "why" 1:3`},
		{"[[#A#B]]", `wiki "" "A#B" "A › B" 1:1`},
		{"[[n#^b1]]", `wiki "n" "^b1" "n" 1:1`},
		{"|a|\n|-|\n|[[x\\|y]]|", `wiki "x" "" "y" 3:2`},
		{"![[p.png|300]]", `embed "p.png" "" "" 1:1 300x0`},
		{"![[p.png|a cat|300x200]]", `embed "p.png" "" "" 1:1 300x200 a cat`},
		{"- ![[note#H]]", `embed "note" "H" "" 1:3`},
		{"[a](../b%20c.md?x=1#d \"t\")", `link "../b c.md" "d" "a" 1:1 "t"`},
		{"![a](p.png){ align=right width=40 } b", `image "p.png" "" "" 1:1 40x0 a`},
		{"![a](p.png){: width=\"40px\" height='50'}{.b}", `image "p.png" "" "" 1:1 40x50 a`},
		{"![a](p.png){:height 50, :width 40}", `image "p.png" "" "" 1:1 40x50 a`},
		{"![a|40](p.png)", `image "p.png" "" "" 1:1 40x0 a`},
		{"\"x\" [@story, p. 3]", `cite "story" "" "" 1:5 p. 3`},
		{"[@x](https://x) [@y][z] [@v]\n\n[z]: /z\n[@v]: https://v", `link "/z" "" "@y" 1:17`},
		{"[[1]](https://x) [[Note]](2020)", `wiki "Note" "" "Note" 1:18`},
		{"a[[[[b]]]]", `wiki "b" "" "b" 1:4`},
		{"[[]] [[ ]] [[a\nb]] `[[c]]` \\[[d]] [[e", ""},
		{"[a *b*]({{< ref \"c d\" >}}) [e]({{% relref \"../f.md#g h\" %}}#i \"j\") [k]({{<ref path=`l`>}})", `wiki "c d" "" "a b" 1:1; wiki "../f.md" "g h#i" "e" 1:28 "j"; wiki "l" "" "k" 1:68`},
		{"[a]({{< refs \"b\" >}}) [c]({{< ref b >}}) `[d]({{< ref \"e\" >}})` \\[f]({{< ref \"g\" >}}) ]({{< ref \"h\" >}})", ``},
		{"[a [b](c)]({{< ref \"d\" >}})", `link "c" "" "b" 1:4`},
		{"![a *b*](/c/d.png =20x) ![](e.png \"f\" =x30)![g](<h i.png> =20x30) ![](j.png =100%x)", `image "/c/d.png" "" "" 1:1 20x0 a b; image "e.png" "" "" 1:25 0x30 "f"; image "h i.png" "" "" 1:44 20x30 g`},
		{"{{< figure src=\"a b.png\" alt='c' >}}{{< figure src=\"a.png\" alt=\"b\" caption=\"c\" width=\"300\" height=20px >}}", `image "a.png" "" "" 1:37 300x20 b "c"`},
		{"- a {{% figure\n  src=`a.png`\n  title=\"b\" caption=\"c\n  d\"\n  attr=\"\\\"e\\\"\" class=f /%}} [[g]]", `image "a.png" "" "" 1:5 c d "b c d \"e\""; wiki "g" "" "g" 5:29`},
		{"{{< figure src=\"a.png\" link=\"b.md\" >}}", `link "b.md" "" "" 1:1; image "a.png" "" "" 1:1`},
		{"[![a](b.png =20x)](c) ![[d =20x]] ![e](f.png = 20x)", `link "c" "" "" 1:1; image "b.png" "" "" 1:2 20x0 a; embed "d =20x" "" "" 1:23`},
		{"## [[a|b]]", `wiki "a" "" "b" 1:4`},
	} {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		var got []string
		for _, r := range b.Refs {
			s := fmt.Sprintf("%s %q %q %q %d:%d", [...]string{"link", "wiki", "image", "embed", "cite"}[r.Kind], r.Target, r.Fragment, b.Text[r.Start:r.End], r.Line, r.Col)
			if r.Width > 0 || r.Height > 0 {
				s += fmt.Sprintf(" %dx%d", r.Width, r.Height)
			}
			if r.Alt != "" {
				s += " " + r.Alt
			}
			if r.Title != "" {
				s += " " + strconv.Quote(r.Title)
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != test.want {
			t.Errorf("Read(%q)\n got %s\nwant %s", test.src, s, test.want)
		}
	}
}

// An embed that is all of a paragraph or an item holds blocks; a picture that is all of a paragraph is one.
func TestAlone(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		src, html string
		alone     bool
	}{
		{"![[note]]", "\n", true},
		{"![[note]] ^id", `<span id="^id"></span>` + "\n", true},
		{"- ![[note]]\n- b", "<ul>\n<li></li>\n<li>b</li>\n</ul>\n", true},
		{"> ![[note]]", "<blockquote>\n\n</blockquote>\n", true},
		{"a ![[note]]", "<p>a </p>\n", false},
		{"![[p.png]]", "\n", true},
		{"![a](p.png \"b\")", "\n", true},
		{"{{< figure src=\"p.png\" caption=\"a\" >}}", "\n", true},
		{"![a](p.png) ^id", `<span id="^id"></span>` + "\n", true},
		{"- ![[p.png]]\n- b", "<ul>\n<li></li>\n<li>b</li>\n</ul>\n", false},
		{"![a](p.png) b", "<p> b</p>\n", false},
		{"![[p.mp3]]", "<p></p>\n", false},
		{"|a|\n|-|\n|![[note]]|", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td></td>\n</tr>\n</tbody>\n</table>\n</div>\n", false},
	} {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		if b.HTML() != test.html || len(b.Refs) != 1 || b.Refs[0].Alone != test.alone {
			t.Errorf("Read(%q) = %q, references %+v, want %q, alone %v", test.src, b.HTML(), b.Refs, test.html, test.alone)
		}
	}
}

// A quotation that ends in a citation is known with its marks, in every kind of marks.
func TestQuotes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ src, want string }{
		{`He said "a small number" [@s].`, `"a small number"`},
		{`“eins” [@s]`, "“eins”"},
		{`„eins“ [@s]`, "„eins“"},
		{`«раз» [@s]`, "«раз»"},
		{`「一」[@s]`, "「一」"},
		{`"a" and "b," [@s]`, `"b,"`},
		{`no marks [@s]`, ""},
	} {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		got := ""
		for _, q := range b.Quotes {
			got += b.Text[q.Start:q.End]
		}
		if got != test.want {
			t.Errorf("Read(%q) quotes %q, want %q", test.src, got, test.want)
		}
	}
}
