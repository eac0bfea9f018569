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
	} {
		if got := New(Options{}).Read([]byte(test.src), 1, Front{Title: "T"}).HTML(); got != test.html {
			t.Errorf("Read(%q)\n got %q\nwant %q", test.src, got, test.html)
		}
	}
}
