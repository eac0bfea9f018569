package render_test

import (
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/search/searchtest"
)

// TestSearchText wants the texts of the search to say what the page says: the title of what a document
// refers to by id, if the page has it, and no trace of a citation.
func TestSearchText(t *testing.T) {
	t.Parallel()
	site := folder{
		"content/entities/treasury.md": "+++\ntitle = \"United States Treasury\"\n+++\n",
		"content/notes/later.md":       "+++\ntitle = \"Later\"\npublishDate = 2030-01-01\n+++\nText.\n",
		"content/notes/note.md": "+++\ntitle = \"Note\"\n+++\n## The [[treasury]]\n\nAccording to the [[treasury]] [@treasury], and [[later]], " +
			"or [[treasury|them]].\n\n| [[treasury]] | cell |\n|---|---|\n| [see [[treasury]]](https://a.example/) | last |\n",
	}
	const text = "The United States Treasury\nAccording to the United States Treasury, and %, or them.\nUnited States Treasury\ncell\nsee treasury\nlast\n"
	for day, title := range map[string]string{"2025-01-01": "later", "2031-01-01": "Later"} {
		x := searchtest.Read(t, run(t, site, day).Pages.FS(), "search/data")
		want := strings.ReplaceAll(text, "%", title)
		var texts []string
		found := false
		for _, fields := range x.Texts {
			texts = append(texts, fields...)
			found = found || slices.Contains(fields, want)
		}
		if !found {
			t.Errorf("%s: no text is %q in %q", day, want, texts)
		}
	}
}
