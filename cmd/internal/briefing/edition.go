package briefing

import (
	"slices"
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

	comes bool // something is in it, or may be, at End
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

// editions makes the editions of all briefings. prev is as for Group.
func (s *Set) editions(prev *Set) {
	s.made = map[permalink.URL]bool{}
	if !slices.ContainsFunc(s.All, func(b *Briefing) bool { return b.Edition != "" }) {
		return
	}
	possible := s.possible(prev)
	for _, b := range s.All {
		if b.Edition == "" {
			continue
		}
		s.divide(b, possible[b])
		for _, x := range b.Editions {
			s.made[x.URL] = true
			s.made[permalink.Edition(b.URL, "editions")] = true
		}
	}
}

// divide puts the members of b into editions. possible are items that are members at other clocks.
func (s *Set) divide(b *Briefing, possible []*catalog.Entry) {
	all := map[period.Period]*Edition{}
	var last *Edition // neighbours in the list are mostly of one period
	in := func(e *catalog.Entry) *Edition {
		if last == nil || e.Publish.Before(last.Start) || !e.Publish.Before(last.End) {
			p := period.Of(e.Publish, b.Edition == "weekly")
			if last = all[p]; last == nil {
				loc := e.Publish.Location()
				last = &Edition{Briefing: b, Period: p, URL: permalink.Edition(b.URL, p.Key()), Start: p.Start(loc), End: p.End(loc)}
				last.Modified = last.End
				all[p] = last
			}
		}
		last.comes = last.comes || s.cat.SightAt(e, last.End).Hold == catalog.Shown
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
	for _, e := range possible {
		in(e)
	}
	for _, x := range all {
		ended := !x.End.After(s.cat.Now())
		switch {
		case ended && len(x.Members) > 0:
			b.Editions = append(b.Editions, x)
		case ended && x.comes:
			b.Emptied = append(b.Emptied, x)
		}
		if !ended && x.comes {
			b.Coming = append(b.Coming, x)
		}
		if x.comes {
			b.ends = append(b.ends, x)
		}
	}
	for _, list := range [][]*Edition{b.Editions, b.Coming, b.Emptied, b.ends} {
		slices.SortFunc(list, func(x, y *Edition) int { return y.Period.Compare(x.Period) })
	}
}

// Has reports whether an edition, or the list of a briefing's editions, stands at an address.
func (s *Set) Has(u permalink.URL) bool { return s.made[u] }
