//go:build full

package build_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"briefings/cmd/internal/bench/corpus"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/search/searchtest"
	"briefings/cmd/internal/sitecheck/chromium"
)

// itemsVariable says how many articles and notes TestSearch generates, and queriesVariable how many words and how
// many phrases of each script it looks for.
const itemsVariable, queriesVariable = "BRIEFINGS_SEARCH_ITEMS", "BRIEFINGS_SEARCH_QUERIES"

func setting(t *testing.T, name string, usual int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

// scripts are the letters that foreign words are written with, and what is strewn into them: it is not looked for.
var scripts = []struct{ name, letters, strewn string }{
	{"Latin", "", ""},
	{"Cyrillic", "абвгдежзийклмнопрстуфхчшыьяё", "\u0301"},
	{"Arabic", "ابتثجحدذرسشصعغفقكلمنهويأإةى", "\u064e\u0650\u0640"},
	{"Persian", "ابپتجچحدرزژسشعغفقکگلمنهویآ", "\u200c"},
}

// foreign returns sentences of the words of a script.
func foreign(r *rand.Rand, script int, words []string) string {
	zipf := rand.NewZipf(r, 1.1, 3, uint64(len(words)-1))
	var b strings.Builder
	for range 30 + r.IntN(60) {
		strewn := []rune(scripts[script].strewn)
		for i, c := range []rune(words[zipf.Uint64()]) {
			if i > 0 && r.IntN(12) == 0 {
				b.WriteRune(strewn[r.IntN(len(strewn))])
			}
			b.WriteRune(c)
		}
		b.WriteString([]string{" ", " ", " ", " ", "، ", ". "}[r.IntN(6)])
	}
	return b.String()
}

// polyglot generates a site with paragraphs in four scripts.
func polyglot(t *testing.T, items int) fs.FS {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := corpus.Generate(dir, items-items/6, items/6, 5); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(11, 12))
	var words [4][]string
	for s := 1; s < len(scripts); s++ {
		letters := []rune(scripts[s].letters)
		for range 3000 {
			w := make([]rune, 2+r.IntN(8))
			for i := range w {
				w[i] = letters[r.IntN(len(letters))]
			}
			words[s] = append(words[s], string(w))
		}
	}
	for _, kind := range []string{"articles", "notes"} {
		err := filepath.WalkDir(filepath.Join(dir, "content", kind), func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			defer f.Close()
			s := 1 + r.IntN(3)
			_, err = f.WriteString("\n\n" + foreign(r, s, words[s]) + "\n")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return os.DirFS(dir)
}

// A scanned is a document as a plain scan of all texts sees it: folded words between single blanks, lines apart.
type scanned struct{ kind, year, url, text string }

func folded(lines ...string) string {
	var b strings.Builder
	for _, l := range strings.Split(strings.Join(lines, "\n"), "\n") {
		b.WriteString(" ")
		for _, w := range strings.FieldsFunc(fold.Search(l), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) }) {
			b.WriteString(w)
			b.WriteString(" ")
		}
		b.WriteString("\n")
	}
	return b.String()
}

// scan returns all documents. shown is their texts by address: references by id show titles, which only a published
// site knows.
func scan(r *build.Result, shown map[string]string) []scanned {
	var out []scanned
	for _, e := range r.Catalog.Shown {
		lines := append(e.AllNames(), e.Meta.Description, shown[string(e.URL)])
		for _, tag := range e.Tags {
			lines = append(lines, tag.Name)
		}
		for _, role := range e.Meta.Entity.Roles {
			lines = append(lines, role.Title)
		}
		if e.Kind == "source" || e.Kind == "briefing" {
			continue
		}
		d := scanned{kind: e.Kind, url: string(e.URL), text: folded(lines...)}
		if !e.Date.IsZero() {
			d.year = strconv.Itoa(e.Date.Year())
		}
		out = append(out, d)
	}
	for _, b := range r.Briefings.All {
		out = append(out, scanned{kind: "briefing", url: string(b.URL), text: folded(b.Title, b.Summary)})
	}
	for _, s := range r.Catalog.Sources {
		lines := []string{s.Title}
		if s.Entry != nil {
			lines = append(lines, s.Entry.Meta.Description, shown[string(s.URL)])
		}
		out = append(out, scanned{kind: "source", url: string(s.URL), text: folded(lines...)})
	}
	return out
}

// A question is a query, and which documents answer it.
type question struct {
	query, kind, year string
	holds             func(text string) bool
}

// questions draws words and phrases from random places of random documents.
func questions(docs []scanned, each int) []question {
	r := rand.New(rand.NewPCG(3, 4))
	var out []question
	for s := range scripts {
		script := []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Arabic, unicode.Arabic}[s]
		for n := 0; n < 2*each; {
			lines := strings.Split(docs[r.IntN(len(docs))].text, "\n")
			words := strings.Fields(lines[r.IntN(len(lines))])
			if len(words) < 6 || strings.ContainsFunc(strings.Join(words, ""), func(c rune) bool { return !unicode.Is(script, c) }) {
				continue
			}
			length := 1
			if n >= each {
				length = 2 + r.IntN(3)
			}
			i := r.IntN(len(words) - length)
			phrase := strings.Join(words[i:i+length], " ")
			out = append(out, question{query: `"` + phrase + `"`, holds: has(" " + phrase + " ")})
			n++
		}
		last := out[len(out)-1]
		out = append(out, question{query: "-" + last.query, kind: "note", holds: func(text string) bool { return !last.holds(text) }})
	}
	const a, b = "only", "their" // words of the corpus
	return append(out,
		question{query: a + " " + b, holds: func(text string) bool { return has(" "+a+" ")(text) && has(" "+b+" ")(text) }},
		question{query: a + " -" + b, holds: func(text string) bool { return has(" "+a+" ")(text) && !has(" "+b+" ")(text) }},
		question{query: `"` + a + " " + b + `"`, holds: has(" " + a + " " + b + " ")},
		question{query: `-"` + a + " " + b + `"`, holds: func(text string) bool { return !has(" " + a + " " + b + " ")(text) }},
		question{query: a + "-th*", holds: has(" " + a + " th")},
		question{query: "-" + a, holds: func(text string) bool { return !has(" " + a + " ")(text) }},
		question{query: "onl*", holds: has(" onl")},
		question{query: a, kind: "note", holds: has(" " + a + " ")},
		question{query: a, year: "2021", holds: has(" " + a + " ")},
		question{kind: "note", year: "2021", holds: has("")},
		question{query: "zzyzx", holds: has(" zzyzx ")},
	)
}

func has(part string) func(string) bool {
	return func(text string) bool { return strings.Contains(text, part) }
}

// askScript asks as a reader does who has opened the page just now, and turns all pages of results.
const askScript = `(async (query, filters) => {
	const {Index} = await import(document.querySelector("script[type=module]").src);
	performance.setResourceTimingBufferSize(1e6);
	performance.clearResourceTimings();
	const index = new Index(document.querySelector("form[data-index]").dataset.index);
	const began = performance.now();
	const result = await index.search(query, filters);
	const first = await index.next(result);
	const took = performance.now() - began;
	const files = performance.getEntriesByType("resource");
	const bytes = files.reduce((sum, f) => sum + f.encodedBodySize, 0);
	globalThis.asked = {index, result, first};
	return {took, bytes, files: files.length};
})(%s, %s)`

const restScript = `(async ({index, result, first}) => {
	const numbers = first.map(d => d.number);
	if (!result.unsure) {
		return [...numbers, ...result.hits.subarray(result.next)];
	}
	for (let more; (more = await index.next(result, 200)).length > 0;) {
		numbers.push(...more.map(d => d.number));
	}
	return numbers;
})(globalThis.asked)`

// An answer is what the first twenty results cost.
type answer struct {
	Took  float64 // milliseconds, reading included
	Bytes int
	Files int
	task  float64 // milliseconds that Chromium's main thread was busy
}

// mostBytes is how much a reader may have to load for the first twenty results.
const mostBytes = 100_000

// TestSearch asks Chromium for words, phrases, beginnings and filters, and wants all pages of results to be what a
// plain scan of the texts finds.
func TestSearch(t *testing.T) {
	t.Parallel()
	r, err := build.Run(input(t, polyglot(t, setting(t, itemsVariable, 240))), nil)
	if err != nil {
		t.Fatal(err)
	}
	urls, shown := map[int]string{}, map[string]string{}
	for n, fields := range searchtest.Read(t, r.Pages.FS(), "search/data").Texts {
		urls[int(n)] = fields[0]
		shown[fields[0]] = fields[7]
	}
	docs := scan(r, shown)
	browser := chromium.Open(t, r.Pages.FS(), "https://desk.example/")
	var all []answer
	for _, q := range questions(docs, setting(t, queriesVariable, 3)) {
		a, numbers := ask(t, browser, q)
		all = append(all, a)
		var got, want []string
		for _, n := range numbers {
			got = append(got, urls[n])
		}
		for _, d := range docs {
			if q.holds(d.text) && (q.kind == "" || q.kind == d.kind) && (q.year == "" || q.year == d.year) {
				want = append(want, d.url)
			}
		}
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%+q (%s %s) finds %d, want %d: %s", q.query, q.kind, q.year, len(got), len(want), firstOdd(got, want))
		}
		if a.Bytes > mostBytes {
			t.Errorf("%+q (%s %s) reads %d bytes for the first results, want no more than %d", q.query, q.kind, q.year, a.Bytes, mostBytes)
		}
		t.Logf("%-40q %6d results, %4d KB in %3d files, %4.0f ms, of which busy %3.0f", q.query, len(got), a.Bytes/1000, a.Files, a.Took, a.task)
	}
	for name, of := range map[string]func(answer) float64{
		"bytes": func(a answer) float64 { return float64(a.Bytes) }, "milliseconds": func(a answer) float64 { return a.Took },
		"busy milliseconds": func(a answer) float64 { return a.task },
	} {
		var list []float64
		for _, a := range all {
			list = append(list, of(a))
		}
		slices.Sort(list)
		t.Logf("%s: median %.0f, 95%% %.0f, most %.0f", name, list[len(list)/2], list[len(list)*95/100], list[len(list)-1])
	}
	if faults := browser.Heard(); len(faults) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(faults, "\n"))
	}
}

// firstOdd names the first element that only one of two sorted lists has.
func firstOdd(got, want []string) string {
	for _, g := range got {
		if _, ok := slices.BinarySearch(want, g); !ok {
			return g + " is found and should not be"
		}
	}
	for _, w := range want {
		if _, ok := slices.BinarySearch(got, w); !ok {
			return w + " is not found"
		}
	}
	return "the same document twice"
}

func ask(t *testing.T, browser *chromium.Browser, q question) (a answer, numbers []int) {
	t.Helper()
	filters := map[string]int{}
	if q.kind != "" {
		filters["kind"] = slices.Index([]string{"article", "note"}, q.kind)
	}
	if q.year != "" {
		filters["year"], _ = strconv.Atoi(q.year)
	}
	query, err := json.Marshal(q.query)
	if err != nil {
		t.Fatal(err)
	}
	with, err := json.Marshal(filters)
	if err != nil {
		t.Fatal(err)
	}
	err = browser.Visit("search/", chromium.View{Width: 800}, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
			return err
		}
		before, err := busy(ctx, target)
		if err != nil {
			return err
		}
		if a, err = chromedp.Evaluate[answer](fmt.Sprintf(askScript, query, with), chromedp.EvalAwaitPromise)(ctx, target); err != nil {
			return err
		}
		after, err := busy(ctx, target)
		if err != nil {
			return err
		}
		a.task = 1000 * (after - before)
		numbers, err = chromedp.Evaluate[[]int](restScript, chromedp.EvalAwaitPromise)(ctx, target)
		return err
	}))
	if err != nil {
		t.Fatalf("%q: %v", q.query, err)
	}
	return a, numbers
}

// busy returns for how many seconds the page's main thread has worked.
func busy(ctx context.Context, target *chromedp.Target) (float64, error) {
	if _, err := cdp.Call(ctx, target, performance.Enable, performance.EnableParams{}); err != nil {
		return 0, err
	}
	result, err := cdp.Call(ctx, target, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		return 0, err
	}
	for _, m := range result.Metrics {
		if m.Name == "TaskDuration" {
			return m.Value, nil
		}
	}
	return 0, fmt.Errorf("Chromium does not say how long it was busy")
}

// TestSearchPage uses the page as a reader does.
func TestSearchPage(t *testing.T) {
	t.Parallel()
	browser := chromium.Open(t, starter(t, "").fs(), "https://example.org/")
	const helpers = `(async () => {
		const until = async what => {
			for (let n = 0; n < 400; n++) {
				if (what()) return;
				await new Promise(r => setTimeout(r, 25));
			}
			throw new Error("waited in vain for " + what + ": " + document.querySelector(".finder").innerText);
		};
		const input = document.querySelector("[name=q]");
		const links = () => [...document.querySelectorAll("#page\\:results h3 a")];
		const found = () => document.getElementById("page:found").textContent;
		const type = text => { input.value = text; input.dispatchEvent(new Event("input")); };
		const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
		const want = (what, got, wanted) => { if (got !== wanted) throw new Error(what + " is " + got + ", want " + wanted); };
		%s
		return "good";
	})()`
	for name, script := range map[string]string{
		"typing": `type("patrush"); await until(() => links().length > 1);
			want("the address", location.search, "?q=patrush*");
			if (!document.querySelector("#page\\:results mark")) throw new Error("nothing is marked");
			type("patrushev shamkhani "); await until(() => location.search === "?q=patrushev+shamkhani");`,
		"a word that is sent": `type("patrush"); input.form.requestSubmit(); await until(() => found() === "Nothing found.");
			want("the address", location.search, "?q=patrush");`,
		"going back": `type("iran"); input.form.requestSubmit(); await until(() => links().length > 1); const n = found();
			input.form.elements.kind.value = "note"; input.form.elements.kind.dispatchEvent(new Event("change"));
			await until(() => found() !== n); want("the address", location.search, "?q=iran&kind=note");
			history.back(); await until(() => found() === n); want("the kind", input.form.elements.kind.value, "");`,
		"keys": `document.body.focus(); press("/"); want("what has the focus", document.activeElement.name, "q");
			type("iran "); await until(() => links().length > 1);
			press("ArrowDown"); press("ArrowDown"); want("the second result", document.activeElement.href, links()[1].href);
			press("ArrowUp"); want("the first result", document.activeElement.href, links()[0].href);
			press("Escape"); want("what has the focus", document.activeElement.name, "q");`,
		"the best first": `type("shahed-136 "); await until(() => links().length > 1);
			want("the first result", new URL(links()[0].href).pathname, "/entities/things/shahed-136/");`,
		"more": `type("-zzyzx "); await until(() => links().length === 20);
			document.getElementById("page:more").click(); await until(() => links().length === 40);
			want("the first new result", document.activeElement.href, links()[20].href);`,
		"another script": `type("патрушев "); await until(() => links().length > 0);
			type("شمخاني "); await until(() => links().some(a => a.href.includes("shamkhani")) && location.search.length > 20);`,
		"an entity by its address": `history.pushState(null, "", "?entity=iran"); dispatchEvent(new PopStateEvent("popstate")); await until(() => links().length > 5);
			want("the filter", input.form.elements.entity.value, "iran");`,
	} {
		var said string
		err := browser.Visit("search/", chromium.View{Width: 800}, chromedp.Func(func(ctx context.Context, target *chromedp.Target) (err error) {
			said, err = chromedp.Evaluate[string](fmt.Sprintf(helpers, script), chromedp.EvalAwaitPromise)(ctx, target)
			return err
		}))
		if err != nil || said != "good" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if faults := browser.Heard(); len(faults) > 0 {
		t.Errorf("the browser complains: %s", strings.Join(faults, "\n"))
	}
}
