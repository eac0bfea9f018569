package boundary

import (
	"testing"
	"unicode/utf8"
)

func TestClip(t *testing.T) {
	t.Parallel()
	const line = "The security chiefs of Russia and Iran met in Teheran on Wednesday"
	for _, c := range []struct {
		text       string
		start, end int
		n          int
		want, part string
	}{
		{"short", 0, 5, 5, "short", "short"},
		{line, 23, 29, 30, "…chiefs of Russia and Iran…", "Russia"},
		{line, 0, 3, 15, "The security…", "The"},
		{line, 57, 66, 15, "…on Wednesday", "Wednesday"},
		{line, 23, 38, 12, "…Russia and…", "Russia and"},
		{line, 23, 29, 8, "…Russia…", "Russia"},
		{line, 23, 29, 6, "…Russ…", "Russ"},
		{line, 23, 29, 2, "……", ""},
		{line, 23, 29, 1, "…", ""},
		{line, 23, 29, 0, "", ""},
		{"在伊朗和俄罗斯之间", 3, 9, 6, "在伊朗和…", "伊朗"},
		{"aaaa e\u0301e\u0301e\u0301e\u0301", 5, 17, 5, "…e\u0301…", "e\u0301"},
		{"\u2067one two\u2069 three four", 4, 6, 8, "one…", "ne"},
		{"\u2067one\u2069 two three four", 0, 9, 8, "\u2067one\u2069…", "\u2067one\u2069"},
		{"a\u202e b c d e f", 0, 1, 6, "a b…", "a"},
	} {
		got, from, to := Clip(c.text, c.start, c.end, c.n)
		if got != c.want || got[from:to] != c.part {
			t.Errorf("Clip(%+q, %d, %d, %d) = %+q around %+q, want %+q around %+q",
				c.text, c.start, c.end, c.n, got, got[from:to], c.want, c.part)
		}
		checkClip(t, c.text, c.start, c.end, c.n)
	}
}

// checkClip checks what holds for every call.
func checkClip(t *testing.T, text string, start, end, n int) {
	t.Helper()
	got, from, to := Clip(text, start, end, n)
	if size := utf8.RuneCountInString(got); size > max(n, 0) {
		t.Errorf("Clip(%+q, %d, %d, %d) = %+q, which has %d code points", text, start, end, n, got, size)
	}
	if from < 0 || to < from || to > len(got) {
		t.Errorf("Clip(%+q, %d, %d, %d) puts the range at %d, %d of %+q", text, start, end, n, from, to, got)
	}
	if utf8.ValidString(text) && !utf8.ValidString(got) {
		t.Errorf("Clip(%+q, %d, %d, %d) = %+q, which is cut inside a code point", text, start, end, n, got)
	}
}
