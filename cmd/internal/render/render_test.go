package render_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/diag"
)

// A folder is the files of a site, by name.
type folder map[string]string

const declaration = "title = \"Desk\"\nbase_url = \"https://desk.example/\"\nauthority = \"desk.example,2020\"\n"

// run builds a folder at a day.
func run(t *testing.T, site folder, day string) *build.Result {
	t.Helper()
	return runAt(t, site, day, "")
}

// runAt builds a folder at a day for an address other than its own.
func runAt(t *testing.T, site folder, day, baseURL string) *build.Result {
	t.Helper()
	files := fstest.MapFS{"briefings.toml": {Data: []byte(declaration)}, "content/about.md": {Data: []byte("About.\n")}}
	for name, text := range site {
		files[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	r, err := build.Run(build.Input{Site: files, Builtin: layouts, Now: now, BaseURL: baseURL}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// said are the problems of a build, less that something is held back.
func said(r *build.Result) []string {
	var out []string
	for _, p := range r.Problems {
		out = append(out, fmt.Sprintf("%s %s %s", p.Severity, p.Path, p.Code))
	}
	return out
}

func made(t *testing.T, r *build.Result, name string) string {
	t.Helper()
	data, err := fs.ReadFile(r.Pages.FS(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

const (
	held    = "+++\ntitle = \"Later\"\ndate = 2022-01-01\npublishDate = 2030-01-01\n%s+++\n\nText.\n"
	expired = "+++\ntitle = \"Once\"\ndate = 2022-01-01\nexpiryDate = 2023-01-01\n%s+++\n\nText.\n"
)

// TestClockBreaksNothing builds sites before and after a document of theirs comes out: what is an
// error then is one before, when somebody looks.
func TestClockBreaksNothing(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		site  folder
		error diag.Code // empty: none
	}{
		{"nothing wrong", folder{"content/notes/later.md": fmt.Sprintf(held, "tags = [\"port\"]\n")}, ""},
		{"a page's address", folder{"content/notes/later.md": fmt.Sprintf(held, "url = \"/about/\"\n")}, diag.URLTwice},
		{"an address that differs by case", folder{"content/notes/later.md": fmt.Sprintf(held, ""), "static/notes/Later/index.html": "x"}, diag.URLTwice},
		{"two that are held", folder{
			"content/notes/a.md": fmt.Sprintf(held, "slug = \"x\"\n"), "content/notes/b.md": fmt.Sprintf(held, "slug = \"x\"\n"),
		}, diag.URLTwice},
		{"one comes when another is over", folder{
			"content/notes/a.md": fmt.Sprintf(expired, "slug = \"x\"\n"), "content/notes/b.md": fmt.Sprintf(held, "slug = \"x\"\n"),
		}, ""},
		{"an entity", folder{"content/entities/iran.md": fmt.Sprintf(held, ""), "static/entities/iran/index.html": "x"}, diag.URLTwice},
		{"a source", folder{"content/sources/tass.md": fmt.Sprintf(held, ""), "static/sources/tass/index.html": "x"}, diag.URLTwice},
		{"a source that is named already", folder{
			"content/sources/tass.md": fmt.Sprintf(held, ""), "content/articles/a.md": "+++\ntitle = \"A\"\ndate = 2022-01-01\n[source]\npublisher = \"tass\"\n+++\n",
		}, ""},
		{"a source and what names it", folder{
			"content/sources/tass.md": fmt.Sprintf(held, ""), "content/articles/a.md": fmt.Sprintf(held, "[source]\npublisher = \"tass\"\n"),
		}, ""},
		{"a briefing's file", folder{
			"content/briefings/port.md": fmt.Sprintf(held, ""), "briefings.toml": declaration + "[[briefing]]\nid = \"port\"\n",
		}, ""},
		{"a tag's page", folder{"content/notes/later.md": fmt.Sprintf(held, "tags = [\"port\"]\n"), "static/tags/port/index.html": "x"}, diag.URLTwice},
		{"one tag of two", folder{
			"content/notes/a.md": fmt.Sprintf(held, "tags = [\"port\"]\n"), "content/notes/b.md": fmt.Sprintf(held, "tags = [\"port\"]\n"),
		}, ""},
		{"a month's page", folder{"content/notes/later.md": fmt.Sprintf(held, ""), "static/archive/2022/01/index.html": "x"}, diag.URLTwice},
		{"a source's page", folder{
			"content/articles/later.md":      fmt.Sprintf(held, "[source]\npublisher = \"TASS\"\n"),
			"static/sources/tass/index.html": "x",
		}, diag.URLTwice},
		{"a picture in its bundle", folder{
			"content/notes/later/index.md": fmt.Sprintf(held, ""), "content/notes/later/port.jpg": "x", "static/notes/later/port.jpg": "y",
		}, diag.URLTwice},
		{"a picture that others show", folder{
			"content/notes/later.md": fmt.Sprintf(held, "") + "![[port.jpg]]\n", "content/notes/now.md": "+++\ntitle = \"Now\"\ndate = 2022-01-01\n+++\n![[port.jpg]]\n",
			"content/notes/port.jpg": "x",
		}, ""},
		{"an old address of another", folder{
			"content/notes/later.md": fmt.Sprintf(held, ""), "content/notes/now.md": "+++\ntitle = \"Now\"\ndate = 2022-01-01\naliases = [\"/notes/later/\"]\n+++\n",
		}, ""},
		{"a layout that does not fit", folder{
			"content/notes/later.md": fmt.Sprintf(held, "layout = \"own\"\n"), "layouts/own.html": `{{define "main"}}{{.Mentions}}{{end}}`,
		}, diag.Layout},
		{"the page for what is missing", folder{"content/404.md": fmt.Sprintf(held, "url = \"/404.html\"\n")}, ""},
		{"the text above a list", folder{"content/notes/_index.md": fmt.Sprintf(held, "")}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			before, after := run(t, tt.site, "2025-01-01"), run(t, tt.site, "2031-01-01")
			for _, r := range []*build.Result{before, after} {
				var codes []diag.Code
				for _, p := range r.Problems {
					if p.Severity == diag.Error {
						codes = append(codes, p.Code)
					}
				}
				if tt.error == "" && codes != nil || tt.error != "" && !slices.Contains(codes, tt.error) {
					t.Errorf("problems %v, want the error %q and no other, before the day (%v) and after it", said(r), tt.error, r == before)
				}
			}
		})
	}
}

// TestRedirectUntilTheDay keeps an old address until the document that has it now comes out.
func TestRedirectUntilTheDay(t *testing.T) {
	t.Parallel()
	site := folder{
		"content/notes/later.md": fmt.Sprintf(held, ""),
		"content/notes/now.md":   "+++\ntitle = \"Now\"\ndate = 2022-01-01\naliases = [\"/notes/later/\"]\n+++\n",
	}
	made(t, run(t, site, "2025-01-01"), "notes/later/index.html")
}

var idForm = regexp.MustCompile(`tag:[^"<]*`)

// TestFeedIDs looks for what ids must not change with: the address that a flag asks for, and the dates
// of items.
func TestFeedIDs(t *testing.T) {
	t.Parallel()
	note := "+++\ntitle = \"N\"\ndate = %s\n+++\n\nText.\n"
	for _, tt := range []struct{ name, toml, at, date, want string }{
		{"an authority", "base_url = \"https://x.example\"\nauthority = \"desk.example,2022\"", "https://flag.example", "2021-01-01", "tag:desk.example,2022:note/n"},
		{"an authority without a year", "base_url = \"https://x.example\"\nauthority = \"desk.example\"", "", "2021-01-01", "tag:desk.example,2020:note/n"},
		{"none", "base_url = \"https://x.example\"", "https://flag.example:8080/x", "2021-01-01", "tag:x.example,2020:note/n"},
		{"another date", "base_url = \"https://x.example\"", "https://flag.example:8080/x", "2022-01-01", "tag:x.example,2020:note/n"},
		{"no address either", "", "https://flag.example:8080/x", "2021-01-01", "tag:flag.example,2020:note/n"},
	} {
		r := runAt(t, folder{"briefings.toml": tt.toml, "content/notes/n.md": fmt.Sprintf(note, tt.date)}, "2025-01-01", tt.at)
		if ids := idForm.FindAllString(made(t, r, "feed.json"), -1); !slices.Contains(ids, tt.want) {
			t.Errorf("%s: ids are %q, want %s among them", tt.name, ids, tt.want)
		}
	}
}

// TestFeedItems has pages, which are no items, not take the place of items.
func TestFeedItems(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":           declaration + "feed_items = 1\n",
		"content/entities/iran.md": "+++\ntitle = \"Iran\"\n+++\n",
		"content/notes/n.md":       "+++\ntitle = \"N\"\ndate = 2020-01-01\n+++\n\nIran.\n",
	}
	for _, id := range []string{"p1", "p2", "p3"} {
		site["content/"+id+".md"] = "+++\ntitle = \"P\"\ndate = 2022-01-01\n+++\n\nIran.\n"
	}
	if got := made(t, run(t, site, "2025-01-01"), "entities/iran/feed.atom"); !strings.Contains(got, "note/n") {
		t.Errorf("the feed lacks the one item that names the entity: %s", got)
	}
}

// TestLayoutCure asks for no file outside of layouts/.
func TestLayoutCure(t *testing.T) {
	t.Parallel()
	for name, file := range map[string]string{"post": "layouts/post.html", "blog/post": "layouts/blog/post.html", "../../etc/passwd": "", "/etc/passwd": "", "a//b": "", "c:\\\\x": ""} {
		r := run(t, folder{"content/notes/n.md": "+++\ntitle = \"N\"\nlayout = \"" + name + "\"\n+++\n"}, "2025-01-01")
		at := slices.IndexFunc(r.Problems, func(p diag.Problem) bool { return p.Code == diag.KeyIgnored })
		if at < 0 {
			t.Errorf("layout %s: problems %v, want one that there is none", name, r.Problems)
			continue
		}
		if cure := r.Problems[at].Cure; file != "" && !strings.Contains(cure, "write "+file) || file == "" && strings.Contains(cure, "write") {
			t.Errorf("layout %s: the cure is %q, want to write %q", name, cure, file)
		}
	}
}

// TestEntityOrder lists the entities of a page by kind, then by name as readers look it up.
func TestEntityOrder(t *testing.T) {
	t.Parallel()
	site := folder{"content/notes/n.md": "+++\ntitle = \"N\"\nentities = [\"a\", \"b\", \"c\", \"d\"]\n+++\n"}
	for id, says := range map[string]string{"a": "Tehran\"\nkind = \"place", "b": "zahra\"\nkind = \"person", "c": "Émile\"\nkind = \"person", "d": "Anything"} {
		site["content/entities/"+id+".md"] = "+++\ntitle = \"" + says + "\"\n+++\n"
	}
	_, page, _ := strings.Cut(made(t, run(t, site, "2025-01-01"), "notes/n/index.html"), "<main")
	var places []int
	for _, id := range []string{"c", "b", "a", "d"} {
		places = append(places, strings.Index(page, "/entities/"+id+"/"))
	}
	if places[0] < 0 || !slices.IsSorted(places) {
		t.Errorf("Émile, zahra, Tehran and Anything stand at %v: want them in this order", places)
	}
}

// TestData reads what pages say to machines.
func TestData(t *testing.T) {
	t.Parallel()
	r := run(t, folder{
		"briefings.toml":              declaration + "per_page = 1\n[[briefing]]\nid = \"b\"\ninclude = [\"n\"]\n",
		"content/notes/n.md":          "+++\ntitle = \"N\"\ndate = 2022-01-01\ntags = [\"port\"]\nauthors = [\"Ann Lee\", \"The Desk\", \"desk\", \"Council\"]\n+++\n",
		"content/notes/o.md":          "+++\ntitle = \"O\"\ndate = 2021-01-01\n+++\n[[council]] and [[council]]\n",
		"content/entities/council.md": "+++\ntitle = \"Council\"\nkind = \"body\"\n+++\n",
	}, "2025-01-01")
	script := regexp.MustCompile(`(?s)<script type="application/ld\+json">(.*?)</script>`)
	read := func(name string) string {
		found := script.FindStringSubmatch(made(t, r, name))
		if found == nil {
			return ""
		}
		var graph struct {
			Types []struct {
				Type   string `json:"@type"`
				Author []struct {
					Type string `json:"@type"`
				}
				MainEntity struct {
					ItemListElement []struct{ URL string }
				}
				HasPart         []struct{ URL string }
				ItemListElement []struct{ Item string }
			} `json:"@graph"`
		}
		if err := json.Unmarshal([]byte(found[1]), &graph); err != nil {
			t.Errorf("%s: %v in %s", name, err, found[1])
		}
		var out []string
		path := func(u string) string { return strings.TrimPrefix(u, "https://desk.example") }
		for _, x := range graph.Types {
			out = append(out, x.Type)
			for _, i := range x.MainEntity.ItemListElement {
				out = append(out, path(i.URL))
			}
			for _, p := range x.HasPart {
				out = append(out, path(p.URL))
			}
			for _, a := range x.Author {
				out = append(out, a.Type)
			}
			for _, i := range x.ItemListElement {
				out = append(out, path(i.Item))
			}
		}
		return strings.Join(out, " ")
	}
	for name, want := range map[string]string{
		"index.html":                  "WebSite",
		"notes/n/index.html":          "AnalysisNewsArticle Person Organization Organization Organization BreadcrumbList / /notes/ /notes/n/",
		"about/index.html":            "WebPage BreadcrumbList / /about/",
		"entities/council/index.html": "Organization BreadcrumbList / /entities/ /entities/council/",
		"briefings/b/index.html":      "CollectionPage /notes/n/ BreadcrumbList / /briefings/ /briefings/b/",
		"briefings/index.html":        "CollectionPage /briefings/b/ BreadcrumbList / /briefings/",
		"notes/index.html":            "CollectionPage /notes/n/ BreadcrumbList / /notes/",
		"tags/index.html":             "CollectionPage BreadcrumbList / /tags/",
		"tags/port/index.html":        "CollectionPage /notes/n/ BreadcrumbList / /tags/ /tags/port/",
		"404.html":                    "",
	} {
		if got := read(name); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
}

// TestUndeclared has a document that says no language keep the direction that its text has, in no known language, where its title and
// its words stand among those of a site that is written in the other.
func TestUndeclared(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":         declaration + "lang = \"fa\"\n[[briefing]]\nid = \"b\"\ntitle = \"بندر\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"tag:t\"]\n",
		"content/articles/en.md": tagged("Closed?", "date = 2022-11-08"),
		"content/articles/fa.md": "+++\ntitle = \"بسته؟\"\ntags = [\"t\"]\n+++\nAFP.\n",
	}
	r := run(t, site, "2022-11-20")
	for page, words := range map[string][]string{
		"articles/en/index.html": {"<html lang=\"und\" dir=\"ltr\">", "<p>Text.</p>"},
		"articles/fa/index.html": {"<html lang=\"fa\" dir=\"rtl\">", "<p dir=\"ltr\">AFP.</p>"},
		"briefings/b/index.html": {"<div lang=\"und\" dir=\"ltr\">\n<h3><a href=\"/articles/en/\">Closed?</a></h3>\n<p>Text.</p>", "<div>\n<h3><a href=\"/articles/fa/\">"},
		"index.html":             {"<li><a href=\"/articles/en/\" lang=\"und\" dir=\"ltr\">Closed?</a>", "<li><a href=\"/articles/fa/\">"},
	} {
		for _, want := range words {
			if html := made(t, r, page); !strings.Contains(html, want) {
				t.Errorf("%s has no %q: is a direction lost, or said where it is the site's?", page, want)
			}
		}
	}
}
