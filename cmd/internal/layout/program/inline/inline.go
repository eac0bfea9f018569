// Package inline puts the templates of a page in the place of their calls.
//
// html/template escapes a template anew for every place that it is called from, and keeps the outcome
// to itself where that is not the text of a page; in one single tree nothing is hidden. Each place
// also gives its template a dot of one type.
package inline

import (
	"fmt"
	"slices"
	"text/template/parse"
)

const (
	maxNodes = 20_000 // of a page, with each template as often as it is called

	// html/template escapes what is in a range twice, for it may come after itself: 2^n times in all.
	maxRanges = 8
)

// Calls are the calls that a page was made of: what stands for each, and its argument, nil for none.
type Calls map[*parse.ListNode]*parse.PipeNode

// Template returns a copy of the named template with what it calls, at any depth, in the place of the
// calls. What lookup returns for a name, nil for none, is not changed. The error says what cannot be put
// in its place: templates that are not there or call themselves, and pages that would grow too large.
func Template(lookup func(name string) *parse.Tree, name string) (*parse.ListNode, Calls, error) {
	in := inliner{lookup: lookup, calls: make(Calls)}
	list, err := in.template(name)
	return list, in.calls, err
}

// An inliner makes one page.
type inliner struct {
	lookup func(name string) *parse.Tree
	calls  Calls
	nodes  int
	ranges int      // around the place
	active []string // the templates around the place
}

func (in *inliner) template(name string) (*parse.ListNode, error) {
	tree := in.lookup(name)
	if tree == nil {
		return nil, fmt.Errorf("no template %q", name)
	}
	if slices.Contains(in.active, name) {
		return nil, fmt.Errorf("template %q calls itself", name)
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
