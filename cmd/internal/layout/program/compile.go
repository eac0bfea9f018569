package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// A Compiler compiles the pages of one set of layouts.
type Compiler struct {
	funcs    template.FuncMap
	escapers map[string]*escaper // by their names, which html/template has given them
}

// NewCompiler returns a compiler for templates that use funcs, which must be pure: what has constant
// arguments is called once.
func NewCompiler(funcs template.FuncMap) *Compiler {
	return &Compiler{funcs, newEscapers()}
}

// Compile compiles the template root and all that it calls for views of type typ. What lookup returns
// for a name, nil for none, is as it was parsed, and is not changed. The error says what keeps the page
// from being compiled, which is nobody's mistake.
func (c *Compiler) Compile(lookup func(name string) *parse.Tree, root string, typ reflect.Type) (*Program, error) {
	if typ == nil {
		return nil, errors.New("the type of its view is not known")
	}
	in := inliner{lookup: lookup, calls: make(map[*parse.ListNode]*parse.PipeNode)}
	body, err := in.template(root)
	if err != nil {
		return nil, err
	}
	t, err := template.New(root).Funcs(c.funcs).AddParseTree(root, &parse.Tree{Name: root, Root: body})
	if err == nil {
		err = Escape(t)
	}
	if err != nil {
		return nil, err
	}
	p := &page{Compiler: c, calls: in.calls}
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
	calls map[*parse.ListNode]*parse.PipeNode
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
			steps = append(steps, func(r *run) bool { r.out.Write(written); return true })
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
	own, escapers := chain(pipe)
	v, err := p.commands(own)
	if err != nil {
		return nil, nil, err
	}
	if len(pipe.Decl) > 0 {
		steps, err := p.declare(pipe, v)
		return nil, steps, err
	}
	e := p.escapers[escapers]
	if e == nil {
		return nil, nil, fmt.Errorf("%s, which is escaped with %q", pipe, escapers)
	}
	if v.constant.IsValid() {
		var w, scratch bytes.Buffer
		if !e.value(&w, &scratch, v.constant.Interface()) {
			return nil, nil, unknown(pipe)
		}
		return w.Bytes(), nil, nil
	}
	return nil, []step{e.write(v)}, nil
}

// declare makes the variable of a pipeline that is no range.
func (p *page) declare(pipe *parse.PipeNode, v value) ([]step, error) {
	if pipe.IsAssign || len(pipe.Decl) != 1 {
		return nil, unknown(pipe)
	}
	s := p.slot(v.typ)
	p.vars = append(p.vars, variable{pipe.Decl[0].Ident[0], s})
	return []step{set(s, v)}, nil
}

func set(slot, v value) step {
	return func(r *run) bool {
		got, ok := v.in(r)
		r.slots[slot.slot] = got
		return ok
	}
}

func (p *page) ifNode(n *parse.IfNode) ([]step, error) {
	return p.scope(func() ([]step, error) {
		var before []step
		var test condition
		if len(n.Pipe.Decl) == 0 {
			var err error
			if test, err = p.condition(n.Pipe); err != nil {
				return nil, err
			}
		} else {
			v, err := p.commands(n.Pipe.Cmds)
			if err == nil {
				before, err = p.declare(n.Pipe, v)
			}
			if err != nil {
				return nil, err
			}
			test = isTrue(p.vars[len(p.vars)-1].value)
		}
		return p.branches(before, test, p.dot, &n.BranchNode)
	})
}

func (p *page) withNode(n *parse.WithNode) ([]step, error) {
	return p.scope(func() ([]step, error) {
		v, err := p.commands(n.Pipe.Cmds)
		if err != nil {
			return nil, err
		}
		dot := p.slot(v.typ)
		before := []step{set(dot, v)}
		if len(n.Pipe.Decl) > 0 {
			more, err := p.declare(n.Pipe, dot)
			if err != nil {
				return nil, err
			}
			before = append(before, more...)
		}
		return p.branches(before, isTrue(dot), dot, &n.BranchNode)
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
	return append(before, func(r *run) bool {
		truth, ok := test(r)
		if truth {
			return ok && r.all(yes)
		}
		return ok && r.all(no)
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
		switch decl := n.Pipe.Decl; len(decl) {
		case 1:
			p.vars = append(p.vars, variable{decl[0].Ident[0], p.dot})
		case 2:
			key := p.slot(reflect.TypeFor[int]())
			index = key.slot
			p.vars = append(p.vars, variable{decl[0].Ident[0], key}, variable{decl[1].Ident[0], p.dot})
		}
		yes, err := p.list(n.List)
		return []step{func(r *run) bool {
			all, ok := v.in(r)
			if !ok || all.Len() == 0 {
				return ok && r.all(no)
			}
			for i := range all.Len() {
				r.slots[elem] = all.Index(i)
				if index >= 0 {
					r.slots[index] = reflect.ValueOf(i)
				}
				if !r.all(yes) {
					return false
				}
			}
			return true
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
			if err != nil || len(pipe.Decl) > 0 {
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
