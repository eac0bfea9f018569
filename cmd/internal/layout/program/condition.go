package program

import (
	"cmp"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

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
	if comparisons[name] != nil {
		return p.compare(name, args)
	}
	if name != "not" && name != "and" && name != "or" {
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

// comparisons say what the functions make of the order of two values, which is -1, 0 or 1.
var comparisons = map[string]func(order int) bool{
	"eq": func(o int) bool { return o == 0 },
	"ne": func(o int) bool { return o != 0 },
	"lt": func(o int) bool { return o < 0 },
	"le": func(o int) bool { return o <= 0 },
	"gt": func(o int) bool { return o > 0 },
	"ge": func(o int) bool { return o >= 0 },
}

// compare compiles the comparison of strings, or of ints. Only eq takes more than two, and is true if
// any of the others is equal to the first.
func (p *page) compare(name string, args []parse.Node) (condition, error) {
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		return nil, fmt.Errorf("%s of %d", name, len(args))
	}
	values, err := p.operands(args)
	if err != nil {
		return nil, err
	}
	kind := values[0].typ.Kind()
	for _, v := range values {
		if v.typ.Kind() != kind || kind != reflect.String && kind != reflect.Int {
			return nil, fmt.Errorf("%s of %s and %s", name, values[0].typ, v.typ)
		}
	}
	holds := comparisons[name]
	return func(r *run) (truth, ok bool) {
		first, ok := values[0].in(r)
		if !ok {
			return false, false
		}
		for i := range values[1:] {
			v, ok := values[1+i].in(r)
			if !ok {
				return false, false
			}
			var order int
			if kind == reflect.String {
				order = strings.Compare(first.String(), v.String())
			} else {
				order = cmp.Compare(first.Int(), v.Int())
			}
			truth = truth || holds(order)
		}
		return truth, true
	}, nil
}
