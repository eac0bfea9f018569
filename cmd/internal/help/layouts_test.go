package help

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"slices"
	"strings"
	"testing"

	"briefings/cmd/internal/layout/vet"
	"briefings/cmd/internal/render"
)

var update = flag.Bool("update", false, "write layouts.txt anew")

// TestLayoutsUpToDate makes layouts.txt of the comments in view.go and figure.go, and compares what they describe
// with what layouts can really use.
func TestLayoutsUpToDate(t *testing.T) {
	d := &describer{t: t, types: readTypes(t, "../view/view.go", "../view/figure.go"), done: map[string]bool{}}
	var table [][]string
	for _, v := range render.Views() {
		structs := vet.Fields(v.Type)
		table = append(table, []string{v.Name + ".html", structs[0].Name})
		for _, s := range structs {
			d.describe(s)
		}
	}
	want := columns(table) + d.text.String()
	const file = "layouts.txt"
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if views != want {
		t.Errorf("%s is not what package view says; run: go generate ./cmd/internal/help", file)
	}
}

// A viewType is a struct that layouts see.
type viewType struct {
	doc      string
	embedded []string
	fields   []viewField
}

type viewField struct{ name, typ, comment string }

func readTypes(t *testing.T, files ...string) map[string]*viewType {
	t.Helper()
	var decls []ast.Decl
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		decls = append(decls, parsed.Decls...)
	}
	types := map[string]*viewType{}
	for _, decl := range decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			spec := spec.(*ast.TypeSpec)
			st, ok := spec.Type.(*ast.StructType)
			if !ok {
				continue
			}
			v := &viewType{doc: strings.Join(strings.Fields(gen.Doc.Text()), " ")}
			for _, f := range st.Fields.List {
				typ := typeText(f.Type)
				if len(f.Names) == 0 {
					v.embedded = append(v.embedded, typ)
				}
				for _, name := range f.Names {
					v.fields = append(v.fields, viewField{name.Name, typ, strings.TrimSpace(f.Comment.Text())})
				}
			}
			types[spec.Name.Name] = v
		}
	}
	return types
}

// typeText writes a type as layouts' authors read it: a pointer is what it points to.
func typeText(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return typeText(e.X)
	case *ast.ArrayType:
		return "[]" + typeText(e.Elt)
	case *ast.MapType:
		return "map[" + typeText(e.Key) + "]" + typeText(e.Value)
	case *ast.SelectorExpr:
		return typeText(e.X) + "." + e.Sel.Name
	case *ast.Ident:
		return e.Name
	}
	return "?"
}

// A describer writes each type once, those that are embedded before those that they are in.
type describer struct {
	t     *testing.T
	types map[string]*viewType
	done  map[string]bool
	text  strings.Builder
}

func (d *describer) describe(s vet.Struct) {
	d.t.Helper()
	var used []string
	for _, f := range s.Fields {
		used = append(used, f.Name)
	}
	described := d.fields(s.Name)
	slices.Sort(used)
	slices.Sort(described)
	if !slices.Equal(used, described) {
		d.t.Errorf("%s: layouts can use\n%q\nand package view describes\n%q", s.Name, used, described)
	}
	d.write(s.Name)
}

// fields are the names of all fields of a type, with those of what is embedded in it.
func (d *describer) fields(name string) []string {
	v := d.types[name]
	if v == nil {
		return nil
	}
	var out []string
	for _, e := range v.embedded {
		out = append(out, d.fields(e)...)
	}
	for _, f := range v.fields {
		out = append(out, f.name)
	}
	return out
}

func (d *describer) write(name string) {
	v := d.types[name]
	if v == nil || d.done[name] {
		return
	}
	d.done[name] = true
	for _, e := range v.embedded {
		d.write(e)
	}
	if v.doc == "" {
		d.t.Errorf("%s has no comment in package view", name)
	}
	fmt.Fprintf(&d.text, "\n%s\n", v.doc)
	for _, e := range v.embedded {
		fmt.Fprintf(&d.text, "  all of %s\n", e)
	}
	var rows [][]string
	for _, f := range v.fields {
		rows = append(rows, []string{f.name, f.typ, f.comment})
	}
	for line := range strings.Lines(columns(rows)) {
		d.text.WriteString(strings.TrimRight(line, " \n") + "\n")
	}
}
