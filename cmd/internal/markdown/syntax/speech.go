package syntax

import (
	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/direction"
)

// A Speech is the language of a block, BCP 47, and the direction that it is written in. Either may be
// empty: not known, or not said.
type Speech struct{ Lang, Dir string }

// Speech returns what the author says of the language of a block; else the direction of its letters, where
// any are written from right to left or around, the direction of what the block stands in, is so.
func (t *Tree) Speech(n ast.Node, around string) Speech {
	s, ok := t.ids.nodeSpeech[n]
	if !ok && n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		s = t.ids.leafSpeech[n.Lines().At(0).Start]
	}
	if s.Dir == "" {
		if t.letters == nil && around == direction.RTL {
			t.countAll()
		}
		s.Dir = t.letters[n].Within(around)
	}
	return s
}

// opening is how much of a document is looked at to know the direction of one without letters from right
// to left, in bytes.
const opening = 400

// enough is how many letters say what direction a document is written in, if one in four at most is not.
const enough = 40

// Direction returns the direction that the document is written in, which has the title, if its front matter
// says one; empty if its letters do not say. Few of them do if all, and those of the title, are alike.
func (t *Tree) Direction(title string) string {
	var c direction.Count
	if t.letters != nil {
		c = t.letters[t.Root]
	} else {
		c.Add(t.Source[:min(opening, len(t.Source))])
	}
	few := c.LTR+c.RTL < enough
	if few && c.First != "" {
		c.Add([]byte(title))
	}
	if foreign := min(c.LTR, c.RTL); few && foreign > 0 || 4*foreign > c.LTR+c.RTL {
		return ""
	}
	return c.Of()
}

func (t *Tree) countAll() {
	t.letters = map[ast.Node]direction.Count{}
	t.count(t.Root)
}

// count counts the letters of the blocks within n, and of n, code and formulas left out.
func (t *Tree) count(n ast.Node) direction.Count {
	var c direction.Count
	switch n := n.(type) {
	case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.CodeSpan, *ast.HTMLBlock, *Formula, *Verbatim:
		return c
	case *ast.Text:
		c.Add(n.Segment.Value(t.Source))
		return c
	case *ast.String:
		c.Add(n.Value)
		return c
	case *Ref:
		c.Add([]byte(n.Shown()))
		return c
	}
	for child := n.FirstChild(); child != nil; child = child.NextSibling() {
		c = c.Plus(t.count(child))
	}
	if n.Type() != ast.TypeInline {
		t.letters[n] = c
	}
	return c
}
