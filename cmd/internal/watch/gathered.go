package watch

import (
	"maps"
	"slices"
	"time"
)

// mostNames is how many names are kept. When more have changed, looking at everything costs no more.
const mostNames = 4096

// gathered is what has happened since the last Change. The zero value is nothing.
type gathered struct {
	names       map[string]bool
	all         bool
	first, last time.Time // when something was added; first is zero if nothing was
}

func (g *gathered) add(name string, now time.Time) {
	g.touch(now)
	if g.all {
		return
	}
	if g.names == nil {
		g.names = map[string]bool{}
	}
	g.names[name] = true
	if len(g.names) > mostNames {
		g.addAll(now)
	}
}

func (g *gathered) addAll(now time.Time) {
	g.touch(now)
	g.all, g.names = true, nil
}

func (g *gathered) touch(now time.Time) {
	if g.first.IsZero() {
		g.first = now
	}
	g.last = now
}

// wait returns how long it is until the Change is ready, if nothing more happens; ok is false if there
// is none.
func (g *gathered) wait(now time.Time, quiet, longest time.Duration) (d time.Duration, ok bool) {
	if g.first.IsZero() {
		return 0, false
	}
	return min(g.last.Add(quiet).Sub(now), g.first.Add(longest).Sub(now)), true
}

// take returns the Change, and begins the next one.
func (g *gathered) take() Change {
	c := Change{Names: slices.Sorted(maps.Keys(g.names)), All: g.all}
	*g = gathered{}
	return c
}
