package address

import (
	"strings"
	"testing"

	"briefings/cmd/internal/mediatype"
)

func TestClassify(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		dest, want string
		sort       Sort
	}{
		{"", "", Local},
		{"../a b.md", "../a b.md", Local},
		{"/a:b", "/a:b", Local},
		{"1:2", "1:2", Local},
		{"https://a.b/?c=d&e#f", "https://a.b/?c=d&e#f", External},
		{"HTTP://a.b/c d", "HTTP://a.b/c%20d", External},
		{"https://a.b/%2f%zz%", "https://a.b/%2f%25zz%25", External},
		{`https://a.b/"<>[]^é`, "https://a.b/%22%3C%3E%5B%5D%5E%C3%A9", External},
		{"//a.b", "https://a.b", External},
		{`/\a.b`, "https://a.b", External},
		{"mailto:me@a.b", "mailto:me@a.b", External},
		{"javascript:alert(1)", "", Unsafe},
		{" \x01Java\tScript\n:alert(1)", "", Unsafe},
		{"java\ufffescript:x", "", Unsafe},
		{"data:text/html,x", "", Unsafe},
		{"vbscript:x", "", Unsafe},
	} {
		got, sort := Classify(test.dest)
		if got != test.want || sort != test.sort {
			t.Errorf("Classify(%q) = %q, %d, want %q, %d", test.dest, got, sort, test.want, test.sort)
		}
	}
}

// What leads out of the site needs no further encoding, and is classified the same again.
func FuzzClassify(f *testing.F) {
	for _, seed := range []string{"https://a b", "//a", "java\tscript:x", "mailto:%zz\xff", `\\a`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, dest string) {
		got, sort := Classify(dest)
		switch sort {
		case Unsafe:
			if got != "" {
				t.Errorf("Classify(%q) = %q, which is not published: want nothing", dest, got)
			}
		case Local:
			if HasScheme(got) || strings.HasPrefix(got, "//") {
				t.Errorf("Classify(%q) = %q, which a browser reads as leading out of the site", dest, got)
			}
		case External:
			if again, s := Classify(got); again != got || s != External {
				t.Errorf("Classify(%q) = %q, and of that %q, %d", dest, got, again, s)
			}
			if strings.ContainsAny(got, "\"<> \t\n") {
				t.Errorf("Classify(%q) = %q, which is not encoded", dest, got)
			}
		}
	})
}

func TestMedia(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"a.png": true, "a.PDF#page=2": true, "a.md": false, "a.html": false, "a": false, "png": false, "a.svgz": false} {
		if got := IsMedia(name); got != want {
			t.Errorf("IsMedia(%q) = %v, want %v", name, got, want)
		}
	}
	if got := MediaType(".Mp4"); got != "video" {
		t.Errorf("MediaType(.Mp4) = %q, want video", got)
	}
}

// TestMediaTypes wants what content may publish to be served as what it is.
func TestMediaTypes(t *testing.T) {
	t.Parallel()
	for ext, kind := range mediaTypes {
		got := mediatype.Of("a" + ext)
		if got == mediatype.Of("a.unknown") || kind != "file" && !strings.HasPrefix(got, kind+"/") {
			t.Errorf("content may publish %s, which is %s, and it is served as %s: enter it in package mediatype", ext, kind, got)
		}
	}
}
