package present

import (
	"io/fs"
	"testing"

	"briefings"
	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/locale"
)

func TestContents(t *testing.T) {
	t.Parallel()
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	words, _, err := locale.Read(layouts, nil, locale.Options{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	m := &Maker{Input: Input{Locale: words}}
	for want, kinds := range map[string][]string{
		"1 note": {"note"}, "2 articles": {"article", "article"}, "1 note and 3 articles": {"article", "note", "article", "article"},
	} {
		var x briefing.Edition
		for _, k := range kinds {
			x.Members = append(x.Members, briefing.Member{Entry: &catalog.Entry{Kind: k}})
		}
		if got := m.Contents(&x); got != want {
			t.Errorf("%q hold %q, want %q", kinds, got, want)
		}
	}
}
