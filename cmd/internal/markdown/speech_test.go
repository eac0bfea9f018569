package markdown

import (
	"strings"
	"testing"
)

// TestSpeech has blocks say in what language and direction they are, where that is not as around them.
func TestSpeech(t *testing.T) {
	t.Parallel()
	const english, persian = "The secretary spoke of security and of sanctions in Teheran.", "دبیر شورای عالی امنیت ملی دربارهٔ تحریم\u200cها سخن گفت."
	const thrice = english + " " + english + " " + english
	for _, test := range []struct{ name, src, html, dir string }{
		{"plain", english, "<p>" + english + "</p>\n", "ltr"},
		{"persian", persian, "<p>" + persian + "</p>\n", "rtl"},
		{"few letters", "Kiel.", "<p>Kiel.</p>\n", "ltr"},
		{"no letters", "12", "<p>12</p>\n", ""},
		{"a quotation", thrice + "\n\n> " + persian + "\n", "<p>" + thrice + "</p>\n<blockquote dir=\"rtl\">\n<p>" + persian + "</p>\n</blockquote>\n", "ltr"},
		{"half and half", english + "\n\n" + persian, "<p dir=\"ltr\">" + english + "</p>\n<p dir=\"rtl\">" + persian + "</p>\n", ""},
		{"a name at the beginning", persian + "\n\nIRNA " + persian, "<p>" + persian + "</p>\n<p>IRNA " + persian + "</p>\n", "rtl"},
		{"a heading", "# A\n\n## Teheran\n\n" + persian, "<h2 id=\"teheran\" dir=\"ltr\">Teheran</h2>\n<p>" + persian + "</p>\n", "rtl"},
		{"a long name at a heading's end", persian + " " + persian + " " + persian + "\n\n## بنیاد Carnegie Endowment\n\n- Carnegie Endowment بنیاد", "<p>" + persian + " " + persian + " " + persian + "</p>\n<h2 id=\"بنیاد-carnegie-endowment\">بنیاد Carnegie Endowment</h2>\n<ul dir=\"ltr\">\n<li>Carnegie Endowment بنیاد</li>\n</ul>\n", "rtl"},
		{"a list", english + "\n\n- تهران\n- Kiel", "<p>" + english + "</p>\n<ul dir=\"rtl\">\n<li>تهران</li>\n<li dir=\"ltr\">Kiel</li>\n</ul>\n", "ltr"},
		{"an ordered list", english + "\n\n3. تهران", "<p>" + english + "</p>\n<ol start=\"3\" dir=\"rtl\">\n<li>تهران</li>\n</ol>\n", "ltr"},
		{"code", "`abcdefghijkl` تهران\n\n" + english, "<p dir=\"rtl\"><code>abcdefghijkl</code> تهران</p>\n<p>" + english + "</p>\n", "ltr"},
		{"raw HTML", persian + "\n\n<div class=\"a\">\nb</div>\n\n" + "تهران <b>تهران</b>", "<p>" + persian + "</p>\n<p class=\"raw\" dir=\"ltr\">&lt;div class=&quot;a&quot;&gt;\nb&lt;/div&gt;</p>\n" +
			"<p>تهران <bdi dir=\"ltr\">&lt;b&gt;</bdi>تهران<bdi dir=\"ltr\">&lt;/b&gt;</bdi></p>\n", "rtl"},
		{"raw HTML that says nothing", english + "\n\n<b>تهران</b>", "<p>" + english + "</p>\n<p dir=\"rtl\"><bdi dir=\"ltr\">&lt;b&gt;</bdi>تهران<bdi dir=\"ltr\">&lt;/b&gt;</bdi></p>\n", "ltr"},
		{"said", "one\n{: lang=\"FA_ir\"}\n\ntwo\n{: #x lang='tg' .y}\n\n> three\n\n{: lang=\"ar\" onclick=\"x\" dir=\"ltr\"}\n",
			"<p lang=\"fa-IR\" dir=\"rtl\">one</p>\n<p id=\"x\" lang=\"tg\">two</p>\n<blockquote>\n<p>three</p>\n</blockquote>\n", "ltr"},
		{"said of a quotation", "> three\n{: lang=\"ar\"}\n", "<blockquote>\n<p lang=\"ar\" dir=\"rtl\">three</p>\n</blockquote>\n", "ltr"},
		{"said of a heading and a list", "## A\n{: lang=\"ru\"}\n\n- b\n\n  c\n{: lang=\"he\"}\n", "<h2 id=\"a\" lang=\"ru\">A</h2>\n<ul>\n<li>\n<p>b</p>\n<p lang=\"he\" dir=\"rtl\">c</p>\n</li>\n</ul>\n", "ltr"},
		{"nonsense", "one\n{: lang=\"\\\"><script>\" dir=\"up\"}", "<p>one\n{: lang=&quot;&quot;&gt;&lt;script&gt;&quot; dir=&quot;up&quot;}</p>\n", "ltr"},
		{"no language", "one\n{: lang=\"no such\" dir=\"up\"}", "<p>one</p>\n", "ltr"},
	} {
		body := New(Options{}).Read([]byte(test.src), 1, Front{})
		if body.HTML() != test.html || body.Dir != test.dir {
			t.Errorf("%s: Read(%q)\n got %q, %q\nwant %q, %q", test.name, test.src, body.HTML(), body.Dir, test.html, test.dir)
		}
	}
	table := New(Options{}).Read([]byte("| a | نام |\n|---|---|\n| تهران و اصفهان و شیراز | b |\n"), 1, Front{}).HTML()
	for _, want := range []string{`<div class="table" tabindex="0" dir="rtl">`, `<th dir="ltr">a</th>`, `<th>نام</th>`, `<td dir="ltr">b</td>`} {
		if !strings.Contains(table, want) {
			t.Errorf("no %s in %s", want, table)
		}
	}
}

// TestDeclared has a document that says its direction mark what is not written in it.
func TestDeclared(t *testing.T) {
	t.Parallel()
	const src = "نام\n\nword\n"
	for dir, want := range map[string]string{
		"rtl": "<p>نام</p>\n<p dir=\"ltr\">word</p>\n",
		"ltr": "<p dir=\"rtl\">نام</p>\n<p>word</p>\n",
		"":    "<p dir=\"rtl\">نام</p>\n<p dir=\"ltr\">word</p>\n",
	} {
		if got := New(Options{}).Read([]byte(src), 1, Front{Dir: dir}).HTML(); got != want {
			t.Errorf("%q:\n got %q\nwant %q", dir, got, want)
		}
	}
}

// TestFewWords has a text of some words say its direction on a site of the other, unless its title is written
// in that.
func TestFewWords(t *testing.T) {
	t.Parallel()
	for title, want := range map[string][2]string{
		"Karsk": {"<p>A port.</p>\n", "ltr"},
		"کارسک": {"<p dir=\"ltr\">A port.</p>\n", ""},
		"":      {"<p>A port.</p>\n", "ltr"},
		"۲۰۲۶":  {"<p>A port.</p>\n", "ltr"},
	} {
		body := New(Options{Dir: "rtl"}).Read([]byte("A port."), 1, Front{Title: title})
		if got := [2]string{body.HTML(), body.Dir}; got != want {
			t.Errorf("a text with the title %q is %q, want %q", title, got, want)
		}
	}
}
