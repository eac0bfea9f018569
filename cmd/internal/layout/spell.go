package layout

import (
	"text/template/parse"

	"briefings/cmd/internal/layout/vet"
)

// spellOut names the embedded structs on the way to a field: .Title becomes .PageView.Title.
//
// It says the same, and package reflect finds a field of the struct itself twenty times as fast as
// one of an embedded struct, for which it searches all of them in every execution.
func spellOut(template string, tree *parse.Tree, paths vet.Paths) {
	for n := range nodes(tree.Root) {
		switch n := n.(type) {
		case *parse.ActionNode:
			spellPipe(template, n.Pipe, paths)
		case *parse.TemplateNode:
			spellPipe(template, n.Pipe, paths)
		default:
			if b := branch(n); b != nil {
				spellPipe(template, b.Pipe, paths)
			}
		}
	}
}

func spellPipe(template string, pipe *parse.PipeNode, paths vet.Paths) {
	if pipe == nil {
		return
	}
	for _, cmd := range pipe.Cmds {
		for _, arg := range cmd.Args {
			spellArg(template, arg, paths)
		}
	}
}

func spellArg(template string, n parse.Node, paths vet.Paths) {
	switch n := n.(type) {
	case *parse.FieldNode:
		pos := int(n.Pos)
		if len(n.Ident) > 1 { // the second name gives the node its position
			pos -= 1 + len(n.Ident[0])
		}
		n.Ident = spelt(template, n.Ident, pos, paths)
	case *parse.VariableNode:
		n.Ident = append(n.Ident[:1:1], spelt(template, n.Ident[1:], int(n.Pos), paths)...)
	case *parse.ChainNode:
		n.Field = spelt(template, n.Field, int(n.Pos), paths)
		spellArg(template, n.Node, paths)
	case *parse.PipeNode:
		spellPipe(template, n, paths)
	}
}

// spelt spells out .A.B.C, of which pos is the first period.
func spelt(template string, names []string, pos int, paths vet.Paths) []string {
	var out []string
	for _, name := range names {
		pos++ // the period
		out = append(append(out, paths[vet.Place{Template: template, Pos: pos}]...), name)
		pos += len(name)
	}
	return out
}
