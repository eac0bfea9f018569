package build_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/due"
)

// TestRests asks at many clocks what is due, with a build and without one: who answers without must say
// the same.
func TestRests(t *testing.T) {
	t.Parallel()
	d := newRemembered(t, map[string]string{
		"briefings.toml":        "title = \"Desk\"\ntimezone = \"Asia/Tehran\"\n",
		"content/notes/past.md": "+++\ndate = 2025-06-01\nexpiryDate = 2027-01-01\n+++\nText.\n",
		"content/notes/next.md": "+++\ndate = 2026-02-01\n+++\nText.\n",
	})
	state := d.remember()
	state.Destination = "public"
	file := filepath.Join(t.TempDir(), "state")
	ask := func(at time.Time, known bool) {
		t.Helper()
		d.in.Now = at
		if err := state.Save(file); err != nil {
			t.Fatal(err)
		}
		rest := build.Rests(d.in, cache.Load(file), "public")
		if (rest != nil) != known {
			t.Fatalf("at %v: answered without a build: %v, want %v", at, rest != nil, known)
		}
		if rest == nil {
			return
		}
		r, err := build.Run(d.in, nil)
		if err != nil {
			t.Fatal(err)
		}
		lapse := r.Lapsed(d.in, cache.Load(file), "public")
		coming := due.After(r.Instants(), at)
		coming = coming[:min(1, len(coming))]
		if fmt.Sprint(rest.Lapse, rest.Coming) != fmt.Sprint(lapse, coming) {
			t.Errorf("at %v: without a build\n%v %v\nwith one\n%v %v", at, rest.Lapse, rest.Coming, lapse, coming)
		}
	}
	built := d.in.Now
	next := time.Date(2026, 1, 31, 20, 30, 0, 0, time.UTC)
	ask(built, true)
	ask(built.AddDate(0, 0, -20), true)
	ask(next.Add(-1), true)
	ask(next, false)
	ask(next.AddDate(1, 0, 0), false)
	ask(time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC), false)
	if build.Rests(d.in, nil, "public") != nil || build.Rests(d.in, cache.Load(file), "elsewhere") != nil {
		t.Error("a build that nobody remembers is known")
	}

	// The last instant has passed: nothing comes any more.
	d.in.Now = time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC)
	state = d.remember()
	state.Destination = "public"
	ask(d.in.Now.AddDate(1, 0, 0), true)

	// A file that was edited leaves the answer to a build.
	d.write("content/notes/next.md", "+++\ndate = 2029-02-01\n+++\nText.\n", time.Now())
	ask(d.in.Now, false)
}
