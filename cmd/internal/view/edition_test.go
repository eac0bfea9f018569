package view

import (
	"testing"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
)

func TestContents(t *testing.T) {
	t.Parallel()
	for want, kinds := range map[string][]string{
		"1 note": {"note"}, "2 articles": {"article", "article"}, "1 note and 3 articles": {"article", "note", "article", "article"},
	} {
		var x briefing.Edition
		for _, k := range kinds {
			x.Members = append(x.Members, briefing.Member{Entry: &catalog.Entry{Kind: k}})
		}
		if got := Contents(&x); got != want {
			t.Errorf("%q hold %q, want %q", kinds, got, want)
		}
	}
}
