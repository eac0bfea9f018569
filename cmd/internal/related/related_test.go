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

func note(id string, day int, tags ...*catalog.Tag) *catalog.Entry {
	e := &catalog.Entry{Document: &content.Document{Path: content.Path(id)}, ID: id, Tags: tags}
	if day > 0 {
		e.Date = time.Date(2022, 1, day, 0, 0, 0, 0, time.UTC)
	}
	return e
}

func none(*catalog.Entry) []*catalog.Entry { return nil }

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
	common, rare, entity := &catalog.Tag{Key: "common"}, &catalog.Tag{Key: "rare"}, note("entity", 0)
	items := []*catalog.Entry{
		note("first", 1, common, rare), note("soon", 2, common), note("later", 90, common), note("rare", 9, rare), note("none", 1),
		note("undated", 0, common), note("speaks", 1), note("speaks-too", 1),
	}
	x := New(items, func(e *catalog.Entry) []*catalog.Entry {
		if strings.HasPrefix(e.ID, "speaks") {
			return []*catalog.Entry{entity}
		}
		return nil
	})
	var s Scratch
	for _, test := range []struct{ of, want string }{
		{"first", "rare soon later undated"},
		{"rare", "first"},
		{"none", ""},
		{"speaks", "speaks-too"},
	} {
		e := items[slices.IndexFunc(items, func(e *catalog.Entry) bool { return e.ID == test.of })]
		if got := ids(x.To(e, &s)); got != test.want {
			t.Errorf("related to %s: %q, want %q", test.of, got, test.want)
		}
	}
	if got := x.To(entity, &s); got != nil {
		t.Errorf("what is no item has related ones: %s", ids(got))
	}
}

// Related items are few, never the item itself, and the same in whatever order the items came and
// whatever a Scratch was used for.
func TestLaws(t *testing.T) {
	t.Parallel()
	common := &catalog.Tag{}
	var tags [7]catalog.Tag
	var items []*catalog.Entry
	for i := range 200 {
		items = append(items, note(fmt.Sprintf("n%03d", i), 1+i/2, common, &tags[i%7]))
	}
	turned := slices.Clone(items)
	slices.Reverse(turned)
	first, second := New(items, none), New(turned, none)
	var used Scratch
	for _, e := range items {
		got := first.To(e, &used)
		if len(got) != count || slices.Contains(got, e) {
			t.Fatalf("%s has %d related items, itself among them: %v", e.ID, len(got), slices.Contains(got, e))
		}
		if again := second.To(e, &Scratch{}); !slices.Equal(got, again) {
			t.Fatalf("related to %s: %s, then %s", e.ID, ids(got), ids(again))
		}
	}
}
