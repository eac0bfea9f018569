package catalog

import (
	"testing"

	"briefings/cmd/internal/content"
)

// A key of a document names an entity by its id, or else by any name that no other entity has.
func TestEntityByName(t *testing.T) {
	t.Parallel()
	c := newCatalog(t, Options{},
		"entities/karsk.md", "---\ntitle: Port Karsk\naliases: [Harbour, Northport, Minister]\nnames:\n  ru: Карск\n  fa: کارسک\n---\n",
		"entities/georgia-us.md", "---\ntitle: Georgia (state)\naliases: [Georgia]\n---\n", "entities/georgia.country.md", "---\ntitle: Georgia\n---\n",
		"entities/minister.of.md", "---\ntitle: Speaker\n---\n", "entities/northport.md", "---\ntitle: Northport village\n---\n",
		"entities/a-draft.md", "---\ntitle: Port Karsk\ndraft: true\n---\n", "entities/over.md", "---\ntitle: Old Quay\nexpiryDate: 2020-01-01\n---\n",
		"articles/plain.md", "---\nplace: Georgia\n---\n", "articles/listed.md", "---\nplace: Georgia\nentities: [georgia-us]\n---\n",
		"articles/both.md", "---\nplace: Georgia\nentities: [georgia-us, georgia.country]\n---\n", "articles/none.md", "---\ntitle: x\n---\n")
	for _, test := range []struct{ name, want string }{
		{"karsk", "karsk"},
		{"Port Karsk", "karsk"}, // a draft of that name does not count
		{"port  karsk", "karsk"},
		{"HARBOUR", "karsk"},
		{"Карск", "karsk"},
		{"كارسك", "karsk"}, // Arabic kaf
		{"northport", "northport"},
		{"Minister", ""},           // a common word
		{"Speaker", "minister.of"}, // and a title all the same
		{"Old Quay", "over"},       // it is nobody else's when it expires
		{"Georgia", ""},
		{"plain", ""}, // no entity
		{"Tbilisi", ""},
		{"", ""},
	} {
		got := ""
		if e := c.Entity(test.name, nil); e != nil {
			got = e.ID
		}
		if got != test.want {
			t.Errorf("Entity(%q) = %q, want %q", test.name, got, test.want)
		}
	}
	for file, want := range map[string]string{"plain": "", "listed": "georgia-us", "both": "", "none": ""} {
		got := ""
		if e := c.Place(c.AtPath("articles/" + content.Path(file) + ".md")); e != nil {
			got = e.ID
		}
		if got != want {
			t.Errorf("the place of %s is %q, want %q", file, got, want)
		}
	}
}
