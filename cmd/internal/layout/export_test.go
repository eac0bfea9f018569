package layout

// Uncompiled returns the same layouts, executed by html/template.
func (s *Set) Uncompiled() *Set {
	out := *s
	out.pages = make(map[string]*page)
	for name, p := range s.pages {
		slow := *p
		slow.prog = nil
		out.pages[name] = &slow
	}
	return &out
}
