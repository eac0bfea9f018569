package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/sitefs"
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
	// Not subtests, of which only as many as there are cores run at once: these sleep a lot.
	const desks = 8
	var done atomic.Int64
	var working sync.RWMutex // held by the desks, so that memory can be looked at between
	var wg sync.WaitGroup
	for seed := range uint64(desks) {
		f := follow(t, seed)
		wg.Go(func() {
			for done.Add(1) <= int64(steps) && !t.Failed() {
				working.RLock()
				err := f.sequence(t.Context())
				working.RUnlock()
				if err != nil {
					t.Errorf("seed %d: %v\nafter these edits:\n\t%s", seed, err, strings.Join(f.story, "\n\t"))
				}
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

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what finalizers have freed
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// deadline is how long a Session may take to meet an edit.
const deadline = 20 * time.Second

// A followed is a site on the disk that a Session follows.
type followed struct {
	*buildtest.Desk
	disk    *buildtest.Disk
	session *Session
	site    *sitefs.FS    // for clean builds
	last    *build.Result // nil if the machine failed
	failure error         // of the last build
	story   []string      // of the last edits, in order
}

// follow makes a site at a path that is not plain, and begins to follow it.
func follow(t *testing.T, seed uint64) *followed {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "Мой стол № 1", "site")
	f := &followed{disk: buildtest.NewDisk(seed, dir, filepath.Join(filepath.Dir(dir), "aside"))}
	f.Desk = buildtest.New(seed, time.Date(2022, 12, 31, 12, 0, 0, 0, time.UTC), f.disk)
	var err error
	if f.site, err = sitefs.Open(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.site.Close() })
	if f.session, err = Open(f.site, input(t), Options{Clock: func() time.Time { return f.Now }}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.session.Close() })
	f.build()
	return f
}

// input is a build with the built-in layouts, into the site's own public.
func input(t *testing.T) build.Input {
	t.Helper()
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	return build.Input{Builtin: layouts, Skip: "public", Drafts: true}
}

// sequence makes a few edits while the site is followed, turns the clock now and then, and waits until what
// is followed is a clean build. Then nothing more may happen.
func (f *followed) sequence(ctx context.Context) error {
	f.story = f.story[max(0, len(f.story)-60):]
	editing, edited := context.WithCancel(ctx)
	go func() {
		defer edited()
		for range 1 + f.IntN(6) {
			did := f.EditFiles()
			f.story = append(f.story, did)
			f.story = append(f.story, f.disk.Story()...)
			if f.IntN(3) == 0 {
				f.disk.Litter()
				f.story = append(f.story, f.disk.Story()...)
			}
		}
	}()
	for f.wait(editing) == nil {
		f.build()
	}
	<-editing.Done()
	if err := f.disk.Err(); err != nil {
		return fmt.Errorf("the disk: %w", err)
	}
	if f.IntN(5) == 0 {
		f.story = append(f.story, f.TurnClock())
	}
	return f.settle(ctx)
}

// settle waits until what is followed is a clean build, and stays so.
func (f *followed) settle(ctx context.Context) error {
	in := f.session.Input()
	in.Site, in.Now = f.site, f.Now
	r, err := build.Run(in, nil)
	if err != nil {
		return fmt.Errorf("clean build: %w", err)
	}
	clean, err := buildtest.Make(r)
	if err != nil {
		return fmt.Errorf("clean build: %w", err)
	}
	waiting, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	for builds := 0; ; builds++ {
		diff := f.difference(clean)
		if diff != "" {
			if err := f.wait(waiting); err != nil {
				return fmt.Errorf("%w, and the followed site and a clean build differ: %s", err, diff)
			}
			f.build()
			continue
		}
		quiet, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		err := f.wait(quiet)
		cancel()
		switch {
		case errors.Is(err, context.DeadlineExceeded):
			return nil
		case err != nil:
			return err
		case builds > 20:
			return errors.New("nobody edits, and the site is built again and again")
		}
		f.build()
	}
}

// wait waits for a change by hints alone: the regular look at everything is put off.
func (f *followed) wait(ctx context.Context) error {
	f.session.full = time.Now().Add(time.Hour)
	return f.session.Wait(ctx)
}

func (f *followed) build() { f.last, f.failure = f.session.Build() }

// difference compares the last build with a clean one; empty if they are equal.
func (f *followed) difference(clean buildtest.Made) string {
	if f.failure != nil {
		return f.failure.Error()
	}
	made, err := buildtest.Make(f.last)
	if err != nil {
		return err.Error() // a file to copy has gone
	}
	return buildtest.Difference(made, clean)
}
