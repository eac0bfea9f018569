package fold

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// set is what Search folds first.
func set(s string) string { return typeset(s, false) }

func TestFoldings(t *testing.T) {
	t.Parallel()
	foldings := []struct {
		name  string
		fold  func(string) string
		cases [][2]string // text, wanted
	}{
		{"typeset", set, [][2]string{
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
		checkLaws(t, s)
	})
}

// TestLaws tries texts that fuzzing by bytes seldom reaches: every character by itself and
// between letter and mark, and random runs of characters that some folding changes or composes.
func TestLaws(t *testing.T) {
	t.Parallel()
	var special []rune
	for r := range rune(unicode.MaxRune + 1) {
		s := string(r)
		if !unicode.IsPrint(r) && !unicode.Is(unicode.C, r) && !unicode.IsSpace(r) {
			continue // not assigned
		}
		if weigh(s) < intricate {
			checkLaws(t, s)
			checkLaws(t, "b"+s+"ب"+s)
		}
		if Search(s) == s && norm.NFKD.IsNormalString(s) && !unicode.IsMark(r) {
			continue
		}
		if unicode.Is(unicode.Co, r) || norm.NFD.PropertiesString(s).Decomposition() == nil && unicode.Is(unicode.Hangul, r) {
			continue // private use; syllables, of which seeds have some
		}
		checkLaws(t, "a"+s+"\u0301")
		checkLaws(t, s)
		special = append(special, r)
	}
	special = append(special, []rune("aAhHiIsS -'`.9هیىۀعكإіукгıßΣσか가각")...)
	random := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		s := make([]rune, random.IntN(8))
		for i := range s {
			s[i] = special[random.IntN(len(special))]
			if random.IntN(2) == 0 {
				s[i] = special[len(special)-1-random.IntN(35)]
			}
		}
		checkLaws(t, string(s))
	}
}

// checkLaws checks that foldings are idempotent and in NFC, and each coarser than the one before.
func checkLaws(t *testing.T, s string) {
	t.Helper()
	for _, fold := range []struct {
		name string
		of   func(string) string
	}{
		{"typeset", set}, {"Name", Name}, {"Key", Key}, {"Search", Search},
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
	if weigh(s) < intricate && (set(s) != s || Name(s) != typeset(s, true) ||
		Key(s) != key(s) || Search(s) != search(s)) {
		t.Errorf("%+q is not what weigh says: correct plain", s)
	}
	if strings.ContainsRune(Key(s), '\u034f') {
		return // norm divides runs of more than 30 marks with it, and where depends on what is dropped
	}
	if got, want := Name(set(s)), Name(s); got != want {
		t.Errorf("Name(typeset(%+q)) = %+q, want Name's %+q", s, got, want)
	}
	if got, want := Key(Name(s)), Key(s); got != want {
		t.Errorf("Key(Name(%+q)) = %+q, want Key's %+q", s, got, want)
	}
	if got, want := Search(Key(s)), Search(s); got != want {
		t.Errorf("Search(Key(%+q)) = %+q, want Search's %+q", s, got, want)
	}
}

func TestShortWordsCostNothing(t *testing.T) {
	for _, f := range []struct {
		name string
		fold func(string) string
		s    string
	}{
		{"Name", Name, "Ali Shamkhani"}, {"Key", Key, "drone-supply"},
		{"Search", Search, "drone"}, {"Segment", Segment, "drone-supply"}, {"Anchor", Anchor, "drone-supply"},
	} {
		if n := testing.AllocsPerRun(100, func() { f.fold(f.s) }); n != 0 {
			t.Errorf("%s(%q) allocates %v times: let its first lines return s as it is", f.name, f.s, n)
		}
	}
}

func BenchmarkFold(b *testing.B) {
	for _, f := range []struct {
		name string
		fold func(string) string
	}{{"Name", Name}, {"Key", Key}, {"Search", Search}} {
		for _, s := range []string{"supply", "Supply", "Iran’s", "Россия", "شمخانی", "伊朗"} {
			b.Run(f.name+"/"+s, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					f.fold(s)
				}
			})
		}
	}
}
