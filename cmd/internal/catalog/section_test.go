package catalog

import (
	"testing"

	"briefings/cmd/internal/permalink"
)

// TestSections wants a reference to a section to be good in the sites that have it, and in no others.
func TestSections(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		section     string
		files       []string
		has, coming bool
	}{
		{"/pages/", []string{declared, "", "content/about.md", ""}, false, false},
		{"/pages/", []string{declared, "", "content/about/index.md", ""}, false, false}, // a folder is not what it is nested in
		{"/pages/", []string{declared, "", "content/tags/_index.md", ""}, false, false}, // which the list of tags shows
		{"/pages/", []string{declared, "", "content/about.md", "---\nurl: /a/b/\n---\n"}, true, false},
		{"/pages/", []string{declared, "", "content/a/b.md", ""}, true, false},
		{"/pages/", []string{declared, "", "content/a/b.md", "---\ndraft: true\n---\n"}, false, true},
		{"/pages/", []string{"about.md", ""}, true, false},
		{"/tags/", []string{declared, ""}, true, false},
		{"/tags/", []string{"about.md", ""}, false, false},
		{"/tags/", []string{"about.md", "---\ndraft: true\ntags: [a]\n---\n"}, false, true},
		{"/sources/", []string{"articles/a.md", "---\nsource: {publisher: Reuters}\n---\n"}, true, false},
		{"/search/", []string{declared, "search = false\n", "content/about.md", ""}, false, false},
		{"/search/", []string{declared, ""}, true, false},
		{"/", []string{declared, ""}, true, false},
	} {
		c := newCatalog(t, Options{}, test.files...)
		section, _ := SectionAt(permalink.URL(test.section))
		if got := c.HasSection(section.URL); got != test.has {
			t.Errorf("a site of %q has %s: %t, want %t", test.files, test.section, got, test.has)
		}
		if got := c.Made(section.URL); got != test.has {
			t.Errorf("in a site of %q a reference to %s is good: %t, want %t as it has the section", test.files, test.section, got, test.has)
		}
		if got := c.Known(section.URL) && !c.Made(section.URL); got != test.coming {
			t.Errorf("in a site of %q, %s waits for what is held back: %t, want %t", test.files, test.section, got, test.coming)
		}
	}
}
