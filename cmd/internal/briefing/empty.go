package briefing

import (
	"fmt"
	"slices"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/mention"
)

// checkDeclared reports the briefings of briefings.toml that nothing is in, and what only a file declares
// under a name that is likely a slip. prev is as for Group.
func (s *Set) checkDeclared(prev *Set) {
	empty := s.empty(prev)
	var names []string
	for _, b := range s.All {
		if b.declared != nil {
			names = append(names, b.ID)
		}
	}
	declared := diag.NewSimilar(names)
	for _, b := range s.All {
		if b.declared != nil {
			if empty[b] && !b.faulty {
				s.report(diag.BriefEmpty, fmt.Sprintf("nothing is in the briefing %q", b.ID),
					`see what its rules ask for, or write its id under "briefings" in a document`, "briefing", b.declared.Index)
			}
			continue
		}
		near := declared.Near(b.ID)
		if near == "" && !empty[b] {
			continue
		}
		p := diag.Problem{
			Path: string(b.Entry.Path), Line: 1, Col: 1, Code: diag.BriefUnknown,
			Message: fmt.Sprintf("no [[briefing]] has the id %q, so that this one has no rules", b.ID),
			Cure:    `declare it as a [[briefing]] in briefings.toml, or write its id under "briefings" in a document`,
		}
		if empty[b] {
			p.Message += ", and nothing is in it"
		}
		p.Cure = diag.DidYouMean(near, p.Cure)
		s.Problems = append(s.Problems, p)
	}
}

// empty are the briefings of a declared site that nothing is in and that nothing would be in if all that
// is held back were shown, so that no clock changes it. A site without items has none: it is only begun.
func (s *Set) empty(prev *Set) map[*Briefing]bool {
	out := map[*Briefing]bool{}
	if !s.cat.Config.Declared || !slices.ContainsFunc(s.cat.Entries, (*catalog.Entry).Item) {
		return out
	}
	for _, b := range s.All {
		if len(b.Members) == 0 && !s.waits(b) {
			out[b] = true
		}
	}
	var scratch mention.Scratch
	for _, e := range s.cat.Entries {
		if len(out) == 0 {
			break
		}
		if !e.Item() || e.Published() {
			continue
		}
		f, named := s.phrases.in(e, &scratch, prev), s.named(e)
		for b := range out {
			if b.might(e, f, named) {
				delete(out, b)
			}
		}
	}
	return out
}

// waits reports whether a rule asks for an entity that is held back, or comes and goes: what it holds for
// is not known.
func (s *Set) waits(b *Briefing) bool {
	held := func(p predicate) bool {
		name, arg, _ := strings.Cut(p.text, ":")
		if strings.TrimSpace(name) != "entity" {
			return false
		}
		e := s.cat.Find("entity", strings.TrimSpace(arg))
		return e != nil && !e.Published()
	}
	return slices.ContainsFunc(b.rules, func(r rule) bool {
		return slices.ContainsFunc(slices.Concat(r.all, r.any, r.none), func(p predicate) bool { return p.wavers || held(p) })
	})
}
