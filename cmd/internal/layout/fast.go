package layout

import (
	"bytes"
	"reflect"
	"sync"
	"sync/atomic"
	"text/template/parse"

	"briefings/cmd/internal/layout/program"
)

// warm is how often html/template executes a page in the time that it takes to compile it.
const warm = 4

// compiled is a page as package program makes it for views of one type: most layouts that documents
// choose are parsed without knowing the type.
type compiled struct {
	executed atomic.Int64
	program  func() (*program.Program, error) // the same each time
}

func (s *Set) compiled(p *page, typ reflect.Type) *compiled {
	if c, ok := p.fast.Load(typ); ok {
		return c.(*compiled)
	}
	c, _ := p.fast.LoadOrStore(typ, &compiled{program: sync.OnceValues(func() (*program.Program, error) {
		return s.compiler().Compile(func(name string) *parse.Tree { return p.defs[name].Tree }, p.root, typ)
	})})
	return c.(*compiled)
}

// executeFast executes a page compiled. If it reports false, nothing is written, and html/template is
// to execute the page: for one that few need it is as fast.
func (s *Set) executeFast(w *bytes.Buffer, p *page, view any) bool {
	c := s.compiled(p, reflect.TypeOf(view))
	if c.executed.Add(1) <= warm {
		return false
	}
	prog, err := c.program()
	return err == nil && prog.Execute(w, view)
}
