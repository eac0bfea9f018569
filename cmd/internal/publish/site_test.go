package publish_test

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/publish"
)

// A site is a small one whose pages link to each other, that changes from one publication to the next.
type site struct {
	rng   *rand.Rand
	pages map[string]int // number of the edition of each
	made  int            // pages ever made
	style int            // edition of the style sheet
}

func newSite(seed uint64, pages int) *site {
	s := &site{rng: rand.New(rand.NewPCG(seed, 7)), pages: map[string]int{}}
	for range pages {
		s.add()
	}
	return s
}

func (s *site) add() {
	s.made++
	s.pages[fmt.Sprintf("notes/%d/нота %d/index.html", s.made%7, s.made)] = 1
}

// edit changes, adds and removes pages, and now and then the style of all.
func (s *site) edit() {
	names := s.names()
	for range 1 + s.rng.IntN(4) {
		s.pages[names[s.rng.IntN(len(names))]]++
	}
	for range s.rng.IntN(4) {
		s.add()
	}
	for range s.rng.IntN(4) {
		delete(s.pages, names[s.rng.IntN(len(names))])
	}
	if s.rng.IntN(4) == 0 {
		s.style++
	}
}

func (s *site) names() []string {
	out := make([]string, 0, len(s.pages))
	for name := range s.pages {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func href(name string) string {
	return "/" + strings.ReplaceAll(strings.TrimSuffix(name, "index.html"), " ", "%20")
}

// words end every page.
var words = strings.Repeat("Words of a page that is as long as one. ", 40)

// files are those of the site as it stands: every page links to the style, to the home page and to its neighbours.
func (s *site) files() fstest.MapFS {
	out := fstest.MapFS{}
	add := func(name, text string) { out[name] = &fstest.MapFile{Data: []byte(text)} }
	css := fmt.Sprintf("/* %d */", s.style)
	sheet := fmt.Sprintf("assets/style-%x.css", sha256.Sum256([]byte(css)))[:len("assets/style-")+8] + ".css"
	add(sheet, css)
	page := func(name, title string, links []string) {
		var b strings.Builder
		fmt.Fprintf(&b, "<link rel=stylesheet href=\"/%s\"><h1>%s</h1>\n<a href=\"/\">home</a>\n", sheet, title)
		for _, l := range links {
			fmt.Fprintf(&b, "<a href=\"%s\">%s</a>\n", href(l), l)
		}
		b.WriteString(words)
		add(name, b.String())
	}
	names := s.names()
	for i, name := range names {
		feed := feedOf(name)
		neighbours := []string{names[(i+1)%len(names)], names[(i+len(names)/2)%len(names)]}
		page(name, fmt.Sprintf("%s, edition %d", name, s.pages[name]), append(neighbours, feed))
		add(feed, list(neighbours))
	}
	page("index.html", "home", append(names, "feed.atom"))
	add("feed.atom", list(names))
	add("robots.txt", "User-agent: *\n")
	add("search/data/root.bin", fmt.Sprint(s.pages))
	return out
}

// feedOf is the feed beside a page.
func feedOf(page string) string { return strings.TrimSuffix(page, "index.html") + "feed.atom" }

// list is a feed of pages.
func list(names []string) string {
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "<link href=\"%s\"/>\n", href(name))
	}
	return b.String()
}

// build writes a site as "briefings build" would, and opens it.
func build(t *testing.T, files fstest.MapFS, dir string) *publish.Source {
	t.Helper()
	if _, err := output.Write(t.Context(), dir, files, output.Options{}); err != nil {
		t.Fatal(err)
	}
	s, err := publish.OpenSource(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// write writes a file that nobody built.
func write(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

var reference = regexp.MustCompile(`href="/([^"]*)"`)

// links are the files that a page names.
func links(page []byte) []string {
	var out []string
	for _, m := range reference.FindAllSubmatch(page, -1) {
		name := strings.ReplaceAll(string(m[1]), "%20", " ")
		if name == "" || strings.HasSuffix(name, "/") {
			name = path.Join(name, "index.html")
		}
		out = append(out, name)
	}
	return out
}

// crawl reads a published site from the home page on, and returns how many files it read. get returns nil for what
// is not there. A link dangles if its page still has it when it is read once more, and is still named, page by page
// from the home page on: of pages that are being removed, the first to go may be named by the others.
func crawl(t *testing.T, get func(name string) []byte) (read int) {
	t.Helper()
	if get("index.html") == nil {
		return 0 // nothing is published yet
	}
	from := map[string]string{"index.html": ""} // by which page each was found
	names := func(page, link string) bool { return slices.Contains(links(get(page)), link) }
	named := func(name string) bool {
		for name != "index.html" {
			if !names(from[name], name) {
				return false
			}
			name = from[name]
		}
		return true
	}
	queue := []string{"index.html"}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		page := get(name)
		read++
		if page != nil && strings.HasSuffix(name, ".html") && !bytes.HasSuffix(page, []byte(words)) || len(page) == 0 && name == "index.html" {
			t.Errorf("%s has %d bytes: it is not whole", name, len(page))
		}
		for _, link := range links(page) {
			if _, seen := from[link]; seen {
				continue
			}
			if get(link) == nil {
				if named(name) && names(name, link) && get(link) == nil && names(name, link) && named(name) {
					t.Errorf("%s links to %s, which is not there", name, link)
				}
				continue
			}
			from[link] = name
			queue = append(queue, link)
		}
	}
	return read
}
