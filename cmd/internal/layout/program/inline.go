package program

import (
	"fmt"
	"text/template/parse"
)

const (
	maxNodes = 20_000 // of a page, with each template as often as it is called

	// html/template escapes what is in a range twice, for it may come after itself: 2^n times in all.
	maxRanges = 8
)

// An inliner puts the templates in the place of their calls.
//
// html/template escapes a template anew for every place that it is called from, and keeps the outcome
// to itself where that is not the text of a page; in one single tree nothing is hidden. Each place
// also gives its template a dot of one type.
type inliner struct {
	lookup func(name string) *parse.Tree
	calls  map[*parse.ListNode]*parse.PipeNode // what stands for a call, and its argument; nil for none
	nodes  int
	ranges int      // around the place
	active []string // the templates around the place
}

// template returns a copy of a template, with all that it calls.
func (in *inliner) template(name string) (*parse.ListNode, error) {
	tree := in.lookup(name)
	if tree == nil {
		return nil, fmt.Errorf("no template %q", name)
	}
	for _, outer := range in.active {
		if outer == name {
			return nil, fmt.Errorf("template %q calls itself", name)
		}
	}
	in.active = append(in.active, name)
	list := tree.Root.CopyList()
	err := in.list(list)
	in.active = in.active[:len(in.active)-1]
	return list, err
}

func (in *inliner) list(list *parse.ListNode) error {
	if list == nil {
		return nil
	}
	if in.nodes += len(list.Nodes); in.nodes > maxNodes {
		return fmt.Errorf("more than %d nodes", maxNodes)
	}
	for i, n := range list.Nodes {
		var err error
		switch n := n.(type) {
		case *parse.IfNode:
			err = in.branches(&n.BranchNode)
		case *parse.WithNode:
			err = in.branches(&n.BranchNode)
		case *parse.RangeNode:
			if in.ranges++; in.ranges > maxRanges {
				return fmt.Errorf("more than %d ranges within each other", maxRanges)
			}
			err = in.branches(&n.BranchNode)
			in.ranges--
		case *parse.TemplateNode:
			var body *parse.ListNode
			if body, err = in.template(n.Name); err == nil {
				in.calls[body] = n.Pipe
				list.Nodes[i] = body
			}
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (in *inliner) branches(b *parse.BranchNode) error {
	if err := in.list(b.List); err != nil {
		return err
	}
	return in.list(b.ElseList)
}
