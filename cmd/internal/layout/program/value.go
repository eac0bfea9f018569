package program

import (
	"fmt"
	"io"
	"reflect"
	"slices"
	"text/template"
	"text/template/parse"
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

// A hop leads from a struct or a map, or a pointer to one, to what is in it.
type hop struct {
	pointer bool
	field   int           // of a struct
	key     reflect.Value // of a map[string]any; else not valid
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
		if !h.key.IsValid() {
			v = v.Field(h.field)
		} else if v = v.MapIndex(h.key); !v.IsValid() {
			v = reflect.Zero(reflect.TypeFor[any]())
		}
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
		for _, n := range cmd.Args {
			if !isConstantNode(n) {
				return false
			}
		}
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
	t := template.New("").Funcs(template.FuncMap(p.funcs)).Funcs(template.FuncMap{
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
	if !kept.IsValid() {
		return value{}, fmt.Errorf("%s gives nil", cmds)
	}
	return value{typ: kept.Type(), constant: kept}, nil
}

// operand compiles one word of a command.
func (p *page) operand(n parse.Node) (value, error) {
	switch n := n.(type) {
	case *parse.DotNode:
		return present(p.dot, n)
	case *parse.FieldNode:
		return fields(p.dot, n.Ident, n)
	case *parse.VariableNode:
		v, ok := p.variable(n.Ident[0])
		if !ok {
			return value{}, unknown(n)
		}
		return fields(v, n.Ident[1:], n)
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

func (p *page) operands(nodes []parse.Node) ([]value, error) {
	values := make([]value, len(nodes))
	for i, n := range nodes {
		var err error
		if values[i], err = p.operand(n); err != nil {
			return nil, err
		}
	}
	return values, nil
}

func present(v value, n parse.Node) (value, error) {
	if v.typ == nil {
		return value{}, fmt.Errorf("%s of what the template is not given", n)
	}
	return v, nil
}

// fields returns what is in v by a name, and so on; v itself if there are no names.
func fields(v value, names []string, n parse.Node) (value, error) {
	if _, err := present(v, n); err != nil || len(names) == 0 {
		return v, err
	}
	typ := v.typ
	var hops []hop
	for _, name := range names {
		more, end, err := lead(typ, name)
		if err != nil {
			return value{}, fmt.Errorf("%s: %w", n, err)
		}
		hops, typ = append(hops, more...), end
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

// lead returns the way to what a name stands for in a type, embedded structs included, and its type.
func lead(typ reflect.Type, name string) (hops []hop, end reflect.Type, err error) {
	base := typ
	if base.Kind() == reflect.Pointer {
		base = base.Elem()
	}
	if _, ok := reflect.PointerTo(base).MethodByName(name); ok {
		return nil, nil, fmt.Errorf("%q is a method", name)
	}
	anyType := reflect.TypeFor[any]()
	switch {
	case base.Kind() == reflect.Map && base.Key() == reflect.TypeFor[string]() && base.Elem() == anyType:
		return []hop{{pointer: typ != base, key: reflect.ValueOf(name)}}, anyType, nil
	case base.Kind() != reflect.Struct:
		return nil, nil, fmt.Errorf("%q is not in a struct", name)
	}
	f, ok := base.FieldByName(name)
	if !ok || !f.IsExported() {
		return nil, nil, fmt.Errorf("no field %q", name)
	}
	for _, i := range f.Index {
		h := hop{pointer: typ.Kind() == reflect.Pointer, field: i}
		if h.pointer {
			typ = typ.Elem()
		}
		typ = typ.Field(i).Type
		hops = append(hops, h)
	}
	return hops, typ, nil
}
