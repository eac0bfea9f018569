package briefing

import (
	"fmt"
	"slices"
	"testing"

	"briefings/cmd/internal/config"
)

// A briefing that nothing is in, and nothing would be if all were shown, is reported where it is declared.
func TestEmptyBriefings(t *testing.T) {
	t.Parallel()
	const (
		ports = "[[briefing]]\nid = \"ports\"\ntitle = \"Ports\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"tag:port\", \"phrase:the quay\"]\n"
		quays = "[[briefing]]\nid = \"quays\"\ntitle = \"Quays\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"entity:quay\"]\n"
		note  = "content/notes/n.md"
		empty = `briefing-empty briefings.toml:1 nothing is in the briefing "ports"`
	)
	for _, test := range []struct {
		name  string
		files []string
		want  []string // code, place and message, with the cure of what is unknown
	}{
		{"a member", []string{config.File, ports, note, "---\ntags: [port]\n---\n"}, nil},
		{"nothing", []string{config.File, ports, note, "Ports."}, []string{empty}},
		{"a site without items", []string{config.File, ports, "content/about.md", "x"}, nil},
		{"a future member", []string{config.File, ports, note, "---\npublishDate: 2030-01-01\n---\nOn the quay."}, nil},
		{"an expired member", []string{config.File, ports, note, "---\ntags: [port]\nexpiryDate: 2021-01-01\n---\n"}, nil},
		{"a draft", []string{config.File, ports, note, "---\ndraft: true\ntags: [port]\n---\n"}, nil},
		{"a draft of something else", []string{config.File, ports, note, "---\ndraft: true\n---\n"}, []string{empty}},
		{"an entity that is held back", []string{config.File, quays, note, "The Quay.", "content/entities/quay.md", "---\ntitle: The Quay\ndraft: true\n---\n"}, nil},
		{"a file alone", []string{config.File, ports, note, "---\ntags: [port]\n---\n", "content/briefings/far.md", "x"},
			[]string{`briefing-unknown content/briefings/far.md:1 no [[briefing]] has the id "far", so that this one has no rules, and nothing is in it`}},
		{"a file alone with a member", []string{note, "---\nbriefings: [far]\n---\n", "content/briefings/far.md", "x"}, nil},
		{"a file alone with a future member", []string{note, "---\nbriefings: [far]\npublishDate: 2030-01-01\n---\n", "content/briefings/far.md", "x"}, nil},
	} {
		s := group(t, test.files...)
		var got []string
		for _, p := range s.Problems {
			got = append(got, fmt.Sprintf("%s %s:%d %s", p.Code, p.Path, p.Line, p.Message))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s:\n%q\nwant\n%q", test.name, got, test.want)
		}
	}
	s := group(t, config.File, ports, note, "---\ntags: [port]\n---\n", "content/briefings/prots.md", "x")
	if len(s.Problems) != 1 || s.Problems[0].Cure != `did you mean "ports"?` {
		t.Errorf("a slip in a file's name: %v", s.Problems)
	}
}
