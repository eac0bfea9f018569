package build_test

import (
	"strings"
	"testing"

	"briefings/cmd/internal/search/searchtest"
)

// marker is in every word that the sites of these tests must not publish.
const marker = "xqz"

// everywhere is a text with a word after each construct that Markdown has, {} standing for the word.
const everywhere = `Nikolai Patrushev spoke of {} in [[port]] at length, [the {} label](port.md), [[port|{}]], "a {} quotation" [@port].

## Heading {}

- item {} of Patrushev
- [ ] task {}

| {} | b |
|----|---|
| c  | {} |

> [!note] {}
> Callout {} of [[port]].

> Quoted {}. [@port]

` + "    code {}\n\n```{}\nfence {}\n```\n\nwith `span {}`" + ` and ==mark {}== and a note[^1]. ^{}

![alt {}](m.png "title {}") ![[m.png|{}]] <b>{}</b> {{< {} >}} https://example.org/{}

Term {}
: Definition {}

[^1]: Note {}.

Kamikaze {} drones, and a {} rule.
`

func said(text string) string { return strings.ReplaceAll(text, "{}", marker) }

// onlookers is the site around what is to be kept: it looks at everything in all ways there are.
func onlookers() folder {
	return folder{
		"briefings.toml": declaration + "description = \"x\"\n[[briefing]]\nid = \"b\"\n[[briefing.rule]]\nwhy = \"speaks of it\"\nany = [\"phrase:" + marker + "\", \"phrase:kamikaze " + marker + "\"]\n" +
			"[[briefing.rule]]\nwhy = \"names him\"\nany = [\"entity:patrushev\"]\n",
		"content/entities/patrushev.md": "+++\ntitle = \"Nikolai Patrushev\"\naliases = [\"Patrushev\"]\n+++\n",
		"content/notes/port.md":         "+++\ntitle = \"Port\"\ndate = 2022-11-01\ntags = [\"ports\"]\n+++\nSee [[kept]] and \"words\" [@kept].\n\n![[kept]]\n\nBy Patrushev.\n",
		"content/articles/near.md":      "+++\ntitle = \"Near\"\ndate = 2022-11-02\ntags = [\"ports\"]\n+++\nPatrushev again. [[kept|It]].\n",
		"content/articles/m.png":        "x",
	}
}

const keptKeys = "title = \"Kept\"\ndate = 2022-11-03\ntags = [\"ports\"]\n"

// TestRights plants words that must not be published, and looks for them in every file.
func TestRights(t *testing.T) {
	t.Parallel()
	words := func(n int) string { return strings.Repeat("and ", n) }
	for _, tt := range []struct {
		name string
		site folder
		page string // where the rest must be, to show that the test looks at something
		has  string
	}{
		{"private article", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"private\"\n[[claims]]\nwho = \"x\"\nwhat = \"{}\"\nquotation = \"{}\"\n+++\n" + everywhere},
			"articles/kept/index.html", `class="notice"`},
		{"private by its source", folder{"content/articles/kept.md": "+++\n" + keptKeys + "source = {publisher = \"wire\"}\n+++\n" + everywhere, "content/sources/wire.md": "+++\ntitle = \"Wire\"\ntext = \"private\"\n+++\n"},
			"articles/kept/index.html", `class="notice"`},
		{"private by its agency", folder{"content/articles/kept.md": "+++\n" + keptKeys + "source = {agency = \"The Wire\"}\n+++\n" + everywhere, "content/sources/wire.md": "+++\ntitle = \"The Wire\"\ntext = \"private\"\n+++\n"},
			"articles/kept/index.html", `class="notice"`},
		{"private by the site", folder{"briefings.toml": declaration + "text = \"private\"\n", "content/articles/kept.md": "+++\n" + keptKeys + "+++\n" + everywhere},
			"articles/kept/index.html", `class="notice"`},
		{"private by a mistake", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"privat\"\n+++\n" + everywhere}, "articles/kept/index.html", `class="notice"`},
		{"private, begun with its heading", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n## {}\n\n{} <!--more-->\n\n" + everywhere}, "articles/kept/index.html", `class="notice"`},
		{"private without a title", folder{"content/articles/kept.md": "+++\ndate = 2022-11-09\ntext = \"private\"\n+++\n# {}\n\n{}\n"}, "articles/kept/index.html", `class="notice"`},
		{"private note", folder{"content/notes/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n" + everywhere}, "notes/kept/index.html", `class="notice"`},
		{"private entity", folder{"content/entities/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n" + everywhere}, "entities/kept/index.html", "Kept"},
		{"private page", folder{"content/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n" + everywhere}, "kept/index.html", "Kept"},
		{"private briefing", folder{"content/briefings/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n" + everywhere}, "briefings/kept/index.html", "Kept"},

		{"excerpt", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\nThe first paragraph.\n\n" + everywhere}, "articles/kept/index.html", "The first paragraph."},
		{"excerpt with a mark", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\nThe first paragraph.[^1]\n\nThe second.\n\n<!--more-->\n\n" + everywhere},
			"articles/kept/index.html", "The second."},
		{"excerpt with a mark at once", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n<!--more-->\n\n" + everywhere}, "articles/kept/index.html", "Kept"},
		{"excerpt with a mark after a heading", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n## Heading\n\n<!--more-->\n\n" + everywhere}, "articles/kept/index.html", "Heading"},
		{"excerpt of a long paragraph", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n" + words(50) + "Patrushev [[port]] " + words(10) + "{} kamikaze {} drones.\n"},
			"articles/kept/index.html", "and and"},
		{"excerpt of short words", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n" + strings.Repeat("a ", 60) + "{}\n"}, "articles/kept/index.html", "a a a"},
		{"excerpt of one long sentence", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\nPatrushev and [[port]] " + words(60) + "{}.\n"}, "articles/kept/index.html", "and and"},
		{"excerpt of other spaces", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n" + strings.Repeat("and\u00a0", 40) + strings.Repeat("and\u3000", 30) + "{}.\n"}, "articles/kept/index.html", "and"},
		{"excerpt without spaces", folder{"content/articles/kept.md": "+++\n" + keptKeys + "lang = \"zh\"\ntext = \"excerpt\"\n+++\n" + strings.Repeat("安全会议", 40) + "{}\n"}, "articles/kept/index.html", "安全"},
		{"pictures below an excerpt", folder{
			"content/articles/kept.md":            "+++\n" + keptKeys + "text = \"excerpt\"\n+++\nThe first paragraph.\n\n![x]({}.png) [[{}.pdf]]\n",
			"content/articles/" + marker + ".png": "x", "content/articles/" + marker + ".pdf": "x",
		}, "articles/kept/index.html", "The first paragraph."},
		{"excerpt of a bundle", folder{
			"content/articles/kept.md":    "+++\n" + keptKeys + "+++\nx\n",
			"content/articles/b/index.md": "+++\ntext = \"excerpt\"\n+++\nThe first paragraph.\n\n![x]({}.png)\n", "content/articles/b/" + marker + ".png": "x",
		}, "articles/b/index.html", "The first paragraph."},
		{"excerpt that begins with a list", folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"excerpt\"\n+++\n- {} one\n- two\n\n# {}\n\nThe first paragraph.\n\n{}\n"}, "articles/kept/index.html", "The first paragraph."},

		{"comments", folder{"content/articles/kept.md": "+++\n" + keptKeys + "+++\nOne %%{}%% two.\n\n%%\n{} Patrushev [[port]]\n%%\n\n## Head %%{}%%\n\n| a %%{}%% | b |\n|--|--|\n\n[x %%{}%%](port.md) ![y %%{}%%](m.png) [[port|z %%{}%%]]\n\n<!-- {} -->\n\na <!-- {} --> b\n\n%%{}"},
			"articles/kept/index.html", "One"},
		{"draft", heldBy("draft = true"), "articles/near/index.html", "again"},
		{"future", heldBy("publishDate = 2023-05-01"), "articles/near/index.html", "again"},
		{"expired", heldBy("expiryDate = 2022-05-01"), "articles/near/index.html", "again"},
		{"folder of drafts", folder{"content/articles/_drafts/kept.md": "+++\n" + keptKeys + "+++\n" + everywhere}, "articles/near/index.html", "again"},
		{"draft by a mistake", heldBy("publishDate = \"maybe\""), "articles/near/index.html", "again"},
		{"plain folder", folder{"briefings.toml": "", "content/kept.md": "---\ntext: private\n---\n" + everywhere}, "kept/index.html", "kept"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			site := onlookers().with(tt.site)
			for name, text := range site {
				site[name] = said(text)
			}
			p := publish(t, input(t, site.fs()), nil)
			if !strings.Contains(p.files[tt.page], tt.has) {
				t.Errorf("%s lacks %q, which may be shown:\n%s", tt.page, tt.has, main(p.files[tt.page]))
			}
			for name, text := range p.files {
				if i := strings.Index(strings.ToLower(name+"\n"+strings.ReplaceAll(text, "phrase:"+marker, "")), marker); i >= 0 {
					t.Errorf("%s has what must not be published: ...%q", name, (name + "\n" + text)[max(0, i-120):min(len(name)+1+len(text), i+20)])
				}
			}
			index := searchtest.Read(t, p.fs(), "search/data")
			for word := range index.Words {
				if strings.Contains(word, marker) {
					t.Errorf("the search finds %q", word)
				}
			}
			for _, fields := range index.Texts {
				if text := strings.Join(fields, "\n"); strings.Contains(strings.ToLower(text), marker) {
					t.Errorf("the search shows %q", text)
				}
			}
			if len(index.Words["patrushev"]) == 0 && tt.name != "plain folder" {
				t.Error("the search does not know what may be shown")
			}
		})
	}
}

// heldBy is a document of every kind that is held back, with words to keep in every key.
func heldBy(key string) folder {
	doc := "+++\ntitle = \"{} title\"\ndescription = \"{}\"\n" + key + "\naliases = [\"{}\", \"/{}/\"]\ntags = [\"ports\", \"{}\"]\nauthors = [\"{}\"]\nplace = \"{}\"\n" +
		"source = {publisher = \"{} press\", agency = \"{} agency\", via = [\"{} via\"], url = \"https://example.org/{}\"}\nimage = {src = \"{}.png\", alt = \"{}\"}\n+++\n" + everywhere + "\nPort. [[near]] ![x]({}.png)\n"
	return folder{
		"content/articles/kept.md": doc, "content/notes/kept-note.md": doc, "content/entities/kept-entity.md": doc, "content/briefings/kept-briefing.md": doc,
		"content/sources/kept-source.md": doc, "content/kept-page.md": doc, "content/articles/bundle/index.md": doc, "content/articles/bundle/" + marker + ".png": "x",
		"content/articles/" + marker + ".png": "x", "content/_index.md": doc, "content/articles/_index.md": doc,
	}
}

// TestRightsOfReasons wants the page to say that a reason stands in text that it does not show.
func TestRightsOfReasons(t *testing.T) {
	t.Parallel()
	site := onlookers().with(folder{"content/articles/kept.md": "+++\n" + keptKeys + "text = \"private\"\n+++\n" + everywhere})
	for name, text := range site {
		site[name] = said(text)
	}
	p := publish(t, input(t, site.fs()), nil)
	for _, page := range []string{"briefings/b/index.html", "articles/kept/index.html"} {
		if !strings.Contains(p.files[page], "text that may not be shown") {
			t.Errorf("%s does not say that its evidence is private:\n%s", page, main(p.files[page]))
		}
	}
}
