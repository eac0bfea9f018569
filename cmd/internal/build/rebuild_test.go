package build_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/build/buildtest"
)

// TestRebuild changes a small site at random, a few hundred times, and builds it after each change
// with and without the build before: every byte and every problem must be equal.
func TestRebuild(t *testing.T) {
	t.Parallel()
	const runs, edits = 4, 60
	for seed := range uint64(runs) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			d := buildtest.New(seed, now, nil)
			var prev *build.Result
			var before map[string]string
			var done []string
			same, all := 0, 0
			for range edits {
				done = slices.Insert(done, 0, d.Edit())
				in := input(t, folder(d.Files).fs())
				in.Now, in.Drafts, in.Future = d.Now, d.Drafts, d.Future
				warm, clean := publish(t, in, prev), publish(t, in, nil)
				if diff := difference(warm, clean); diff != "" {
					t.Fatalf("a build with the one before in hand differs: %s\nafter these edits, the last one first:\n%s",
						diff, strings.Join(done, "\n"))
				}
				same += alike(t, prev, warm, before, done)
				all += len(warm.files)
				prev, before = warm.result, warm.files
			}
			if same < all/4 {
				t.Errorf("of %d files only %d had the keys of the build before: next to all would be made again each time", all, same)
			}
		})
	}
}

// alike wants every file that has the key which it had in the build before to have the same bytes, and
// counts these.
func alike(t *testing.T, prev *build.Result, now published, before map[string]string, done []string) int {
	t.Helper()
	if prev == nil {
		return 0
	}
	same := 0
	for _, f := range now.result.Pages.FS().Files() {
		then, _ := prev.Pages.FS().File(f.Name)
		if f.Key == nil || then.Key == nil || f.Key() != then.Key() {
			continue
		}
		same++
		if a, b := before[f.Name], now.files[f.Name]; a != b {
			t.Fatalf("%s has other bytes and the same key: %s\nafter these edits, the last one first:\n%s", f.Name, buildtest.FirstLine(a, b), strings.Join(done, "\n"))
		}
	}
	return same
}

// What a document calls an entity leads to its page for as long as one entity has the name, also where the document
// is not read again.
func TestNamesFollowEntities(t *testing.T) {
	t.Parallel()
	const link = `<a href="/entities/karsk/">Northport</a>`
	site := folder{
		"briefings.toml":            declaration,
		"content/articles/a.md":     "+++\ntitle = \"A\"\ndate = 2022-01-02\nplace = \"Northport\"\n[[claims]]\nwho = \"Northport\"\nwhat = \"Closed.\"\n+++\n",
		"content/entities/pilot.md": "+++\ntitle = \"Pilot\"\n[[roles]]\ntitle = \"Master\"\nof = \"Northport\"\n+++\n",
	}
	var prev *build.Result
	for _, step := range []struct {
		name, text string
		links      int
	}{
		{"karsk", "title = \"Karsk\"", 0},
		{"karsk", "title = \"Karsk\"\naliases = [\"Northport\"]", 2},
		{"village", "title = \"Northport\"", 0},
		{"village", "title = \"Northport\"\ndraft = true", 2},
		{"village", "title = \"Elsewhere\"", 2},
		{"karsk", "title = \"Karsk\"\n[names]\nno = \"northport\"", 2},
		{"karsk", "title = \"Karsk\"\n[names]\nno = \"nordhamn\"", 0},
	} {
		site["content/entities/"+step.name+".md"] = "+++\n" + step.text + "\n+++\n"
		in := input(t, site.fs())
		warm, clean := publish(t, in, prev), publish(t, in, nil)
		if diff := difference(warm, clean); diff != "" {
			t.Errorf("after %s is %q, a build with the one before in hand differs: %s", step.name, step.text, diff)
		}
		if got := strings.Count(warm.files["articles/a/index.html"], link); got != step.links {
			t.Errorf("when %s is %q, the article has %d links by the name, want %d", step.name, step.text, got, step.links)
		}
		if got := strings.Count(warm.files["entities/pilot/index.html"], link); got != step.links/2 {
			t.Errorf("when %s is %q, the entity has %d links by the name, want %d", step.name, step.text, got, step.links/2)
		}
		prev = warm.result
	}
}
