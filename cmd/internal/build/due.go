package build

import (
	"fmt"
	"iter"
	"time"

	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/due"
	"briefings/cmd/internal/permalink"
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
	why := lastBuild(last, r.Config)
	if passed := due.Between(r.Instants(), last.Clock, in.Now); len(passed) > 0 {
		return Lapse{Due: true, Why: why, Passed: passed}
	}
	if !validAt(last, in.Now) {
		return Lapse{Due: true, Why: why + ", and an instant that its files had has passed"}
	}
	return Lapse{Why: why}
}

// A Rest is what is known of a site that the clock has not changed.
type Rest struct {
	Lapse
	Config *config.Site
	Coming []due.Instant // the next, or none
}

// Rests is Lapsed without a build, for a site of which no file has changed: what the former run knew is
// enough to say that nothing is due. It is nil if only a build can say.
func Rests(in Input, last *cache.State, destination string) *Rest {
	if last == nil || last.Destination != destination {
		return nil
	}
	inv, err := Take(in)
	if err != nil {
		return nil
	}
	if known, _ := Recall(in, inv, last); known == nil {
		return nil
	}
	cfg, _, err := config.Load(in.Site)
	if err != nil {
		return nil
	}
	r := &Rest{Config: cfg, Lapse: Lapse{Why: lastBuild(last, cfg)}}
	if last.Next != nil {
		r.Coming = append(r.Coming, instant(*last.Next, cfg.Location))
	}
	return r
}

// lastBuild says which build is remembered.
func lastBuild(last *cache.State, cfg *config.Site) string {
	return "the last build was for " + last.Clock.In(cfg.Location).Format(time.RFC3339)
}

// noted is an instant as the next run may know it.
func noted(x due.Instant) *cache.Instant {
	return &cache.Instant{At: x.At, Kind: x.Kind, Why: x.Why, Path: string(x.Path), ID: x.ID, Title: x.Title, URL: string(x.URL)}
}

// instant is one that was noted, in the site's zone.
func instant(x cache.Instant, zone *time.Location) due.Instant {
	return due.Instant{At: x.At.In(zone), Kind: x.Kind, Why: x.Why, Path: content.Path(x.Path), ID: x.ID, Title: x.Title, URL: permalink.URL(x.URL)}
}
