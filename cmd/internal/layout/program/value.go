package program

import (
	"fmt"
	"html/template"
	"io"
	"reflect"
	"slices"
	"text/template/parse"

	texttemplate "text/template"
)

// A value is what a part of a pipeline stands for.
type value struct {
	typ      reflect.Type  // nil: there is none, as the dot of a template that is given nothing
	constant reflect.Value // if it is known already

	// Else, of two ways to it, the second is taken if get is nil. False is where html/template fails.
	get  func(*run) (reflect.Value, bool)
	slot int
	hops []hop // from what is in the slot
}

// A hop leads from a struct, or a pointer to one, to a field.
type hop struct {
	pointer bool
	field   int
}

// in returns the value in a run.
func (v *value) in(r *run) (reflect.Value, bool) {
	switch {
	case v.constant.IsValid():
		return v.constant, true
	case v.get != nil:
		return v.get(r)
	}
	return follow(r.slots[v.slot], v.hops)
}

func follow(v reflect.Value, hops []hop) (reflect.Value, bool) {
	for _, h := range hops {
		if h.pointer {
			if v.IsNil() {
				return reflect.Value{}, false
			}
			v = v.Elem()
		}
		v = v.Field(h.field)
	}
	return v, true
}

// commands compiles the author's part of a pipeline.
func (p *page) commands(cmds []*parse.CommandNode) (value, error) {
	if isConstant(cmds) {
		return p.evaluate(cmds)
	}
	if len(cmds) != 1 {
		return value{}, fmt.Errorf("%s", cmds)
	}
	cmd := cmds[0]
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return p.function(id.Ident, cmd)
	}
	if len(cmd.Args) > 1 {
		return value{}, unknown(cmd)
	}
	return p.operand(cmd.Args[0])
}

// isConstant reports whether commands use neither dot nor variables.
func isConstant(cmds []*parse.CommandNode) bool {
	for _, cmd := range cmds {
		if !slices.ContainsFunc(cmd.Args, func(n parse.Node) bool { return !isConstantNode(n) }) {
			continue
		}
		return false
	}
	return true
}

func isConstantNode(n parse.Node) bool {
	switch n := n.(type) {
	case *parse.StringNode, *parse.NumberNode, *parse.BoolNode, *parse.NilNode, *parse.IdentifierNode:
		return true
	case *parse.ChainNode:
		return isConstantNode(n.Node)
	case *parse.PipeNode:
		return len(n.Decl) == 0 && isConstant(n.Cmds)
	}
	return false
}

// evaluate has text/template say what constant commands give.
func (p *page) evaluate(cmds []*parse.CommandNode) (value, error) {
	const keep = "_keep"
	var kept reflect.Value
	t := texttemplate.New("").Funcs(texttemplate.FuncMap(p.funcs)).Funcs(texttemplate.FuncMap{
		keep: func(v reflect.Value) string { kept = v; return "" },
	})
	pipe := &parse.PipeNode{NodeType: parse.NodePipe, Cmds: append(slices.Clone(cmds), &parse.CommandNode{
		NodeType: parse.NodeCommand, Args: []parse.Node{parse.NewIdentifier(keep)},
	})}
	root := &parse.ListNode{NodeType: parse.NodeList, Nodes: []parse.Node{&parse.ActionNode{NodeType: parse.NodeAction, Pipe: pipe}}}
	t, err := t.AddParseTree("", &parse.Tree{Root: root})
	if err == nil {
		err = t.Execute(io.Discard, nil)
	}
	if err != nil {
		return value{}, err
	}
	return constant(kept)
}

func constant(v reflect.Value) (value, error) {
	if !v.IsValid() || !v.CanInterface() {
		return value{}, fmt.Errorf("nil")
	}
	return value{typ: v.Type(), constant: v}, nil
}

// operand compiles one word of a command.
func (p *page) operand(n parse.Node) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return present(p.dot, n)
	case *parse.FieldNode:
		return fields(p.dot, n.Ident, n)
	case *parse.VariableNode:
		for i := len(p.vars) - 1; i >= 0; i-- {
			if p.vars[i].name == n.Ident[0] {
				return fields(p.vars[i].value, n.Ident[1:], n)
			}
		}
		return value{}, unknown(n)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			return value{}, unknown(n)
		}
		return p.commands(n.Cmds)
	case *parse.ChainNode:
		v, err := p.operand(n.Node)
		if err != nil {
			return value{}, err
		}
		return fields(v, n.Field, n)
	}
	// A word by itself is a command.
	cmds := []*parse.CommandNode{{NodeType: parse.NodeCommand, Args: []parse.Node{n}}}
	if isConstant(cmds) {
		return p.evaluate(cmds)
	}
	return value{}, unknown(n)
}

func present(v value, n parse.Node) (value, error) {
	if v.typ == nil {
		return value{}, unknown(n)
	}
	return v, nil
}

// fields returns a field of a field of v; v itself if names is empty.
func fields(v value, names []string, n parse.Node) (value, error) {
	if _, err := present(v, n); err != nil || len(names) == 0 {
		return v, err
	}
	typ := v.typ
	var hops []hop
	for _, name := range names {
		base := typ
		if base.Kind() == reflect.Pointer {
			base = base.Elem()
		}
		if base.Kind() != reflect.Struct {
			return value{}, fmt.Errorf("%s: %q is in no struct", n, name)
		}
		if _, ok := reflect.PointerTo(base).MethodByName(name); ok {
			return value{}, fmt.Errorf("%s: %q is a method", n, name)
		}
		f, ok := base.FieldByName(name)
		if !ok || !f.IsExported() {
			return value{}, fmt.Errorf("%s: no field %q", n, name)
		}
		for _, i := range f.Index {
			h := hop{typ.Kind() == reflect.Pointer, i}
			if h.pointer {
				typ = typ.Elem()
			}
			typ = typ.Field(i).Type
			hops = append(hops, h)
		}
	}
	if v.get == nil && !v.constant.IsValid() {
		return value{typ: typ, slot: v.slot, hops: append(slices.Clip(v.hops), hops...)}, nil
	}
	return value{typ: typ, get: func(r *run) (reflect.Value, bool) {
		got, ok := v.in(r)
		if !ok {
			return got, false
		}
		return follow(got, hops)
	}}, nil
}

// A condition is a test; ok is false where html/template fails.
type condition func(*run) (truth, ok bool)

// isTrue tests a value as if and with do.
func isTrue(v value) condition {
	return func(r *run) (truth, ok bool) {
		got, ok := v.in(r)
		if !ok {
			return false, false
		}
		switch got.Kind() {
		case reflect.String, reflect.Slice, reflect.Map, reflect.Array:
			return got.Len() > 0, true
		case reflect.Bool:
			return got.Bool(), true
		case reflect.Pointer:
			return !got.IsNil(), true
		case reflect.Int:
			return got.Int() != 0, true
		}
		return template.IsTrue(got.Interface())
	}
}

// condition compiles a pipeline, or one word, of which only the truth matters.
func (p *page) condition(n parse.Node) (condition, error) {
	if pipe, ok := n.(*parse.PipeNode); ok && len(pipe.Decl) == 0 && len(pipe.Cmds) == 1 && !isConstant(pipe.Cmds) {
		args := pipe.Cmds[0].Args
		if id, ok := args[0].(*parse.IdentifierNode); ok {
			if test, err := p.test(id.Ident, args[1:]); test != nil || err != nil {
				return test, err
			}
		} else if len(args) == 1 {
			return p.condition(args[0])
		}
	}
	v, err := p.operand(n)
	if err != nil {
		return nil, err
	}
	return isTrue(v), nil
}

// test compiles a function that is good for its truth; nil if there is no such function.
func (p *page) test(name string, args []parse.Node) (condition, error) {
	if _, own := p.funcs[name]; own {
		return nil, nil
	}
	switch name {
	case "eq", "ne":
		return p.compare(name == "eq", args)
	case "not", "and", "or":
	default:
		return nil, nil
	}
	if len(args) == 0 || name == "not" && len(args) > 1 {
		return nil, fmt.Errorf("%s of %d", name, len(args))
	}
	tests := make([]condition, len(args))
	for i, arg := range args {
		var err error
		if tests[i], err = p.condition(arg); err != nil {
			return nil, err
		}
	}
	if name == "not" {
		return func(r *run) (truth, ok bool) {
			truth, ok = tests[0](r)
			return !truth, ok
		}, nil
	}
	end := name == "or" // the truth that ends it
	return func(r *run) (truth, ok bool) {
		for _, test := range tests {
			if truth, ok := test(r); !ok || truth == end {
				return truth, ok
			}
		}
		return !end, true
	}, nil
}

// compare compiles the comparison of two strings or of two ints.
func (p *page) compare(equal bool, args []parse.Node) (condition, error) {
	if len(args) != 2 {
		return nil, fmt.Errorf("comparison of %d", len(args))
	}
	a, err := p.operand(args[0])
	if err != nil {
		return nil, err
	}
	b, err := p.operand(args[1])
	if err != nil {
		return nil, err
	}
	kind := a.typ.Kind()
	if kind != b.typ.Kind() || kind != reflect.String && kind != reflect.Int {
		return nil, fmt.Errorf("comparison of %s and %s", a.typ, b.typ)
	}
	return func(r *run) (truth, ok bool) {
		x, ok := a.in(r)
		if !ok {
			return false, false
		}
		y, ok := b.in(r)
		if !ok {
			return false, false
		}
		if kind == reflect.String {
			return (x.String() == y.String()) == equal, true
		}
		return (x.Int() == y.Int()) == equal, true
	}, nil
}

// function compiles the value of a function that is not constant.
func (p *page) function(name string, cmd *parse.CommandNode) (value, error) {
	args := cmd.Args[1:]
	if name == "len" && p.funcs[name] == nil && len(args) == 1 {
		v, err := p.operand(args[0])
		if err != nil {
			return value{}, err
		}
		switch v.typ.Kind() {
		case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
			return value{typ: reflect.TypeFor[int](), get: func(r *run) (reflect.Value, bool) {
				got, ok := v.in(r)
				if !ok {
					return got, false
				}
				return reflect.ValueOf(got.Len()), true
			}}, nil
		}
		return value{}, unknown(cmd)
	}
	if name == "and" || name == "or" { // which give one of their arguments
		return value{}, unknown(cmd)
	}
	test, err := p.test(name, args)
	if err != nil {
		return value{}, err
	}
	if test == nil {
		return value{}, unknown(cmd)
	}
	return value{typ: reflect.TypeFor[bool](), get: func(r *run) (reflect.Value, bool) {
		truth, ok := test(r)
		return reflect.ValueOf(truth), ok
	}}, nil
}
