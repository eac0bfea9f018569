package build_test

import (
	"bytes"
	"image/png"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/sitecheck"
)

func titled(title, keys, body string) string {
	return "+++\ntitle = \"" + title + "\"\n" + keys + "\n+++\n" + body
}

// TestCards wants cards where the site asks for them and the fonts have the title, and nowhere else.
func TestCards(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":           declaration + "cards = true\n[[briefing]]\nid = \"drones\"\ntitle = \"Drones\"\nsummary = \"Who has which.\"\n",
		"content/notes/a.md":       titled("A note", "", "Says who."),
		"content/notes/fa.md":      titled("رئیس", "", ""),
		"content/notes/draft.md":   titled("Draft", "draft = true", ""),
		"content/notes/private.md": titled("Private", "text = \"private\"", "Nobody may read this."),
		"content/articles/b.md":    titled("An article", "", ""),
		"content/entities/c.md":    titled("Николай", "", ""),
		"content/about.md":         titled("About", "", ""),
	}
	p := publish(t, input(t, site.fs()), nil)
	var cards []string
	for name, data := range p.files {
		if strings.HasSuffix(name, ".png") {
			cards = append(cards, name)
			if _, err := png.Decode(strings.NewReader(data)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	slices.Sort(cards)
	want := []string{"briefings/drones/share.png", "entities/c/share.png", "notes/a/share.png", "notes/private/share.png"}
	if !slices.Equal(cards, want) {
		t.Errorf("there are cards %q, want %q", cards, want)
	}
	for _, fault := range append(sitecheck.Links(p.fs(), "https://desk.example/"), sitecheck.Schema(p.fs())...) {
		t.Error(fault)
	}
	for _, name := range want {
		page := p.files[strings.TrimSuffix(name, "share.png")+"index.html"]
		for _, meta := range []string{
			`<meta property="og:image" content="https://desk.example/` + name + `">`, `<meta property="og:image:width" content="1200">`,
			`<meta property="og:image:height" content="630">`, `<meta name="twitter:card" content="summary_large_image">`,
		} {
			if !strings.Contains(page, meta) {
				t.Errorf("the page of %s lacks %s", name, meta)
			}
		}
	}
	if strings.Contains(p.files["notes/fa/index.html"], "og:image") {
		t.Error("a page without a card names one")
	}
	site["content/notes/private.md"] = titled("Private", "text = \"private\"", "Nobody may read that.")
	if q := publish(t, input(t, site.fs()), nil); q.files["notes/private/share.png"] != p.files["notes/private/share.png"] {
		t.Error("a card shows a private text")
	}
	site["briefings.toml"] = declaration
	for name := range publish(t, input(t, site.fs()), nil).files {
		if strings.HasSuffix(name, "share.png") {
			t.Errorf("nobody asked for %s", name)
		}
	}
}

// TestCardsKept wants a second run to draw nothing that the first has drawn, and no byte to differ.
func TestCardsKept(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":     declaration + "cards = true\n",
		"content/notes/a.md": titled("A note", "", "Says who."),
	}
	in := input(t, site.fs())
	kept := &shelf{held: map[[32]byte][]byte{}}
	in.Copies = kept
	const name = "notes/a/share.png"
	first := publish(t, in, nil).files[name]
	if len(kept.held) != 1 {
		t.Fatalf("%d cards are kept, want one", len(kept.held))
	}
	for key, data := range kept.held {
		if !bytes.Equal(data, []byte(first)) {
			t.Error("what is kept is not what is published")
		}
		kept.held[key] = []byte("kept")
	}
	if got := publish(t, in, nil).files[name]; got != "kept" {
		t.Error("a card that is kept was drawn again")
	}
	site["content/notes/a.md"] = titled("Another note", "", "Says who.")
	in = input(t, site.fs())
	in.Copies = kept
	if got := publish(t, in, nil).files[name]; got == "kept" || got == first {
		t.Error("a card with another title is the old one")
	}
	if got, want := publish(t, in, nil).files[name], publish(t, input(t, site.fs()), nil).files[name]; got != want {
		t.Error("with a store it is another card than without")
	}
}
