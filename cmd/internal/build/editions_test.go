package build_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/sitecheck"
)

// weekly declares a briefing of everything that bears a tag, with an edition for each week.
const weekly = declaration + "title = \"Desk\"\n[[briefing]]\nid = \"b\"\ntitle = \"Port\"\nedition = \"weekly\"\n[[briefing.rule]]\nwhy = \"is tagged\"\nany = [\"tag:t\"]\n"

// tagged is a member of the briefing.
func tagged(title, keys, text string) string {
	return fmt.Sprintf("+++\ntitle = %q\ntags = [\"t\"]\n%s\n+++\n%s\n", title, keys, text)
}

// at builds a site by a clock.
func at(t *testing.T, site folder, clock string) published {
	t.Helper()
	in := input(t, site.fs())
	now, err := time.Parse(time.RFC3339, clock)
	if err != nil {
		t.Fatal(err)
	}
	in.Now = now
	return publish(t, in, nil)
}

// TestEditionClock makes an edition at the end of its week, and then only.
func TestEditionClock(t *testing.T) {
	t.Parallel()
	site := folder{"briefings.toml": weekly + "\n", "content/notes/n.md": tagged("N", "date = 2022-11-09", ""), "content/notes/later.md": tagged("Later", "date = 2022-11-14", "")}
	const page = "briefings/b/2022-w45/index.html"
	before, after := at(t, site, "2022-11-13T23:59:59Z"), at(t, site, "2022-11-14T00:00:00Z")
	if _, ok := before.files[page]; ok {
		t.Error("the edition is made before its week has ended")
	}
	if strings.Contains(before.files["briefings/b/index.html"], "New since") {
		t.Error("something is new before there is an edition")
	}
	if !strings.Contains(after.files[page], "Port, week 45 of 2022") || strings.Contains(after.files[page], "Later") {
		t.Errorf("the edition is %s", main(after.files[page]))
	}
	live := main(after.files["briefings/b/index.html"])
	if _, fresh, ok := strings.Cut(live, "New since"); !ok || strings.Index(fresh, "Later") > strings.Index(fresh, "What the desk") || strings.Count(live, "/notes/later/") != 1 {
		t.Errorf("what came after the edition is not new: %s", live)
	}
	for name, text := range after.files {
		if strings.Contains(text, "2022-w46") {
			t.Errorf("%s speaks of the week that goes on", name)
		}
	}
}

// TestEditionFuture shows what is to come, if a flag wants it, and still makes no edition of a week that
// has not ended.
func TestEditionFuture(t *testing.T) {
	t.Parallel()
	in := input(t, folder{"briefings.toml": weekly, "content/notes/n.md": tagged("N", "date = 2023-01-04", "")}.fs())
	in.Future = true
	p := publish(t, in, nil)
	if strings.Contains(p.files["briefings/b/index.html"], "2023-w01") || p.files["briefings/b/2023-w01/index.html"] != "" {
		t.Error("an edition of a week that has not ended")
	}
}

// TestEditionLaw builds a site at every instant and between them: bytes change at instants only, which
// the site says itself, and everything links to what is there.
func TestEditionLaw(t *testing.T) {
	t.Parallel()
	site := folder{
		"briefings.toml": strings.Replace(weekly, "\n", "\ntimezone = \"Europe/London\"\n", 1) +
			"[[briefing]]\nid = \"m\"\nedition = \"monthly\"\n[[briefing.rule]]\nwhy = \"is tagged\"\nany = [\"tag:t\"]\n",
		"content/notes/a.md":    tagged("A", "date = 2022-10-27", "[w](/briefings/b/2022-w43/) [m](../briefings/m/2022-10/) [all](/briefings/b/editions/)"),
		"content/notes/b.md":    tagged("B", "date = 2022-10-30T22:00:00", ""),
		"content/notes/c.md":    tagged("C", "date = 2022-11-02\nexpiryDate = 2022-11-20", ""),
		"content/articles/d.md": tagged("D", "date = 2022-11-17\nsource = {retrieved = 2022-11-28}", ""),
	}
	first := time.Date(2022, 10, 20, 0, 0, 0, 0, time.UTC)
	in := input(t, site.fs())
	var prev *build.Result
	var last published
	for hour := 0; hour < 24*44; hour += 12 {
		in.Now = first.Add(time.Duration(hour) * time.Hour)
		p := publish(t, in, prev)
		prev = p.result
		for _, fault := range sitecheck.Links(p.fs(), "https://desk.example/") {
			t.Errorf("at %v: %s", in.Now, fault)
		}
		if p.problems != nil && slices.ContainsFunc(p.said(), func(s string) bool { return strings.HasPrefix(s, "error") }) {
			t.Errorf("at %v the clock makes an error: %q", in.Now, p.said())
		}
		if last.files != nil {
			want := len(due.Between(p.result.Instants(), in.Now.Add(-12*time.Hour), in.Now)) > 0
			if changed := !maps.Equal(last.files, p.files); changed != want {
				t.Errorf("in the half day before %v the site has changed: %v; it has an instant there: %v", in.Now, changed, want)
			}
		}
		last = p
	}
}

// TestRecallEdition does not take a site from before the end of a week for one from after it.
func TestRecallEdition(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{"briefings.toml": weekly, "content/notes/n.md": tagged("N", "date = 2022-11-09", "")})
	end := time.Date(2022, 11, 14, 0, 0, 0, 0, time.UTC)
	d.in.Now = end.Add(-time.Second)
	before := d.remember()
	d.in.Now = end
	after := d.remember()
	for _, tt := range []struct {
		now           time.Time
		before, after bool
	}{
		{end.AddDate(0, 0, -5), true, false}, {end.Add(-1), true, false}, {end, false, true}, {end.AddDate(1, 0, 0), false, true},
	} {
		d.in.Now = tt.now
		if got := d.recall(before); got != tt.before {
			t.Errorf("at %v the site of before is recalled: %v", tt.now, got)
		}
		if got := d.recall(after); got != tt.after {
			t.Errorf("at %v the site of after is recalled: %v", tt.now, got)
		}
	}
}

// TestEditionLinks follows links to editions: to one that is there, to one that is to come, to one that
// has nothing of the briefing, to no edition at all.
func TestEditionLinks(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ link, want string }{
		{"/briefings/b/2022-w44/", ""},
		{"/briefings/b/2022-w44", ""},
		{"/briefings/b/2022-w44/index.html", ""},
		{"../briefings/b/2022-w44/", ""},
		{"../../briefings/b/2022-w44/", ""},
		{"/briefings/b/editions/", ""},
		{"/briefings/b/2022-w45/", "warning content/notes/n.md:6:1 ref-held"},
		{"/briefings/b/2022-w46/", "warning content/notes/n.md:6:1 ref-held"}, // what is in it is held back
		{"/briefings/b/2022-w43/", "warning content/notes/n.md:6:1 ref-held"}, // only others' items are of that week
		{"/briefings/b/2022-w30/", "error content/notes/n.md:6:1 ref-missing"},
		{"/briefings/b/2022-11/", "error content/notes/n.md:6:1 ref-missing"},
		{"/briefings/c/2022-w44/", "error content/notes/n.md:6:1 ref-missing"}, // has no editions
	} {
		p := at(t, folder{
			"briefings.toml":         weekly + "[[briefing]]\nid = \"c\"\n[[briefing.rule]]\nwhy = \"x\"\nany = [\"tag:t\"]\n",
			"content/notes/n.md":     tagged("N", "date = 2022-11-01", "[x]("+tt.link+")"),
			"content/notes/now.md":   tagged("Now", "date = 2022-11-09", ""),
			"content/notes/next.md":  tagged("Next", "date = 2022-11-16", ""),
			"content/notes/other.md": "+++\ntitle = \"Other\"\ndate = 2022-10-27\n+++\n",
		}, "2022-11-10T00:00:00Z")
		if got := strings.Join(p.said(), "; "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.link, got, tt.want)
		}
		if strings.Contains(p.files["notes/n/index.html"], `class="unlinked"`) != (tt.want != "") {
			t.Errorf("%s: %s", tt.link, main(p.files["notes/n/index.html"]))
		}
	}
}
