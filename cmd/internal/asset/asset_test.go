package asset

import (
	"strings"
	"testing"

	"briefings/cmd/internal/content"
)

// tree is that of files by path, of which those that end in .md are documents.
func tree(files ...content.Path) *content.Tree {
	t := &content.Tree{Root: "content"}
	for _, f := range files {
		f = "content/" + f
		if content.IsMarkdown(string(f)) {
			t.Documents = append(t.Documents, &content.Document{Path: f})
		} else {
			t.Files = append(t.Files, f)
		}
	}
	return t
}

func paths(assets []*Asset) string {
	var out []string
	for _, a := range assets {
		out = append(out, string(a.Path))
	}
	return strings.Join(out, " ")
}

// Files are found by path or by name alone, the nearest first; a sort that is not published is not.
func TestFind(t *testing.T) {
	t.Parallel()
	x := New(tree("a/p.png", "a/x.md", "b/map/p.png", "b/p.png", "b/q.base", "b/Ünï.PNG", "c/d/q.base", "c/own.jpg"))
	for _, test := range []struct{ name, want string }{
		{"p.png", "content/a/p.png"},
		{"../b/p.png", "content/b/p.png"},
		{"b/p.png", "content/b/p.png"},
		{"/b/p.png", "content/b/p.png"},
		{"map/p.png", "content/b/map/p.png"},
		{"ünï.png", "content/b/Ünï.PNG"},
		{"own.jpg", "content/c/own.jpg"},
		{"q.base", ""},
		{"../../etc/p.png", ""},
		{"missing.png", ""},
		{"", ""},
		{"/", ""},
	} {
		got := ""
		if a := x.Find("content/a", test.name); a != nil {
			got = string(a.Path)
		}
		if got != test.want {
			t.Errorf("Find(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	for name, want := range map[string]content.Path{"q.base": "content/b/q.base", "d/q.base": "content/c/d/q.base", "p.png": "", "": ""} {
		if got := x.Unpublished("content/a", name); got != want {
			t.Errorf("Unpublished(%q) = %q, want %q", name, got, want)
		}
	}
	if a := x.At("content/b/Ünï.PNG"); a == nil || a.URL != "/b/ünï.png" {
		t.Errorf("At = %v", a)
	}
	if x.At("content/b/q.base") != nil {
		t.Error("a file of a sort that is not published is an asset")
	}
}

// A file is in the bundle of the nearest document above it, if that stands alone.
func TestBundle(t *testing.T) {
	t.Parallel()
	x := New(tree("c/index.md", "c/inner/index.md", "c/inner/x.jpg", "c/own.jpg", "c/sub/own.jpg", "c2/x.jpg", "index.md", "root.jpg", "two/a.md", "two/b.md", "two/x.jpg"))
	for folder, want := range map[string]string{
		"content/c": "content/c/own.jpg content/c/sub/own.jpg", "content/c/inner": "content/c/inner/x.jpg", "content/two": "", "content": "", "content/none": "",
	} {
		if got := paths(x.Bundle(folder)); got != want {
			t.Errorf("bundle of %s: %q, want %q", folder, got, want)
		}
	}
}
