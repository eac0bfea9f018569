package fold

import (
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestFoldings(t *testing.T) {
	t.Parallel()
	foldings := []struct {
		name  string
		fold  func(string) string
		cases [][2]string // text, wanted
	}{
		{"Typography", Typography, [][2]string{
			{"", ""},
			{" ", ""},
			{"a small number", "a small number"},
			{"“small  number”\u00a0– he’s\u2028said…", `"small number" - he's said...`},
			{"«ИРНА» „dpa“ ‹x›", `"ИРНА" "dpa" 'x'`},
			{"``no'' -- 'yes' ---", "''no'' - 'yes' -"},
			{"Shahed\u2011136 − \u05be", "Shahed-136 - -"},
			{"co\u00adop\u200f \u202aa\u202c\ufeff", "coop a"},
			{"e\u0301 e\u00ad\u0301", "é é"},
			{"\u1112\u1161\u11ab", "한"},
			{"ﬁnal ﬃ", "final ffi"},
			{"الـــعراق", "العراق"},
			{"می\u200cرود", "می\u200cرود"},
			{"Teheran ИРНА 伊朗", "Teheran ИРНА 伊朗"},
			{"a\xffb\xc3", "a\ufffdb\ufffd"},
			{"a\tb\r\n\x00c\x7f", "a b c"},
		}},
		{"Name", Name, [][2]string{
			{"Ali Shamkhani", "Ali Shamkhani"},
			{"Ba’ath", "Ba'ath"},
			{"علی شمخانی", "علي شمخاني"},
			{"کیهان", "كيهان"},
			{"مى\u200cرود", "ميرود"},
			{"\u06cc\u0654", "\u0626"},
			{"\u06c0", "\u0647\u0654"},
			{"\u06d5\u200c\u0654", "\u0647\u0654"},
			{"شاهد ۱۳۶ ١٣٦", "شاهد 136 136"},
			{"\ufee3\ufe8e", "ما"},
			{"ß İ ı Σς", "ß İ ı Σς"},
		}},
		{"Key", Key, [][2]string{
			{"drone-supply", "drone-supply"},
			{"Drone Supply", "drone supply"},
			{"STRASSE", "strasse"},
			{"Straße", "strasse"},
			{"ẞ", "ss"},
			{"ΟΔΟΣ", "οδοσ"},
			{"οδος", "οδοσ"},
			{"И\u0306ОД", "йод"},
			{"ЁЛКА", "ёлка"},
			{"IŞIK", "işik"},
			{"ışık", "ışık"},
			{"İ", "i\u0307"},
			{"ŉ", "'n"},
			{"Khamene‘i", "khamene'i"},
			{"\u212b", "å"},
			{"伊朗", "伊朗"},
			{"อิหร่าน", "อิหร่าน"},
			{"\u1112\u1161\u11ab국", "한국"},
		}},
		{"Search", Search, [][2]string{
			{"Zürich", "zurich"},
			{"Łódź Øre Đà", "lodz ore da"},
			{"İstanbul IŞIK ışık", "istanbul isik isik"},
			{"Æsir Œuvre Þór", "aesir oeuvre thor"},
			{"ʿAlī Khāmeneʾī", "ali khamenei"},
			{"Ёлка йод Ки\u0301їв", "елка йод київ"},
			{"Ὀδυσσεύς", "οδυσσευσ"},
			{"إِيرَانُ", "ايران"},
			{"مدرسة مسئول", "مدرسه مسيول"},
			{"שָׁלוֹם", "שלום"},
			{"ＩＲＡＮ ™ ½ don´t", "iran tm 1⁄2 don't"},
			{"がか", "がか"},
			{"हिन्दी", "हिन्दी"},
			{"ที่", "ที่"},
			{"a \u0301 b", "a b"},
			{"한국", "한국"},
		}},
	}
	for _, f := range foldings {
		for _, c := range f.cases {
			if got := f.fold(c[0]); got != c[1] {
				t.Errorf("%s(%+q) = %+q, want %+q", f.name, c[0], got, c[1])
			}
		}
	}
}

// FuzzFoldings checks the laws that callers of every folding rely on.
func FuzzFoldings(f *testing.F) {
	marks := make([]byte, 0, 200)
	for range 70 {
		marks = append(marks, "\u0301\u0316"...)
	}
	for _, s := range []string{
		"", "Iran’s", "a  -- b", "ẞΣİıŉǰᾈ\u0345", "\u06d5\u200c\u0654\u0649\u0654", "\ufdfa\ufe70\ufef7",
		"\u1112\u034f\u1161\u11ab", "か\u0323\u3099", "´ \u0301 ˛", "a" + string(marks) + "\u200c" + string(marks),
		"\xff\xc3(", "½™ⅨＡ", "и\u0301\u0306й", "\u0958\u093c", "con.txt", "A - b", "a\u200c\u0301b", "م\u200cی", "Σ\u00a0x",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, fold := range []struct {
			name string
			of   func(string) string
		}{
			{"Typography", Typography}, {"Name", Name}, {"Key", Key}, {"Search", Search},
			{"Segment", Segment}, {"Anchor", Anchor},
		} {
			once := fold.of(s)
			if twice := fold.of(once); twice != once {
				t.Errorf("%s(%+q) = %+q, and folded again %+q", fold.name, s, once, twice)
			}
			if !utf8.ValidString(once) || !norm.NFC.IsNormalString(once) {
				t.Errorf("%s(%+q) = %+q, which is not UTF-8 in NFC", fold.name, s, once)
			}
		}
		// Each folding is coarser than the one before.
		if Name(Typography(s)) != Name(s) {
			t.Errorf("Name(Typography(%+q)) = %+q, want %+q", s, Name(Typography(s)), Name(s))
		}
		if Search(Key(s)) != Search(s) {
			t.Errorf("Search(Key(%+q)) = %+q, want %+q", s, Search(Key(s)), Search(s))
		}
	})
}
