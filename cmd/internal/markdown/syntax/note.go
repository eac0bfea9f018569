package syntax

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

var kindNotes = ast.NewNodeKind("Notes")

// notes are the notes that stand in the text, as in ^[this], in the order that they are met. They are the
// last child of the document until its blocks are parsed, so that their texts are too. Their links have
// the negative of their place among them, from 1, as index.
type notes struct{ ast.BaseBlock }

func (n *notes) Kind() ast.NodeKind            { return kindNotes }
func (n *notes) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }

// notesKey holds the notes of a document.
var notesKey = parser.NewContextKey()

// longestNote is how far the end of a note is looked for, in bytes: an end for each of many beginnings
// would take the square of the text.
const longestNote = 5_000

// noteParser reads ^[notes].
type noteParser struct{}

func (noteParser) Trigger() []byte { return []byte{'^'} }

func (noteParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 2 || line[1] != '[' {
		return nil
	}
	block.Advance(2)
	lines := noteLines(block)
	if lines == nil {
		return nil
	}
	all, _ := pc.Get(notesKey).(*notes)
	if all == nil {
		doc := parent.OwnerDocument()
		if doc == nil {
			return nil
		}
		all = &notes{}
		doc.AppendChild(doc, all)
		pc.Set(notesKey, all)
	}
	p := ast.NewParagraph()
	p.SetLines(lines)
	note := extast.NewFootnote(nil)
	note.AppendChild(note, p)
	all.AppendChild(all, note)
	return extast.NewFootnoteLink(-all.ChildCount())
}

// noteLines reads to the bracket that ends a note, and behind it, and returns the lines up to there; nil
// if none does, or if the note has no words.
func noteLines(block text.Reader) *text.Segments {
	lines, depth, words := text.NewSegments(), 0, false
	for n := 0; n < longestNote; {
		line, segment := block.PeekLine()
		if line == nil {
			return nil
		}
		for i := 0; i < len(line); i++ {
			switch line[i] {
			case '\\':
				i++
			case '[':
				depth++
			case ']':
				if depth--; depth < 0 {
					block.Advance(i + 1)
					if i > 0 {
						lines.Append(segment.WithStop(segment.Stop - len(line) + i))
					}
					if !words {
						return nil
					}
					return lines
				}
			}
			words = words || i < len(line) && !isBlank(line[i])
		}
		lines.Append(segment)
		n += len(line)
		block.AdvanceLine()
	}
	return nil
}

// noteTransformer puts the notes of the text among those at its end, and numbers all in the order that
// they are first called for. It comes after goldmark's, which knows of the others only.
type noteTransformer struct{}

func (noteTransformer) Transform(doc *ast.Document, _ text.Reader, pc parser.Context) {
	all, _ := pc.Get(notesKey).(*notes)
	if all == nil {
		return
	}
	doc.RemoveChild(doc, all)
	list, ok := doc.LastChild().(*extast.FootnoteList)
	if !ok {
		list = extast.NewFootnoteList()
	} else {
		doc.RemoveChild(doc, list)
	}
	byIndex := map[int]*extast.Footnote{}
	for c := list.FirstChild(); c != nil; c = c.NextSibling() {
		byIndex[c.(*extast.Footnote).Index] = c.(*extast.Footnote)
	}
	for i, c := 1, all.FirstChild(); c != nil; i, c = i+1, c.NextSibling() {
		byIndex[-i] = c.(*extast.Footnote)
		c.FirstChild().AppendChild(c.FirstChild(), extast.NewFootnoteBacklink(-i))
	}
	var order []*extast.Footnote
	number := map[int]int{} // by the index before
	call := func(index int) int {
		if number[index] == 0 && byIndex[index] != nil {
			order = append(order, byIndex[index])
			number[index] = len(order)
		}
		return number[index]
	}
	renumber := func(n ast.Node) {
		_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // no visit fails
			if entering {
				switch n := n.(type) {
				case *extast.FootnoteLink:
					n.Index = call(n.Index)
				case *extast.FootnoteBacklink:
					n.Index = call(n.Index)
				}
			}
			return ast.WalkContinue, nil
		})
	}
	done := 0
	settle := func() {
		for ; done < len(order); done++ {
			renumber(order[done])
		}
	}
	renumber(doc)
	settle()
	for c := list.FirstChild(); c != nil; c = c.NextSibling() { // called for by what nobody calls for
		call(c.(*extast.Footnote).Index)
		settle()
	}
	list.RemoveChildren(list)
	for i, note := range order {
		note.Index = i + 1
		list.AppendChild(list, note)
	}
	list.Count = len(order)
	doc.AppendChild(doc, list)
}
