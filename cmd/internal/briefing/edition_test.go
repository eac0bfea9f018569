package briefing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/permalink"
)

// The clock of group is noon of Wednesday, 9 November 2022, in UTC.
const weekly = "timezone = \"Europe/London\"\n[[briefing]]\nid = \"b\"\ntitle = \"B\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"tagged\"\nany = [\"tag:t\"]\n"

func note(keys string) string { return "---\ntags: [t]\n" + keys + "\n---\n" }

// told shows editions: key, end, when it was changed after that, members.
func told(editions []*Edition) string {
	var out []string
	for _, x := range editions {
		s := x.Period.Key() + " " + x.End.Format("2006-01-02T15:04Z07:00")
		if x.Modified.After(x.End) {
			s += " until " + x.Modified.Format("2006-01-02")
		}
		s += ":"
		for _, m := range x.Members {
			s += " " + m.Entry.ID
			if late := x.Late(m.Entry); !late.IsZero() {
				s += late.Format(" (2 January)")
			}
		}
		out = append(out, s)
	}
	return strings.Join(out, "\n")
}

func TestEditions(t *testing.T) {
	t.Parallel()
	s := group(t, "briefings.toml", weekly,
		"content/notes/old.md", note("date: 2022-10-24"),
		"content/notes/sunday.md", note("date: 2022-10-30T23:59:59"),
		"content/notes/monday.md", note("date: 2022-10-31"),
		"content/articles/late.md", note("date: 2022-11-02\nsource: {retrieved: 2022-11-08}"),
		"content/articles/in-time.md", note("date: 2022-11-01\nsource: {retrieved: 2022-11-06T23:00:00Z}"),
		"content/articles/on-the-dot.md", note("date: 2022-11-03\nsource: {retrieved: 2022-11-07}"),
		"content/notes/backdated.md", note("date: 2022-11-07T10:00:00\npublishDate: 2022-10-28"),
		"content/articles/old-story.md", note("date: 2020-01-01\npublishDate: 2022-11-08"),
		"content/notes/now.md", note("date: 2022-11-09"),
		"content/notes/undated.md", note(""),
		"content/notes/draft.md", note("date: 2022-10-10\ndraft: true"),
		"content/notes/expired.md", note("date: 2022-10-11\nexpiryDate: 2022-11-01"),
		"content/notes/next.md", note("date: 2022-11-16"),
		"content/notes/elsewhere.md", "---\ndate: 2022-11-23\n---\n",
	)
	b := s.Find("b")
	if got, want := told(b.Editions), `2022-w44 2022-11-07T00:00Z until 2022-11-08: on-the-dot (7 November) late (8 November) in-time monday
2022-w43 2022-10-31T00:00Z until 2022-11-07: backdated (7 November) sunday old`; got != want {
		t.Errorf("editions\n%s\nwant\n%s", got, want)
	}
	if got, want := told(b.Coming), "2022-w46 2022-11-21T00:00Z:\n2022-w45 2022-11-14T00:00Z: now old-story"; got != want {
		t.Errorf("to come\n%s\nwant\n%s", got, want)
	}
	var fresh []string
	for _, m := range b.Members {
		if b.New(m.Entry) {
			fresh = append(fresh, m.Entry.ID)
		}
	}
	if got := strings.Join(fresh, " "); got != "now old-story" {
		t.Errorf("new since %s: %s", b.Since(), got)
	}
	var ends []string
	for _, x := range s.Instants() {
		ends = append(ends, x.At.UTC().Format(time.RFC3339)+" "+x.Briefing+" "+x.Key+" "+x.Title)
	}
	if got, want := strings.Join(ends, "\n"), `2022-10-31T00:00:00Z b 2022-w43 B, week 43 of 2022
2022-11-07T00:00:00Z b 2022-w44 B, week 44 of 2022
2022-11-14T00:00:00Z b 2022-w45 B, week 45 of 2022
2022-11-21T00:00:00Z b 2022-w46 B, week 46 of 2022`; got != want {
		t.Errorf("instants\n%s\nwant\n%s", got, want)
	}
	for u, want := range map[permalink.URL]bool{
		"/briefings/b/2022-w44/": true, "/briefings/b/editions/": true, "/briefings/b/2022-w45/": false, "/briefings/b/2022-w40/": false,
	} {
		if s.Has(u) != want {
			t.Errorf("an edition stands at %s: %v, want %v", u, !want, want)
		}
	}
}

// Months are those of the site's zone, and stand below the address that the briefing's file chooses.
func TestMonthly(t *testing.T) {
	t.Parallel()
	s := group(t, "briefings.toml", strings.NewReplacer("weekly", "monthly", "Europe/London", "Pacific/Kiritimati").Replace(weekly),
		"content/briefings/b.md", "---\nurl: /b.html\n---\n",
		"content/notes/october.md", note("date: 2022-10-31T09:59:59Z"),
		"content/notes/november.md", note("date: 2022-10-31T10:00:00Z"),
		"content/notes/september.md", note("date: 2022-09-01"))
	b := s.Find("b")
	if got, want := told(b.Editions), "2022-10 2022-11-01T00:00+14:00: october\n2022-09 2022-10-01T00:00+14:00: september"; got != want {
		t.Errorf("editions\n%s\nwant\n%s", got, want)
	}
	if got := b.Editions[0].URL; got != "/b/2022-10/" {
		t.Errorf("an edition stands at %s", got)
	}
	if got, want := b.Editions[0].Title(), "B, October 2022"; got != want {
		t.Errorf("it is called %q, want %q", got, want)
	}
}

// A briefing that wants no editions has none, and none of its instants.
func TestNoEditions(t *testing.T) {
	t.Parallel()
	s := group(t, "briefings.toml", strings.Replace(weekly, "edition = \"weekly\"\n", "", 1), "content/notes/old.md", note("date: 2022-10-24"))
	b := s.Find("b")
	if len(b.Members) != 1 || b.Editions != nil || b.Coming != nil || s.Instants() != nil || !b.Since().IsZero() || b.New(b.Members[0].Entry) {
		t.Errorf("editions %v, to come %v, instants %v", told(b.Editions), told(b.Coming), s.Instants())
	}
}

func TestContents(t *testing.T) {
	t.Parallel()
	for want, kinds := range map[string][]string{
		"1 note": {"note"}, "2 articles": {"article", "article"}, "1 note and 3 articles": {"article", "note", "article", "article"},
	} {
		var x Edition
		for _, k := range kinds {
			x.Members = append(x.Members, Member{Entry: &catalog.Entry{Kind: k}})
		}
		if got := x.Contents(); got != want {
			t.Errorf("%q hold %q, want %q", kinds, got, want)
		}
	}
}

// Ten years of weeks in a dozen briefings are one walk over their members.
func BenchmarkEditions(b *testing.B) {
	files := []string{"briefings.toml", "[[briefing]]\nid = \"b\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"all\"\nany = [\"kind:note\"]\n"}
	day := time.Date(2012, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range 3650 {
		files = append(files, fmt.Sprintf("content/notes/n%d.md", i), "---\ndate: "+day.AddDate(0, 0, i).Format(time.DateOnly)+"\n---\n")
	}
	s := group(b, files...)
	all := slices.Clone(s.All)
	b.ResetTimer()
	for range b.N {
		for range 12 {
			for _, x := range all {
				x.Editions, x.Coming = nil, nil
				x.divide(nil, s.cat.Now())
			}
		}
	}
}
