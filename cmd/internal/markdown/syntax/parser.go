// Package syntax is the grammar of a document: CommonMark, GitHub's tables, tasks, strikethrough and
// bare addresses, footnotes, definition lists, and what vaults and kramdown write besides.
//
// A construct of our own is one file with its node and its parser, and a line of New with its priority.
// What it becomes is said in package html, in a file of the same name if that takes more than a tag.
// Whoever parses keeps to the limits of package source: beyond them goldmark takes time that grows
// with the square of the text.
package syntax

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/hypertext"
)

// A Parser parses Markdown. It may be used by several goroutines at once.
type Parser struct {
	parser parser.Parser
}

// New returns a Parser.
func New() *Parser {
	return &Parser{parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(parser.WithHeadingAttribute()), 100),
			util.Prioritized(extension.NewDefinitionListParser(), 101),
			util.Prioritized(extension.NewDefinitionDescriptionParser(), 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(parser.NewListParser(), 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(headingParser{parser.NewATXHeadingParser(parser.WithHeadingAttribute())}, 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(verbatimParser{}, 750),
			util.Prioritized(parser.NewBlockquoteParser(), 800),
			util.Prioritized(parser.NewHTMLBlockParser(), 900),
			util.Prioritized(extension.NewFootnoteBlockParser(), 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(parser.NewCodeSpanParser(), 100),
			util.Prioritized(formulaParser{}, 100),
			util.Prioritized(refParser{}, 100), // before links and footnotes, whose bracket it begins with
			util.Prioritized(blockIDParser{}, 100),
			util.Prioritized(noteParser{}, 100),
			util.Prioritized(spanAttributeParser{}, 100),
			util.Prioritized(figureParser{}, 100),
			util.Prioritized(blockRefParser{}, 100),
			util.Prioritized(extension.NewFootnoteParser(), 101),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(parser.NewAutoLinkParser(), 300),
			util.Prioritized(parser.NewRawHTMLParser(), 400),
			util.Prioritized(parser.NewEmphasisParser(), 500),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(markParser{}, 500), // a delimiter as those of emphasis
			util.Prioritized(newLinkifyParser(), 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
			// Ours come after definitions of links, which may stand above them in a paragraph, and before
			// tables, which would take their lines as rows.
			util.Prioritized(calloutTransformer{}, 150),
			util.Prioritized(attributeTransformer{}, 155),
			util.Prioritized(propertyTransformer{}, 157),
			util.Prioritized(blockIDTransformer{}, 160),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
			util.Prioritized(noteTransformer{}, 1000),
		),
	)}
}

// A Tree is a document, parsed. The offsets of its nodes are those of Source.
type Tree struct {
	Source  []byte
	Root    ast.Node // nil: the text was too much to be parsed
	ids     blockIDs
	letters map[ast.Node]direction.Count // of blocks; nil if none is written from right to left, and nobody asked
}

// Parse parses a document.
func (p *Parser) Parse(source []byte) *Tree {
	pc := parser.NewContext()
	t := &Tree{Source: source, Root: p.parser.Parse(text.NewReader(source), parser.WithContext(pc))}
	if ids, ok := pc.Get(blockIDsKey).(*blockIDs); ok {
		t.ids = *ids
	}
	if direction.HasRTL(source) {
		t.countAll()
	}
	return t
}

// PlainText is the text of a node's children, as a picture's alternative or an id is made of.
func (t *Tree) PlainText(n ast.Node) string {
	var out []byte
	var walk func(n ast.Node)
	walk = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				value := c.Segment.Value(t.Source)
				if !c.IsRaw() {
					value = Unescape(value)
				}
				out = append(out, value...)
				if c.SoftLineBreak() || c.HardLineBreak() {
					out = append(out, ' ')
				}
			case *ast.String:
				out = append(out, c.Value...)
			case *ast.AutoLink:
				out = append(out, c.Label(t.Source)...)
			case *Ref:
				out = append(out, c.Shown()...)
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return string(hypertext.Published(out))
}
