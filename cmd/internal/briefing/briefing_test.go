package briefing

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/markdown"
)

// group makes the briefings of a declared site of files in pairs of name and text.
func group(t testing.TB, files ...string) *Set {
	t.Helper()
	site := fstest.MapFS{config.File: {}}
	for i := 0; i < len(files); i += 2 {
		site[files[i]] = &fstest.MapFile{Data: []byte(files[i+1])}
	}
	cfg, problems, err := config.Load(site)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	tree, err := content.Read(site, "content", markdown.New(markdown.Options{}), nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	cat := catalog.New(cfg, tree, catalog.Options{Now: time.Date(2022, 11, 9, 12, 0, 0, 0, time.UTC)}, nil)
	return Group(cat, links.Join(cat, nil), nil)
}

// members are the ids of what is in a briefing, in order.
func members(b *Briefing) string {
	var ids []string
	for _, m := range b.Members {
		ids = append(ids, m.Entry.ID+" "+m.Reasons[0].Why)
	}
	return strings.Join(ids, ", ")
}

// exclude beats the document's own word, which beats include, which beats rules.
func TestMembers(t *testing.T) {
	t.Parallel()
	s := group(t, config.File, "[[briefing]]\nid = \"drone-supply\"\ntitle = \"x\"\ninclude = [\"in\", \"own\"]\nexclude = [\"out\"]\n[[briefing.rule]]\nwhy = \"tagged\"\nany = [\"tag:drones\"]\n",
		"content/notes/in.md", "---\ntags: [drones]\n---\n", "content/notes/out.md", "---\nbriefings: [drone-supply]\n---\n",
		"content/notes/own.md", "---\nbriefings: [Drone Supply, drone-supply]\n---\n", "content/notes/rule.md", "---\ntags: [drones]\n---\n",
		"content/notes/none.md", "")
	b := s.Find("Drone-Supply")
	if b == nil {
		t.Fatal("a briefing is not found by its id in other letters")
	}
	if got, want := members(b), "in "+byInclude+", own "+byDocument+", rule tagged"; got != want {
		t.Errorf("members %q, want %q", got, want)
	}
	var unplaced []string
	for _, e := range s.Unplaced {
		unplaced = append(unplaced, e.ID)
	}
	if got := strings.Join(unplaced, " "); got != "none out" {
		t.Errorf("in no briefing: %q, want none and out", got)
	}
	if len(s.Problems) > 0 {
		t.Errorf("problems %v", s.Problems)
	}
}

// A briefing that a document names may be held back, or be a slip.
func TestNamedBriefings(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		code diag.Code
		cure string
	}{
		{"harbour", "", ""},
		{"held", diag.RefHeld, "published"},
		{"harbuor", diag.BriefUnknown, `"harbour"`},
		{"entirely different", diag.BriefUnknown, "declare it"},
	} {
		s := group(t, "content/briefings/harbour.md", "", "content/briefings/held.md", "---\nexpiryDate: 2021-01-01\n---\n",
			"content/notes/n.md", "---\nbriefings: ["+test.name+"]\n---\n")
		var got diag.Problem
		for _, p := range s.Problems {
			if p.Path == "content/notes/n.md" {
				got = p
			}
		}
		if got.Code != test.code || !strings.Contains(got.Cure, test.cure) {
			t.Errorf("%s: problem %q, cure %q; want %q, %q", test.name, got.Code, got.Cure, test.code, test.cure)
		}
	}
}

// However many briefings there are, one is found by its id without looking at the others.
func TestBriefingsAreIndexed(t *testing.T) {
	var declared strings.Builder
	for i := range 500 {
		fmt.Fprintf(&declared, "[[briefing]]\nid = \"theme-%d\"\ntitle = \"x\"\n", i)
	}
	s := group(t, config.File, declared.String())
	if s.Find("theme-499") != s.All[499] {
		t.Fatal("the last briefing is not found by its id")
	}
	if n := testing.AllocsPerRun(10, func() { s.Find("theme-499"); s.Find("none") }); n > 50 {
		t.Errorf("finding two briefings of 500 takes %.0f allocations; look them up in the index", n)
	}
}

// A place is named by an entity's id or by any of its names, in a rule as in a document; one that no entity has by
// its words.
func TestPlace(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ place, want string }{
		{"karsk", "fa, id, ru, title"},
		{"Port Karsk", "fa, id, ru, title"},
		{"Карск", "fa, id, ru, title"},
		{"northport", "plain"},
		{"Georgia", "shared"},
	} {
		s := group(t, config.File, "[[briefing]]\nid = \"b\"\ntitle = \"x\"\n[[briefing.rule]]\nwhy = \"w\"\nany = [\"place:"+test.place+"\"]\n",
			"content/entities/karsk.md", "---\ntitle: Port Karsk\nnames: {ru: Карск, fa: کارسک}\n---\n",
			"content/entities/georgia-us.md", "---\ntitle: Georgia\n---\n", "content/entities/georgia-ge.md", "---\ntitle: Georgia\n---\n",
			"content/articles/fa.md", "---\nplace: كارسك\n---\n", "content/articles/id.md", "---\nplace: karsk\n---\n", "content/articles/plain.md", "---\nplace: Northport\n---\n",
			"content/articles/ru.md", "---\nplace: Карск\n---\n", "content/articles/title.md", "---\nplace: Port Karsk\n---\n", "content/articles/shared.md", "---\nplace: Georgia\n---\n")
		if got := strings.ReplaceAll(members(s.All[0]), " w", ""); got != test.want {
			t.Errorf("place:%s takes %s, want %s", test.place, got, test.want)
		}
	}
}
