package report_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"briefings/cmd/internal/diff"
	"briefings/cmd/internal/diff/report"
)

var change = &diff.Diff{
	Pages: []diff.Page{
		{State: diff.Changed, URL: "/", Title: "Desk", Changes: []diff.Change{{Kind: diff.Added, Where: "Latest", List: true, Now: "Port"}}},
		{State: diff.Changed, URL: "/a/", Title: "A", Changes: []diff.Change{
			{Kind: diff.Headline, Was: "An A", Now: "A"},
			{Kind: diff.Changed, Where: "Part", Was: "one two three four five six seven eight nine ten", Now: "one two three four five six seven eight IX ten"},
			{Kind: diff.Claim, Was: "Iran asserts: x", Now: "Iran denies: x"},
			{Kind: diff.Added, Now: "New."}, {Kind: diff.Removed, Was: "Gone."},
			{Kind: diff.Added, Where: "12 items", List: true, Now: "x"}, {Kind: diff.Removed, Where: "11 items", List: true, Was: "y"},
		}},
		{State: diff.Moved, URL: "/c/", From: "/b/", Title: "B"},
		{State: diff.Moved, URL: "/c2/", From: "/b2/", To: "/c2/", Title: "B2"},
		{State: diff.Moved, URL: "/c3/", From: "/b3/", To: "/x/", Title: "B3"},
		{State: diff.New, URL: "/d/", Title: "D"},
		{State: diff.Gone, URL: "/e/", Title: "E"},
		{State: diff.Gone, URL: "/e2/", Title: "E2", Old: true},
	},
	Files: []diff.File{{State: diff.New, Name: "a.pdf"}},
}

func written(t *testing.T, d *diff.Diff, format string, lists bool) string {
	t.Helper()
	var b strings.Builder
	if err := report.Write(&b, d, format, lists); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestText(t *testing.T) {
	t.Parallel()
	want := `New
  /d/  D

Moved
  /b/ -> /c/  B
    the old address is gone: add it to aliases: "/b/"
  /b2/ -> /c2/  B2
    the old address redirects
  /b3/ -> /c3/  B3
    the old address leads to /x/

Changed
  /a/  A
    ~ headline: [-An-] A
    ~ … three four five six seven eight [-nine-] {+IX+} ten
    ~ claim: Iran [-asserts:-] {+denies:+} x
    + New.
    - Gone.

Gone
  /e/  E
  /e2/  E2
    an old address that led to the page: to keep it, write it into aliases again: "/e2/"

Files
    new: a.pdf

1 new, 3 moved, 1 changed, 2 gone; 1 page that lists them follows (--lists names them); 1 file
`
	if got := written(t, change, "text", false); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := written(t, &diff.Diff{}, "text", false); got != "nothing that a reader would see\n" {
		t.Errorf("of nothing: %q", got)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	got := written(t, change, "text", true)
	for _, want := range []string{"    - Gone.\n    1 in, 1 out\n", "\nIn lists\n  /  Desk\n    Latest: 1 more\n\nFiles\n", "; 1 page that lists them follows; 1 file\n"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing:\n%s", want, got)
		}
	}
}

// TestStrangers wants strangers' words to stand for themselves: no terminal obeys them, and no merge request.
func TestStrangers(t *testing.T) {
	t.Parallel()
	const words = "a <b>b</b> <script>x</script> [c](http://evil.test) ![d](x.png) `e` *f* _g_ ~~h~~ @someone #12 http://evil.test www.evil.test | i {j} &amp; \\ $k$ \x1b[31m \u202e"
	d := &diff.Diff{Pages: []diff.Page{{State: diff.Changed, URL: "/" + words, Title: words, Changes: []diff.Change{{Kind: diff.Added, Where: words, Now: words}, {Kind: diff.Added, Where: words, List: true, Now: words}}}}}
	for _, format := range report.Formats {
		if text := written(t, d, format, true); format != "json" && strings.ContainsAny(text, "\x1b\u202e") {
			t.Errorf("%s: control characters: %q", format, text)
		}
	}
	var b strings.Builder
	text := written(t, d, "markdown", true)
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	for _, tag := range []string{"<a", "<img", "<code", "<em", "<del", "<b>", "<script", "<table", "raw HTML"} {
		if strings.Contains(b.String(), tag) {
			t.Errorf("strangers' words became %s: %s", tag, b.String())
		}
	}
	if strings.Contains(text, "@someone") || strings.Contains(text, "#12") {
		t.Error("somebody is called, or an issue is named")
	}
}

func TestJSON(t *testing.T) {
	t.Parallel()
	got := written(t, change, "json", false)
	for _, want := range []string{`"state": "moved"`, `"from": "/b/"`, `"to": "/c2/"`, `"old": true`, `"kind": "claim"`, `"was": "Iran asserts: x"`, `"listing": true`, `"name": "a.pdf"`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing:\n%s", want, got)
		}
	}
	if got := written(t, &diff.Diff{}, "json", false); got != "{\n  \"pages\": [],\n  \"files\": []\n}\n" {
		t.Errorf("of nothing: %s", got)
	}
}

// TestManyListings wants the end of a long list to be counted.
func TestManyListings(t *testing.T) {
	t.Parallel()
	d := &diff.Diff{}
	for i := range 100 {
		d.Pages = append(d.Pages, diff.Page{State: diff.Changed, URL: fmt.Sprintf("/%d/", i), Changes: []diff.Change{{Kind: diff.Added, List: true, Now: "x"}}})
		d.Files = append(d.Files, diff.File{State: diff.New, Name: fmt.Sprintf("%d.pdf", i)})
	}
	got := written(t, d, "text", true)
	if !strings.Contains(got, "and on 70 more\n") || !strings.Contains(got, "and 70 more\n") || !strings.Contains(got, "100 pages that list them follow; 100 files") {
		t.Errorf("got\n%s", got)
	}
}
