package direction

import "testing"

func TestOfLanguage(t *testing.T) {
	t.Parallel()
	for lang, want := range map[string]string{
		"en": LTR, "fa": RTL, "ar-EG": RTL, "he": RTL, "az-Arab": RTL, "az": LTR, "ku-Arab": RTL, "ru": LTR, "": LTR, "no such": LTR,
	} {
		if got := OfLanguage(lang); got != want {
			t.Errorf("%q is written %s, want %s", lang, got, want)
		}
	}
}

func TestCount(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "12, 13": "", "words": LTR, "слова": LTR, "伊朗": LTR, "تهران": RTL, "תל אביב": RTL,
		"Shahed-136 نام پهپادی است که ایران می\u200cسازد": RTL, "The word نام is Persian": LTR, "\xff\xfe": "",
	} {
		var c Count
		c.Add([]byte(text))
		if got := c.Of(); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		if c.RTL > 0 && !HasRTL([]byte(text)) {
			t.Errorf("%q has letters from right to left", text)
		}
	}
}

// TestHasRTL goes through all letters.
func TestHasRTL(t *testing.T) {
	t.Parallel()
	for r := rune(0x80); r <= 0x10ffff; r++ {
		var c Count
		if c.Add([]byte(string(r))); c.RTL > 0 && !HasRTL([]byte(string(r))) {
			t.Fatalf("%U is written from right to left", r)
		}
	}
	if HasRTL([]byte("plain “text” – Тегеран, Zürich")) {
		t.Error("a text in Latin and Cyrillic may have letters from right to left")
	}
}
