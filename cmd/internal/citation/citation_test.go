package citation

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

var article = Work{
	ID: "patrushev-shamkhani", News: true, Title: "Chiefs of security meet", Container: "The Straits Times",
	Authors: []Author{{Name: "Reuters", Body: true}, {Name: "Parisa Hafezi"}},
	Date:    time.Date(2022, 11, 9, 0, 0, 0, 0, time.UTC), Accessed: time.Date(2022, 11, 10, 6, 40, 0, 0, time.UTC), Lang: "en",
	URL: "https://wire.example/a_b?x=1%202", Kept: "https://desk.example/articles/x/", Keeper: "Desk",
}

// english is how the tests' desk writes.
type english struct{}

func (english) Day(t time.Time) string      { return t.Format("2 January 2006") }
func (english) Comma(words []string) string { return strings.Join(words, ", ") }
func (english) Quoted(title string) string  { return "“" + title + "”" }

func TestForms(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ got, want string }{
		"plain": {article.Plain(english{}), "Reuters, Parisa Hafezi. “Chiefs of security meet”. The Straits Times, 9 November 2022. " +
			"https://wire.example/a_b?x=1%202 [Desk, https://desk.example/articles/x/]"},
		"least plain": {Work{ID: "x", Title: "A", URL: "https://x.example/"}.Plain(english{}), "“A”. https://x.example/"},
		"bibtex": {article.BibTeX(), `@misc{patrushev-shamkhani,
  author = {{Reuters} and Parisa Hafezi},
  title = {{Chiefs of security meet}},
  howpublished = {The Straits Times},
  year = {2022},
  month = nov,
  day = {9},
  language = {en},
  url = {https://wire.example/a_b?x=1%202},
  urldate = {2022-11-10},
  note = {Desk, \url{https://desk.example/articles/x/}}
}`},
		"least bibtex": {Work{ID: "x", Title: "A", URL: "https://x.example/"}.BibTeX(), "@misc{x,\n  title = {{A}},\n  url = {https://x.example/}\n}"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, tt.got, tt.want)
		}
	}
}

// hostile are words that the forms have a meaning of their own for.
var hostile = []string{
	"", `}`, `{`, `\`, `}}, note = {x`, "a\nb", "A and B", "B, A", `50% & $5_#~^`, `"quoted"`, "</pre><script>", "\x00\u202e\u2028", "Николай Патрушев",
	"می\u200cخواهم", "\xff",
}

// TestHostile puts such words everywhere.
func TestHostile(t *testing.T) {
	t.Parallel()
	for _, s := range hostile {
		w := article
		w.ID, w.Title, w.Container, w.Lang, w.URL, w.Kept, w.Keeper = s, s, s, s, s, s, s
		w.Authors = []Author{{Name: s}, {Name: s, Body: true}}
		checkBibTeX(t, w.BibTeX())
		var items []map[string]any
		if err := json.Unmarshal([]byte(w.CSL()), &items); err != nil || len(items) != 1 || items[0]["title"] != line(s) {
			t.Errorf("CSL-JSON of %q: %v\n%s", s, err, w.CSL())
		}
		if strings.ContainsAny(w.Plain(english{}), "\n\x00\u202e") {
			t.Errorf("the plain form of %q is %q", s, w.Plain(english{}))
		}
	}
}

// checkBibTeX reads an entry as BibTeX does, which counts braces and knows no escapes: a key, then
// fields with a value in braces or a word each.
func checkBibTeX(t *testing.T, entry string) {
	t.Helper()
	rest, ok := strings.CutPrefix(entry, "@misc{")
	end := strings.IndexAny(rest, ",}")
	if !ok || end < 1 || strings.ContainsAny(rest[:end], " {\"#%\\") {
		t.Errorf("no entry with a key:\n%s", entry)
		return
	}
	rest = rest[end:]
	for seen := map[string]bool{}; ; {
		rest, ok = strings.CutPrefix(rest, ",\n  ")
		if !ok {
			break
		}
		name, value, ok := strings.Cut(rest, " = ")
		if !ok || seen[name] || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz") != "" {
			t.Errorf("a field that is none or comes twice, %q:\n%s", name, entry)
			return
		}
		seen[name] = true
		size := strings.IndexAny(value, ",\n")
		if value[0] == '{' {
			size = closing(value)
		}
		if size < 0 {
			t.Errorf("%s does not end:\n%s", name, entry)
			return
		}
		rest = value[size:]
	}
	if rest != "\n}" {
		t.Errorf("something stands behind the fields, %q:\n%s", rest, entry)
	}
}

// closing returns how long the group is that s begins with; -1 if it does not end.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return -1
}

func TestCSL(t *testing.T) {
	t.Parallel()
	var items []struct {
		ID, Type, Title, URL string
		Author               []map[string]string
		Container            string `json:"container-title"`
		Location             string `json:"archive_location"`
		Issued               struct {
			Parts [][]int `json:"date-parts"`
		}
	}
	if err := json.Unmarshal([]byte(article.CSL()), &items); err != nil {
		t.Fatal(err)
	}
	x := items[0]
	if x.ID != article.ID || x.Type != "article-newspaper" || x.Container != article.Container || x.URL != article.URL || x.Location != article.Kept {
		t.Errorf("CSL-JSON is %s", article.CSL())
	}
	if len(x.Author) != 2 || x.Author[0]["literal"] != "Reuters" || x.Author[1]["family"] != "Hafezi" || x.Author[1]["given"] != "Parisa" {
		t.Errorf("the authors are %v", x.Author)
	}
	if p := x.Issued.Parts; len(p) != 1 || len(p[0]) != 3 || p[0][0] != 2022 || p[0][1] != 11 || p[0][2] != 9 {
		t.Errorf("the date is %v", p)
	}
}
