package markdown

import (
	"testing"
)

// What only names a place in raw HTML is a target, and is neither shown nor warned of.
func TestPlaceOnly(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, src, html string
		problems        int
	}{
		{"alone", "<a id=\"Old Name\"></a>\n\ntext", "<span id=\"old-name\"></span>\n<p>text</p>\n", 0},
		{"several alone", "<a id=\"a\"></a> <!-- b -->\n<a name=c></a>", "<span id=\"a\"></span><span id=\"c\"></span>\n", 0},
		{"above a line", "<a name=\"a\"></a>\ntext", "<p><span id=\"a\"></span>\ntext</p>\n", 0},
		{"around words", "see <a name=\"a\">this *word*</a>.", "<p>see <span id=\"a\"></span>this <em>word</em>.</p>\n", 0},
		{"around a link", "<a id=\"a\">b <a href=\"c\">d</a></a>", "<p><span id=\"a\"></span>b &lt;a href=&quot;c&quot;&gt;d&lt;/a&gt;</p>\n", 1},
		{"element that ends itself", "<div id='flatMap' />\n\n## flatMap()", "\n<h2 id=\"flatmap\">flatMap()</h2>\n", 0},
		{"in a heading", "### A `b` <div id='this' />", "<h3 id=\"a-b\">A <code>b</code> <span id=\"this\"></span></h3>\n", 0},
		{"around blocks", "<div id=\"a\">\n\n*b*\n\n</div>", "<span id=\"a\"></span>\n<p><em>b</em></p>\n\n", 0},
		{"in a table", "|a|\n|-|\n|<span id=\"b\"></span>c|", "<div class=\"table\" tabindex=\"0\">\n<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td><span id=\"b\"></span>c</td>\n</tr>\n</tbody>\n</table>\n</div>\n", 0},
		{"twice", "<a id=\"a\"></a><a id=\"a\"></a>b", "<p><span id=\"a\"></span>b</p>\n", 0},
		{"of a heading below", "<a id=\"b\"></a>\n\n## B", "\n<h2 id=\"b\">B</h2>\n", 0},
		{"above the title", "<a id=\"x\"></a>\n# Title\nb", "<span id=\"x\"></span>\n<p>b</p>\n", 0},
		{"no id of a layout", "<a id=\"page:main\"></a><a name='\"><script>'></a>", "<span id=\"pagemain\"></span><span id=\"script\"></span>\n", 0},
		{"no id", "<a id=\"\"></a> <a></a>", "<p> &lt;a&gt;&lt;/a&gt;</p>\n", 1},
		{"what says more", "<span id=\"a\" style=\"b\">c</span>\n\n<div id=\"d\">\ne</div>", "<p>&lt;span id=&quot;a&quot; style=&quot;b&quot;&gt;c&lt;/span&gt;</p>\n<span id=\"d\"></span><p class=\"raw\">&lt;div id=&quot;d&quot;&gt;\ne&lt;/div&gt;</p>\n", 1},
		{"what closes nothing", "a </a>\n\n</div>", "<p>a &lt;/a&gt;</p>\n<p class=\"raw\">&lt;/div&gt;</p>\n", 1},
		{"what does not end", "<div id=\"a\"></div><div id=\"b", "<span id=\"a\"></span><p class=\"raw\">&lt;div id=&quot;a&quot;&gt;&lt;/div&gt;&lt;div id=&quot;b</p>\n", 1},
		{"code", "`<a id=\"a\"></a>`", "<p><code>&lt;a id=&quot;a&quot;&gt;&lt;/a&gt;</code></p>\n", 0},
	} {
		b := New(Options{}).Read([]byte(test.src), 1, Front{Title: "Title"})
		if b.HTML() != test.html || len(b.Problems) != test.problems {
			t.Errorf("%s: Read(%q)\n got %q, %v\nwant %q, %d problems", test.name, test.src, b.HTML(), b.Problems, test.html, test.problems)
		}
		if err := sound(b); err != nil {
			t.Errorf("%s: Read(%q): %v", test.name, test.src, err)
		}
	}
}

// A place in the title is the beginning of the page.
func TestPlaceInTitle(t *testing.T) {
	t.Parallel()
	b := New(Options{}).Read([]byte("# <a name=\"Start\"></a>Title <a id=\"b\"></a>\n\na\n"), 1, Front{})
	if b.Title != "Title" || b.TitleID != "start" || b.HTML() != "<p>a</p>\n" || len(b.Problems) > 0 {
		t.Errorf("title %q, id %q, HTML %q, %v", b.Title, b.TitleID, b.HTML(), b.Problems)
	}
}

// A place is the beginning of the block that it stands in or above.
func TestSectionOfPlace(t *testing.T) {
	t.Parallel()
	const src = "<a id=\"one\"></a>\n\n## A\n\nb\n\n## C\n\nd <a id=\"two\"></a>e\n\n<a id=\"three\"></a>\n"
	for _, opts := range []Options{{}, {RawHTML: true}} {
		b := New(opts).Read([]byte(src), 1, Front{Title: "Title"})
		for id, want := range map[string]string{"one": "<h2 id=\"a\">A</h2>\n<p>b</p>\n", "three": ""} {
			from, to := b.Section(id)
			if got := b.HTML()[from:to]; got != want && !(opts.RawHTML && id == "three") {
				t.Errorf("%+v: the section of %q is %q, want %q", opts, id, got, want)
			}
		}
		if from, to := b.Section("two"); from == to || to-from == int(b.Size) {
			t.Errorf("%+v: the section of \"two\" is from %d to %d, want the paragraph", opts, from, to)
		}
	}
}
