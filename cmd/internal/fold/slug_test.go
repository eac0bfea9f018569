package fold

import (
	"strings"
	"testing"
)

func TestSegment(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("я", 150)
	for _, c := range [][2]string{
		{"", ""},
		{"patrushev-shamkhani", "patrushev-shamkhani"},
		{"About Us", "about-us"},
		{"a  -  b", "a-b"},
		{"a--b", "a--b"},
		{" .-a.b-. ", "a.b"},
		{"a_b", "a_b"},
		{"Cafe\u0301", "café"},
		{"Встреча в Тегеране", "встреча-в-тегеране"},
		{"می\u200cرود", "می\u200cرود"},
		{"a\u200c b\u200d", "a-b"},
		{"\u202egnp.exe\u2069", "gnp.exe"},
		{`a<b>:"/\|?*c`, "abc"},
		{"a\x00\x1b\nb", "a-b"},
		{"hi\u200b\ufeff", "hi"},
		{"C# & 100% (new)", "c#-&-100%-(new)"},
		{"CON", "con-"},
		{"com1.TXT", "com1-.txt"},
		{"com¹", "com¹-"},
		{"com10", "com10"},
		{"console", "console"},
		{"..", ""},
		{"伊朗 和", "伊朗-和"},
		{"الـعراق", "الـعراق"},
		{"a\xffb", "a\ufffdb"},
		{long, strings.Repeat("я", 95) + "-43e1c727"},
	} {
		if got := Segment(c[0]); got != c[1] {
			t.Errorf("Segment(%+q) = %+q, want %+q", c[0], got, c[1])
		}
	}
	if Segment(long+"a") == Segment(long+"b") {
		t.Error("long names that differ only at the end have one segment: hash the whole name")
	}
}

func TestAnchor(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"", ""},
		{"what-we-know", "what-we-know"},
		{"What we know", "what-we-know"},
		{" Who & when? ", "who--when"},
		{"snake_case 2.0", "snake_case-20"},
		{"Кто и что", "кто-и-что"},
		{"हिन्दी भाषा", "हिन्दी-भाषा"},
		{"Cafe\u0301", "café"},
		{"伊朗", "伊朗"},
		{"<script>", "script"},
		{"!?", ""},
	} {
		if got := Anchor(c[0]); got != c[1] {
			t.Errorf("Anchor(%+q) = %+q, want %+q", c[0], got, c[1])
		}
	}
}
