package build_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/output/manifest"
)

// TestInstants holds sites without plan against their instants: from one to right before the next the
// clock changes no byte and no problem, and what is remembered of a build is true of just that time.
func TestInstants(t *testing.T) {
	t.Parallel()
	const runs, edits = 6, 2
	for seed := range uint64(runs) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := buildtest.New(100+seed, now, nil)
			for range edits {
				for range 5 {
					d.Edit()
				}
				in := input(t, folder(d.Files).fs())
				in.Drafts, in.Future, in.Expired = d.IntN(2) == 0, d.IntN(2) == 0, d.IntN(2) == 0
				checkSpans(t, in)
			}
		})
	}
}

// checkSpans builds a site at both ends of the spans between its instants.
func checkSpans(t *testing.T, in build.Input) {
	t.Helper()
	all := publish(t, in, nil).result.Instants()
	if !slices.IsSortedFunc(all, func(a, b due.Instant) int { return a.At.Compare(b.At) }) {
		t.Error("the instants are in no order")
	}
	ends := []time.Time{{}, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)}
	for _, x := range all {
		ends = append(ends, x.At.UTC())
	}
	slices.SortFunc(ends, time.Time.Compare)
	ends = slices.CompactFunc(ends, time.Time.Equal)
	for i := range len(ends) - 1 {
		in.Now = ends[i]
		first := publish(t, in, nil)
		in.Now = ends[i+1].Add(-1)
		last := publish(t, in, nil)
		if diff := difference(first, last); diff != "" {
			t.Fatalf("the clock changes the site between %v and %v, which follow each other: %s", ends[i], ends[i+1], diff)
		}
		if got := last.result.Instants(); fmt.Sprint(got) != fmt.Sprint(all) {
			t.Fatalf("at %v the instants are\n%v\nand at another clock\n%v", in.Now, got, all)
		}
		inv, err := build.Take(in)
		if err != nil {
			t.Fatal(err)
		}
		state, err := last.result.Remember(context.Background(), in, inv, manifest.Manifest{})
		if err != nil {
			t.Fatal(err)
		}
		if i == len(ends)-2 && state.Until.IsZero() {
			state.Until = ends[i+1]
		}
		if !state.From.Equal(ends[i]) || !state.Until.Equal(ends[i+1]) {
			t.Fatalf("a build at %v is remembered as true from %v to %v, want %v to %v", in.Now, state.From, state.Until, ends[i], ends[i+1])
		}
	}
}

// TestInstantsChange wants each instant of a plain site to be one: right before it the site is another.
func TestInstantsChange(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml": declaration + "timezone = \"Europe/London\"\n[[briefing]]\nid = \"w\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"is an item\"\n" +
			"any = [\"kind:note\", \"kind:article\"]\n",
		"content/notes/a.md":       front("date = 2022-03-27T01:30:00\nexpiryDate = 2022-10-30T01:30:00", ""),
		"content/articles/b.md":    front("date = 2021-01-01\npublishDate = 2023-01-01", ""),
		"content/entities/c.md":    front("expiryDate = 2025-01-01\n[[roles]]\ntitle = \"Chair\"\nfrom = 2020-01-01\nto = 2024-06-01", ""),
		"content/pages/d.md":       front("draft = true\ndate = 2021-02-01", ""),
		"content/sources/e.md":     front("publishDate = 2021-03-01", ""),
		"content/briefings/f.md":   front("publishDate = 2021-04-01", "Text."),
		"content/notes/shown.md":   front("", "[[c]] and [[e]]"),
		"content/notes/_index.md":  front("publishDate = 2021-05-01", "Text."),
		"content/entities/over.md": front("date = 2022-02-01\nexpiryDate = 2022-01-01", ""),
	}
	// What only a flag shows is marked on its page and in lists, and these have neither.
	unmarked := []string{"content/sources/e.md", "content/briefings/f.md", "content/notes/_index.md"}
	for _, flags := range []build.Input{{}, {Drafts: true}, {Future: true}, {Drafts: true, Future: true, Expired: true}} {
		in := input(t, site.fs())
		in.Drafts, in.Future, in.Expired = flags.Drafts, flags.Future, flags.Expired
		checkSpans(t, in)
		all := publish(t, in, nil).result.Instants()
		if len(all) < 9 {
			t.Errorf("only %d instants: %v", len(all), all)
		}
		for _, x := range all {
			if in.Future && slices.Contains(unmarked, string(x.Path)) {
				continue
			}
			in.Now = x.At.Add(-1)
			was := publish(t, in, nil)
			in.Now = x.At
			if difference(was, publish(t, in, nil)) == "" {
				t.Errorf("drafts %v, future %v, expired %v: nothing changes at the instant %v", in.Drafts, in.Future, in.Expired, x)
			}
		}
	}
}

// TestNews wants items to be in the sitemap of news for two days, and no longer, and each to leave it at an
// instant. A site that does not ask for one has neither.
func TestNews(t *testing.T) {
	t.Parallel()
	const file = "sitemap-news.xml"
	site := folder{
		"briefings.toml":           declaration + "news_sitemap = true\ntimezone = \"Asia/Tehran\"\n",
		"content/notes/a.md":       front("date = 2022-11-09", ""),
		"content/articles/b.md":    front("date = 2022-11-10T12:00:00\nexpiryDate = 2022-11-11", ""),
		"content/articles/c.md":    front("date = 2022-01-01\npublishDate = 2022-11-10", ""),
		"content/articles/d.md":    front("date = 2022-11-09\ndraft = true", ""),
		"content/notes/undated.md": front("", ""),
		"content/about.md":         front("date = 2022-11-09", ""),
	}
	in := input(t, site.fs())
	checkSpans(t, in)
	for _, tt := range []struct{ clock, want string }{
		{"2022-11-09T00:00:00+03:30", "/notes/a/"},
		{"2022-11-10T13:00:00+03:30", "/articles/b/ /articles/c/ /notes/a/"},
		{"2022-11-11T00:00:00+03:30", "/articles/c/"},
		{"2022-11-12T00:00:00+03:30", ""},
	} {
		var err error
		if in.Now, err = time.Parse(time.RFC3339, tt.clock); err != nil {
			t.Fatal(err)
		}
		var listed []string
		for line := range strings.Lines(publish(t, in, nil).files[file]) {
			if u, ok := strings.CutPrefix(line, "<loc>https://desk.example"); ok {
				listed = append(listed, strings.TrimSuffix(strings.TrimSpace(u), "</loc>"))
			}
		}
		slices.Sort(listed)
		if got := strings.Join(listed, " "); got != tt.want {
			t.Errorf("at %s %q is news, want %q", tt.clock, got, tt.want)
		}
	}
	p := publish(t, in, nil)
	if !strings.Contains(p.files["robots.txt"], "Sitemap: https://desk.example/"+file+"\n") {
		t.Errorf("robots.txt does not name the sitemap of news: %s", p.files["robots.txt"])
	}
	var leave []string
	for _, x := range p.result.Instants() {
		if x.Kind == due.News {
			leave = append(leave, x.At.Format(time.RFC3339)+" "+string(x.URL))
		}
	}
	if got, want := strings.Join(leave, "\n"), "2022-11-11T00:00:00+03:30 /notes/a/\n2022-11-12T00:00:00+03:30 /articles/c/"; got != want {
		t.Errorf("what leaves is\n%s\nwant\n%s", got, want)
	}
	site["briefings.toml"] = declaration
	p = publish(t, input(t, site.fs()), nil)
	if _, made := p.files[file]; made || slices.ContainsFunc(p.result.Instants(), func(x due.Instant) bool { return x.Kind == due.News }) {
		t.Error("there is news in a site that has no sitemap of it")
	}
}

// TestLapsed asks of remembered builds whether the clock has made them old.
func TestLapsed(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"briefings.toml":     declaration,
		"content/notes/a.md": front("date = 2025-01-01", ""),
		"content/notes/b.md": front("date = 2026-06-01\nexpiryDate = 2026-09-01", ""),
	}
	day := func(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		name   string
		edit   func(d *remembered)
		passed string // titles' kinds; "none" if it is due for another reason; empty if it is not due
	}{
		{"nothing", func(*remembered) {}, ""},
		{"right before an instant", func(d *remembered) { d.in.Now = day(6, 1).Add(-1) }, ""},
		{"at an instant", func(d *remembered) { d.in.Now = day(6, 1) }, "publication"},
		{"after two", func(d *remembered) { d.in.Now = day(9, 1) }, "publication expiry"},
		{"the clock set back", func(d *remembered) { d.in.Now = d.in.Now.AddDate(-3, 0, 0) }, "publication"},
		{"a flag", func(d *remembered) { d.in.Drafts = true }, "none"},
		{"an edit", func(d *remembered) { d.write("content/notes/a.md", front("date = 2025-01-01", "More."), time.Now()) }, ""},
		{"an edit that is due", func(d *remembered) {
			d.write("content/notes/a.md", front("date = 2026-02-01", ""), time.Now())
			d.in.Now = day(2, 1)
		}, "publication"},
		{"an instant that is gone", func(d *remembered) {
			d.write("content/notes/b.md", front("date = 2025-06-01", ""), time.Now())
			d.in.Now = day(6, 1)
		}, "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := newRemembered(t, files)
			state := d.remember()
			state.Destination = "public"
			tt.edit(d)
			r, err := build.Run(d.in, nil)
			if err != nil {
				t.Fatal(err)
			}
			lapse := r.Lapsed(d.in, state, "public")
			var passed []string
			for _, x := range lapse.Passed {
				passed = append(passed, x.Kind)
			}
			got := strings.Join(passed, " ")
			if lapse.Due && got == "" {
				got = "none"
			}
			if got != tt.passed || lapse.Why == "" {
				t.Errorf("due: %q (%s), want %q", got, lapse.Why, tt.passed)
			}
			if !r.Lapsed(d.in, state, "elsewhere").Due || !r.Lapsed(d.in, nil, "public").Due {
				t.Error("nothing is due of a build elsewhere, or of none")
			}
		})
	}
}
