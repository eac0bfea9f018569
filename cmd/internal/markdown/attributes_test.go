package markdown

import "testing"

// What kramdown writes below a block or as its last line is no text. The id is kept.
func TestAttributes(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ src, html string }{
		{"## A b\n{: #c .d}\n\ntext", `<h2 id="c">A b</h2>` + "\n<p>text</p>\n"},
		{"A\n---\n{: #c}\ntext", `<h2 id="c">A</h2>` + "\n<p>text</p>\n"},
		{"one\n{: .summary}", "<p>one</p>\n"},
		{"one\n{: #fn1}\n\ntwo", `<p id="fn1">one</p>` + "\n<p>two</p>\n"},
		{"* a\n* b\n{: #list}", "<ul>\n<li>a</li>\n<li>" + `<span id="list"></span>b</li>` + "\n</ul>\n"},
		{"```\nx\n```\n{: .code}", `<pre tabindex="0"><code>x` + "\n</code></pre>\n"},
		{"|a|\n|-|\n|b|\n{: .t}", `<div class="table" tabindex="0">` + "\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>b</td>\n</tr>\n</tbody>\n</table>\n</div>\n"},
		{"{: .x}", ""},
		{"a {: .x}", "<p>a {: .x}</p>\n"},
		{"{:a=>1}\nb", "<p>{:a=&gt;1}\nb</p>\n"},
		{"## A\n{: #x onclick=\"y\"}", `<h2 id="x">A</h2>` + "\n"},
		{"## A {: .x }\n## B {: #c lang=fr}\n## {: .d }\n## E {:f, g}", `<h2 id="a">A</h2>` + "\n" + `<h2 id="c" lang="fr">B</h2>` + "\n" + `<h2 id="-d-">{: .d }</h2>` + "\n" + `<h2 id="e-f-g">E {:f, g}</h2>` + "\n"},
		{"one\n{.is-info}", "<p>one</p>\n"},
		{"> one\n{.is-info}\n\n- a\n{.links-list #b}", "<blockquote>\n<p>one</p>\n</blockquote>\n<ul>\n<li><span id=\"b\"></span>a</li>\n</ul>\n"},
		{"1. a\n\n{ .annotate }\n\nb", "<ol>\n<li>a</li>\n</ol>\n<p>b</p>\n"},
		{"one\n{a, b}\n\n{#each x}\n{x=1, y=2}\n\n{b}", "<p>one\n{a, b}</p>\n<p>{#each x}\n{x=1, y=2}</p>\n<p>{b}</p>\n"},
		{"[a](https://b){: .cta } c, [*a*](https://b){ .md-button rel=me title='x y' }", `<p><a href="https://b">a</a> c, <a href="https://b"><em>a</em></a></p>` + "\n"},
		{"`a`{ .x #B } `HashMap<_, _>`{integer} <https://b>{target=_blank}", `<p><span id="b"></span><code>a</code> <code>HashMap&lt;_, _&gt;</code>{integer} <a href="https://b">https://b</a></p>` + "\n"},
		{":material-check:{ .pg-green } a:b: {.c} :d e:{.f}", "<p>:material-check: a:b: {.c} :d e:{.f}</p>\n"},
		{"[a](https://b){}, [a](https://b){b, c} [a](https://b) { .c } a{.b} `{.c}`", `<p><a href="https://b">a</a>{}, <a href="https://b">a</a>{b, c} <a href="https://b">a</a> { .c } a{.b} <code>{.c}</code></p>` + "\n"},
		{"[a](https://b){: #\"><script> .c }{: .d}", `<p><a href="https://b">a</a>{: #&quot;&gt;&lt;script&gt; .c }{: .d}</p>` + "\n"},
	} {
		if got := New(Options{}).Read([]byte(test.src), 1, Front{Title: "T"}).HTML(); got != test.html {
			t.Errorf("Read(%q)\n got %q\nwant %q", test.src, got, test.html)
		}
	}
}
