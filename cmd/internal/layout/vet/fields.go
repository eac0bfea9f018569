package vet

import (
	"reflect"
	"strings"
)

// A Struct is what a layout can use of one type.
type Struct struct {
	Name   string
	Fields []Field // in the order of the source, then the methods by name
}

// A Field is one field or method of a Struct.
type Field struct {
	Name string
	Type string // as it is written in Go, our own types without their package
}

// Fields lists what a layout can use of a view of type typ, and of our own types that it leads to,
// each once, the view first. Types of other packages are not opened. It is nil for a nil type.
func Fields(typ reflect.Type) []Struct {
	var out []Struct
	seen := make(map[reflect.Type]bool)
	queue := []reflect.Type{typ}
	for len(queue) > 0 {
		t := element(queue[0])
		queue = queue[1:]
		if t == nil || seen[t] || t.Kind() != reflect.Struct || !strings.HasPrefix(t.PkgPath(), ownModule) {
			continue
		}
		seen[t] = true
		s := Struct{Name: typeName(t)}
		for _, f := range reflect.VisibleFields(t) {
			if !f.IsExported() || f.Anonymous && f.Type.Kind() == reflect.Struct {
				continue // what is embedded is listed by its own fields
			}
			s.Fields = append(s.Fields, Field{f.Name, typeName(f.Type)})
			queue = append(queue, f.Type)
		}
		for m := range t.Methods() {
			sig := signatureOf(m.Name, m.Type, 1)
			s.Fields = append(s.Fields, Field{m.Name, sig.String()})
			queue = append(queue, sig.out...)
		}
		out = append(out, s)
	}
	return out
}

// element returns what is in a list, map or pointer, and t itself otherwise.
func element(t reflect.Type) reflect.Type {
	for isOneOf(t, reflect.Pointer, reflect.Slice, reflect.Array, reflect.Map) && t != t.Elem() {
		t = t.Elem()
	}
	return t
}

// String writes the signature as a Go type.
func (s signature) String() string {
	var b strings.Builder
	b.WriteString("func(")
	for i, in := range s.in {
		if i > 0 {
			b.WriteString(", ")
		}
		if s.variadic && i == len(s.in)-1 {
			b.WriteString("...")
			in = in.Elem()
		}
		b.WriteString(typeName(in))
	}
	b.WriteString(")")
	if len(s.out) > 0 {
		b.WriteString(" " + typeName(s.out[0]))
	}
	return b.String()
}
