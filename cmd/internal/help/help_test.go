package help

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/typed"
)

// width is what a terminal shows of a line without breaking it.
const width = 104

func TestTopics(t *testing.T) {
	t.Parallel()
	var names []string
	for _, topic := range Topics() {
		names = append(names, topic.Name)
		text := topic.Text()
		if text == "" || !strings.HasSuffix(text, "\n") || strings.HasSuffix(text, "\n\n") {
			t.Errorf("%s: the text must end in one newline", topic.Name)
		}
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			if strings.ContainsRune(line, '\t') || strings.HasSuffix(line, " ") {
				t.Errorf("%s: a tab, or a space at the end: %q", topic.Name, line)
			}
			if !slices.Contains([]string{"hosting", "languages", "layouts"}, topic.Name) && len(line) > width+40 {
				t.Errorf("%s: longer than %d: %q", topic.Name, width+40, line)
			}
		}
	}
	if !slices.IsSorted(names) {
		t.Errorf("topics are not in order: %q", names)
	}
}

func TestEverythingIsListed(t *testing.T) {
	t.Parallel()
	for topic, keys := range map[string][]typed.KeyDoc{"config": config.Keys(), "front-matter": frontmatter.Keys()} {
		for _, k := range keys {
			wantLine(t, topic, k.Key)
		}
	}
	for code := range diag.Codes {
		wantLine(t, "problems", string(code))
	}
}

func TestPredicates(t *testing.T) {
	t.Parallel()
	var listed []string
	for _, p := range predicates {
		name, _, _ := strings.Cut(p.example, ":")
		listed = append(listed, name)
	}
	slices.Sort(listed)
	if want := briefing.Predicates(); !slices.Equal(listed, want) {
		t.Errorf("predicates in text.go: %q\nof package briefing: %q", listed, want)
	}
}

// wantLine wants a line of the topic to begin with a word.
func wantLine(t *testing.T, topic, word string) {
	t.Helper()
	for _, x := range Topics() {
		if x.Name == topic && strings.Contains(x.Text(), "\n  "+word+" ") {
			return
		}
	}
	t.Errorf("%s: no line for %q", topic, word)
}
