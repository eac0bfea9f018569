// Package briefing groups the items of a site into its briefings, and says why each is there.
//
// Membership is a matter of one item and one briefing: it depends on nothing that another item is
// a member of. Every membership keeps its evidence.
package briefing

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/mention"
	"briefings/cmd/internal/parallel"
	"briefings/cmd/internal/permalink"
)

// A Briefing is one theme and what belongs to it.
type Briefing struct {
	ID      string
	Title   string
	Summary string
	Edition string // "weekly", "monthly" or empty
	URL     permalink.URL
	Entry   *catalog.Entry // its standing text; nil if it has none
	Members []Member       // newest first

	Editions []*Edition // of the periods that have ended, newest first; none of them is empty
	Emptied  []*Edition // of periods that have ended, and all that was in them has expired since; likewise
	Coming   []*Edition // to be made when their periods end, likewise; they may have no members yet

	declared *config.Briefing // nil if only a file declares it
	faulty   bool             // what is declared has a mistake that is reported
	ends     []*Edition       // see Ends

	include, exclude map[*catalog.Entry]bool
	rules            []rule
}

// A Member is an item in a briefing.
type Member struct {
	Entry    *catalog.Entry
	Briefing *Briefing
	Index    int      // in Briefing.Members
	Reasons  []Reason // at least one
}

// A Reason is why an item is in a briefing: a rule that holds, or somebody's hand.
type Reason struct {
	Why      string     // for readers
	ByHand   bool       // no rule put the item here
	Evidence []Evidence // one for each predicate that had to hold; nil if placed by hand
}

// A Set is the briefings of a site.
type Set struct {
	All      []*Briefing // in the order of briefings.toml, then by id
	Unplaced []*catalog.Entry
	Problems []diag.Problem

	ids     map[permalink.URL]*Briefing // by the address that the id has without a file
	made    map[permalink.URL]bool      // where editions stand
	wavers  bool                        // a predicate does
	of      [][]Member                  // of each entry
	cat     *catalog.Catalog
	graph   *links.Graph
	phrases *phrases
}

// The reasons of what is placed by hand.
const (
	byDocument = "says so itself"
	byInclude  = "was put here by the desk"
)

// Group makes the briefings of a site. prev is the set of the catalog before, or nil.
func Group(cat *catalog.Catalog, graph *links.Graph, prev *Set) *Set {
	s := &Set{cat: cat, graph: graph, phrases: &phrases{}, ids: map[permalink.URL]*Briefing{}}
	for i := range cat.Config.Briefings {
		s.add(&cat.Config.Briefings[i])
	}
	s.fromFiles()
	var former *phrases
	if prev != nil {
		former = prev.phrases
	}
	s.phrases.finish(former, len(cat.Entries))
	s.place(cat.Items, prev)
	s.editions(prev)
	s.checkKeys()
	s.checkDeclared(prev)
	return s
}

func (s *Set) report(code diag.Code, message, cure string, keys ...any) {
	line, col := s.cat.Config.Place(keys...)
	s.Problems = append(s.Problems, diag.Problem{Path: config.File, Line: line, Col: col, Code: code, Message: message, Cure: cure})
}

// add makes a briefing of briefings.toml.
func (s *Set) add(b *config.Briefing) {
	problems := len(s.Problems)
	out := &Briefing{
		ID: b.ID, Summary: s.cat.Plain(b.Summary, nil), Edition: b.Edition, declared: b,
		include: s.items(b, "include", b.Include), exclude: s.items(b, "exclude", b.Exclude),
	}
	for i, r := range b.Rules {
		out.rules = append(out.rules, s.compile(b, i, r))
	}
	out.faulty = len(s.Problems) > problems
	out.Entry, out.Title, out.URL = s.face(b, s.cat.Now())
	s.append(out)
}

// face returns the file of a briefing at a clock, nil if there is none then, and with it what the
// briefing is called and where it stands.
func (s *Set) face(b *config.Briefing, now time.Time) (e *catalog.Entry, title string, u permalink.URL) {
	e = s.cat.Find("briefing", b.ID)
	if e == nil || s.cat.SightAt(e, now).Hold != catalog.Shown {
		return nil, b.Title, permalink.Briefing(b.ID)
	}
	if e.Meta.Title != "" && b.Title == b.ID {
		return e, e.Meta.Title, e.URL
	}
	return e, b.Title, e.URL
}

// append adds a briefing; of those with one id the first is found by it.
func (s *Set) append(b *Briefing) {
	s.All = append(s.All, b)
	if u := permalink.Briefing(b.ID); s.ids[u] == nil {
		s.ids[u] = b
	}
}

// items finds what include and exclude list.
func (s *Set) items(b *config.Briefing, key string, ids []string) map[*catalog.Entry]bool {
	out := map[*catalog.Entry]bool{}
	for i, id := range ids {
		found := slices.DeleteFunc(slices.Clone(s.cat.Named(id)), func(e *catalog.Entry) bool { return !e.Item() })
		switch len(found) {
		case 0:
			s.report(diag.Reference, fmt.Sprintf("no article or note named %q in %s of briefing %q", id, key, b.ID),
				"give the id of an article or a note", "briefing", b.Index, key, i)
		case 1:
			out[found[0]] = true
		default:
			s.report(diag.Ambiguous, fmt.Sprintf("%q may be %s or %s", id, found[0].Path, found[1].Path),
				"write more of the path", "briefing", b.Index, key, i)
		}
	}
	return out
}

// fromFiles adds the briefings that only a file under content/briefings declares.
func (s *Set) fromFiles() {
	for _, e := range s.cat.Entries {
		if e.Kind != "briefing" || !e.Published() || s.Find(e.ID) != nil {
			continue
		}
		s.append(&Briefing{ID: e.ID, Title: e.Title, Summary: s.cat.Plain(e.Meta.Description, e), URL: e.URL, Entry: e})
	}
}

// names returns the ids there are.
func (s *Set) names() []string {
	ids := make([]string, len(s.All))
	for i, b := range s.All {
		ids[i] = b.ID
	}
	return ids
}

// Find returns the briefing with the id; nil if there is none.
func (s *Set) Find(id string) *Briefing { return s.ids[permalink.Briefing(id)] }

// Of returns the memberships of an item, in the order of the briefings.
func (s *Set) Of(e *catalog.Entry) []Member { return s.of[e.Index] }

// place decides on every item, on all cores, and fills the briefings.
func (s *Set) place(items []*catalog.Entry, prev *Set) {
	memberships := make([][]membership, len(items))
	triggers := newTriggers(s.All)
	parallel.With(len(items), func() func(int) {
		var scratch mention.Scratch
		m := triggers.may()
		return func(i int) {
			f, named := s.phrases.in(items[i], &scratch, prev), s.named(items[i])
			m.look(items[i], s.graph.Of(items[i]), f)
			for _, b := range s.All {
				if why := b.reasons(items[i], f, named, m); len(why) > 0 {
					memberships[i] = append(memberships[i], membership{b, why})
				}
			}
		}
	})
	s.of = make([][]Member, len(s.cat.Entries))
	for i, e := range items {
		if len(memberships[i]) == 0 {
			s.Unplaced = append(s.Unplaced, e)
			continue
		}
		of := make([]Member, len(memberships[i]))
		for k, x := range memberships[i] {
			of[k] = Member{Entry: e, Briefing: x.in, Index: len(x.in.Members), Reasons: x.why}
			x.in.Members = append(x.in.Members, of[k])
		}
		s.of[e.Index] = of
	}
}

// A membership is an item's place in a briefing, before it is known how many come before it.
type membership struct {
	in  *Briefing
	why []Reason
}

// named returns the briefings that an item names itself.
func (s *Set) named(e *catalog.Entry) map[*Briefing]bool {
	if len(e.Meta.Briefings) == 0 {
		return nil
	}
	out := make(map[*Briefing]bool, len(e.Meta.Briefings))
	for _, id := range e.Meta.Briefings {
		if b := s.Find(id); b != nil {
			out[b] = true
		}
	}
	return out
}

// reasons returns why the item is in b; none if it is not. exclude beats everything, then comes
// the document's own word, named, then include, then the rules.
func (b *Briefing) reasons(e *catalog.Entry, f facts, named map[*Briefing]bool, m *may) []Reason {
	switch {
	case b.exclude[e]:
		return nil
	case named[b]:
		return []Reason{{Why: byDocument, ByHand: true}}
	case b.include[e]:
		return []Reason{{Why: byInclude, ByHand: true}}
	}
	var out []Reason
	for i := range b.rules {
		if !m.hold(&b.rules[i]) {
			continue
		}
		if ev, ok := b.rules[i].holds(e, f); ok {
			out = append(out, Reason{Why: b.rules[i].why, Evidence: ev})
		}
	}
	return out
}

// checkKeys reports the briefings that documents name and nothing declares, or that are held back.
func (s *Set) checkKeys() {
	declared := diag.NewSimilar(s.names())
	for _, e := range s.cat.Entries {
		for i, id := range e.Meta.Briefings {
			if s.Find(id) != nil {
				continue
			}
			line, col := e.Front.Place("briefings", i)
			p := diag.Problem{
				Path: string(e.Path), Line: line, Col: col, Code: diag.BriefUnknown,
				Message: fmt.Sprintf("no briefing %q", id), Cure: "declare it as a [[briefing]] in briefings.toml",
			}
			if held := s.cat.Find("briefing", id); held != nil {
				p.Code, p.Message = diag.RefHeld, fmt.Sprintf("the briefing %q is held back (%s)", id, held.Hold)
				p.Cure = "it has members once it is published"
			} else {
				p.Cure = diag.DidYouMean(declared.Near(id), p.Cure)
			}
			s.Problems = append(s.Problems, p)
		}
	}
}

func joined(words []string) string { return strings.Join(words, ", ") }
