package watch

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/watch/watchtest"
)

// TestLimits runs out of what the system really has to give.
func TestLimits(t *testing.T) {
	t.Parallel()
	if watchtest.InNamespace(t) {
		t.Run("watches", outOfWatches)
		t.Run("instances", outOfInstances)
	}
}

func outOfWatches(t *testing.T) {
	watchtest.Limit(t, "max_inotify_watches", 20)
	notes := make(chan string, 10)
	s := watchTree(t, Options{Note: func(n string) { notes <- n }}, "a/", "b/")
	s.probe()
	for i := range 30 {
		s.mkdir(fmt.Sprintf("a/%d", i))
	}
	if note := <-notes; !strings.Contains(note, "max_user_watches") {
		t.Errorf("said %q, want the cure", note)
	}
	for range 2 {
		for !s.next().All {
		}
	}
	s.must(s.w.Close())

	s.watch(Options{Note: func(n string) { notes <- n }}, onNetwork)
	if note := <-notes; !strings.Contains(note, "max_user_watches") {
		t.Errorf("said %q, want the cure", note)
	}
	if c := s.next(); !c.All {
		t.Errorf("%+v, want All", c)
	}
	s.must(s.w.Close())
	if len(notes) > 0 {
		t.Errorf("said more: %q", <-notes)
	}
}

func outOfInstances(t *testing.T) {
	watchtest.Limit(t, "max_inotify_instances", 0)
	notes := make(chan string, 10)
	s := watchTree(t, Options{Note: func(n string) { notes <- n }}, "a/")
	if note := <-notes; !strings.Contains(note, "max_user_instances") {
		t.Errorf("said %q, want the cure", note)
	}
	start := time.Now()
	if c := s.next(); !c.All {
		t.Errorf("%+v, want All", c)
	}
	if took := time.Since(start); took < time.Second/2 {
		t.Errorf("looked again after %v: a pause is missing", took)
	}
}
