package outname

import "testing"

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"index.html": "page", "a/b.htm": "page", "a.xhtml": "", "feed.atom": "index", "a/feed.json": "index", "a/b.json": "", "a.rss": "index",
		"sitemap.xml": "index", "sitemap-2.xml": "index", "a/sitemap.xml": "", "robots.txt": "index", "a/robots.txt": "", "_headers": "index",
		"p-480w-1a2b3c4d.jpg": "copy", "a/p-1440w-1a2b3c4d.png": "copy", "p-480w-1a2b3c4d.gif": "", "p-w-1a2b3c4d.jpg": "", "p-480w-1a2b3c4d5.jpg": "",
	} {
		got := ""
		switch {
		case IsPage(name):
			got = "page"
		case IsIndex(name):
			got = "index"
		case IsCopy(name):
			got = "copy"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	for _, ext := range []string{".jpg", ".jpeg", ".jfif", ".png"} {
		if name := Copy("p", 480, [32]byte{0x01, 0x23, 0xab, 0xcd}, ext); !IsCopy(name) || name != "p-480w-0123abcd"+ext {
			t.Errorf("%s is no name of a copy", name)
		}
	}
}
