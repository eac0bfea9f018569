package weave

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/markdown/rawhtml"
)

// sanitiser returns what becomes of an author's HTML between document and page.
func sanitiser() func([]byte) []byte {
	c := rawhtml.New()
	return func(src []byte) []byte {
		clean, _ := c.Clean(src)
		return balance(clean)
	}
}

func TestSanitise(t *testing.T) {
	t.Parallel()
	clean := sanitiser()
	for _, test := range []struct{ src, want string }{
		{`<p>a<b>b</p>c`, `<p>a<b>b</b></p>c`},
		{`</div></article></main>a`, `a`},
		{`<div><section>a</div>b`, `<div><section>a</section></div>b`},
		{`<ul><li>a<li>b</ul>`, `<ul><li>a</li><li>b</li></ul>`},
		{`<p>a<p>b`, `<p>a</p><p>b</p>`},
		{`<p>a<div>b</div></p>`, `<p>a</p><div>b</div>`},
		{`<table><tr><td>a<td>b<tr><td>c</table>`, `<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>`},
		{`<dl><dt>a<dd>b<dt>c</dl>`, `<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>`},
		{`a<br>b<br/>c<hr>`, `a<br>b<br>c<hr>`},
		{`<img src="a.png" alt="x">`, `<img src="a.png" alt="x">`},
		{`<img src="/a.png" alt="x" width="9" height="5" srcset="/b/a,%2C-480w-12.png 480w, /a.png 9w" sizes="(min-width: 40rem) 38rem, 100vw" loading="lazy" decoding="async">`,
			`<img src="/a.png" alt="x" width="9" height="5" sizes="(min-width: 40rem) 38rem, 100vw" loading="lazy" decoding="async">`},
		{`<img src="/a.png" srcset="/b/a-480w-12.png 480w, /a.png 9w">`, `<img src="/a.png" srcset="/b/a-480w-12.png 480w, /a.png 9w">`},
		{`<img src="/a.png" srcset="//a.b/c.png 480w, /a.png 9w">`, `<img src="/a.png">`},
		{`<img src="/a.png" srcset="/a.png 9w, /\a.b/c.png 480w">`, `<img src="/a.png">`},
		{`<img src="/a.png" srcset="https://a.b/c.png 2x">`, `<img src="/a.png">`},
		{`<img src="https://a.b/c.png" alt="x">`, `<a class="image" href="https://a.b/c.png">x</a>`},
		{`<img src="//a.b/c.png">`, `<a class="image" href="https://a.b/c.png">https://a.b/c.png</a>`},
		{`<a href="/x/"><img src="https://a.b/c.png" alt="x"></a>`, `<a href="/x/">x</a>`},
		{`<a href="/x/">a<a href="/y/">b</a>c</a>d<a href="/z/">e</a>`, `<a href="/x/">abc</a>d<a href="/z/">e</a>`},
		{`<p><a href="/x/">a<a href="/y/">b</p>c<a href="/z/">d</a>`, `<p><a href="/x/">ab</a></p>c<a href="/z/">d</a>`},
		{`<video src="https://a.b/c.mp4" controls></video>`, `<a class="image" href="https://a.b/c.mp4">https://a.b/c.mp4</a>`},
		{`<audio src="/a.mp3" controls=""></audio>`, `<audio src="/a.mp3" controls=""></audio>`},
		{`<input aria-label="Password"><input type="text"><input type="checkbox" disabled>`, `<input type="checkbox" disabled="">`},
		{`<p id="page:main">a</p>`, `<p>a</p>`},
		{`<style>a</style><script>b</script><svg><a>c</a></svg><form><button>d</button></form>`, `cd`},
		{`<span style="position:fixed" onclick="x()">a</span>`, `<span>a</span>`},
		{`<a href="javascript:x">a</a><a href="data:text/html,x">b</a>`, `ab`},
		{`<p title="<img src=x onerror=y>">a</p>`, `<p>a</p>`},
		{`a &lt;b&gt; &amp; "c"`, `a &lt;b&gt; &amp; "c"`},
	} {
		got := string(clean([]byte(test.src)))
		if got = strings.ReplaceAll(got, "&#34;", `"`); got != test.want {
			t.Errorf("%s became\n%s, want\n%s", test.src, got, test.want)
		}
	}
}

// What takes a browser's rules for mending to the square of its size does not take us there.
func TestSanitiseIsLinear(t *testing.T) {
	t.Parallel()
	var fonts strings.Builder
	for i := range 400 {
		fonts.WriteString(`<b id="` + strings.Repeat("x", i+1) + `">`)
	}
	for _, src := range []string{
		"<p>" + fonts.String() + "</p>" + strings.Repeat("<p>x", 20_000),
		strings.Repeat("<p><b>", 20_000),
		strings.Repeat("<div>", 50_000),
		strings.Repeat("<div>", 50_000) + strings.Repeat("</section>", 50_000),
		strings.Repeat("<table>", 20_000),
		strings.Repeat("<a><div>", 20_000),
	} {
		if got := sanitiser()([]byte(src)); len(got) > 4*len(src) {
			t.Errorf("%d bytes of %.40s... became %d", len(src), src, len(got))
		}
	}
}

func FuzzSanitise(f *testing.F) {
	for _, src := range []string{
		"<p>a<b>b</p>c", "</div></p></article>", "<table><div>a</table></div>", "<svg><title><p>", "<math><mi//xlink:href='x'>",
		"<img src='/\\a.b'>", "<img src='/a' srcset='/a 1w, //b 2w'>", "<noscript><p title='</noscript><img src=x onerror=y>'>", "<a><table><a>", "<li></ul><dd></li>",
	} {
		f.Add(src)
	}
	clean := sanitiser()
	f.Fuzz(func(t *testing.T, src string) {
		page := `<!DOCTYPE html><body><main><div id="page:text">` + string(clean([]byte(src))) + `</div></main><footer id="page:after"></footer></body>`
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return // nested deeper than the parser of this test goes
		}
		var after *html.Node
		for n := range root.Descendants() {
			for _, a := range n.Attr {
				switch {
				case a.Val == "page:after":
					after = n
				case strings.HasPrefix(a.Key, "on") || a.Key == "style":
					t.Errorf("%q leaves %s=%q", src, a.Key, a.Val)
				case a.Key == "srcset":
					for candidate := range strings.SplitSeq(a.Val, ",") {
						if _, sort := address.Classify(candidate); sort != address.Local {
							t.Errorf("%q may fetch %q", src, a.Val)
						}
					}
				case a.Key == "src":
					if _, sort := address.Classify(a.Val); sort != address.Local {
						t.Errorf("%q fetches %q", src, a.Val)
					}
				}
			}
			if n.Type == html.ElementNode && (n.Data == "script" || n.Data == "iframe" || n.Data == "svg" || n.Data == "form") {
				t.Errorf("%q leaves <%s>", src, n.Data)
			}
		}
		if after == nil || after.Parent.Data != "body" {
			t.Errorf("%q reaches into the page around it", src)
		}
	})
}
