//go:build full

package build_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"briefings/cmd/internal/sitecheck/chromium"
)

// states are sites that most pages do not look like: with next to nothing, with too much, and from right to
// left.
func states(t *testing.T) map[string]struct {
	site  folder
	pages []string
} {
	t.Helper()
	persian, err := txtar.ParseFile("testdata/sites/persian.txtar")
	if err != nil {
		t.Fatal(err)
	}
	rtl := folder{}
	for _, f := range persian.Files {
		rtl[f.Name] = string(f.Data)
	}
	return map[string]struct {
		site  folder
		pages []string
	}{
		"empty": {folder{"briefings.toml": declaration + "[[briefing]]\nid = \"none\"\ntitle = \"Nothing yet\"\n", "content/about.md": "About.\n"},
			[]string{"", "briefings/none/", "articles/", "entities/", "archive/"}},
		"long": {long(),
			[]string{"", "articles/cited/", "articles/word/", "articles/forty/", "articles/bare/", "briefings/all/", "entities/named/"}},
		"persian": {rtl,
			[]string{"", "briefings/شوراها/", "notes/zanjireh/", "articles/didar/", "articles/english/", "articles/", "entities/shamkhani/"}},
	}
}

// long is a site with 2,000 notes that cite one article, and with titles that no designer thinks of.
func long() folder {
	word := strings.Repeat("donaudampfschiff", 6)[:90]
	const forty = "Ministers of eight states and the secretaries of two councils ask in a joint statement of many paragraphs who delivered which drones to whom, on what day and over which sea, and whether any of those who say so have seen it"
	site := folder{
		"briefings.toml": declaration + "[[briefing]]\nid = \"all\"\ntitle = \"" + forty + "\"\nsummary = \"" + strings.Repeat(forty+". ", 3) + "\"\nedition = \"weekly\"\n" +
			"[[briefing.rule]]\nwhy = \"is anything at all, whatever it says and wherever it was said\"\nany = [\"kind:article\"]\n",
		"content/articles/cited.md": "+++\ntitle = \"Cited\"\ndate = 2022-11-01\n+++\nText.\n",
		"content/articles/forty.md": "+++\ntitle = \"" + forty + "\"\ndate = 2022-11-02\nplace = \"" + word + "\"\n[source]\npublisher = \"" + forty + "\"\nagency = \"" + word + "\"\nvia = [\"A\", \"B\", \"C\", \"" + word + "\"]\n+++\nText.\n",
		"content/articles/word.md":  "+++\ntitle = \"" + word + "\"\ndate = 2022-11-03\n+++\n" + word + " [[cited]] `" + word + "`\n\n| " + word + " | b |\n|---|---|\n| a | " + word + " |\n",
		"content/articles/bare.md":  "",
		"content/entities/named.md": "+++\ntitle = \"" + word + "\"\nkind = \"person\"\naliases = [\"" + forty + "\"]\nsame_as = [\"https://example.org/" + word + "\"]\n[[roles]]\ntitle = \"" + forty + "\"\n+++\n",
	}
	for i := range 40 {
		name := fmt.Sprintf("person-%02d", i)
		site["content/entities/"+name+".md"] = "+++\ntitle = \"Person of Interest " + fmt.Sprint(i) + "\"\nkind = \"person\"\n+++\n"
		site["content/articles/word.md"] += fmt.Sprintf("\nPerson of Interest %d said so.\n", i)
	}
	for i := range 2000 {
		site[fmt.Sprintf("content/notes/n-%04d.md", i)] = fmt.Sprintf("+++\ntitle = \"Note %d\"\ndate = 2022-10-%02d\n+++\nAs [[cited]] says.\n", i, 1+i%28)
	}
	return site
}

// TestStates wants of them what the starter's pages give.
func TestStates(t *testing.T) {
	t.Parallel()
	for name, state := range states(t) {
		t.Run(name, func(t *testing.T) {
			p := publish(t, input(t, state.site.fs()), nil)
			b := chromium.Open(t, p.fs(), "https://desk.example/")
			b.Axe(state.pages, chromium.View{Width: 320}, chromium.View{Width: 1280, Dark: true})
			b.Fits(state.pages, chromium.View{Width: 320}, chromium.View{Width: 1280, Text: 200})
			b.Keyboard(state.pages[:3], chromium.View{Width: 1280})
		})
	}
}
