package related

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
)

func item(id string, day int) *catalog.Entry {
	e := &catalog.Entry{Document: &content.Document{Path: content.Path(id)}, Kind: "note", ID: id}
	if day > 0 {
		e.Date = time.Date(2022, 1, day, 0, 0, 0, 0, time.UTC)
	}
	return e
}

// share is what the items have in common.
func share(items ...*catalog.Entry) Shared {
	return slices.SortedFunc(slices.Values(items), catalog.Newest)
}

func ids(entries []*catalog.Entry) string {
	var out []string
	for _, e := range entries {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

// What is rare counts more than what is common, and what is near in time more than what is far.
func TestOrder(t *testing.T) {
	t.Parallel()
	first, soon, later, rare, undated := item("first", 1), item("soon", 2), item("later", 90), item("rare", 9), item("undated", 0)
	page := item("page", 1)
	page.Kind = "page"
	for i, e := range []*catalog.Entry{first, soon, later, rare, undated, page} {
		e.Index = i
	}
	common, few := share(first, soon, later, undated, page), share(first, rare)
	var s Scratch
	for _, test := range []struct {
		of     *catalog.Entry
		shared []Shared
		want   string
	}{
		{first, []Shared{common, few}, "rare soon later undated"},
		{rare, []Shared{few}, "first"},
		{first, nil, ""},
		{page, []Shared{common}, ""},
	} {
		if got := ids(To(test.of, test.shared, 8, &s)); got != test.want {
			t.Errorf("related to %s: %q, want %q", test.of.ID, got, test.want)
		}
	}
}

// Related items are few, never the item itself, and the same whatever a Scratch was used for.
func TestLaws(t *testing.T) {
	t.Parallel()
	var items []*catalog.Entry
	sevenths := make([][]*catalog.Entry, 7)
	for i := range 200 {
		e := item(fmt.Sprintf("n%03d", i), 1+i/2)
		e.Index = i
		items = append(items, e)
		sevenths[i%7] = append(sevenths[i%7], e)
	}
	var used Scratch
	for i, e := range items {
		shared := []Shared{share(items...), share(sevenths[i%7]...)}
		got := To(e, shared, len(items), &used)
		if len(got) != count || slices.Contains(got, e) {
			t.Fatalf("%s has %d related items, itself among them: %v", e.ID, len(got), slices.Contains(got, e))
		}
		slices.Reverse(shared)
		if again := To(e, shared, len(items), &Scratch{}); !slices.Equal(got, again) {
			t.Fatalf("related to %s: %s, then %s", e.ID, ids(got), ids(again))
		}
	}
}
