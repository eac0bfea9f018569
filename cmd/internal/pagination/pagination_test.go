package pagination

import (
	"slices"
	"testing"
)

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		items int
		want  []Part
	}{
		{0, []Part{{0, 0, 1, 1}}},
		{9, []Part{{0, 9, 1, 1}}},
		{19, []Part{{0, 19, 1, 1}}},
		{20, []Part{{0, 10, 2, 2}, {10, 20, 1, 2}}},
		{35, []Part{{0, 15, 3, 3}, {15, 25, 2, 3}, {25, 35, 1, 3}}},
	} {
		if got := Cut(tt.items, 10); !slices.Equal(got, tt.want) {
			t.Errorf("Cut(%d, 10) = %v, want %v", tt.items, got, tt.want)
		}
	}
}

// Every item stands on one page, and a new one moves none from a page that is not the newest.
func TestCutLaws(t *testing.T) {
	t.Parallel()
	for per := 1; per <= 5; per++ {
		var before map[int]int // page of each item, counted from the oldest
		for items := range 40 {
			page, next := map[int]int{}, 0
			for _, p := range Cut(items, per) {
				if p.From != next || p.To < p.From || p.To-p.From >= 2*per {
					t.Errorf("%d items, %d a page: %v does not follow the item %d, or is not of a page's size", items, per, p, next)
				}
				for i := p.From; i < p.To; i++ {
					page[items-i] = p.Number
				}
				next = p.To
			}
			if next != items {
				t.Errorf("%d items, %d a page: %d of them have a page", items, per, next)
			}
			newest := max(1, (items-1)/per)
			for item, number := range before {
				if page[item] != number && number != newest {
					t.Errorf("%d items, %d a page: item %d has moved from page %d to %d", items, per, item, number, page[item])
				}
			}
			before = page
		}
	}
}

func TestAddresses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		part              Part
		url, newer, older string
	}{
		{Part{Number: 1, Total: 1}, "/a/", "", ""},
		{Part{Number: 3, Total: 3}, "/a/", "", "/a/page/2/"},
		{Part{Number: 2, Total: 3}, "/a/page/2/", "/a/", "/a/page/1/"},
		{Part{Number: 1, Total: 3}, "/a/page/1/", "/a/page/2/", ""},
	} {
		url, newer, older := tt.part.URL("/a/"), tt.part.Newer("/a/"), tt.part.Older("/a/")
		if string(url) != tt.url || string(newer) != tt.newer || string(older) != tt.older {
			t.Errorf("%v stands at %q between %q and %q, want %q between %q and %q", tt.part, url, newer, older, tt.url, tt.newer, tt.older)
		}
	}
}
