package hypertext

import "testing"

// HTML of a document is the same alone and within a page: filling no hole changes nothing.
func TestSplice(t *testing.T) {
	t.Parallel()
	var b Builder
	b.Reset()
	b.Raw("<p>")
	b.Block(Block{}, func() { b.Text([]byte("abc")) })
	b.Raw("</p>")
	body, html := b.Finish(), "<p>abc</p>"
	for _, test := range []struct {
		from, to int
		in       []Insert
		want     string
	}{
		{0, len(html), nil, html},
		{0, len(html), []Insert{{At: 3, HTML: "<b>"}, {At: 4, HTML: "</b>"}}, "<p><b>a</b>bc</p>"},
		{0, len(html), []Insert{{At: 3, HTML: "x"}, {At: 3, HTML: "y"}}, "<p>xyabc</p>"},
		{0, len(html), []Insert{{At: 3, Over: 2, HTML: "x"}, {At: 4, HTML: "lost"}}, "<p>xc</p>"},
		{3, 6, []Insert{{At: 1, HTML: "before"}, {At: 4, HTML: "x"}, {At: 8, HTML: "after"}}, "axbc"},
	} {
		if got := string(body.Splice(nil, test.from, test.to, test.in)); got != test.want {
			t.Errorf("Splice(%d, %d, %v) = %q, want %q", test.from, test.to, test.in, got, test.want)
		}
	}
	if got, want := string(Prefixed([]byte(`<p id="a"><a href="#a">x id=&quot;</a></p>`), "e1:")), `<p id="e1:a"><a href="#e1:a">x id=&quot;</a></p>`; got != want {
		t.Errorf("Prefixed = %s, want %s", got, want)
	}
}
