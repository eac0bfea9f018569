package render_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestLongLists wants lists that may be of any length to end: in names that a reader opens, and in a number.
func TestLongLists(t *testing.T) {
	t.Parallel()
	site := folder{
		"content/articles/cited.md": "+++\ntitle = \"Cited\"\n+++\nText.\n",
		"content/articles/crowd.md": "+++\ntitle = \"Crowd\"\n+++\n[[cited]]\n",
	}
	for i := range 530 {
		site[fmt.Sprintf("content/notes/n%d.md", i)] = fmt.Sprintf("+++\ntitle = \"Note %d\"\ndate = 2022-10-01\n+++\nAs [[cited]] says.\n", i)
	}
	for i := range 15 {
		name := "Person " + string(rune('A'+i)) + "mber"
		site[fmt.Sprintf("content/entities/p%d.md", i)] = "+++\ntitle = \"" + name + "\"\nkind = \"person\"\n+++\n"
		site["content/articles/crowd.md"] += "\n" + name + " came.\n"
	}
	for i := range 9 {
		site["briefings.toml"] += fmt.Sprintf("[[briefing]]\nid = \"b%d\"\ntitle = \"Theme %d\"\n[[briefing.rule]]\nwhy = \"is tagged\"\nany = [\"tag:t\"]\n", i, i)
	}
	site["briefings.toml"] += "[[briefing]]\nid = \"noted\"\ntitle = \"Noted\"\n[[briefing.rule]]\nwhy = \"is a note\"\nany = [\"kind:note\"]\n"
	site["briefings.toml"] = declaration + site["briefings.toml"]
	r := run(t, site, "2022-11-20")
	cited, crowd := made(t, r, "articles/cited/index.html"), made(t, r, "articles/crowd/index.html")
	noted, notes := made(t, r, "briefings/noted/index.html"), made(t, r, "briefings/noted/notes/index.html")
	for _, test := range []struct {
		what, in, of string
		want         int
	}{
		{"the number of all that cite", cited, `Cited by <span class="count">531</span>`, 1},
		{"sentences around links", cited, `<p class="sentence"`, 20},
		{"names to open", cited, "<summary>500 older ones</summary>", 1},
		{"what is not listed", cited, "11 older ones are not listed here.", 1},
		{"links to notes", cited, `<a href="/notes/n`, 520},
		{"a heading for people", crowd, "<h3>People</h3>", 1},
		{"people", crowd, `<li><a href="/entities/p`, 15},
		{"people to ask for", crowd, "<summary>3 more</summary>", 1},
		{"themes in the masthead", crowd, ">Theme ", 7},
		{"notes of a briefing", noted, ">Note ", 50},
		{"where all of them are", noted, `<a href="/briefings/noted/notes/">All notes</a> <span class="count">530</span>`, 1},
		{"the newest page of all of them", notes, ">Note ", 80},
		{"what that is called", notes, "<h1>Noted, all notes</h1>", 1},
	} {
		if got := strings.Count(test.in, test.of); got != test.want {
			t.Errorf("%s: got %q %d times, want %d", test.what, test.of, got, test.want)
		}
	}
}

// TestNewInBriefings wants a briefing's card to count what came since its last edition.
func TestNewInBriefings(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": weekly}
	for i, day := range []string{"2022-11-01", "2022-11-15", "2022-11-16"} {
		site[fmt.Sprintf("content/articles/a%d.md", i)] = "+++\ntags = [\"t\"]\ndate = " + day + "\n+++\nText.\n"
	}
	home := made(t, run(t, site, "2022-11-18"), "index.html")
	if want := `<p class="fresh">2 new since <time datetime="2022-11-07">`; !strings.Contains(home, want) {
		t.Errorf("the home page lacks %q", want)
	}
	site["briefings.toml"] = strings.Replace(weekly, "edition = \"weekly\"\n", "", 1)
	if home = made(t, run(t, site, "2022-11-18"), "index.html"); strings.Contains(home, "new since") {
		t.Error("a briefing without editions has something new")
	}
}
