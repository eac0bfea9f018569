package markdown

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark/util"

	"briefings/cmd/internal/hypertext"
)

var update = flag.Bool("update", false, "renew testdata")

// TestCommonMark runs the examples of CommonMark 0.31.2, which goldmark's module carries, through
// our set-up. Those that differ are listed in testdata/commonmark.txt, each with the reason.
func TestCommonMark(t *testing.T) {
	t.Parallel()
	var examples []struct {
		Markdown, HTML, Section string
		Example                 int
	}
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/yuin/goldmark").Output()
	if err != nil {
		t.Fatalf("where is goldmark? %v", err)
	}
	data, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "_test", "spec.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	if len(examples) < 650 {
		t.Fatalf("only %d examples", len(examples))
	}
	r := New(Options{})
	var differ []string
	for _, e := range examples {
		b := r.Read([]byte(e.Markdown), 1, Front{Title: "\x00no title"})
		if got, want := standard(naive(b)), standard(e.HTML); got != want {
			differ = append(differ, fmt.Sprintf("%d\t%s\t%s", e.Example, e.Section, whyDifferent(e.Markdown, e.HTML)))
			if *update && testing.Verbose() {
				t.Logf("example %d\n%s\ngot  %q\nwant %q", e.Example, e.Markdown, got, want)
			}
		}
	}
	file := filepath.Join("testdata", "commonmark.txt")
	text := strings.Join(differ, "\n") + "\n"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != text {
		wanted := strings.Split(string(want), "\n")
		for _, d := range differ {
			if !slices.Contains(wanted, d) {
				t.Errorf("differs and is not listed: %s", d)
			}
		}
		for _, d := range wanted {
			if d != "" && !slices.Contains(differ, d) {
				t.Errorf("listed and does not differ: %s", d)
			}
		}
		t.Error("if that is intended: go test ./cmd/internal/markdown -run CommonMark -update")
	}
	for _, d := range differ {
		if strings.HasSuffix(d, "\t?") {
			t.Errorf("differs for no reason of ours: %s", d)
		}
	}
}

var (
	specHTML   = regexp.MustCompile(`<(/?[a-z][^>]*|!--|!\[|![A-Z]|\?)`)
	specScheme = regexp.MustCompile(`<[a-z][a-z0-9+.-]*:|\]\((<)?[a-z-]+:`)
	headingID  = regexp.MustCompile(`(<h[1-6]) id="[^"]*"`)
)

// whyDifferent names the intent behind a difference. "?" is a fault.
func whyDifferent(src, want string) string {
	switch {
	case strings.Contains(src, "````;"):
		return "a language has no such name"
	case strings.Contains(src, "[["):
		return "a wikilink"
	case strings.Contains(want, "<img"):
		return "a picture elsewhere is shown as a link"
	case regexp.MustCompile(`(?m)^(<|  ?<|> <|- <)`).MatchString(src) || specHTML.MatchString(src):
		return "raw HTML is shown as text"
	case specScheme.MatchString(src):
		return "an address with a scheme that is not published"
	case regexp.MustCompile(`https?://|@`).MatchString(src):
		return "an address links by itself (GFM)"
	case strings.Contains(want, "<h1>"):
		return "headings move down a level below the title"
	case strings.Contains(src, "{#"):
		return "a heading's own id"
	}
	return "?"
}

// naive fills every hole with what was written, as a renderer for single documents would.
func naive(b *hypertext.Body) string {
	var in []hypertext.Insert
	for _, r := range b.Refs {
		dest := string(util.URLEscape([]byte(r.Target), false))
		if r.Fragment != "" {
			dest += "#" + string(util.URLEscape([]byte(r.Fragment), false))
		}
		title := ""
		if r.Title != "" {
			title = ` title="` + escaped(r.Title) + `"`
		}
		if r.Kind == hypertext.Image {
			img := `<img src="` + escaped(dest) + `" alt="` + escaped(r.Alt) + `"` + title + ` />`
			if r.Alone {
				img = "<p>" + img + "</p>"
			}
			in = append(in, hypertext.Insert{At: r.From, HTML: img})
			continue
		}
		in = append(in, hypertext.Insert{At: r.From, HTML: `<a href="` + escaped(dest) + `"` + title + `>`}, hypertext.Insert{At: r.To, HTML: "</a>"})
	}
	slices.SortStableFunc(in, func(a, b hypertext.Insert) int { return int(a.At - b.At) })
	return string(b.Splice(nil, 0, int(b.Size), in))
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;").Replace(s)
}

// standard removes what says the same in HTML.
func standard(html string) string {
	html = headingID.ReplaceAllString(html, "$1")
	return strings.TrimSpace(strings.NewReplacer(" />", ">", `<pre tabindex="0">`, "<pre>", "%5B", "[", "%5D", "]").Replace(html))
}
