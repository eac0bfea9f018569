package briefing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/period"
	"briefings/cmd/internal/permalink"
)

// An Edition is what came into a briefing in one week or month: what has its publishDate in it. Late
// items join it.
type Edition struct {
	Briefing   *Briefing
	Period     period.Period
	URL        permalink.URL
	Start, End time.Time // the first moment of the period, and the first after it
	Modified   time.Time // End, or when the last of the late items came
	Members    []Member  // newest first
}

// Title names the edition and its briefing.
func (x *Edition) Title() string { return x.Briefing.Title + ", " + x.Period.Name() }

// Contents counts what is in it: "2 notes and 1 article".
func (x *Edition) Contents() string {
	notes := 0
	for _, m := range x.Members {
		if m.Entry.Kind == "note" {
			notes++
		}
	}
	var parts []string
	count := func(n int, one string) {
		switch {
		case n == 1:
			parts = append(parts, "1 "+one)
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", n, one))
		}
	}
	count(notes, "note")
	count(len(x.Members)-notes, "article")
	return strings.Join(parts, " and ")
}

// Late returns when an item of the edition came, if that was after its period: when it was read
// (source.retrieved), or its own date if publishDate goes back before it. It is zero for an item that
// came in time, or says nothing of it: the times of files are not asked.
func (x *Edition) Late(e *catalog.Entry) time.Time {
	came := e.Meta.Source.Retrieved.In(e.Publish.Location())
	if e.Date.After(came) {
		came = e.Date
	}
	if came.Before(x.End) {
		return time.Time{}
	}
	return came
}

// Since returns the end of the last edition: what is published from then on is new. It is zero if there
// is no edition. A period in which nothing came in moves nothing.
func (b *Briefing) Since() time.Time {
	if len(b.Editions) == 0 {
		return time.Time{}
	}
	return b.Editions[0].End
}

// New reports whether an item of the briefing has come in since the last edition.
func (b *Briefing) New(e *catalog.Entry) bool {
	since := b.Since()
	return !since.IsZero() && !e.Publish.Before(since)
}

// editions makes the editions of all briefings. Which of them a held item will be in is decided by the
// same rules, so that it is known which are to come.
func (s *Set) editions() {
	s.made = map[permalink.URL]bool{}
	if !slices.ContainsFunc(s.All, func(b *Briefing) bool { return b.Edition != "" }) {
		return
	}
	var future []*catalog.Entry
	for _, e := range s.cat.Held {
		if e.Hold == catalog.Future && e.Item() {
			future = append(future, e)
		}
	}
	expected := map[*Briefing][]*catalog.Entry{}
	for i, in := range s.decide(future) {
		for _, m := range in {
			expected[m.in] = append(expected[m.in], future[i])
		}
	}
	for _, b := range s.All {
		if b.Edition == "" {
			continue
		}
		b.divide(expected[b], s.cat.Now())
		for _, x := range b.Editions {
			s.made[x.URL] = true
			s.made[permalink.Edition(b.URL, "editions")] = true
		}
	}
}

// divide puts the members into editions. expected are items that will be members.
func (b *Briefing) divide(expected []*catalog.Entry, now time.Time) {
	all := map[period.Period]*Edition{}
	var last *Edition // neighbours in the list are mostly of one period
	in := func(e *catalog.Entry) *Edition {
		if last != nil && !e.Publish.Before(last.Start) && e.Publish.Before(last.End) {
			return last
		}
		p := period.Of(e.Publish, b.Edition == "weekly")
		last = all[p]
		if last == nil {
			loc := e.Publish.Location()
			last = &Edition{Briefing: b, Period: p, URL: permalink.Edition(b.URL, p.Key()), Start: p.Start(loc), End: p.End(loc)}
			last.Modified = last.End
			all[p] = last
		}
		return last
	}
	for _, m := range b.Members {
		if m.Entry.Publish.IsZero() {
			continue
		}
		x := in(m.Entry)
		x.Members = append(x.Members, m)
		if late := x.Late(m.Entry); late.After(x.Modified) {
			x.Modified = late
		}
	}
	for _, e := range expected {
		in(e)
	}
	for _, x := range all {
		if x.End.After(now) {
			b.Coming = append(b.Coming, x)
		} else {
			b.Editions = append(b.Editions, x)
		}
	}
	newest := func(x, y *Edition) int { return y.Period.Compare(x.Period) }
	slices.SortFunc(b.Editions, newest)
	slices.SortFunc(b.Coming, newest)
}

// Has reports whether an edition, or the list of a briefing's editions, stands at an address.
func (s *Set) Has(u permalink.URL) bool { return s.made[u] }

// An Instant is an end of a period: an edition is made then, and what is new in the briefing begins anew.
type Instant struct {
	At       time.Time
	Briefing string // its id
	Key      string // of the period: "2022-w45"
	Title    string // of the edition
}

// Instants returns the ends of all periods with an edition, and of those which will have one as far as
// can be known, in the order of time, then of the briefings.
func (s *Set) Instants() []Instant {
	var out []Instant
	for _, b := range s.All {
		for _, x := range slices.Concat(b.Coming, b.Editions) {
			out = append(out, Instant{At: x.End, Briefing: b.ID, Key: x.Period.Key(), Title: x.Title()})
		}
	}
	slices.SortStableFunc(out, func(a, b Instant) int { return a.At.Compare(b.At) })
	return out
}
