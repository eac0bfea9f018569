package feed

import (
	"strings"
	"testing"
)

func TestAbsolute(t *testing.T) {
	t.Parallel()
	const base = "https://desk.example/sub/notes/a/"
	tests := []struct{ name, in, want string }{
		{"nothing", `<p>Text, &quot;quoted&quot;</p>`, ``},
		{"root", `<a href="/sub/x/">x</a>`, `<a href="https://desk.example/sub/x/">x</a>`},
		{"relative", `<p><img alt="b" src="b.jpg"></p>`, `<p><img alt="b" src="https://desk.example/sub/notes/a/b.jpg"></p>`},
		{"parent", `<a href="../b/?c=1&amp;d=2#e">`, `<a href="https://desk.example/sub/notes/b/?c=1&amp;d=2#e">`},
		{"fragment", `<a class="fn" href="#fn:1">1</a>`, `<a class="fn" href="https://desk.example/sub/notes/a/#fn:1">1</a>`},
		{"host", `<a href="//cdn.example/x">`, `<a href="https://cdn.example/x">`},
		{"absolute", `<a href="HTTPS://Other.example/x?a&amp;b">`, ``},
		{"mail", `<a href="mailto:a@b.example">`, ``},
		{"empty", `<img src="">`, ``},
		{"not an address", `<a href="/%zz">`, ``},
		{"reference in the value", `<a href="/it&#39;s/">`, `<a href="https://desk.example/it&#39;s/">`},
		{"letters", `<a href="/совет/">`, `<a href="https://desk.example/%D1%81%D0%BE%D0%B2%D0%B5%D1%82/">`},
		{"other attribute", `<a title="/x" data-src="/y">`, ``},
		{"text", `<p>src="/x" href=&quot;/y&quot;</p>`, ``},
		{"inside a value", `<img alt=" href=" title=" src='/no'" src="/x">`, `<img alt=" href=" title=" src='/no'" src="https://desk.example/x">`},
		{"greater in a value", `<img alt="a > b" src="/x"/>`, `<img alt="a > b" src="https://desk.example/x"/>`},
		{"spaces", "<a\n href = \"/x\" >", "<a\n href = \"https://desk.example/x\" >"},
		{"single quotes", `<a href='/x'>`, `<a href='https://desk.example/x'>`},
		{"no value", `<video controls poster="/p.jpg" src="/v.mp4">`, `<video controls poster="https://desk.example/p.jpg" src="https://desk.example/v.mp4">`},
		{"comment", `<!-- <a href="/x"> --><a href="/y">`, `<!-- <a href="/x"> --><a href="https://desk.example/y">`},
		{"open comment", `<!-- <a href="/x">`, ``},
		{"cite", `<blockquote cite="/x">`, `<blockquote cite="https://desk.example/x">`},
		{"srcset", `<img srcset="/a.jpg 1x, b,c.jpg 2x">`, `<img srcset="https://desk.example/a.jpg 1x, https://desk.example/sub/notes/a/b,c.jpg 2x">`},
		{"srcset without descriptors", `<img srcset="/a.jpg, /b.jpg">`, `<img srcset="https://desk.example/a.jpg, https://desk.example/b.jpg">`},
		{"srcset absolute", `<img srcset="https://a.example/a.jpg 640w, data:image/png;base64,AA== 2x">`, ``},
		{"open value", `<a href="/x">x</a><a href="/y`, `<a href="https://desk.example/x">x</a><a href="/y`},
		{"unquoted", `<a href=/x>x</a>`, ``},
		{"not a tag", `a < b </a href="/x"><1 href="/x">`, ``},
		{"ends early", `<a href=`, ``},
	}
	for _, test := range tests {
		want := test.want
		if want == "" {
			want = test.in
		}
		if got := string(Absolute([]byte(test.in), base)); got != want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, want)
		}
	}
}

func TestAbsoluteNeedsAnAbsoluteBase(t *testing.T) {
	t.Parallel()
	const in = `<a href="/x">`
	for _, base := range []string{"", "/a/", "//host/", "mailto:a@b.example", "http://%zz/"} {
		if got := string(Absolute([]byte(in), base)); got != in {
			t.Errorf("Absolute(%q): got %s, want it unchanged", base, got)
		}
	}
}

func FuzzAbsolute(f *testing.F) {
	for _, s := range append(hostile, `<a href="/x" srcset="a 1x,,b">`, `<a href='`, `<a =="/x"`, `<img srcset=", , a, ,">`, `<a/href="//">`) {
		f.Add(s)
		f.Add(`<a href="` + s + `">`)
		f.Add(`<img srcset="` + s + `" src='` + s + `'>`)
	}
	f.Fuzz(func(t *testing.T, in string) {
		const base = "https://desk.example/a/"
		once := string(Absolute([]byte(in), base))
		if again := string(Absolute([]byte(once), base)); again != once {
			t.Errorf("a second time it must change nothing:\n%q\n%q\n%q", in, once, again)
		}
		for _, c := range []string{"<", ">", `"`, "'"} {
			if strings.Count(once, c) > strings.Count(in, c) {
				t.Errorf("a value must not become markup:\n%q\n%q", in, once)
			}
		}
	})
}
