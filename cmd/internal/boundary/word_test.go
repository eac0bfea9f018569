package boundary

import (
	"strings"
	"testing"
)

func TestWhole(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, part string // the first place of part in text
		want       bool
	}{
		{"Iran", "Iran", true},
		{"Iranian", "Iran", false},
		{"in Iran, too", "Iran", true},
		{"Iran's", "Iran", true},
		{"Iran’s", "Iran", true},
		{"İran'ın", "İran", true},
		{"Houthis' attack", "Houthis", true},
		{"don't", "don", true},
		{"don't", "t", false},
		{"l'Iran", "Iran", true},
		{"dell’Iran", "Iran", true},
		{"xl'Iran", "Iran", false},
		{"O'Brien", "Brien", false},
		{"D'Amato", "Amato", false},
		{"'Iran'", "Iran", true},
		{"the U.S. said", "U.S.", true},
		{"the U.S. said", "U.S", true},
		{"the U.S. said", "U", false},
		{"Shahed-136", "Shahed", true},
		{"Shahed-136", "136", true},
		{"Shahed-136", "13", false},
		{"Shahed136", "Shahed", false},
		{"example.com", "example", false},
		{"end.Then", "end", false},
		{"3.5", "3", false},
		{"3.5", "3.5", true},
		{"a_b", "a", false},
		{"(Iran)", "Iran", true},
		{"伊朗和俄罗斯", "伊朗", true},
		{"伊朗和俄罗斯", "俄罗斯", true},
		{"2022年", "年", true},
		{"イランは", "イラン", true},
		{"イランは", "イラ", false},
		{"ประเทศอิหร่าน", "อิหร่าน", true},
		{"ประเทศอิหร่าน", "อิหร", false}, // a tone mark follows
		{"ทำ", "ท", false},
		{"이란은", "이란", false},
		{"ИРНА", "ИРНА", true},
		{"«ИРНА» сообщает", "ИРНА", true},
		{"ИРНАы", "ИРНА", false},
		{"إيران\u200f، قالت", "إيران", true},
		{"ایران\u200cها", "ایران", false},
		{"e\u0301", "e", false},
		{"a \u0301", "a", true},
		{"\xffIran\xff", "Iran", true},
		{"Iran", "", false},
	} {
		at := strings.Index(c.text, c.part)
		if got := Whole(c.text, at, at+len(c.part)); got != c.want {
			t.Errorf("Whole: %q in %+q is %v, want %v", c.part, c.text, got, c.want)
		}
	}
}

// A place outside of the text or inside a character is an answer and no panic.
func FuzzRanges(f *testing.F) {
	for _, s := range []string{
		"", "Iran's U.S. navy. V. Putin", "伊朗和俄罗斯。", "\u2067إيران\u2069 x \u202e", "\xff\xc3 a. B", "e\u0301\u0301 x",
	} {
		f.Add(s, 0, len(s), 5)
		f.Add(s, 1, 3, 3)
		f.Add(s, -1, 99, 0)
	}
	f.Fuzz(func(t *testing.T, text string, start, end, n int) {
		Whole(text, start, end)
		from, to := Sentence(text, start, end)
		start, end = floor(text, start), max(floor(text, start), floor(text, end))
		if from < 0 || from > start || to < end || to > len(text) {
			t.Errorf("Sentence(%+q, %d, %d) = %d, %d, which does not hold the range", text, start, end, from, to)
		}
		checkClip(t, text, start, end, n)
	})
}

func BenchmarkWhole(b *testing.B) {
	long := strings.Repeat("Officials said on Wednesday that ", 1000)
	for _, s := range []string{"in Iran today", "Iran's", "U.S. officials", "в России сегодня", "在伊朗和俄罗斯", long} {
		at := len(s) / 2
		for !between(s, at) {
			at++
		}
		b.Run(s[:min(len(s), 20)], func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Whole(s, at, len(s))
			}
		})
	}
}
