package briefing

import (
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/mention"
)

// A Verdict says whether an item is in a briefing and, if not, what kept it out.
type Verdict struct {
	Briefing *Briefing
	Member   *Member // nil if it is not in
	Excluded bool
	Misses   []Miss // for an item that no rule takes: one a rule, the nearest first
}

// A Miss is a rule that does not hold, with the predicates that fail.
type Miss struct {
	Why   string
	Fails []string // `all "tag:drones"`, `none "kind:note" holds`
}

// Why explains an item's place in each briefing, or in one.
func (s *Set) Why(e *catalog.Entry, only *Briefing) []Verdict {
	var out []Verdict
	for _, b := range s.All {
		if only != nil && b != only {
			continue
		}
		v := Verdict{Briefing: b, Excluded: b.exclude[e]}
		for _, m := range s.Of(e) {
			if m.Briefing == b {
				v.Member = &m
			}
		}
		if v.Member == nil && !v.Excluded {
			v.Misses = b.misses(e, s)
		}
		out = append(out, v)
	}
	return out
}

// misses asks every predicate of every rule, and puts first the rule that the fewest keep from holding.
func (b *Briefing) misses(e *catalog.Entry, s *Set) []Miss {
	f := s.phrases.find(e, new(mention.Scratch))
	var out []Miss
	for _, r := range b.rules {
		m := Miss{Why: r.why}
		for _, p := range r.all {
			if !p.holds(e, f) {
				m.Fails = append(m.Fails, "does not hold: "+p.text)
			}
		}
		found := len(r.any) == 0
		var texts []string
		for _, p := range r.any {
			found = found || p.holds(e, f)
			texts = append(texts, p.text)
		}
		if !found {
			m.Fails = append(m.Fails, "none of these holds: "+joined(texts))
		}
		for _, p := range r.none {
			if p.holds(e, f) {
				m.Fails = append(m.Fails, "must not hold and does: "+p.text)
			}
		}
		out = append(out, m)
	}
	slices.SortStableFunc(out, func(a, b Miss) int { return len(a.Fails) - len(b.Fails) })
	return out
}
