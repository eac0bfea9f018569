package permalink

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// A path says the kind, the id, the address, the title and the date of a document.
func TestName(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ path, slug, want string }{
		{"articles/2022/port-strike.md", "", "article port-strike /articles/2022/port-strike/ port-strike"},
		{"articles/2022-11-09-port-strike.md", "", "article port-strike /articles/2022-11-09-port-strike/ Port strike 2022-11-09"},
		{"articles/2022-13-09-port-strike.md", "", "article 2022-13-09-port-strike /articles/2022-13-09-port-strike/ 2022-13-09-port-strike"},
		{"articles/2022-11-09-port/index.md", "", "article port /articles/2022-11-09-port/ Port 2022-11-09"},
		{"Notes/Port Strike.md", "", "note Port Strike /notes/port-strike/ Port Strike"},
		{"notes/port.md", "Quay side", "note port /notes/quay-side/ port"},
		{"notes/port.md", "../../x", "note port /notes/port/ port"},
		{"notes/port/index.md", "quay", "note port /notes/quay/ port"},
		{"notes/index.md", "", "page notes /notes/ notes"},
		{"notes/_index.md", "", "page notes /notes/ notes"},
		{"notes/README.md", "", "page notes /notes/ notes"},
		{"notes/deep/README.md", "", "page deep /notes/deep/ deep"},
		{"posts/a.md", "", "article a /posts/a/ a"},
		{"entities/people/x.md", "", "entity x /entities/people/x/ x"},
		{"sources/tass.md", "", "source tass /sources/tass/ tass"},
		{"index.md", "", "page index / index"},
		{"Путь/Файл.md", "", "page Файл /путь/файл/ Файл"},
		{"گزارش/بندر.md", "", "page بندر /گزارش/بندر/ بندر"},
		{"notes/CON.md", "", "note CON /notes/con-/ CON"},
		{"notes/?.md", "", "note ? /notes/x-8a8de823/ ?"},
	} {
		for _, root := range []string{".", "content"} {
			file := test.path
			if root != "." {
				file = root + "/" + file
			}
			n := Read(file, root, "")
			got := fmt.Sprintf("%s %s %s %s", n.Kind(map[string]string{"posts": "article"}), n.ID, n.URL(test.slug), n.Title())
			if !n.Date.IsZero() {
				got += n.Date.In(time.UTC).Format(" 2006-01-02")
			}
			if got != test.want {
				t.Errorf("%s with slug %q\n got %s\nwant %s", file, test.slug, got, test.want)
			}
			if bundle := strings.HasSuffix(file, "/index.md"); n.Bundle != bundle && test.path != "index.md" {
				t.Errorf("%s is a bundle: %v", file, n.Bundle)
			}
		}
	}
}

// Translations have the address of their language; the bare id is the other document's.
func TestLanguages(t *testing.T) {
	t.Parallel()
	files := []string{
		"a/about.md", "a/About.fa.md", "a/post.en.md", "a/post.pt-BR.md", "a/node.js.md", "a/lone.fr.md", "a/index.fa.md", "a/x.zz.md", "a/x.md", "a/alone.fa.md",
		"b/lone.de.md", // in another folder
	}
	languages := Languages(files, func(file, lang string) bool { return file == "a/alone.fa.md" && lang == "fa" })
	var got []string
	for _, f := range files {
		if n := Read(f, ".", languages[f]); n.Lang != "" {
			got = append(got, fmt.Sprintf("%s %s %s %s", n.Lang, n.ID, n.URL(""), n.Title()))
		}
	}
	want := `fa About.fa /fa/a/about/ About
en post.en /en/a/post/ post
pt-BR post.pt-BR /pt-br/a/post/ post
fa a.fa /fa/a/ a
fa alone.fa /fa/a/alone/ alone`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// The address of a post says its day, or its month only.
func TestReadPost(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ address, want string }{
		{"/en/2022/11/09/port/", "en 2022-11-9 port"},
		{"/en/news/2022/11/port.html", "en/news 2022-11-0 port"},
		{"2022/1/2/port.htm", " 2022-1-2 port"},
		{"/../2022/11/09/port", " 2022-11-9 port"},
		{"/port/", ""},
		{"/2022/11/", ""},
		{"", ""},
	} {
		p, ok := ReadPost(test.address)
		got := ""
		if ok {
			got = fmt.Sprintf("%s %d-%d-%d %s", p.Folder, p.Year, p.Month, p.Day, p.Name)
		}
		if got != test.want {
			t.Errorf("ReadPost(%q) = %q, want %q", test.address, got, test.want)
		}
	}
}

func TestFile(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ file, root, want string }{
		{"content/Maps/The Gulf.PDF", "content", "/maps/the-gulf.pdf"},
		{"Maps/gulf", ".", "/maps/gulf"},
		{"p.png", ".", "/p.png"},
	} {
		if got := File(test.file, test.root); string(got) != test.want {
			t.Errorf("File(%q, %q) = %q, want %q", test.file, test.root, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	t.Parallel()
	folders := []string{"a", "a/b", "c", "c/d/e"}
	for _, test := range []struct{ from, want string }{
		{"a", "a"}, {"a/b", "a/b"}, {"a/b/z", "a/b"}, {"c/d", "c c/d/e"}, {"c/d/e/f", "c/d/e"}, {"x", "a c"},
	} {
		got := strings.Join(nearby(folders).To(test.from), " ")
		if got != test.want {
			t.Errorf("nearest to %s: %q, want %q", test.from, got, test.want)
		}
	}
}

func nearby(folders []string) *Nearby[string] {
	return &Nearby[string]{All: folders, FolderOf: func(f string) string { return f }}
}

// A Nearby answers as counting the steps to each thing does.
func TestNearbySteps(t *testing.T) {
	t.Parallel()
	steps := func(a, b string) int {
		x, y, common := strings.Split(a, "/"), strings.Split(b, "/"), 0
		for common < min(len(x), len(y)) && x[common] == y[common] {
			common++
		}
		return len(x) + len(y) - 2*common
	}
	r := rand.New(rand.NewPCG(1, 2))
	folder := func() string {
		parts := make([]string, 1+r.IntN(4))
		for i := range parts {
			parts[i] = string(rune('a' + r.IntN(2)))
		}
		return strings.Join(parts, "/")
	}
	for range 500 {
		all := make([]string, 1+r.IntN(8))
		for i := range all {
			all[i] = folder()
		}
		from := folder()
		least := 100
		for _, x := range all {
			least = min(least, steps(from, x))
		}
		want := slices.DeleteFunc(slices.Clone(all), func(x string) bool { return steps(from, x) > least })
		if got := nearby(all).To(from); !slices.Equal(got, want) {
			t.Fatalf("of %q nearest to %s: %q, want %q", all, from, got, want)
		}
	}
}

func TestTagKey(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Iran": "iran", "#iran": "iran", "security councils": "security-councils", "a/b": "a/b", "/a//b/": "a/b", "ab": "ab", "C#": "c#", "Ёлка": "ёлка",
	} {
		if got := TagKey(name); got != want {
			t.Errorf("TagKey(%q) = %q, want %q", name, got, want)
		}
	}
}

// No slug, url or alias leads out of the site.
func FuzzClean(f *testing.F) {
	for _, s := range []string{"", "/", "..", "/a/../../b", `\..\..\x`, "a/index.html", "x.html", "/ /", "%2e%2e/", "C:/x", "a\x00b", "\u202e", "//host/x", "?a#b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, _ := Clean(s)
		wantInside(t, u)
		given, _ := Given(s)
		wantInside(t, given)
		if again, ok := Given(string(given)); again != given || !ok {
			t.Fatalf("Given(%q) = %q, and again %q", s, given, again)
		}
		wantInside(t, Read("content/notes/x.md", "content", "").URL(s))
		if again, ok := Clean(string(u)); again != u || !ok {
			t.Fatalf("Clean(%q) = %q, and again %q", s, u, again)
		}
		if key := TagKey(s); key == "" || strings.HasPrefix(key, "/") || strings.HasSuffix(key, "/") {
			t.Fatalf("TagKey(%q) = %q", s, key)
		}
	})
}

func wantInside(t *testing.T, u URL) {
	t.Helper()
	if u == "" || u[0] != '/' || strings.HasPrefix(string(u), "//") {
		t.Fatalf("%q is no address from the site's root", u)
	}
	for part := range strings.SplitSeq(strings.Trim(string(u), "/"), "/") {
		if part == "." || part == ".." || strings.ContainsAny(part, "\\\x00") {
			t.Fatalf("%q has the part %q", u, part)
		}
	}
}
