package program

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// function compiles the value of a function that is not constant: one of text/template's own, for what
// others want of their arguments text/template must see to.
func (p *page) function(name string, cmd *parse.CommandNode) (value, error) {
	args := cmd.Args[1:]
	if _, own := p.funcs[name]; own || len(args) == 0 {
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
