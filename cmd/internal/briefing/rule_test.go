package briefing

import (
	"strings"
	"testing"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
)

// What a rule asks for and no document has is a problem if it is almost what documents have, and only then.
func TestTypos(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ predicate, meant string }{
		{"tag:balot", "tag:ballot"}, {"tag:balott", "tag:ballot"}, {"tag:strke", "tag:strike"}, {"tag:grian", "tag:grain"}, {"tag: Helld ", "tag:held"},
		{"tag:drone", "tag:drones"}, {"tag:drones", ""}, {"tag:missiles", ""}, {"tag:strike", ""}, {"tag:iraq", ""},
		{"place:karks", "place:karsk"}, {"place:Port Karks", "place:karsk"}, {"place:Карскк", "place:karsk"}, {"place:Nortport", "place:Northport"},
		{"place:Northport", ""}, {"place:Port Karsk", ""}, {"place:Farawey", ""}, {"place:elsewhere", ""},
		{"author:A. Writre", "author:A. Writer"}, {"author:a. writer", ""}, {"author:B. Writer", ""}, {"author:C. Other", ""},
		{"path:article/2026/**", "path:articles/2026/**"}, {"path:/content/Articles/*", "path:articles/*"}, {"path:articles/spring/haroubr/x", "path:articles/spring/harbour/x"},
		{"path:articles/2027/**", ""}, {"path:articles/**", ""}, {"path:*/spring/**", ""}, {"path:artcles", ""}, {"path:letters/**", ""}, {"path:articles/spring/x", ""}, {"path:/", ""},
	} {
		s := group(t, config.File, "[[briefing]]\nid = \"b\"\ntitle = \"x\"\n[[briefing.rule]]\nwhy = \"w\"\nany = [\""+test.predicate+"\", \"kind:article\"]\n",
			"content/articles/2026/a.md", "---\ntags: [ballot, strike, grain, drones, Iran]\nplace: karsk\nauthors: [A. Writer]\n---\n",
			"content/articles/spring/harbour/b.md", "---\nplace: Northport\n---\n", "content/articles/held.md", "---\ndraft: true\ntags: [held]\n---\n",
			"content/entities/karsk.md", "---\ntitle: Port Karsk\nnames: {ru: Карск}\n---\n", "content/entities/faraway.md", "---\ntitle: Faraway\n---\n")
		want := 0
		if test.meant != "" {
			want = 1
		}
		if len(s.Problems) != want || want > 0 && (s.Problems[0].Code != diag.NameNear || !strings.Contains(s.Problems[0].Cure, `"`+test.meant+`"`)) {
			t.Errorf("%s: %v, want %d, with %q", test.predicate, s.Problems, want, test.meant)
		}
	}
}
