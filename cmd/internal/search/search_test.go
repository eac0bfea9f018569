package search

import (
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/search/searchtest"
	"briefings/cmd/internal/search/words"
)

func published(x *Index) fs.FS { return filetree.New(x.Files("d")) }

// some returns documents whose texts are words of four scripts, the first words of each script often.
func some(n int, seed uint64) []Document {
	r := rand.New(rand.NewPCG(seed, 1))
	word := func() string {
		alphabet := []rune([]string{"abcdefghiklmnoprstu", "абвгдежзиклмнопрсту", "ابتجحدرسشعفقلمنهوي", "پچژگکیآاسمنرت"}[r.IntN(4)])
		w := make([]rune, 1+min(r.IntN(9), r.IntN(9)))
		for i := range w {
			w[i] = alphabet[r.IntN(len(alphabet))]
		}
		if r.IntN(5) == 0 {
			return strings.ToUpper(string(w))
		}
		return string(w)
	}
	text := func(n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(word())
			b.WriteString([]string{" ", " ", " ", ", ", ".\n"}[r.IntN(5)])
		}
		return b.String()
	}
	docs := make([]Document, n)
	for i := range docs {
		docs[i] = Document{
			Kind: Kinds[r.IntN(len(Kinds))], Path: fmt.Sprintf("p%d", i), URL: fmt.Sprintf("/p%d/", i), Names: []string{text(3)}, Text: text(r.IntN(300)),
		}
		if r.IntN(10) > 0 {
			docs[i].Date = time.Date(2020+r.IntN(3), time.Month(1+r.IntN(12)), 1+r.IntN(28), 0, 0, 0, 0, time.UTC)
		}
		if r.IntN(3) == 0 {
			docs[i].Facets = []string{Facet("briefing", "b")}
		}
		if r.IntN(50) == 0 {
			docs[i].Text = text(3000)
		}
	}
	return docs
}

// TestIndex reads an index back and compares it with a plain scan.
func TestIndex(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 40, 300} {
		x := New(some(n, 7), nil)
		got := searchtest.Read(t, published(x), "d")
		if got.Count != n || len(got.Texts) != n {
			t.Fatalf("%d documents and %d texts of %d", got.Count, len(got.Texts), n)
		}
		want := map[string][]searchtest.Place{}
		mine := make([][]string, n)
		for i, d := range x.docs {
			at := map[string][]int{}
			place := 0
			for _, field := range slices.Concat(d.Names, []string{d.About}, d.Lines, []string{d.Text}) {
				words.Spans(field, func(raw string) {
					if raw == "" {
						place++
					}
					for _, w := range words.Of(raw) {
						at[w] = append(at[w], place)
						place++
					}
				})
			}
			for _, f := range d.Facets {
				at[f] = []int{place}
				place += 2
			}
			words := make([]string, place+1) // by place
			for w, places := range at {
				for _, p := range places {
					words[p] = w
				}
			}
			mine[i] = words
			for w, places := range at {
				want[w] = append(want[w], searchtest.Place{Number: x.numbers[i], At: places})
			}
			text := got.Texts[x.numbers[i]]
			if text[0] != d.URL || text[4] != d.Names[0] || text[7] != d.Text {
				t.Fatalf("document %d of %d is shown as %.200q", i, n, text)
			}
		}
		frequents := map[string]bool{}
		for w, places := range want {
			frequents[w] = got.Frequent(len(places))
		}
		pairs := 0
		for i, words := range mine {
			at := map[string][]int{}
			for p := 1; p < len(words); p++ {
				if frequents[words[p-1]] && frequents[words[p]] {
					key := " " + words[p-1] + " " + words[p]
					at[key] = append(at[key], p-1)
				}
			}
			for key, places := range at {
				want[key] = append(want[key], searchtest.Place{Number: x.numbers[i], At: places})
			}
			pairs += len(at)
		}
		if n >= 40 && pairs < 10 {
			t.Fatalf("%d pairs of frequent words in %d documents say little", pairs, n)
		}
		mark := func(word string) int {
			if !frequents[word] {
				return 0
			}
			return int(1 + digestOf(word)%markCount)
		}
		for w, places := range got.Words {
			length := len(strings.Fields(w))
			for i, p := range places {
				d := slices.Index(x.numbers, p.Number)
				for k, at := range p.At {
					before, behind := "", mine[d][at+length]
					if at > 0 {
						before = mine[d][at-1]
					}
					if p.Marks[2*k] != mark(before) || p.Marks[2*k+1] != mark(behind) {
						t.Fatalf("%q between %q and %q has the marks %v", w, before, behind, p.Marks[2*k:2*k+2])
					}
				}
				places[i].Level = 0
			}
			told := !frequents[w] && w[0] != facetMark
			if !slices.EqualFunc(places, want[w], func(a, b searchtest.Place) bool {
				return a.Number == b.Number && (told && slices.Equal(a.At, b.At) || !told && a.At == nil)
			}) {
				t.Fatalf("%q stands at %v, want %v", w, places, want[w])
			}
		}
		if len(got.Words) != len(want) {
			t.Fatalf("%d words, want %d", len(got.Words), len(want))
		}
	}
}

// TestSmallEdit counts the files that an edit changes.
func TestSmallEdit(t *testing.T) {
	t.Parallel()
	const n = 400
	files := func(docs []Document) map[string]string {
		out := map[string]string{}
		for _, f := range New(docs, nil).Files("d") {
			data, err := f.Make()
			if err != nil {
				t.Fatal(err)
			}
			out[f.Name] = string(data)
		}
		return out
	}
	before := files(some(n, 3))
	edits := map[string]func([]Document) []Document{
		"a word": func(docs []Document) []Document { docs[10].Text += "zzyzx"; return docs },
		"a new document": func(docs []Document) []Document {
			return append(docs, Document{Kind: "article", Path: "new", Date: time.Date(2022, 12, 30, 0, 0, 0, 0, time.UTC), Names: []string{"zzyzx"}})
		},
		"a late one": func(docs []Document) []Document {
			i := slices.IndexFunc(docs, func(d Document) bool { return d.Kind == "article" && d.Date.Year() == 2020 })
			return append(docs, Document{Kind: "article", Path: "late", Date: docs[i].Date, Names: []string{"zzyzx"}})
		},
	}
	for name, edit := range edits {
		after := files(edit(some(n, 3)))
		changed := 0
		for f, data := range after {
			if before[f] != data {
				changed++
			}
		}
		most := len(after) / 20
		if name == "a late one" { // the words of all that came later in that month, too
			most = len(after) / 4
		}
		if changed > most {
			t.Errorf("%s changes %d files of %d, want no more than %d", name, changed, len(after), most)
		}
	}
}

// TestAgain wants an index that knows an earlier one to be as if it did not.
func TestAgain(t *testing.T) {
	t.Parallel()
	prev := New(some(200, 5), nil)
	prev.Files("d")
	docs := some(200, 5)
	docs[3].Text = "others " + docs[3].Text
	docs[7].Facets = []string{Facet("entity", "iran")}
	docs = slices.Delete(docs, 20, 23)
	read := func(x *Index) map[string]string {
		out := map[string]string{}
		for _, f := range x.Files("d") {
			data, _ := f.Make()
			out[f.Name] = string(data)
		}
		return out
	}
	want := read(New(slices.Clone(docs), nil))
	second := New(some(210, 5), prev)
	second.Files("d")
	if prev.read.Load() != nil || second.read.Load() == nil {
		t.Error("what is read is kept of the first index, or not of the second")
	}
	for name, prev := range map[string]*Index{"the first": prev, "a second": second} {
		if !maps.Equal(read(New(slices.Clone(docs), prev)), want) {
			t.Errorf("the index after %s depends on what was there before", name)
		}
	}
	same := New(some(200, 5), prev)
	if !maps.Equal(read(same), read(prev)) {
		t.Error("the index of the same documents is another")
	}
}

// TestTogether makes two indexes that know the same one, as a followed site does that is saved twice: what each
// reads anew must not get into the other's way.
func TestTogether(t *testing.T) {
	t.Parallel()
	prev := New(some(11, 5), New(some(10, 5), nil))
	prev.Files("d")
	var wg sync.WaitGroup
	for seed := range uint64(3) {
		wg.Go(func() {
			got := New(some(20, 6+seed), prev).Files("d")
			want := New(some(20, 6+seed), nil).Files("d")
			same := func(a, b filetree.File) bool { return a.Name == b.Name && a.Key() == b.Key() }
			if !slices.EqualFunc(got, want, same) {
				t.Error("an index depends on another that was made at the same time")
			}
		})
	}
	wg.Wait()
}

func BenchmarkIndex(b *testing.B) {
	docs := some(2000, 1)
	for b.Loop() {
		for _, f := range New(slices.Clone(docs), nil).Files("d") {
			f.Make()
		}
	}
}
