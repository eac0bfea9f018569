package syntax

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A linkifyParser is goldmark's, which is asked at every word of a text, with a glance before it at the
// word: hardly one is an address.
type linkifyParser struct{ parser.InlineParser }

func newLinkifyParser() parser.InlineParser { return linkifyParser{extension.NewLinkifyParser()} }

// Parse implements parser.InlineParser.
func (p linkifyParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if line, _ := block.PeekLine(); !mayBeAddress(line) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// longestLocal is how long the part of a mail address before "@" may be, RFC 5321, 4.5.3.1.1.
const longestLocal = 64

// mayBeAddress reports whether an address may begin at a place, or behind the character that parts it from
// what is before.
func mayBeAddress(line []byte) bool {
	if len(line) > 0 {
		switch line[0] {
		case ' ', '*', '_', '~', '(':
			line = line[1:]
		}
	}
	if len(line) == 0 {
		return false
	}
	switch line[0] {
	case 'h', 'f', 'w': // http:, ftp:, www.
		return true
	}
	for _, c := range line[:min(len(line), longestLocal+1)] {
		if c == '@' {
			return true
		}
		if c <= ' ' {
			return false
		}
	}
	return false
}
