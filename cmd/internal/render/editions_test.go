package render_test

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const weekly = declaration + "feed_items = 3\nper_page = 2\n[[briefing]]\nid = \"b\"\ntitle = \"Port\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"is tagged\"\nany = [\"tag:t\"]\n"

func tagged(title, keys string) string {
	return fmt.Sprintf("+++\ntitle = %q\ntags = [\"t\"]\n%s\n+++\nText.\n", title, keys)
}

// TestEditionFeed has editions among the items of their briefing's feed by time, counts both, and leaves
// them out of the site's.
func TestEditionFeed(t *testing.T) {
	t.Parallel()
	r := run(t, folder{
		"briefings.toml":         weekly,
		"content/notes/a.md":     tagged("A & <b>", "date = 2022-11-08"),
		"content/articles/b.md":  tagged("B", "date = 2022-11-09\n[source]\nretrieved = 2022-11-15T10:00:00Z"),
		"content/notes/c.md":     tagged("C", "date = 2022-11-14"), // the moment at which the edition comes out
		"content/notes/older.md": tagged("Older", "date = 2022-10-01"),
	}, "2022-11-16")
	var feed struct {
		Items []struct {
			ID, URL, Title, Summary string
			ContentHTML             string `json:"content_html"`
			Published               string `json:"date_published"`
			Modified                string `json:"date_modified"`
		}
	}
	if err := json.Unmarshal([]byte(made(t, r, "briefings/b/feed.json")), &feed); err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, x := range feed.Items {
		ids = append(ids, strings.TrimPrefix(x.ID, "tag:desk.example,2020:"))
	}
	if want := []string{"note/c", "edition/b/2022-w45", "article/b"}; !slices.Equal(ids, want) {
		t.Fatalf("the feed has %q, want %q", ids, want)
	}
	got := fmt.Sprintf("%+v", feed.Items[1])
	want := `{ID:tag:desk.example,2020:edition/b/2022-w45 URL:https://desk.example/briefings/b/2022-w45/ Title:Port, week 45 of 2022 ` +
		`Summary:1 note and 1 article: B; A & <b> ContentHTML:<p>7–13 November 2022</p>
<ul>
<li><a href="https://desk.example/articles/b/">B</a></li>
<li><a href="https://desk.example/notes/a/">A &amp; &lt;b&gt;</a></li>
</ul>
 Published:2022-11-14T00:00:00Z Modified:2022-11-15T10:00:00Z}`
	if got != want {
		t.Errorf("the edition in the feed is\n%s\nwant\n%s", got, want)
	}
	if atom := made(t, r, "briefings/b/feed.atom"); !strings.Contains(atom, "edition/b/2022-w45") {
		t.Error("the Atom feed has no edition")
	}
	if site := made(t, r, "feed.atom"); strings.Contains(site, "edition/") {
		t.Error("the site's feed has an edition")
	}
	if sitemap := made(t, r, "sitemap.xml"); !strings.Contains(sitemap, "<loc>https://desk.example/briefings/b/2022-w45/</loc>\n<lastmod>2022-11-15T10:00:00Z</lastmod>") {
		t.Errorf("the sitemap is %s", sitemap)
	}
}

// TestEditionTaken names both owners of the address of an edition, also before the edition is there.
func TestEditionTaken(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml":     weekly,
		"content/notes/n.md": tagged("N", "date = 2022-11-09"),
		"content/page.md":    "+++\ntitle = \"P\"\nurl = \"/briefings/b/2022-w45/\"\n+++\n",
	}
	for _, day := range []string{"2022-11-01", "2022-11-10", "2022-11-14"} {
		r := run(t, site, day)
		if got, want := said(r), []string{"error content/page.md url-twice"}; !slices.Equal(got, want) {
			t.Errorf("on %s: problems %q, want %q", day, got, want)
			continue
		}
		if p := r.Problems[0]; p.Line != 3 || !strings.Contains(p.Message, `the edition 2022-w45 of the briefing "b"`) {
			t.Errorf("on %s: %s", day, p)
		}
	}
	site["content/page.md"] = "+++\ntitle = \"P\"\naliases = [\"/briefings/b/2022-w45/\"]\n+++\n" // stays until the day
	for day, want := range map[string]int{"2022-11-10": 0, "2022-11-14": 1} {
		if r := run(t, site, day); len(r.Problems) != want {
			t.Errorf("on %s: an old address at that of an edition: %q", day, said(r))
		}
	}
}

var heading = regexp.MustCompile(`<h3><a href="/articles/([^/]*)/">|<h2>([^<]*)|<p class="hint">(\d+ more)`)

// TestMuchNew shows as much of what is new as a page holds; the rest begins the next page.
func TestMuchNew(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": weekly, "content/articles/a0.md": tagged("A", "date = 2022-11-01")}
	for i := 1; i <= 5; i++ {
		site[fmt.Sprintf("content/articles/a%d.md", i)] = tagged("A", fmt.Sprintf("date = 2022-11-%02d", 7+i))
	}
	for i := range 4 {
		site[fmt.Sprintf("content/articles/old%d.md", i)] = tagged("Old", fmt.Sprintf("date = 2000-01-%02d\npublishDate = 2022-11-08", 9-i))
	}
	r := run(t, site, "2022-11-13")
	for name, want := range map[string]string{
		"briefings/b/index.html":        "Over time|New since |a5|a4|old0|6 more|Earlier articles|Editions",
		"briefings/b/page/4/index.html": "Articles|a3|a2",
		"briefings/b/page/3/index.html": "Articles|a1|a0",
		"briefings/b/page/2/index.html": "Articles|old0|old1",
	} {
		var got []string
		for _, m := range heading.FindAllStringSubmatch(made(t, r, name), -1) {
			got = append(got, m[1]+m[2]+m[3])
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s shows %s, want %s", name, strings.Join(got, "|"), want)
		}
	}
}
