package program

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// function compiles the value of a function that is not constant.
func (p *page) function(name string, cmd *parse.CommandNode) (value, error) {
	args := cmd.Args[1:]
	if fn, own := p.funcs[name]; own {
		return p.own(reflect.ValueOf(fn), cmd)
	}
	if len(args) == 0 {
		return value{}, unknown(cmd)
	}
	switch name {
	case "len":
		return p.length(cmd)
	case "print", "printf", "println":
		return p.print(cmd)
	case "and", "or": // which give one of their arguments
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

// own compiles the call of one of the layouts' functions. Its arguments must be strings and numbers of
// the types that it takes: what else text/template makes fit, text/template must see to.
func (p *page) own(fn reflect.Value, cmd *parse.CommandNode) (value, error) {
	typ := fn.Type()
	values, err := p.operands(cmd.Args[1:])
	if err != nil {
		return value{}, err
	}
	fixed := typ.NumIn()
	if typ.IsVariadic() {
		fixed--
	}
	if len(values) < fixed || len(values) > fixed && !typ.IsVariadic() || typ.Out(0).Kind() != reflect.String {
		return value{}, unknown(cmd)
	}
	for i, v := range values {
		takes := typ.In(min(i, typ.NumIn()-1))
		if i >= fixed {
			takes = takes.Elem()
		}
		if v.typ == nil || v.typ.Kind() != reflect.String && v.typ.Kind() != reflect.Int || !v.typ.AssignableTo(takes) {
			return value{}, unknown(cmd)
		}
	}
	return value{typ: typ.Out(0), get: func(r *run) (reflect.Value, bool) {
		args := make([]reflect.Value, len(values))
		for i := range values {
			got, ok := values[i].in(r)
			if !ok {
				return got, false
			}
			args[i] = got
		}
		out := fn.Call(args)
		return out[0], len(out) == 1 || out[1].IsNil()
	}}, nil
}

func (p *page) length(cmd *parse.CommandNode) (value, error) {
	if len(cmd.Args) != 2 {
		return value{}, unknown(cmd)
	}
	v, err := p.operand(cmd.Args[1])
	if err != nil {
		return value{}, err
	}
	switch v.typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
	default:
		return value{}, unknown(cmd)
	}
	return value{typ: reflect.TypeFor[int](), get: func(r *run) (reflect.Value, bool) {
		got, ok := v.in(r)
		if !ok {
			return got, false
		}
		return reflect.ValueOf(got.Len()), true
	}}, nil
}

func (p *page) print(cmd *parse.CommandNode) (value, error) {
	values, err := p.operands(cmd.Args[1:])
	if err != nil {
		return value{}, err
	}
	var write func(args []any) string
	switch cmd.Args[0].String() {
	case "print":
		write = func(args []any) string { return fmt.Sprint(args...) }
	case "println":
		write = func(args []any) string { return fmt.Sprintln(args...) }
	default:
		if values[0].typ != reflect.TypeFor[string]() {
			return value{}, unknown(cmd)
		}
		write = func(args []any) string { return fmt.Sprintf(args[0].(string), args[1:]...) }
	}
	return value{typ: reflect.TypeFor[string](), get: func(r *run) (reflect.Value, bool) {
		args := make([]any, len(values))
		for i := range values {
			got, ok := values[i].in(r)
			if !ok {
				return got, false
			}
			args[i] = got.Interface()
		}
		return reflect.ValueOf(write(args)), true
	}}, nil
}
