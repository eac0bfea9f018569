package mention

import (
	"fmt"
	"strings"
	"testing"

	"briefings/cmd/internal/fold"
)

func TestFind(t *testing.T) {
	t.Parallel()
	names := []string{
		"Iran", "Islamic Republic of Iran", "Nikolai Patrushev", "Patrushev", "Us", "U.S.", "Shahed-136", "Shahed",
		"伊朗", "علی شمخانی", "Николай Патрушев", "Côte d'Ivoire", "AI", "شاهد ۱۳۶", "อิหร่าน", "Łódź", "The New York Times", "New York",
	}
	for _, test := range []struct{ text, want string }{
		{"Iran and IRAN, not iran.", "Iran IRAN"},
		{"Iran's chief; Iranian; Iran-Contra; (Iran)", "Iran Iran Iran"},
		{"the Islamic Republic of Iran", "Islamic Republic of Iran"},
		{"the Islamic Republic of Ireland", ""},
		{"Nikolai  Patrushev", "Nikolai  Patrushev"},
		{"Nikolai\u00a0Patrushev met Patrushev", "Nikolai\u00a0Patrushev Patrushev"},
		{"Nikolai\nPatrushev", "Patrushev"},
		{"us and US and Us", "US Us"},
		{"U.S. officials", "U.S."},
		{"Shahed‑136 and Shahed–136, Shahed-1367", "Shahed‑136 Shahed–136 Shahed"},
		{"俄罗斯和伊朗的", "伊朗"},
		{"گفت علي شمخاني امروز", "علي شمخاني"},
		{"Николай Патрушев, НИКОЛАЙ ПАТРУШЕВ", "Николай Патрушев НИКОЛАЙ ПАТРУШЕВ"},
		{"Cote d’Ivoire, Côte d’Ivoire, Co\u0302te d'Ivoire", "Côte d’Ivoire Co\u0302te d'Ivoire"},
		{"شاهد 136", "شاهد 136"},
		{"ที่อิหร่านใน", "อิหร่าน"},
		{"The New York Times of New York", "The New York Times New York"},
		{"AIs RAID AI", "AI"},
		{"", ""},
	} {
		f := NewNames(list(names))
		if got := strings.Join(found(f, test.text), " "); got != test.want {
			t.Errorf("Find(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

func TestFindPhrases(t *testing.T) {
	t.Parallel()
	f := NewPhrases(list([]string{"kamikaze drones", "Sanctions  Pressure", "été"}))
	text := "KAMIKAZE Drones—“sanctions pressure” in the ÉTÉ; kamikaze dronesque"
	if got, want := strings.Join(found(f, text), "|"), "KAMIKAZE Drones|sanctions pressure|ÉTÉ"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSharedName(t *testing.T) {
	t.Parallel()
	f := NewNames([]Name{{"Georgia", 7}, {"Georgia", 3}})
	var values []int32
	f.Find("in Georgia", new(Scratch), func(m Match) { values = f.Values(m.Spelling) })
	if fmt.Sprint(values) != "[3 7]" {
		t.Errorf("values %v, want both names' in order", values)
	}
}

func list(names []string) []Name {
	var out []Name
	for i, n := range names {
		out = append(out, Name{n, int32(i)})
	}
	return out
}

func found(f *Finder, text string) []string {
	var out []string
	f.Find(text, new(Scratch), func(m Match) { out = append(out, text[m.Start:m.End]) })
	return out
}

func FuzzFind(f *testing.F) {
	f.Add("Iran", "Iran's chief and IRAN")
	f.Add("a b", "a\u00a0b a  b")
	f.Add("伊朗", "和伊朗的")
	f.Fuzz(func(t *testing.T, name, text string) {
		finder := NewNames([]Name{{name, 1}})
		last := 0
		finder.Find(text, new(Scratch), func(m Match) {
			if m.Start < last || m.End <= m.Start || m.End > len(text) {
				t.Fatalf("match %d..%d after %d in %d bytes", m.Start, m.End, last, len(text))
			}
			last = m.End
			got, want := fold.Name(text[m.Start:m.End]), fold.Name(name)
			if got != want && got != strings.ToUpper(want) {
				t.Fatalf("%q is no form of %q", got, want)
			}
		})
	})
}

func BenchmarkFind(b *testing.B) {
	var names []Name
	for i := range 5000 {
		names = append(names, Name{fmt.Sprintf("Entity%d Name%d", i, i*7), int32(i)})
	}
	f := NewNames(names)
	text := strings.Repeat("The council said on Tuesday that Entity42 Name294 had met delegates from the ministry. ", 30)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	var s Scratch
	for b.Loop() {
		f.Find(text, &s, func(Match) {})
	}
}
