package layout

import (
	"errors"

	"briefings/cmd/internal/layout/program"
)

// Compiled returns the same layouts, compiled from their first execution on.
func (s *Set) Compiled() *Set {
	return s.with(func(p *page) {
		p.runs.Store(warm)
	})
}

// Uncompiled returns the same layouts, executed by html/template.
func (s *Set) Uncompiled() *Set {
	return s.with(func(p *page) {
		p.prog = func() (*program.Program, error) { return nil, errors.New("not wanted") }
	})
}

func (s *Set) with(edit func(*page)) *Set {
	out := *s
	out.pages = make(map[string]*page)
	for name, p := range s.pages {
		edited := &page{root: p.root, defs: p.defs, tmpl: p.tmpl, prog: p.prog, part: p.part}
		edit(edited)
		out.pages[name] = edited
	}
	return &out
}
