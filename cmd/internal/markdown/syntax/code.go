package syntax

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// MarkLeft returns where in the source a %% stands that is in no code of the tree's, or -1: there a
// comment was taken for code, such as one between a backtick in a heading and one below it. An escaped
// %% is no mark. Without a root nothing is code.
func (t *Tree) MarkLeft() int {
	source := t.Source
	if !bytes.Contains(source, []byte("%%")) {
		return -1
	}
	code := codeOf(t.Root)
	for pos, k := 0, 0; ; {
		i := bytes.Index(source[pos:], []byte("%%"))
		if i < 0 {
			return -1
		}
		pos += i
		for k < len(code) && code[k].Stop <= pos {
			k++
		}
		switch {
		case k < len(code) && code[k].Start <= pos:
			pos += 2
		case backslashed(source, pos):
			pos++
		default:
			return pos
		}
	}
}

// codeOf returns where code stands, in order of the source.
func codeOf(root ast.Node) []text.Segment {
	var code []text.Segment
	var walk func(n ast.Node)
	walk = func(n ast.Node) {
		switch n.Kind() {
		case ast.KindCodeBlock, ast.KindFencedCodeBlock:
			code = append(code, n.Lines().Sliced(0, n.Lines().Len())...)
			return
		case ast.KindCodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					code = append(code, t.Segment)
				}
			}
			return
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c)
		}
	}
	if root != nil {
		walk(root)
	}
	slices.SortFunc(code, func(a, b text.Segment) int { return a.Start - b.Start })
	return code
}

// backslashed reports whether an odd number of backslashes stands before an offset.
func backslashed(src []byte, at int) bool {
	n := 0
	for n < at && src[at-1-n] == '\\' {
		n++
	}
	return n%2 == 1
}
