package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"

	"briefings/cmd/internal/layout/escape"
	"briefings/cmd/internal/layout/program/inline"
)

// A Compiler compiles the pages of one set of layouts.
type Compiler struct {
	funcs  template.FuncMap
	places map[string]*escape.Place
}

// NewCompiler returns a compiler for templates that use funcs, which must be pure: what has constant
// arguments is called once.
func NewCompiler(funcs template.FuncMap) *Compiler {
	return &Compiler{funcs, escape.Places()}
}

// Compile compiles the template root and all that it calls for views of type typ. What lookup returns
// for a name, nil for none, is as it was parsed, and is not changed. The error says what keeps the page
// from being compiled, which is nobody's mistake.
func (c *Compiler) Compile(lookup func(name string) *parse.Tree, root string, typ reflect.Type) (*Program, error) {
	if typ == nil {
		return nil, errors.New("the type of its view is not known")
	}
	body, calls, err := inline.Template(lookup, root)
	if err != nil {
		return nil, err
	}
	t, err := template.New(root).Funcs(c.funcs).AddParseTree(root, &parse.Tree{Name: root, Root: body})
	if err == nil {
		err = escape.Template(t)
	}
	if err != nil {
		return nil, err
	}
	p := &page{Compiler: c, calls: calls}
	p.dot = p.slot(typ)
	p.vars = []variable{{"$", p.dot}}
	steps, err := p.list(body)
	if err != nil {
		return nil, err
	}
	return &Program{typ: typ, slots: p.most, steps: steps}, nil
}

// A page is a page being compiled. Its methods return an error for what is not compiled.
type page struct {
	*Compiler
	calls inline.Calls
	dot   value
	vars  []variable // innermost last
	inUse int        // slots
	most  int        // slots in use at once, so far
}

type variable struct {
	name string
	value
}

// slot returns a value that a step is to set, before it is used.
func (p *page) slot(typ reflect.Type) value {
	i := p.inUse
	p.inUse++
	p.most = max(p.most, p.inUse)
	return value{typ: typ, slot: i}
}

// scope compiles what ends with its dot, variables and slots.
func (p *page) scope(f func() ([]step, error)) ([]step, error) {
	dot, vars, inUse := p.dot, p.vars, p.inUse
	steps, err := f()
	p.dot, p.vars, p.inUse = dot, vars, inUse
	return steps, err
}

func (p *page) list(list *parse.ListNode) ([]step, error) {
	if list == nil {
		return nil, nil
	}
	var steps []step
	var text []byte // not yet a step
	flush := func() {
		if len(text) > 0 {
			written := slices.Clone(text)
			steps = append(steps, func(r *run) outcome { r.out.Write(written); return next })
			text = text[:0]
		}
	}
	for _, n := range list.Nodes {
		var more []step
		var err error
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		case *parse.BreakNode:
			more = []step{func(*run) outcome { return breaks }}
		case *parse.ContinueNode:
			more = []step{func(*run) outcome { return continues }}
		case *parse.ActionNode:
			var constant []byte
			if constant, more, err = p.action(n.Pipe); len(constant) > 0 {
				text = append(text, constant...)
			}
		case *parse.IfNode:
			more, err = p.ifNode(n)
		case *parse.WithNode:
			more, err = p.withNode(n)
		case *parse.RangeNode:
			more, err = p.rangeNode(n)
		case *parse.ListNode:
			more, err = p.call(n)
		default:
			err = unknown(n)
		}
		if err != nil {
			return nil, err
		}
		if len(more) > 0 {
			flush()
			steps = append(steps, more...)
		}
	}
	flush()
	return steps, nil
}

func unknown(n parse.Node) error { return fmt.Errorf("%s", n) }

// action returns what it writes if that is known, or else the steps to find out.
func (p *page) action(pipe *parse.PipeNode) (constant []byte, steps []step, err error) {
	own, escapers := escape.Chain(pipe)
	v, err := p.commands(own)
	if err != nil {
		return nil, nil, err
	}
	if len(pipe.Decl) > 0 {
		steps, err := p.declare(pipe, v)
		return nil, steps, err
	}
	place := p.places[escapers]
	if place == nil {
		return nil, nil, fmt.Errorf("%s, which is escaped with %q", pipe, escapers)
	}
	if v.constant.IsValid() {
		var w bytes.Buffer
		if !place.Value(&w, v.constant.Interface()) {
			return nil, nil, unknown(pipe)
		}
		return w.Bytes(), nil, nil
	}
	return nil, []step{write(place, v)}, nil
}

// write returns a step that writes a value. The types that it knows have no methods, by which values
// say how they are written.
func write(place *escape.Place, v value) step {
	switch v.typ {
	case reflect.TypeFor[string]():
		return func(r *run) outcome {
			got, ok := v.in(r)
			return done(ok && place.Text(r.out, got.String()))
		}
	case reflect.TypeFor[template.HTML]():
		return func(r *run) outcome {
			got, ok := v.in(r)
			return done(ok && place.HTML(r.out, template.HTML(got.String()))) // it is of that type
		}
	case reflect.TypeFor[template.JS]():
		return func(r *run) outcome {
			got, ok := v.in(r)
			return done(ok && place.JS(r.out, template.JS(got.String()))) // it is of that type
		}
	case reflect.TypeFor[int]():
		return func(r *run) outcome {
			got, ok := v.in(r)
			return done(ok && place.Int(r.out, int(got.Int())))
		}
	}
	return func(r *run) outcome {
		got, ok := v.in(r)
		return done(ok && place.Value(r.out, got.Interface()))
	}
}

// declare makes or sets the variable of a pipeline that is no range.
func (p *page) declare(pipe *parse.PipeNode, v value) ([]step, error) {
	if len(pipe.Decl) != 1 {
		return nil, unknown(pipe)
	}
	name := pipe.Decl[0].Ident[0]
	if !pipe.IsAssign {
		s := p.slot(v.typ)
		p.vars = append(p.vars, variable{name, s})
		return []step{set(s, v)}, nil
	}
	old, ok := p.variable(name)
	if !ok || old.typ != v.typ || name == "$" {
		return nil, unknown(pipe)
	}
	return []step{set(old, v)}, nil
}

// variable returns the innermost variable of that name.
func (p *page) variable(name string) (value, bool) {
	for _, v := range slices.Backward(p.vars) {
		if v.name == name {
			return v.value, true
		}
	}
	return value{}, false
}

func set(slot, v value) step {
	return func(r *run) outcome {
		got, ok := v.in(r)
		r.slots[slot.slot] = got
		return done(ok)
	}
}

func (p *page) ifNode(n *parse.IfNode) ([]step, error) {
	if len(n.Pipe.Decl) > 0 {
		return p.tested(&n.BranchNode, func(value) value { return p.dot })
	}
	test, err := p.condition(n.Pipe)
	if err != nil {
		return nil, err
	}
	return p.branches(nil, test, p.dot, &n.BranchNode)
}

func (p *page) withNode(n *parse.WithNode) ([]step, error) {
	return p.tested(&n.BranchNode, func(v value) value { return v })
}

// tested compiles a branch of which the value matters; dot returns the dot if that is true.
func (p *page) tested(b *parse.BranchNode, dot func(value) value) ([]step, error) {
	return p.scope(func() ([]step, error) {
		v, err := p.commands(b.Pipe.Cmds)
		if err != nil {
			return nil, err
		}
		s := p.slot(v.typ)
		before := []step{set(s, v)}
		if len(b.Pipe.Decl) > 0 {
			more, err := p.declare(b.Pipe, s)
			if err != nil {
				return nil, err
			}
			before = append(before, more...)
		}
		return p.branches(before, isTrue(s), dot(s), b)
	})
}

// branches compiles a test with what comes before it, and the two ways behind it, the first of which
// has its own dot.
func (p *page) branches(before []step, test condition, dot value, b *parse.BranchNode) ([]step, error) {
	yes, err := p.scope(func() ([]step, error) {
		p.dot = dot
		return p.list(b.List)
	})
	if err != nil {
		return nil, err
	}
	no, err := p.scope(func() ([]step, error) { return p.list(b.ElseList) })
	if err != nil {
		return nil, err
	}
	return append(before, func(r *run) outcome {
		truth, ok := test(r)
		switch {
		case !ok:
			return failed
		case truth:
			return r.all(yes)
		}
		return r.all(no)
	}), nil
}

func (p *page) rangeNode(n *parse.RangeNode) ([]step, error) {
	if n.Pipe.IsAssign || len(n.Pipe.Decl) > 0 && n.ElseList != nil { // where they have other values
		return nil, unknown(n.Pipe)
	}
	v, err := p.commands(n.Pipe.Cmds)
	if err != nil {
		return nil, err
	}
	if v.typ == nil || v.typ.Kind() != reflect.Slice {
		return nil, fmt.Errorf("range over %s, which is no slice", n.Pipe)
	}
	no, err := p.scope(func() ([]step, error) { return p.list(n.ElseList) })
	if err != nil {
		return nil, err
	}
	return p.scope(func() ([]step, error) {
		p.dot = p.slot(v.typ.Elem())
		elem, index := p.dot.slot, -1
		var before []step
		switch decl := n.Pipe.Decl; len(decl) {
		case 2:
			key := p.slot(reflect.TypeFor[int]())
			index = key.slot
			p.vars = append(p.vars, variable{decl[0].Ident[0], key})
			fallthrough
		case 1:
			one := p.slot(v.typ.Elem()) // and not the dot, for it can be set
			p.vars = append(p.vars, variable{decl[len(decl)-1].Ident[0], one})
			before = append(before, set(one, p.dot))
		}
		yes, err := p.list(n.List)
		yes = append(before, yes...)
		return []step{func(r *run) outcome {
			all, ok := v.in(r)
			switch {
			case !ok:
				return failed
			case all.Len() == 0:
				if o := r.all(no); o != breaks { // which text/template takes for one of this range
					return o
				}
				return next
			}
			for i := range all.Len() {
				r.slots[elem] = all.Index(i)
				if index >= 0 {
					r.slots[index] = reflect.ValueOf(i)
				}
				switch r.all(yes) {
				case failed:
					return failed
				case breaks:
					return next
				}
			}
			return next
		}}, err
	})
}

// call compiles a template in the place of its call. It sees no variables but its own.
func (p *page) call(body *parse.ListNode) ([]step, error) {
	return p.scope(func() ([]step, error) {
		var dot value
		var before []step
		if pipe := p.calls[body]; pipe != nil {
			v, err := p.commands(pipe.Cmds)
			if err != nil {
				return nil, err
			}
			if len(pipe.Decl) > 0 {
				return nil, unknown(pipe)
			}
			dot = p.slot(v.typ)
			before = append(before, set(dot, v))
		}
		p.dot, p.vars = dot, []variable{{"$", dot}}
		steps, err := p.list(body)
		return append(before, steps...), err
	})
}
