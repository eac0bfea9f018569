package collation

import (
	"slices"
	"strings"
	"testing"
)

func TestOrder(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ lang, want string }{
		{"sv", "Andersson Zorn Åland Ängel Ödeshög"},
		{"en", "Åland Andersson Ängel emil Émile Emily Ödeshög Zorn"},
		{"fa", "آبادان اهواز بم پرند تهران جم چابهار زابل ژاله قم کرج گرگان لار وزیر هرمز یزد"},
		{"ru", "Дугин Ёж Елкин Ёлкин Ельцин Жуков"},
		{"ar", "آسيا أحمد إيران ابراهيم بغداد تونس"},
		{"fr", "cote coté côte elle Éluard zoo"},
		{"en", "9-B 10-A 131 1310"},
		{"no such language", "a B c"},
	} {
		want := strings.Fields(tt.want)
		got := slices.Clone(want)
		slices.Reverse(got)
		Sort(New(tt.lang, nil), got, func(s string) string { return s }, strings.Compare)
		if !slices.Equal(got, want) {
			t.Errorf("%s: sorted %q, want %q", tt.lang, got, want)
		}
	}
}

// TestFormer has keys made once, and never those of another language.
func TestFormer(t *testing.T) {
	t.Parallel()
	swedish := New("sv", nil)
	key := swedish.Key("Åland")
	swedish.keys["Åland"] = "known"
	if got := New("sv", swedish).Key("Åland"); got != "known" {
		t.Error("a key that an earlier order of the language has is made again")
	}
	if got := New("en", swedish).Key("Åland"); got == "known" || got == key {
		t.Error("an order uses the keys of another language")
	}
}

func BenchmarkKey(b *testing.B) {
	for b.Loop() {
		New("en", nil).Key("Security Council of the Russian Federation")
	}
}
