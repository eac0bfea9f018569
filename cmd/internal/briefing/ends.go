package briefing

import (
	"slices"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/mention"
	"briefings/cmd/internal/period"
	"briefings/cmd/internal/permalink"
)

// An End is the end of a period for which the clock brings an edition. What is new in the briefing begins
// anew then.
type End struct {
	At              time.Time
	Period          period.Period
	Briefing, Title string        // id and title of the briefing
	URL             permalink.URL // of the edition
}

// Ends returns all ends of periods, past ones too, the newest first in each briefing. They are the same at
// every clock: titles and addresses are those of then.
func (s *Set) Ends() []End {
	var out []End
	for _, b := range s.All {
		for _, x := range b.ends {
			_, title, u := s.face(b.declared, x.End)
			out = append(out, End{x.End, x.Period, b.ID, title, permalink.Edition(u, x.Period.Key())})
		}
	}
	return out
}

// possible returns what is in a briefing at some clock, if not at this one. What rules ask is the same
// at every clock, but for entities that come or go: whether one is named by an item is known only while
// it is there. Members may be among it.
func (s *Set) possible(prev *Set) map[*Briefing][]*catalog.Entry {
	out := map[*Briefing][]*catalog.Entry{}
	var scratch mention.Scratch
	for _, e := range s.cat.Entries {
		if !e.Item() || e.Publish.IsZero() || e.Hold == catalog.Draft || e.Published() && !s.wavers {
			continue
		}
		f, named := s.phrases.found[e.Index], s.named(e)
		if f == nil {
			f = s.phrases.in(e, &scratch, prev)
		}
		for _, b := range s.All {
			if b.Edition != "" && b.might(e, f, named) {
				out[b] = append(out[b], e)
			}
		}
	}
	return out
}

// comesAndGoes reports whether an entity is there at some clocks only.
func (s *Set) comesAndGoes(id string) bool {
	e := s.cat.Find("entity", id)
	return e != nil && (!e.Publish.IsZero() || !e.Expiry.IsZero())
}

// might reports whether the item is in b at some clock, if it is shown then; see reasons.
func (b *Briefing) might(e *catalog.Entry, f facts, named map[*Briefing]bool) bool {
	if b.exclude[e] || named[b] || b.include[e] {
		return !b.exclude[e]
	}
	may := func(p predicate) bool { return p.wavers || p.holds(e, f) }
	mayNot := func(p predicate) bool { return p.wavers || !p.holds(e, f) }
	return slices.ContainsFunc(b.rules, func(r rule) bool {
		return every(r.all, may) && every(r.none, mayNot) && (len(r.any) == 0 || slices.ContainsFunc(r.any, may))
	})
}

func every(all []predicate, ok func(predicate) bool) bool {
	return !slices.ContainsFunc(all, func(p predicate) bool { return !ok(p) })
}
