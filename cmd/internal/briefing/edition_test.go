package briefing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

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
	for _, x := range s.Ends() {
		ends = append(ends, x.Period.Key())
	}
	if got, want := strings.Join(ends, " "), "2022-w46 2022-w45 2022-w44 2022-w43 2022-w41"; got != want {
		t.Errorf("editions come at the ends of %s, want %s", got, want)
	}
	for u, want := range map[permalink.URL]bool{
		"/briefings/b/2022-w44/": true, "/briefings/b/editions/": true, "/briefings/b/2022-w45/": false, "/briefings/b/2022-w40/": false,
	} {
		if s.Has(u) != want {
			t.Errorf("an edition stands at %s: %v, want %v", u, !want, want)
		}
	}
}

// An edition that an entity's coming will fill has an end at every clock, and one that nothing can be in
// has none.
func TestEnds(t *testing.T) {
	t.Parallel()
	s := group(t, "briefings.toml", "[[briefing]]\nid = \"b\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"names it\"\nall = [\"tag:t\", \"entity:ship\"]\nnone = [\"entity:pier\"]\n",
		"content/briefings/b.md", "---\ntitle: Harbour\nurl: /harbour/\npublishDate: 2022-11-15\n---\n",
		"content/entities/ship.md", "---\ntitle: Ship\npublishDate: 2022-12-01\n---\n",
		"content/entities/pier.md", "---\ntitle: Pier\n---\n",
		"content/notes/shown.md", note("date: 2022-11-01")+"The Ship.\n",
		"content/notes/later.md", note("date: 2022-11-16")+"The Ship.\n",
		"content/notes/gone.md", note("date: 2022-10-01\nexpiryDate: 2022-10-02")+"The Ship.\n",
		"content/notes/pier.md", note("date: 2022-10-15")+"The Ship at the Pier.\n",
		"content/notes/other.md", "---\ndate: 2022-09-01\n---\nThe Ship.\n")
	var got []string
	for _, x := range s.Ends() {
		got = append(got, fmt.Sprint(x.At.Format(time.DateOnly), " ", x.Briefing, " ", x.Title, " ", x.URL))
	}
	if want := "2022-11-21 b Harbour /harbour/2022-w46/\n2022-11-07 b b /briefings/b/2022-w44/"; strings.Join(got, "\n") != want {
		t.Errorf("ends\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if b := s.Find("b"); len(b.Members) != 0 || len(b.Editions) != 0 || told(b.Coming) != "2022-w46 2022-11-21T00:00Z:" {
		t.Errorf("editions %s, to come %s", told(b.Editions), told(b.Coming))
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
	if got, want := b.Editions[0].Period.Name(), "October 2022"; got != want {
		t.Errorf("the edition is of %q, want %q", got, want)
	}
}

// A briefing that wants no editions has none, and none of its instants.
func TestNoEditions(t *testing.T) {
	t.Parallel()
	s := group(t, "briefings.toml", strings.Replace(weekly, "edition = \"weekly\"\n", "", 1), "content/notes/old.md", note("date: 2022-10-24"))
	b := s.Find("b")
	if len(b.Members) != 1 || b.Editions != nil || b.Coming != nil || s.Ends() != nil || !b.Since().IsZero() || b.New(b.Members[0].Entry) {
		t.Errorf("editions %v, to come %v, ends %v", told(b.Editions), told(b.Coming), s.Ends())
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
				x.Editions, x.Coming, x.ends = nil, nil, nil
				s.divide(x, nil)
			}
		}
	}
}
