package links

import (
	"strings"
	"testing"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/markdown"
)

func TestFragment(t *testing.T) {
	t.Parallel()
	src := "# The *Title*\n\n## Two words\n\n## Two words\n\n## two-words-1\n\n## Über: [x](y) & `z`\n\na ^Block\n\n## Item 5.1\n\n<a name=\"flatMap\"></a>c\n"
	e := &catalog.Entry{Document: content.Parse("content/notes/a.md", []byte(src), markdown.New(markdown.Options{}))}
	e.Title = e.Body.Title
	for _, test := range []struct {
		written, id string
		found       bool
	}{
		{"Two words", "two-words", true},
		{"two WORDS", "two-words", true},
		{"two-words", "two-words", true},
		{"two-words-1", "two-words-1-1", true},
		{"Over#Two words", "two-words", true},
		{"Über x & z", "über-x--z", true},
		{"uber-x-z", "über-x--z", true},
		{"item-51", "item-51", true},
		{"flatMap", "flatmap", true},
		{"^Block", "^Block", true},
		{"^block", "^Block", true},
		{"^other", "", false},
		{"The Title", "", true},
		{"Nothing", "", false},
		{"!", "", false},
	} {
		var x anchorIndex
		if id, found := x.find(e, test.written); id != test.id || found != test.found {
			t.Errorf("%q leads to %q, %v; want %q, %v", test.written, id, found, test.id, test.found)
		}
	}
}

// However many references name headings, each heading is folded once.
func TestFragmentsAreIndexed(t *testing.T) {
	src := strings.Repeat("## A heading\n\n", 5000)
	e := &catalog.Entry{Document: content.Parse("content/notes/a.md", []byte(src), markdown.New(markdown.Options{}))}
	var x anchorIndex
	x.find(e, "b")
	if n := testing.AllocsPerRun(10, func() { x.find(e, "c") }); n > 100 {
		t.Errorf("looking for a heading takes %.0f allocations in a document of 5000; look it up in the index", n)
	}
}

// A cure names a heading only of a text that readers may see whole: problems are printed in the logs of
// public builds.
func TestFragmentCure(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		front, ref string
		cured      bool
	}{
		{"text: full", "[[a#Codename Walrus operatio]]", true},
		{"text: private", "[[a#Codename Walrus operatio]]", false},
		{"text: excerpt", "[[a#Codename Walrus operatio]]", false},
		{"draft: true", "[[a#Codename Walrus operatio]]", false},
	} {
		g := graphOf(t, "a.md", "---\n"+test.front+"\n---\nx\n\n## Codename Walrus operation\n", "b.md", test.ref)
		cured := false
		for _, p := range g.Problems {
			cured = cured || strings.Contains(p.Message+p.Cure, "operation")
		}
		if cured != test.cured {
			t.Errorf("%s: the problems name the heading: %v, want %v", test.front, cured, test.cured)
		}
	}
}
