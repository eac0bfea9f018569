// Package vet checks parsed templates against the types of the values that they will be given.
//
// It finds what text/template would say when it executes them, and what it would say only for some
// values: a field that is not there, in a branch not taken. What depends on a value is let pass. A
// test of a struct is reported though it does no harm, since it is always true.
//
// The types are followed, never a value, so that a template costs about what it costs to execute.
package vet

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"briefings/cmd/internal/diag"
)

// A Template is one parsed template. Check does not change it.
type Template struct {
	Tree *parse.Tree
	File interface {
		// Problem returns a problem at a byte position of the text that was parsed.
		Problem(pos int, message, cure string) diag.Problem
	}
}

// A Config says what the templates can use beside each other.
type Config struct {
	Funcs map[string]any // as for Template.Funcs, which has accepted them
	// Incomplete is for templates some of which are not known: a call of an unknown one then is
	// no problem.
	Incomplete bool
}

// A checker follows the templates of one page with types in the place of values. It knows what
// text/template's exec.go does with every node; a nil type is one that is not known, and fits.
type checker struct {
	Config
	templates map[string]Template

	// The template being checked.
	instance
	vars    []variable // innermost last
	widened map[*parse.VariableNode]bool
	calls   []instance
	found   []diag.Problem
}

// An instance is a template with the type that it is given.
type instance struct {
	name string
	dot  reflect.Type
}

// A variable is known by the node that declares it, nil for $.
type variable struct {
	name string
	decl *parse.VariableNode
	typ  reflect.Type
}

// nothing is the type of the dot where {{template "x"}} hands nothing on, and of nil.
type nothing struct{}

var nothingType = reflect.TypeFor[nothing]()

// Check returns the mistakes in the template root, which must be there, when it is given a value of
// type typ, nil if any, and in all that it calls, each with the types that it is given. It also
// returns the names of these templates in order of first use.
func (cfg Config) Check(templates map[string]Template, root string, typ reflect.Type) (problems []diag.Problem, used []string) {
	done := make(map[instance]bool)
	for todo := []instance{{root, typ}}; len(todo) > 0; todo = todo[1:] {
		in := todo[0]
		if done[in] {
			continue
		}
		done[in] = true
		if !slices.Contains(used, in.name) {
			used = append(used, in.name)
		}
		found, calls := cfg.check(templates, in)
		for _, pr := range found {
			if !slices.Contains(problems, pr) { // a template may be given a T and a *T
				problems = append(problems, pr)
			}
		}
		todo = append(todo, calls...)
	}
	return problems, used
}

// Alone returns the mistakes that the named template has whatever it is given, without those of
// templates that it calls.
func (cfg Config) Alone(templates map[string]Template, name string) []diag.Problem {
	found, _ := cfg.check(templates, instance{name: name})
	return found
}

// check checks one template by itself, and returns what it calls. A variable that is assigned values
// of several types is of unknown type from the start, for the assignment may be in a loop: whenever
// one is met the template is checked anew.
func (cfg Config) check(templates map[string]Template, in instance) ([]diag.Problem, []instance) {
	c := &checker{Config: cfg, templates: templates, instance: in, widened: make(map[*parse.VariableNode]bool)}
	for {
		known := len(c.widened)
		c.vars, c.calls, c.found = []variable{{name: "$", typ: in.dot}}, nil, nil
		c.list(in.dot, templates[in.name].Tree.Root)
		if len(c.widened) == known {
			return c.found, c.calls
		}
	}
}

func (c *checker) report(pos int, cure, format string, args ...any) {
	c.found = append(c.found, c.templates[c.name].File.Problem(pos, fmt.Sprintf(format, args...), cure))
}

func (c *checker) list(dot reflect.Type, list *parse.ListNode) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			typ := c.pipe(dot, n.Pipe)
			if len(n.Pipe.Decl) == 0 && typ != nil && isOneOf(typ, reflect.Func, reflect.Chan) {
				c.report(int(n.Pipe.Pos), "", "a %s cannot be printed", typeName(typ))
			}
		case *parse.IfNode:
			c.scope(func() {
				typ := c.pipe(dot, n.Pipe)
				c.alwaysTrue(n.Pipe, typ)
				c.branches(dot, dot, &n.BranchNode)
			})
		case *parse.WithNode:
			c.scope(func() {
				typ := c.pipe(dot, n.Pipe)
				c.branches(typ, dot, &n.BranchNode)
			})
		case *parse.RangeNode:
			c.scope(func() {
				elem := c.rangeOver(dot, n)
				c.branches(elem, dot, &n.BranchNode)
			})
		case *parse.TemplateNode:
			c.call(dot, n)
		}
	}
}

// scope forgets the variables that f declares.
func (c *checker) scope(f func()) {
	mark := len(c.vars)
	f()
	c.vars = c.vars[:mark]
}

func (c *checker) branches(dot, elseDot reflect.Type, b *parse.BranchNode) {
	c.scope(func() { c.list(dot, b.List) })
	c.scope(func() { c.list(elseDot, b.ElseList) })
}

// alwaysTrue reports a test of a struct: no struct is empty to a template.
func (c *checker) alwaysTrue(pipe *parse.PipeNode, typ reflect.Type) {
	if typ == nil || typ.Kind() != reflect.Struct || typ == nothingType || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return
	}
	cure := "test one of its fields"
	if _, ok := typ.MethodByName("IsZero"); ok {
		cure = "{{if not " + pipe.Cmds[0].String() + ".IsZero}}"
	}
	c.report(int(pipe.Pos), cure, "%s is a %s, which is always true", pipe.Cmds[0], typeName(typ))
}

// rangeOver returns the type of the elements, and declares or sets the variables of the range.
func (c *checker) rangeOver(dot reflect.Type, n *parse.RangeNode) reflect.Type {
	pos := int(n.Pipe.Pos)
	if len(n.Pipe.Cmds) > 0 {
		pos = int(n.Pipe.Cmds[0].Pos)
	}
	typ := c.commands(dot, n.Pipe)
	it, ok := rangeOf(typ)
	switch decl := n.Pipe.Decl; {
	case !ok:
		c.report(pos, "", "range cannot go over %s", article(typ))
	case len(decl) == 2 && it.single:
		c.report(pos, "", "range over %s gives one value each time, not two", article(typ))
	case len(decl) == 2:
		c.bind(n.Pipe, []reflect.Type{it.key, it.elem})
		return it.elem
	case it.keyFirst:
		it.elem = it.key
	}
	c.bind(n.Pipe, []reflect.Type{it.elem})
	return it.elem
}

// bind declares or assigns the variables of a pipeline.
func (c *checker) bind(pipe *parse.PipeNode, values []reflect.Type) {
	for i, decl := range pipe.Decl {
		typ := values[min(i, len(values)-1)]
		if pipe.IsAssign {
			c.assign(decl.Ident[0], typ)
			continue
		}
		if c.widened[decl] {
			typ = nil
		}
		c.vars = append(c.vars, variable{decl.Ident[0], decl, typ})
	}
}

func (c *checker) assign(name string, typ reflect.Type) {
	for i := len(c.vars) - 1; i >= 0; i-- {
		v := &c.vars[i]
		if v.name != name {
			continue
		}
		if v.typ != typ && v.typ != nil {
			v.typ = nil
			if v.decl != nil {
				c.widened[v.decl] = true
			}
		}
		return
	}
}

func (c *checker) call(dot reflect.Type, n *parse.TemplateNode) {
	typ := nothingType
	if n.Pipe != nil {
		typ = c.pipe(dot, n.Pipe)
	}
	if _, ok := c.templates[n.Name]; ok {
		c.calls = append(c.calls, instance{n.Name, typ})
	} else if !c.Incomplete { // else it may be in the file that could not be parsed
		c.report(int(n.Pos), diag.DidYouMean(diag.Nearest(n.Name, slices.Collect(maps.Keys(c.templates))), ""), "no template %q", n.Name)
	}
}

// pipe returns the type of a pipeline, and declares its variables.
func (c *checker) pipe(dot reflect.Type, pipe *parse.PipeNode) reflect.Type {
	typ := c.commands(dot, pipe)
	c.bind(pipe, []reflect.Type{typ})
	return typ
}

func (c *checker) commands(dot reflect.Type, pipe *parse.PipeNode) reflect.Type {
	var final *arg
	for _, cmd := range pipe.Cmds {
		final = &arg{typ: c.command(dot, cmd, final), pos: int(cmd.Pos)}
	}
	if final == nil {
		return nil
	}
	return final.typ
}

// command returns the type of one command; final is what the one before it gives, or nil.
func (c *checker) command(dot reflect.Type, cmd *parse.CommandNode, final *arg) reflect.Type {
	args := make([]arg, 0, len(cmd.Args))
	for _, n := range cmd.Args[1:] {
		args = append(args, c.argument(dot, n))
	}
	if final != nil {
		args = append(args, *final)
	}
	switch n := cmd.Args[0].(type) {
	case *parse.FieldNode, *parse.VariableNode, *parse.ChainNode, *parse.IdentifierNode:
		return c.operand(dot, n, args)
	case *parse.NilNode:
		c.report(int(n.Pos), "", "nil is not a value by itself")
		return nil
	default:
		if _, ok := n.(*parse.PipeNode); ok && len(args) > 0 {
			c.report(int(n.Position()), "", "(%s) is no function and takes no arguments", n)
		} else if len(args) > 0 {
			c.report(int(n.Position()), "", "%s is no function and takes no arguments", n)
		}
		return c.operand(dot, n, nil)
	}
}

// argument returns one argument of a function or method.
func (c *checker) argument(dot reflect.Type, n parse.Node) arg {
	a := arg{pos: int(n.Position())}
	switch n.(type) {
	case *parse.BoolNode, *parse.NumberNode, *parse.StringNode, *parse.NilNode:
		a.literal = n
	}
	a.typ = c.operand(dot, n, nil)
	return a
}

// operand returns the type of a node, which is given args if it is a function or method.
func (c *checker) operand(dot reflect.Type, n parse.Node, args []arg) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.NilNode:
		return nothingType
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.NumberNode:
		return c.number(n)
	case *parse.PipeNode:
		return c.pipe(dot, n)
	case *parse.IdentifierNode:
		return c.function(n, args)
	case *parse.FieldNode:
		// Of several names the second gives the node its position.
		pos := int(n.Pos)
		if len(n.Ident) > 1 {
			pos -= 1 + len(n.Ident[0])
		}
		return c.fields(dot, n.Ident, pos, args)
	case *parse.ChainNode:
		return c.fields(c.operand(dot, n.Node, nil), n.Field, int(n.Pos), args)
	case *parse.VariableNode:
		typ := c.variable(n.Ident[0])
		if len(n.Ident) > 1 {
			return c.fields(typ, n.Ident[1:], int(n.Pos), args)
		}
		if len(args) > 0 {
			c.report(int(n.Pos), `a function in a variable is executed by "call"`, "%s is no function and takes no arguments", n)
		}
		return typ
	}
	return nil
}

// variable returns the type of the innermost variable of that name; the parser has seen to it
// that there is one.
func (c *checker) variable(name string) reflect.Type {
	for _, v := range slices.Backward(c.vars) {
		if v.name == name {
			return v.typ
		}
	}
	return nil
}

// fields follows .A.B.C from typ; pos is that of the first period, and the last name takes args.
func (c *checker) fields(typ reflect.Type, names []string, pos int, args []arg) reflect.Type {
	for i, name := range names {
		pos++ // the period
		if i < len(names)-1 {
			typ = c.field(typ, name, pos, nil)
		} else {
			typ = c.field(typ, name, pos, args)
		}
		pos += len(name)
	}
	return typ
}

// number returns the type of a number where no parameter decides it.
func (c *checker) number(n *parse.NumberNode) reflect.Type {
	switch {
	case n.IsComplex && strings.HasSuffix(n.Text, "i"):
		return reflect.TypeFor[complex128]()
	case n.IsInt && int64(int(n.Int64)) == n.Int64 && !(n.IsFloat && strings.ContainsAny(n.Text, ".eEpP") && !hexOrRune(n.Text)):
		return reflect.TypeFor[int]()
	case n.IsFloat:
		return reflect.TypeFor[float64]()
	}
	return nil
}

func hexOrRune(text string) bool {
	text = strings.ToLower(strings.TrimLeft(text, "+-"))
	return strings.HasPrefix(text, "'") || strings.HasPrefix(text, "0x") && !strings.Contains(text, "p")
}
