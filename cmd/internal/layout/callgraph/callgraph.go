// Package callgraph says which of a page's templates call which others.
//
// It looks at where the calls stand, and follows neither types nor values: that is package vet's. No
// template is changed, and one that is called but not there is passed over.
package callgraph

import (
	"iter"
	"slices"
	"text/template/parse"

	"briefings/cmd/internal/layout/vet"
)

// Reach returns the names of the templates of defs that root, which must be there, reaches, root first.
func Reach(defs map[string]vet.Template, root string) []string {
	names := []string{root}
	for i := 0; i < len(names); i++ {
		for n := range Nodes(defs[names[i]].Tree.Root) {
			call, ok := n.(*parse.TemplateNode)
			if ok && defs[call.Name].Tree != nil && !slices.Contains(names, call.Name) {
				names = append(names, call.Name)
			}
		}
	}
	return names
}

// Complete reports whether all that the named templates of defs call is there.
func Complete(defs map[string]vet.Template, names []string) bool {
	for _, name := range names {
		for n := range Nodes(defs[name].Tree.Root) {
			if call, ok := n.(*parse.TemplateNode); ok && defs[call.Name].Tree == nil {
				return false
			}
		}
	}
	return true
}

// Nodes yields what stands in a list at any depth: texts, actions, calls and branches.
func Nodes(list *parse.ListNode) iter.Seq[parse.Node] {
	return func(yield func(parse.Node) bool) {
		each(list, yield)
	}
}

func each(list *parse.ListNode, yield func(parse.Node) bool) bool {
	if list == nil {
		return true
	}
	for _, n := range list.Nodes {
		if !yield(n) {
			return false
		}
		if b := branch(n); b != nil && !(each(b.List, yield) && each(b.ElseList, yield)) {
			return false
		}
	}
	return true
}

// branch returns what an if, range or with has in common, or nil.
func branch(n parse.Node) *parse.BranchNode {
	switch n := n.(type) {
	case *parse.IfNode:
		return &n.BranchNode
	case *parse.RangeNode:
		return &n.BranchNode
	case *parse.WithNode:
		return &n.BranchNode
	}
	return nil
}
