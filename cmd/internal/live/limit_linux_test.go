package live

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"briefings/cmd/internal/watch/watchtest"
)

// TestLimit follows a site with more folders than can be listened to: first at once, then as they come.
func TestLimit(t *testing.T) {
	t.Parallel()
	if !watchtest.InNamespace(t) {
		return
	}
	watchtest.Limit(t, "max_inotify_watches", 15)
	for _, folders := range []int{20, 5} {
		dir := siteDir(t)
		files := papers(1, 0)
		for k := range folders {
			files[fmt.Sprintf("content/articles/%d/a.md", k)] = paper(k, 0)
		}
		write(t, dir, files)
		notes := make(chan string, 9)
		f := follow(t, dir, Options{Note: func(n string) { notes <- n }})
		for version := range 3 {
			for k := range folders {
				files[fmt.Sprintf("content/articles/%d/a.md", k)] = paper(k, version+1)
				files[fmt.Sprintf("content/notes/%d.%d/a.md", version, k)] = paper(k, version)
			}
			var failed error
			err := f.meanwhile(t.Context(), func() { failed = save(dir, files) })
			if err := errors.Join(failed, err); err != nil {
				t.Fatalf("%d folders, edit %d: %v", folders, version, err)
			}
		}
		if note := <-notes; !strings.Contains(note, "max_user_watches") || len(notes) > 0 {
			t.Errorf("says %q and %d more, want the cure once", note, len(notes))
		}
		f.session.Close()
	}
}
