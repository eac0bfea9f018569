package card

import (
	"bytes"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var accent = color.RGBA{0x17, 0x55, 0x6f, 0xff}

// cards are what is drawn in the tests.
var cards = map[string]Card{
	"short":   {Title: "Drone supply", Text: "Who supplied which drones to whom, when, and who says so.", Site: "Teaching Desk: Russia and Iran", Accent: accent},
	"russian": {Title: "Николай Патрушев и советы безопасности двух стран", Text: "Кто и что говорил.", Site: "Учебная редакция", Accent: accent},
	"long": {
		Title: strings.Repeat("A title that has more words than anybody would read on a card, ", 6), Text: strings.Repeat("And a sentence that goes on. ", 20),
		Site: strings.Repeat("A site of a long name ", 9), Accent: accent,
	},
	"one word": {Title: strings.Repeat("Donaudampfschiff", 20), Accent: accent},
	"bare":     {Title: "A", Text: "رئيس", Site: "میز", Accent: accent},
}

// TestDraw wants pictures of the size that services ask for, small, and the same each time. With SHOTS set
// they are written to that folder, for people to look at.
func TestDraw(t *testing.T) {
	t.Parallel()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	other, err := New()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for name, c := range cards {
		data, err := d.Draw(c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if dir := os.Getenv("SHOTS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, "card-"+name+".png"), data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != Width || img.Bounds().Dy() != Height {
			t.Fatalf("%s: %v, %v", name, img.Bounds(), err)
		}
		if again, err := other.Draw(c); err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: drawn twice it is another card (%v)", name, err)
		}
		if was := seen[string(data)]; was != "" {
			t.Errorf("%s and %s look the same", name, was)
		}
		seen[string(data)] = name
		if len(data) > 60<<10 {
			t.Errorf("%s has %d bytes", name, len(data))
		}
		if img.At(1, 1) != color.Color(accent) || img.At(Width-1, Height/2) != color.Color(paper) {
			t.Errorf("%s: the edges are %v and %v, want the accent, and paper beside the text", name, img.At(1, 1), img.At(Width-1, Height/2))
		}
	}
}

func TestHas(t *testing.T) {
	t.Parallel()
	d, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		"Drone supply": true, "Совет безопасности": true, "Έλλην": true, "Émile – “quoted”": true, "E\u0301mile": true, "soft\u00adly": true,
		"": false, " ": false, "\u200c": false, "می\u200cخواهم": false, "Шаҳид 伊朗": false, "q\u0301": false, "שלום": false,
	} {
		if got := d.Has(text); got != want {
			t.Errorf("Has(%q) is %v, want %v", text, got, want)
		}
	}
}

func BenchmarkDraw(b *testing.B) {
	d, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := d.Draw(cards["short"]); err != nil {
			b.Fatal(err)
		}
	}
}
