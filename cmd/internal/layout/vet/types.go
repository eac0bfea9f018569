package vet

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"briefings/cmd/internal/diag"
)

// ownModule is what the paths of our packages begin with: views name such types without package.
const ownModule = "briefings/"

const fieldsHelp = `"briefings help layouts" lists the fields`

var (
	errorType = reflect.TypeFor[error]()
	valueType = reflect.TypeFor[reflect.Value]()
)

// An arg is one argument of a call.
type arg struct {
	typ     reflect.Type
	literal parse.Node // a constant as it is written, which takes the parameter's type; else nil
	pos     int
}

// A signature is what a function or method takes and gives, without receiver.
type signature struct {
	name     string
	in, out  []reflect.Type
	variadic bool
}

// signatureOf returns the signature of a function type, less the first skip parameters.
func signatureOf(name string, fn reflect.Type, skip int) signature {
	s := signature{name: name, variadic: fn.IsVariadic()}
	for i := skip; i < fn.NumIn(); i++ {
		s.in = append(s.in, fn.In(i))
	}
	for out := range fn.Outs() {
		s.out = append(s.out, out)
	}
	return s
}

// field returns the type of x.name for an x of type typ, given args.
func (c *checker) field(typ reflect.Type, name string, pos int, args []arg) reflect.Type {
	if typ == nil {
		return nil
	}
	if typ == nothingType {
		c.report(pos, fmt.Sprintf("{{template %q .}} hands the dot on", c.name),
			"no field %q: template %q is given nothing", name, c.name)
		return nil
	}
	base := indirect(typ)
	// Whether a method with a pointer receiver can be reached depends on the value, so it is let
	// pass.
	if m, ok := methods(base).MethodByName(name); ok {
		skip := 1
		if base.Kind() == reflect.Interface {
			skip = 0
		}
		return c.result(signatureOf(name, m.Type, skip), pos, args)
	}
	switch base.Kind() {
	case reflect.Interface:
		return nil
	case reflect.Struct:
		if f, ok := base.FieldByName(name); ok && f.IsExported() {
			if len(args) > 0 {
				cure := ""
				if f.Type.Kind() == reflect.Func {
					cure = `a function in a field is executed by "call"`
				}
				c.report(pos, cure, "field %q takes no arguments", name)
			}
			return known(f.Type)
		}
	case reflect.Map:
		if reflect.TypeFor[string]().AssignableTo(base.Key()) {
			if len(args) > 0 {
				c.report(pos, "", "key %q takes no arguments", name)
			}
			return known(base.Elem())
		}
	}
	cure := fieldsHelp
	if near := diag.Nearest(name, names(base)); near != "" {
		cure = fmt.Sprintf("did you mean %q? %s", near, cure)
	}
	c.report(pos, cure, "no field %q in %s", name, typeName(base))
	return nil
}

// result checks the arguments of a call and returns the type of what it gives.
func (c *checker) result(s signature, pos int, args []arg) reflect.Type {
	fixed := len(s.in)
	if s.variadic {
		fixed--
	}
	switch {
	case s.variadic && len(args) < fixed:
		c.report(pos, "", "%s takes at least %s, not %d", s.name, plural(fixed), len(args))
	case !s.variadic && len(args) != fixed:
		c.report(pos, "", "%s takes %s, not %d", s.name, plural(fixed), len(args))
	default:
		for i, a := range args {
			param := s.in[min(i, len(s.in)-1)]
			if i >= fixed {
				param = param.Elem()
			}
			if !a.fits(param) {
				c.report(a.pos, "", "argument %d of %s is %s, and %s is needed", i+1, s.name, a, article(param))
			}
		}
	}
	if len(s.out) == 0 || len(s.out) > 2 || len(s.out) == 2 && s.out[1] != errorType {
		c.report(pos, "", "%s cannot be used in a layout: it must give one value, or one and an error", s.name)
		return nil
	}
	return known(s.out[0])
}

// fits reports whether a can be an argument where typ is wanted, or may be.
func (a arg) fits(typ reflect.Type) bool {
	if typ == valueType || typ.Kind() == reflect.Interface && typ.NumMethod() == 0 {
		return true
	}
	switch n := a.literal.(type) {
	case *parse.BoolNode:
		return typ.Kind() == reflect.Bool
	case *parse.StringNode:
		return typ.Kind() == reflect.String
	case *parse.NumberNode:
		switch {
		case isSigned(typ):
			return n.IsInt
		case isUnsigned(typ):
			return n.IsUint
		case isOneOf(typ, reflect.Float32, reflect.Float64):
			return n.IsFloat
		}
		return n.IsComplex && isOneOf(typ, reflect.Complex64, reflect.Complex128)
	}
	switch {
	case a.typ == nil || a.typ.Kind() == reflect.Interface:
		return true // the value decides
	case a.typ == nothingType:
		return isOneOf(typ, reflect.Chan, reflect.Func, reflect.Interface, reflect.Map, reflect.Pointer, reflect.Slice)
	}
	return a.typ.AssignableTo(typ) ||
		a.typ.Kind() == reflect.Pointer && a.typ.Elem().AssignableTo(typ) ||
		reflect.PointerTo(a.typ).AssignableTo(typ) // if it has an address, which the value decides
}

func (a arg) String() string {
	if a.literal != nil {
		return a.literal.String()
	}
	return article(a.typ)
}

// An iteration is what a range gives each time; a nil type is not known.
type iteration struct {
	key, elem reflect.Type
	single    bool // there is no key
	keyFirst  bool // a range that asks for one value is given the key
}

// rangeOf returns what a range over typ gives; ok is false if there can be none.
func rangeOf(typ reflect.Type) (it iteration, ok bool) {
	base := indirect(typ)
	switch {
	case base == nil, base == nothingType, base.Kind() == reflect.Interface:
		return iteration{}, true
	case isInteger(base):
		return iteration{elem: base, single: true}, true
	case isOneOf(base, reflect.Slice, reflect.Array, reflect.Chan):
		return iteration{key: reflect.TypeFor[int](), elem: known(base.Elem())}, true
	case base.Kind() == reflect.Map:
		return iteration{key: known(base.Key()), elem: known(base.Elem())}, true
	case base.Kind() == reflect.Func && base.CanSeq():
		return iteration{elem: known(base.In(0).In(0)), single: true}, true
	case base.Kind() == reflect.Func && base.CanSeq2():
		return iteration{key: known(base.In(0).In(0)), elem: known(base.In(0).In(1)), keyFirst: true}, true
	}
	return iteration{}, false
}

// known returns typ, or nil if a value of that type says nothing about what is in it.
func known(typ reflect.Type) reflect.Type {
	if typ == valueType || typ.Kind() == reflect.Interface && typ.NumMethod() == 0 {
		return nil
	}
	return typ
}

// indirect follows pointers, as a template does before it looks for a field; nil stays nil.
func indirect(typ reflect.Type) reflect.Type {
	for typ != nil && typ.Kind() == reflect.Pointer && typ != typ.Elem() {
		typ = typ.Elem()
	}
	return typ
}

// methods returns the type that has all methods of base, those of a pointer to it included.
func methods(base reflect.Type) reflect.Type {
	if base.Kind() == reflect.Interface {
		return base
	}
	return reflect.PointerTo(base)
}

// names returns what can follow a period after a value of type base.
func names(base reflect.Type) []string {
	var out []string
	if base.Kind() == reflect.Struct {
		for _, f := range reflect.VisibleFields(base) {
			if f.IsExported() {
				out = append(out, f.Name)
			}
		}
	}
	for m := range methods(base).Methods() {
		out = append(out, m.Name)
	}
	return out
}

// typeName names a type as its author knows it: ours without their package.
func typeName(typ reflect.Type) string {
	switch {
	case typ == nil:
		return "value"
	case typ == nothingType:
		return "nothing"
	case typ.Name() != "" && strings.HasPrefix(typ.PkgPath(), ownModule):
		name, _, _ := strings.Cut(typ.Name(), "[")
		return name
	case typ.Name() != "":
		name, _, _ := strings.Cut(typ.String(), "[") // iter.Seq, whatever of
		return name
	}
	switch typ.Kind() {
	case reflect.Pointer:
		return typeName(typ.Elem())
	case reflect.Slice:
		return "[]" + typeName(typ.Elem())
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", typ.Len(), typeName(typ.Elem()))
	case reflect.Map:
		return "map[" + typeName(typ.Key()) + "]" + typeName(typ.Elem())
	}
	return typ.String()
}

// article is the type's name with "a" or "an".
func article(typ reflect.Type) string {
	name := typeName(typ)
	switch {
	case typ == nothingType:
		return name
	case strings.ContainsRune("aeiouAEIO", rune(name[0])):
		return "an " + name
	}
	return "a " + name
}

func plural(n int) string {
	switch n {
	case 0:
		return "no arguments"
	case 1:
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", n)
}

func isOneOf(typ reflect.Type, kinds ...reflect.Kind) bool {
	return typ != nil && slices.Contains(kinds, typ.Kind())
}

func isInteger(typ reflect.Type) bool {
	return typ != nil && (isSigned(typ) || isUnsigned(typ))
}

func isSigned(typ reflect.Type) bool {
	return typ.Kind() >= reflect.Int && typ.Kind() <= reflect.Int64
}

func isUnsigned(typ reflect.Type) bool {
	return typ.Kind() >= reflect.Uint && typ.Kind() <= reflect.Uintptr
}
