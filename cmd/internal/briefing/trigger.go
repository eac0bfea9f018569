package briefing

import (
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/links"
)

// Most rules hold for few items. triggers find those that may hold for one by what the item bears, so that
// the cost grows with the members and not with items times rules.
type triggers struct {
	rules  int
	by     map[any][]int // numbers of rules, by a *catalog.Tag, *catalog.Entry, *catalog.Source or phrase
	always []int         // rules that ask for nothing of the kind
}

// A phrase is the number of one, as a trigger.
type phrase int32

// newTriggers numbers the rules of all briefings.
func newTriggers(all []*Briefing) *triggers {
	t := &triggers{by: map[any][]int{}}
	for _, b := range all {
		for i := range b.rules {
			r := &b.rules[i]
			r.number = t.rules
			t.rules++
			needs := r.needs()
			for _, x := range needs {
				t.by[x] = append(t.by[x], r.number)
			}
			if needs == nil {
				t.always = append(t.always, r.number)
			}
		}
	}
	return t
}

// needs are triggers of which an item that the rule holds for bears one at least; nil if that cannot be said.
func (r *rule) needs() []any {
	for _, p := range r.all {
		if p.trigger != nil {
			return []any{p.trigger}
		}
	}
	var out []any
	for _, p := range r.any {
		if p.trigger == nil {
			return nil
		}
		out = append(out, p.trigger)
	}
	return out
}

// A may is which rules may hold for an item.
type may struct {
	*triggers
	marks []int // by the number of a rule: the last item that it may hold for
	item  int
}

func (t *triggers) may() *may { return &may{triggers: t, marks: make([]int, t.rules)} }

// look finds the rules for an item with these facts.
func (m *may) look(e *catalog.Entry, n *links.Node, f facts) {
	m.item++
	m.mark(m.always)
	for _, t := range e.Tags {
		m.mark(m.by[t])
	}
	for _, v := range n.Entities {
		m.mark(m.by[v.Entity])
	}
	for _, s := range [...]*catalog.Source{e.Publisher, e.Agency} {
		m.mark(m.by[s])
	}
	for _, s := range e.Via {
		m.mark(m.by[s])
	}
	for _, x := range f {
		m.mark(m.by[phrase(x.phrase)])
	}
}

func (m *may) mark(rules []int) {
	for _, r := range rules {
		m.marks[r] = m.item
	}
}

// hold reports whether a rule may.
func (m *may) hold(r *rule) bool { return m.marks[r.number] == m.item }
