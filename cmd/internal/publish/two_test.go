package publish_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"briefings/cmd/internal/output"
	"briefings/cmd/internal/publish"
)

// TestTwoAtOnce publishes two sites to one place at once, time and again. Whoever is told that it was published
// finds it published, unless the other was told so as well and came later; who is not, is told why. The next
// publication mends whatever is left.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	for name, start := range hosts {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.Contains(name, " over its protocol") && !full() {
				t.Skip("the same is tested without the network")
			}
			h := start(t)
			a, b := newSite(21, 20), newSite(22, 20)
			dirs := []string{filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")}
			both, one, none := 0, 0, 0
			for range times(t, 4) {
				a.edit()
				b.edit()
				sources := []*publish.Source{build(t, a.files(), dirs[0]), build(t, b.files(), dirs[1])}
				errs := make([]error, 2)
				var wg sync.WaitGroup
				for i, s := range sources {
					wg.Go(func() { _, errs[i] = run(t, h, s, publish.Options{}) })
				}
				wg.Wait()
				done := 0
				for _, err := range errs {
					if err == nil {
						done++
					} else if r, ok := errors.AsType[*output.Refusal](err); !ok || !strings.Contains(r.Cure, "publish again") {
						t.Errorf("the error is %v, want a refusal that says to publish again", err)
					}
				}
				switch done {
				case 0:
					none++
				case 1:
					one++
				default:
					both++
				}
				mustRun(t, h, sources[0])
				kept := slices.DeleteFunc(h.names(), func(name string) bool { return !strings.HasPrefix(name, "assets/") })
				wantSite(t, h, a.files(), kept...)
				if h.get(".briefings-begun") != nil {
					t.Error("the list of what is begun is still there")
				}
			}
			t.Logf("both were published %d times, one %d, none %d", both, one, none)
		})
	}
}

// TestSecondIsRefused begins a publication in the middle of another, after one file and after all, and before
// that a third that dies. Only one of two is ever told that it is published, and nothing of the other is left, be it
// what the one removed.
func TestSecondIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"folder", "bucket", "real bucket", "rsync"} {
		for _, c := range []struct{ late, firstKeeps bool }{{false, false}, {true, false}, {false, true}, {true, true}} {
			t.Run(fmt.Sprintf("%s, late %v, the first keeps what the second removes %v", name, c.late, c.firstKeeps), func(t *testing.T) {
				t.Parallel()
				h := hosts[name](t)
				a, b := newSite(23, 10), newSite(23, 10)
				mustRun(t, h, build(t, a.files(), filepath.Join(t.TempDir(), "a")))
				removes, keeps := a, b
				if c.firstKeeps {
					removes, keeps = b, a
				}
				page := removes.names()[0]
				keeps.pages["notes/of the one/index.html"] = 1 // which the other never sends: it may be on its way still
				keeps.pages[page]++
				delete(removes.pages, page)
				removes.edit()
				first, second := build(t, a.files(), filepath.Join(t.TempDir(), "a")), build(t, b.files(), filepath.Join(t.TempDir(), "b"))

				dying, die := context.WithCancel(t.Context())
				r, err := publish.Open(t.Context(), h.to, "", first.Dir, hasty)
				if err != nil {
					t.Fatal(err)
				}
				_, err = publish.Run(dying, first, h.to, r, publish.Options{Progress: func(int, int) { die() }})
				if closed := r.Close(); !errors.Is(err, context.Canceled) || closed != nil {
					t.Fatalf("a publication that dies: %v, %v", err, closed)
				}

				var inner error
				begun := false
				_, outer := run(t, h, first, publish.Options{Progress: func(done, all int) {
					if !begun && (done == all || !c.late && done == 1) {
						begun = true
						_, inner = run(t, h, second, publish.Options{})
					}
				}})
				neither := inner != nil && outer != nil
				if inner == nil && outer == nil || neither && name != "rsync" { // which says that a file is there before it is
					t.Errorf("the first: %v; the second: %v; want one to be refused", outer, inner)
				}
				site, source := a, first
				if inner == nil {
					site, source = b, second
					for file := range b.files() {
						if h.get(file) == nil {
							t.Errorf("%s is published, and was removed by the other", file)
						}
					}
				}
				for _, err := range []error{inner, outer} {
					if err != nil {
						wantRefusal(t, err, "", "publish again")
					}
				}
				mustRun(t, h, source)
				kept := slices.DeleteFunc(h.names(), func(name string) bool { return !strings.HasPrefix(name, "assets/") })
				wantSite(t, h, site.files(), kept...)
			})
		}
	}
}
