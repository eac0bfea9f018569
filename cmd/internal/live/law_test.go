package live

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefings/cmd/internal/build/buildtest"
)

// TestLaw works on sites on a real disk while they are followed, as editors would, at random: after each
// sequence of edits the watched site must become equal to a clean build, to the byte. It must by what the
// watcher says alone: no full look comes to its help.
//
// BRIEFINGS_TEST_STEPS is how many sequences there are, if not 500; see "make soak".
func TestLaw(t *testing.T) {
	t.Parallel()
	steps := 500
	if n := os.Getenv("BRIEFINGS_TEST_STEPS"); n != "" {
		var err error
		if steps, err = strconv.Atoi(n); err != nil {
			t.Fatal(err)
		}
	}
	var done atomic.Int64
	var working sync.RWMutex // held by the desks, so that memory can be looked at between
	var wg sync.WaitGroup
	for _, d := range newDesks(t, 8) {
		// No subtests, of which only as many as there are cores run at once: these sleep a lot.
		wg.Go(func() {
			for done.Add(1) <= int64(steps) && !t.Failed() {
				working.RLock()
				d.sequence(t)
				working.RUnlock()
			}
		})
	}
	// A long run keeps no more at its end than it did early on.
	var early uint64
	for at := 1000; at <= steps && !t.Failed(); at += 1000 {
		for done.Load() < int64(at) && !t.Failed() {
			time.Sleep(10 * time.Millisecond)
		}
		working.Lock()
		now := heap()
		working.Unlock()
		t.Logf("after %d sequences %d KB are in use", at, now>>10)
		if early == 0 {
			early = now
		}
		if now > 2*early {
			t.Errorf("%d KB are in use, %d KB were after the first 1000 sequences: something is never forgotten", now>>10, early>>10)
		}
	}
	wg.Wait()
}

// TestLawWritten is the same of the destination that "build --watch" keeps up to date, in the site itself.
func TestLawWritten(t *testing.T) {
	t.Parallel()
	const sequences = 15
	var wg sync.WaitGroup
	for _, d := range newDesks(t, 4) {
		d.writes = true
		wg.Go(func() {
			for k := 0; k < sequences && !t.Failed(); k++ {
				d.sequence(t)
			}
		})
	}
	wg.Wait()
}

// A desk is a site that is edited at random, and followed.
type desk struct {
	*followed
	*buildtest.Desk
	disk  *buildtest.Disk
	seed  uint64
	story []string // of the last edits, in order
}

func newDesks(t *testing.T, n int) []*desk {
	t.Helper()
	var out []*desk
	for seed := range uint64(n) {
		dir := siteDir(t)
		d := &desk{disk: buildtest.NewDisk(seed, dir, filepath.Join(filepath.Dir(dir), "aside")), seed: seed}
		d.Desk = buildtest.New(seed, newYear, d.disk)
		d.followed = follow(t, dir, Options{Clock: func() time.Time { return d.Now }})
		out = append(out, d)
	}
	return out
}

// sequence makes a few edits while the site is followed, turns the clock now and then, and wants the site to
// become a clean build.
func (d *desk) sequence(t *testing.T) {
	const told = 60
	d.story = d.story[max(0, len(d.story)-told):]
	if d.IntN(5) == 0 {
		d.story = append(d.story, d.TurnClock())
	}
	err := d.meanwhile(context.WithoutCancel(t.Context()), func() {
		for range 1 + d.IntN(6) {
			d.story = append(d.story, d.EditFiles())
			d.story = append(d.story, d.disk.Story()...)
			if d.IntN(3) == 0 {
				d.disk.Litter()
				d.story = append(d.story, d.disk.Story()...)
			}
		}
	})
	if failed := d.disk.Err(); failed != nil {
		err = fmt.Errorf("the disk: %w", failed)
	}
	if err != nil {
		t.Errorf("seed %d: %v\nafter these edits:\n\t%s", d.seed, err, strings.Join(d.story, "\n\t"))
	}
}
