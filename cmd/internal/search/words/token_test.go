package words

import (
	"strings"
	"testing"
)

func TestOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Iran's Shahed-136":       "iran|s|shahed|136",
		"ПАТРУШЕВ, Ёлки":          "патрушев|елки",
		"می\u200cخواهد كتاب کتاب": "ميخواهد|كتاب|كتاب",
		"東京タワー 2":                 "東|京|タ|ワ|ー|2",
		"straße Łódź Ångström":    "strasse|lodz|angstrom",
		"a\u00adb ½ x²":           "ab|1|2|x2",
		"İ\u0307a İSTANBUL":       "ia|istanbul",
		"":                        "",
		"\xff\xfe!":               "",
	} {
		var got []string
		Spans(text, func(raw string) { got = append(got, Of(raw)...) })
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("the words of %q are %s, want %s", text, s, want)
		}
	}
	if w := Of(strings.Repeat("я", 100)); len(w) != 1 || w[0] != strings.Repeat("я", Max) {
		t.Errorf("a long word is %q", w)
	}
}
