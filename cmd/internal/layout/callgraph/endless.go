package callgraph

import (
	"fmt"
	"text/template/parse"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout/vet"
)

// An edge is one call of a template by another.
type edge struct {
	from, to string
	pos      int
	certain  bool // made whenever its template is executed
	same     bool // hands on what its template was given
}

// Endless returns a problem for each circle of calls that never ends once it is entered: functions
// are pure, so a template that is given what it was given before does what it did before, whatever
// it tests. Another circle ends if its data do, and text/template stops it at a depth of 100,000.
func Endless(defs map[string]vet.Template, names []string) []diag.Problem {
	edges := make(map[string][]edge)
	for _, name := range names {
		edges[name] = calls(nil, name, defs[name].Tree.Root, edge{from: name, certain: true, same: true})
	}
	problems := circles(defs, names, edges, func(e edge) bool { return e.same })
	if len(problems) > 0 {
		return problems
	}
	return circles(defs, names, edges, func(e edge) bool { return e.certain })
}

// calls appends the calls in list; at is what holds for a call there that hands the dot on.
func calls(out []edge, name string, list *parse.ListNode, at edge) []edge {
	if list == nil {
		return out
	}
	for _, n := range list.Nodes {
		if call, ok := n.(*parse.TemplateNode); ok {
			e := at
			e.to, e.pos = call.Name, int(call.Pos)
			e.same = handsOn(call.Pipe, at.same)
			out = append(out, e)
		}
		if b := branch(n); b != nil {
			otherwise, inside := at, at
			otherwise.certain, inside.certain = false, false
			inside.same = at.same && n.Type() == parse.NodeIf
			out = calls(calls(out, name, b.List, inside), name, b.ElseList, otherwise)
		}
	}
	return out
}

// handsOn reports whether a pipeline gives what the template was given; same is whether the dot
// does.
func handsOn(pipe *parse.PipeNode, same bool) bool {
	if pipe == nil || len(pipe.Cmds) != 1 || len(pipe.Cmds[0].Args) != 1 {
		return false
	}
	switch n := pipe.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		return same
	case *parse.VariableNode:
		return len(n.Ident) == 1 && n.Ident[0] == "$"
	}
	return false
}

// circles reports the circles among the edges that count, each at the call that closes it.
func circles(defs map[string]vet.Template, names []string, edges map[string][]edge, counts func(edge) bool) []diag.Problem {
	var problems []diag.Problem
	const (
		entered = 1 + iota
		left
	)
	state := make(map[string]int)
	var visit func(name string)
	visit = func(name string) {
		state[name] = entered
		for _, e := range edges[name] {
			if !counts(e) || defs[e.to].Tree == nil {
				continue
			}
			switch state[e.to] {
			case entered:
				problems = append(problems, defs[e.from].File.Problem(e.pos,
					fmt.Sprintf("template %q calls %q again, and so on for ever", e.from, e.to),
					"hand on something smaller, inside {{range}} or {{with}}"))
			case 0:
				visit(e.to)
			}
		}
		state[name] = left
	}
	for _, name := range names {
		if state[name] == 0 {
			visit(name)
		}
	}
	return problems
}
