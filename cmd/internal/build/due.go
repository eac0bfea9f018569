package build

import (
	"fmt"
	"iter"
	"time"

	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/due"
)

// instants yields all that the clock changes in the site, under the flags that it was built with.
// Whatever else comes to depend on the clock is yielded here too: what remembers a build, what lists
// instants and what waits for the next all ask this function.
func (r *Result) instants() iter.Seq[due.Instant] {
	return func(yield func(due.Instant) bool) {
		for _, all := range []iter.Seq[due.Instant]{due.Documents(r.Catalog), due.Editions(r.Briefings)} {
			for x := range all {
				if !yield(x) {
					return
				}
			}
		}
	}
}

// Instants returns the instants at which the clock changes the site, under the flags that it was built
// with: past and future ones, by time, path and kind.
func (r *Result) Instants() []due.Instant { return due.Sorted(r.instants()) }

// Valid returns the clocks that the result is true of: from the last instant before its own to the
// next, exclusive. Either is zero if there is none.
func (r *Result) Valid(now time.Time) (from, until time.Time) {
	for x := range r.instants() {
		switch {
		case x.At.After(now):
			if until.IsZero() || x.At.Before(until) {
				until = x.At
			}
		case x.At.After(from):
			from = x.At
		}
	}
	return from, until
}

// A Lapse is what the clock has done to the site that a former run made.
type Lapse struct {
	Due    bool
	Why    string        // why it is due, or why not
	Passed []due.Instant // between the two clocks; nil if it is due for another reason
}

// Lapsed says whether the site that a former run made must be made again because of the clock. last is
// what is remembered of that run, nil if nothing is; destination is where the site is written to, as
// State has it.
//
// Files may have changed since. An instant that they have today counts, and one that they had then:
// what was to expire is still online when its file is gone. Of a run with other flags, or to another
// place, nothing is known of this one, and a build is due. The program's version does not matter: a
// newer one is no matter of the clock.
func (r *Result) Lapsed(in Input, last *cache.State, destination string) Lapse {
	switch {
	case last == nil:
		return Lapse{Due: true, Why: "no build is remembered"}
	case last.Destination != destination:
		return Lapse{Due: true, Why: fmt.Sprintf("the last build was written to %q", last.Destination)}
	case last.Flags != in.flags():
		return Lapse{Due: true, Why: "the last build was made with other flags"}
	}
	at := last.Clock.In(r.Config.Location).Format(time.RFC3339)
	if passed := due.Between(r.Instants(), last.Clock, in.Now); len(passed) > 0 {
		return Lapse{Due: true, Why: "the last build was for " + at, Passed: passed}
	}
	if !validAt(last, in.Now) {
		return Lapse{Due: true, Why: "the last build was for " + at + ", and an instant that its files had has passed"}
	}
	return Lapse{Why: "the last build was for " + at}
}
