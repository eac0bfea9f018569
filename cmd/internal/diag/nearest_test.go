package diag

import (
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		candidates []string
		want       string
	}{
		{"strike-balot", []string{"port", "strike-ballot", "strike"}, "strike-ballot"},
		{"sumary", []string{"title", "summary"}, "summary"},
		{"ttile", []string{"title", "date"}, "title"}, // neighbours changed
		{"publishdate", []string{"publishDate", "date"}, "publishDate"},
		{"Иран", []string{"иран", "ирак"}, "иран"},
		{"Тегеран", []string{"тегиран"}, "тегиран"},
		{"tag", []string{"tab", "taf"}, "tab"}, // equally near: byte order
		{"tag", []string{"taf", "tab"}, "tab"},
		{"abcdef", []string{"abcxyz"}, ""},
		{"a", []string{"b"}, ""}, // nothing in common
		{"a", []string{"ab"}, "ab"},
		{"", []string{"b"}, ""},
		{"b", []string{""}, ""},
		{"title", nil, ""},
		{"source", []string{"sources", "source"}, "source"},
		{"mian", []string{"aside", "main"}, "main"},
	}
	for _, tt := range tests {
		if got := Nearest(tt.name, tt.candidates); got != tt.want {
			t.Errorf("Nearest(%q, %q) = %q, want %q", tt.name, tt.candidates, got, tt.want)
		}
	}
}

// The order of the candidates often comes from a map, and must not show.
func TestNearestOrder(t *testing.T) {
	t.Parallel()
	candidates := []string{"drone", "drones", "droned", "crones", "stones", "done", "Drones"}
	want := Nearest("dronse", candidates)
	for range len(candidates) {
		candidates = append(candidates[1:], candidates[0])
		if got := Nearest("dronse", candidates); got != want {
			t.Fatalf("Nearest gives %q for one order of candidates and %q for another", want, got)
		}
	}
	slices.Reverse(candidates)
	if got := Nearest("dronse", candidates); got != want {
		t.Fatalf("Nearest gives %q for one order of candidates and %q for another", want, got)
	}
}

func FuzzNearest(f *testing.F) {
	for _, s := range [][2]string{{"title", "titel"}, {"", "x"}, {"\xff", "a\xff"}, {"ẞ", "ß"}} {
		f.Add(s[0], s[1])
	}
	f.Fuzz(func(t *testing.T, name, candidate string) {
		a, b := []rune(name), []rune(candidate)
		if distance(a, b) != distance(b, a) {
			t.Errorf("distance(%q, %q) depends on the order", name, candidate)
		}
		if distance(a, a) != 0 {
			t.Errorf("distance of %q to itself is not 0", name)
		}
		if got := Nearest(name, []string{candidate}); got != "" && got != candidate {
			t.Errorf("Nearest(%q) = %q, which is no candidate", name, got)
		}
	})
}
