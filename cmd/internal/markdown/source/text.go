// Package source is the text of a document on its way to the parser: made valid, freed of comments and
// measured, so that no text costs the parser more than time in proportion to its length.
//
// What is taken out of a valid text is blanked and not cut, so that every offset of what is parsed has
// its place in the file. It knows no parser: what it says of code and lists is a guess from the lines.
package source

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
)

// A Text is the Markdown of one document.
type Text struct {
	Bytes  []byte // valid UTF-8
	places *places
}

// New returns the text of a document, made valid UTF-8, and the problems of what is not. line is where
// in its file src begins.
func New(src []byte, line int) (*Text, []diag.Problem) {
	valid, bad := src, invalid(src)
	if bad >= 0 {
		valid = bytes.ToValidUTF8(src, []byte("\ufffd"))
	}
	t := &Text{Bytes: valid, places: &places{src: valid, line: line}}
	var problems []diag.Problem
	if bad >= 0 {
		problems = append(problems, t.At(bad, diag.Problem{
			Code:    diag.Encoding,
			Message: fmt.Sprintf("byte 0x%02X is not UTF-8", src[bad]),
			Cure:    "save the file as UTF-8; such bytes are shown as \ufffd",
		}))
	}
	if i := bytes.IndexByte(valid, 0); i >= 0 {
		problems = append(problems, t.At(i, diag.Problem{Code: diag.Encoding, Message: "a NUL character, shown as \ufffd", Cure: "remove it"}))
	}
	return t, problems
}

// invalid returns where the first byte stands that is not UTF-8, or -1.
func invalid(src []byte) int {
	if utf8.Valid(src) {
		return -1
	}
	i := 0
	for i < len(src) {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n <= 1 {
			break
		}
		i += n
	}
	return i
}

// Unpublished returns the problem of the first character that is left out of what is published. ok says
// that there is one.
func (t *Text) Unpublished() (p diag.Problem, ok bool) {
	for i := 0; i < len(t.Bytes); {
		r, n := utf8.DecodeRune(t.Bytes[i:])
		if r != hidden && r != 0 && !fold.Publishable(r) {
			return t.At(i, diag.Problem{
				Code:    diag.Encoding,
				Message: fmt.Sprintf("the character U+%04X is left out", r),
				Cure:    "remove it; it cannot be seen, and can make text read as another",
			}), true
		}
		i += n
	}
	return diag.Problem{}, false
}

// At returns the problem with the place of an offset of the text.
func (t *Text) At(offset int, p diag.Problem) diag.Problem {
	p.Line, p.Col = t.Place(offset)
	return p
}

// Place returns where in the file an offset of the text is, 1-based; col counts code points.
func (t *Text) Place(offset int) (line, col int) { return t.places.of(offset) }

// places knows the lines of a text. All that is made of one text shares them.
type places struct {
	src   []byte
	line  int   // of the file, where src begins
	lines []int // offsets of the lines; nil until a place is asked for

	lastOffset, lastCol int // what was asked for last, and its answer; 0 before
}

// of counts on from the last place of the line, for a line may be all of the file, and every character
// of it have a problem.
func (p *places) of(offset int) (line, col int) {
	if offset <= 0 {
		return p.line, 1
	}
	if p.lines == nil {
		p.lines = append(p.lines, 0)
		for i, c := range p.src {
			if c == '\n' {
				p.lines = append(p.lines, i+1)
			}
		}
	}
	offset = min(offset, len(p.src))
	n := sort.SearchInts(p.lines, offset+1)
	from, col := p.lines[n-1], 1
	if p.lastCol > 0 && p.lastOffset >= from && p.lastOffset <= offset {
		from, col = p.lastOffset, p.lastCol
	}
	col += utf8.RuneCount(p.src[from:offset])
	p.lastOffset, p.lastCol = offset, col
	return p.line + n - 1, col
}
