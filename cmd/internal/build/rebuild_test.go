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
			var done []string
			for range edits {
				done = slices.Insert(done, 0, d.Edit())
				in := input(t, folder(d.Files).fs())
				in.Now, in.Drafts, in.Future = d.Now, d.Drafts, d.Future
				warm, clean := publish(t, in, prev), publish(t, in, nil)
				if diff := difference(warm, clean); diff != "" {
					t.Fatalf("a build with the one before in hand differs: %s\nafter these edits, the last one first:\n%s",
						diff, strings.Join(done, "\n"))
				}
				prev = warm.result
			}
		})
	}
}
