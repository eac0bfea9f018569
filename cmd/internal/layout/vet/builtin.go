package vet

import (
	"maps"
	"reflect"
	"slices"
	"text/template/parse"

	"briefings/cmd/internal/diag"
)

// builtins are the functions that every template has, with the least and the most arguments that
// they take (-1: any number) and what checks them and gives their type; the functions are
// text/template's, and its funcs.go says what they refuse.
var builtins = map[string]struct {
	least, most int
	typ         func(c *checker, name string, args []arg) reflect.Type
}{
	"and":      {1, -1, (*checker).anyOf},
	"or":       {1, -1, (*checker).anyOf},
	"not":      {1, 1, gives[bool]},
	"len":      {1, 1, (*checker).length},
	"index":    {1, -1, (*checker).index},
	"slice":    {1, 4, (*checker).slice},
	"call":     {1, -1, (*checker).callValue},
	"print":    {0, -1, gives[string]},
	"printf":   {1, -1, (*checker).printf},
	"println":  {0, -1, gives[string]},
	"html":     {0, -1, gives[string]},
	"js":       {0, -1, gives[string]},
	"urlquery": {0, -1, gives[string]},
	"eq":       {2, -1, (*checker).compare},
	"ne":       {2, 2, (*checker).compare},
	"lt":       {2, 2, (*checker).compare},
	"le":       {2, 2, (*checker).compare},
	"gt":       {2, 2, (*checker).compare},
	"ge":       {2, 2, (*checker).compare},
}

// function returns what a function gives for args.
func (c *checker) function(n *parse.IdentifierNode, args []arg) reflect.Type {
	if fn, ok := c.Funcs[n.Ident]; ok {
		known := len(c.found)
		typ := c.result(signatureOf(n.Ident, reflect.TypeOf(fn), 0), int(n.Pos), args)
		if len(c.found) == known {
			c.try(n, args)
		}
		return typ
	}
	b, ok := builtins[n.Ident]
	if !ok {
		all := slices.AppendSeq(slices.Collect(maps.Keys(builtins)), maps.Keys(c.Funcs))
		c.report(int(n.Pos), diag.DidYouMean(diag.Nearest(n.Ident, all), ""), "no function %q", n.Ident)
		return nil
	}
	switch {
	case len(args) < b.least && b.least != b.most:
		c.report(int(n.Pos), "", "%s takes at least %s, not %d", n.Ident, plural(b.least), len(args))
	case len(args) < b.least, len(args) > b.most && b.most >= 0:
		c.report(int(n.Pos), "", "%s takes %s, not %d", n.Ident, plural(b.most), len(args))
	default:
		return b.typ(c, n.Ident, args)
	}
	return nil
}

// try calls a function of strings whose first argument is a constant, to find what it refuses: whether it
// fails depends on that and on the types of the others.
func (c *checker) try(n *parse.IdentifierNode, args []arg) {
	if len(args) == 0 {
		return
	}
	name, constant := args[0].literal.(*parse.StringNode)
	if !constant {
		return
	}
	var more []any
	for _, a := range args[1:] {
		if a.typ == nil || a.typ.Kind() != reflect.String && a.typ.Kind() != reflect.Int {
			return
		}
		more = append(more, reflect.Zero(a.typ).Interface())
	}
	var err error
	switch fn := c.Funcs[n.Ident].(type) {
	case func(string) (string, error):
		_, err = fn(name.Text)
	case func(string, ...any) (string, error):
		_, err = fn(name.Text, more...)
	}
	if err != nil {
		c.report(int(n.Pos), "", "%v", err)
	}
}

func gives[T any](*checker, string, []arg) reflect.Type {
	return reflect.TypeFor[T]()
}

// anyOf is for "and" and "or", which give one of their arguments.
func (c *checker) anyOf(_ string, args []arg) reflect.Type {
	for _, a := range args {
		if a.typ != args[0].typ {
			return nil
		}
	}
	return args[0].typ
}

func (c *checker) length(name string, args []arg) reflect.Type {
	base := indirect(args[0].typ)
	if base != nil && !isOneOf(base, reflect.Array, reflect.Chan, reflect.Map, reflect.Slice, reflect.String, reflect.Interface) {
		c.report(args[0].pos, "", "%s has no length", article(base))
	}
	return reflect.TypeFor[int]()
}

func (c *checker) index(name string, args []arg) reflect.Type {
	typ := args[0].typ
	for _, a := range args[1:] {
		base := indirect(typ)
		switch {
		case base == nil || base.Kind() == reflect.Interface:
			return nil
		case isOneOf(base, reflect.Array, reflect.Slice, reflect.String):
			c.integer(name, a)
			if typ = reflect.TypeFor[byte](); base.Kind() != reflect.String {
				typ = known(base.Elem())
			}
		case base.Kind() == reflect.Map:
			key := arg{typ: a.typ} // its literal takes no type from the map
			if !key.fits(base.Key()) && !(isInteger(key.typ) && isInteger(base.Key())) {
				c.report(a.pos, "", "a key of this map is %s, not %s", article(base.Key()), a)
			}
			typ = known(base.Elem())
		default:
			c.report(args[0].pos, "", "%s has no elements", article(base))
			return nil
		}
	}
	return typ
}

func (c *checker) slice(name string, args []arg) reflect.Type {
	base := indirect(args[0].typ)
	for _, a := range args[1:] {
		c.integer(name, a)
	}
	switch {
	case base == nil || base.Kind() == reflect.Interface:
		return nil
	case base.Kind() == reflect.Array:
		return reflect.SliceOf(base.Elem())
	case !isOneOf(base, reflect.Slice, reflect.String):
		c.report(args[0].pos, "", "%s has no parts", article(base))
		return nil
	}
	return base
}

// integer reports an index that is none.
func (c *checker) integer(name string, a arg) {
	if a.typ != nil && a.typ.Kind() != reflect.Interface && !isInteger(a.typ) {
		c.report(a.pos, "", "%s counts with an int, not %s", name, a)
	}
}

func (c *checker) printf(name string, args []arg) reflect.Type {
	if !args[0].fits(reflect.TypeFor[string]()) {
		c.report(args[0].pos, "", "argument 1 of %s is %s, and a string is needed", name, args[0])
	}
	return reflect.TypeFor[string]()
}

func (c *checker) callValue(name string, args []arg) reflect.Type {
	switch typ := args[0].typ; {
	case typ == nil || typ.Kind() == reflect.Interface:
		return nil
	case typ.Kind() != reflect.Func:
		c.report(args[0].pos, "", "%s is no function", article(typ))
		return nil
	default:
		return c.result(signatureOf(name, typ, 0), args[0].pos, args[1:])
	}
}

// compare checks the arguments of the comparisons; all are compared with the first.
func (c *checker) compare(name string, args []arg) reflect.Type {
	first := comparisonKind(args[0].typ)
	for _, a := range args {
		kind := comparisonKind(a.typ)
		ordered := name != "eq" && name != "ne"
		switch {
		case kind == reflect.Invalid:
		case ordered && (kind == reflect.Struct || kind == reflect.Bool || kind == reflect.Complex128):
			c.report(a.pos, "", "%s does not compare %s", name, article(a.typ))
			return reflect.TypeFor[bool]()
		case first != reflect.Invalid && kind != first:
			c.report(a.pos, "", "%s compares %s with %s", name, article(args[0].typ), article(a.typ))
			return reflect.TypeFor[bool]()
		}
	}
	return reflect.TypeFor[bool]()
}

// comparisonKind is the kind within which values are compared: Struct is whatever has no order of its
// own, Invalid is not known.
func comparisonKind(typ reflect.Type) reflect.Kind {
	switch {
	case typ == nil, typ == nothingType, typ.Kind() == reflect.Interface:
		return reflect.Invalid
	case isInteger(typ):
		return reflect.Int
	case isOneOf(typ, reflect.Float32, reflect.Float64):
		return reflect.Float64
	case isOneOf(typ, reflect.Complex64, reflect.Complex128):
		return reflect.Complex128
	case isOneOf(typ, reflect.Bool, reflect.String):
		return typ.Kind()
	}
	return reflect.Struct
}
