package rawhtml

import "testing"

// What is left out is named, the first of it; a comment is not.
func TestDropped(t *testing.T) {
	t.Parallel()
	c := New()
	for _, test := range []struct{ src, clean, dropped string }{
		{"<kbd>a</kbd> <details open><summary>b</summary>", `<kbd>a</kbd> <details open=""><summary>b</summary>`, ""},
		{`<a href="tel:+1">a</a>`, `<a href="tel:+1">a</a>`, ""},
		{`<b>a</b><script>b</script><iframe>`, "<b>a</b>", "<script>"},
		{`<p onclick="a()">b</p>`, "<p>b</p>", "onclick of <p>"},
		{`<a href="javascript:a()">b</a>`, "b", "<a>"},
		{"a<!-- b -->c", "ac", ""},
		{"a < b", "a &lt; b", ""},
	} {
		if clean, dropped := c.Clean([]byte(test.src)); string(clean) != test.clean || dropped != test.dropped {
			t.Errorf("Clean(%q) = %q, %q, want %q, %q", test.src, clean, dropped, test.clean, test.dropped)
		}
	}
}
