package source

import (
	"bytes"
	"fmt"

	"briefings/cmd/internal/diag"
)

// The limits keep a build linear: goldmark takes time or memory that grows with the square of
// some inputs, or worse. Real documents stay far below them; the figures were measured with
// goldmark 1.8.7, see BenchmarkHostile of package markdown.
const (
	maxBytes    = 4 << 20 // bytes of Markdown in a file
	maxNesting  = 64      // quotes and list items around a line
	maxColumns  = 200     // of a table
	maxCells    = 50_000  // of a table, with the empty ones that complete its rows
	maxBrackets = 3_000   // "[" in one paragraph
	maxRuns     = 20_000  // emphasis and code marks in one paragraph
	maxTerms    = 3_000   // ":" lines of definitions
	maxCode     = 10_000  // lines of indented code and blank lines in a row
)

// TooMuch returns the problem of a text that is beyond a limit. ok says that it is.
func (t *Text) TooMuch() (p diag.Problem, ok bool) {
	if p, ok = tooMuch(t.Bytes); ok {
		p.Line += t.places.line - 1
	}
	return p, ok
}

// tooMuch counts lines from 1.
func tooMuch(src []byte) (diag.Problem, bool) {
	if len(src) > maxBytes {
		return limit(1, fmt.Sprintf("%d bytes of text, more than %d", len(src), maxBytes), "split the document"), true
	}
	brackets, runs, notes, columns, rows, terms, code := 0, 0, 0, 0, 0, 0, 0
	line := 0
	var last marker
	for pos := 0; pos < len(src); {
		end := lineEnd(src, pos)
		b := src[pos:end]
		pos = end
		line++
		depth, rest, item := nesting(b)
		if depth > maxNesting {
			return limit(line, fmt.Sprintf("nested more than %d deep", maxNesting), "use fewer levels of lists and quotes"), true
		}
		if code++; len(rest) > 0 && !indented(b) {
			code = 0
		}
		if code > maxCode {
			return limit(line, fmt.Sprintf("more than %d lines of indented code and blank lines", maxCode), "put code between ``` lines"), true
		}
		if len(rest) == 0 {
			brackets, runs, columns, rows, last = 0, 0, 0, 0, marker{}
			continue
		}
		if item.begins(last) {
			brackets, runs, last = 0, 0, item
		}
		brackets += bytes.Count(rest, []byte{'['})
		runs += bytes.Count(rest, []byte{'*'}) + bytes.Count(rest, []byte{'_'}) + bytes.Count(rest, []byte{'`'}) + bytes.Count(rest, []byte{'~'}) + bytes.Count(rest, []byte("=="))
		if rest[0] == ':' {
			terms++
		}
		notes += bytes.Count(rest, []byte("[^")) + bytes.Count(rest, []byte("^["))
		if n := delimiterRow(rest); n > 0 && columns == 0 {
			columns, rows = n, 0
		} else if columns > 0 {
			rows++
		}
		switch {
		case columns > maxColumns:
			return limit(line, fmt.Sprintf("a table with more than %d columns", maxColumns), "split the table"), true
		case columns*rows > maxCells:
			return limit(line, fmt.Sprintf("a table with more than %d cells", maxCells), "split the table, or link to it as a CSV file"), true
		case brackets > maxBrackets:
			return limit(line, fmt.Sprintf("more than %d brackets in one paragraph", maxBrackets), "put blank lines between its parts"), true
		case runs > maxRuns:
			return limit(line, fmt.Sprintf("more than %d emphasis and code marks in one paragraph", maxRuns), "put blank lines between its parts"), true
		case terms > maxTerms:
			return limit(line, fmt.Sprintf("more than %d definitions", maxTerms), "split the document"), true
		case notes > maxBrackets:
			return limit(line, fmt.Sprintf("more than %d footnotes", maxBrackets), "split the document"), true
		}
	}
	return diag.Problem{}, false
}

func indented(line []byte) bool {
	return line[0] == '\t' || bytes.HasPrefix(line, []byte("    "))
}

func limit(line int, what, cure string) diag.Problem {
	return diag.Problem{Line: line, Col: 1, Code: diag.Limit, Message: what + "; the text is shown as it is", Cure: cure}
}

// A marker is the last mark of a list item that a line begins with. The zero marker is none.
type marker struct {
	sign  byte // '-', '+', '*', or '.' and ')' after a number
	width int  // of what is before it
	one   bool // a bullet, or the number 1: only these end a paragraph, CommonMark 0.31.2 section 5.3
}

// begins reports whether the marker surely begins an item, after a line of the same paragraphs whose
// marker was last: in the margin, or no deeper than an item in that one may stand.
func (m marker) begins(last marker) bool {
	if m.sign == 0 || m.sign != last.sign && !m.one {
		return false
	}
	return m.width <= 3 || last.sign != 0 && m.width <= last.width+5
}

// nesting counts the markers of quotes and list items that a line begins with, or as many as its
// indentation has room for, and returns what follows them, and the last marker of an item.
func nesting(line []byte) (int, []byte, marker) {
	depth, width := 0, 0
	var item marker
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			width++
		case c == '\t':
			width += 4
		case c == '\r' || c == '\n':
			return depth, nil, item
		case c == '>':
			depth++
		case (c == '-' || c == '+' || c == '*') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t' || line[i+1] == '\n'):
			depth = max(depth+1, width/2)
			item = marker{c, width, true}
		case c >= '0' && c <= '9':
			k := i
			for k < len(line) && line[k] >= '0' && line[k] <= '9' {
				k++
			}
			if k-i > 9 || k+1 >= len(line) || line[k] != '.' && line[k] != ')' || line[k+1] != ' ' {
				return depth, line[i:], item
			}
			depth = max(depth+1, width/3)
			item = marker{line[k], width, k == i+1 && line[i] == '1'}
			i = k
		default:
			return depth, line[i:], item
		}
	}
	return depth, nil, item
}

// delimiterRow returns the columns of the line under a table's head, or 0 for any other line.
func delimiterRow(line []byte) int {
	line = bytes.TrimSpace(line)
	if bytes.IndexByte(line, '-') < 0 || len(bytes.Trim(line, "|:- \t")) > 0 {
		return 0
	}
	if len(bytes.ReplaceAll(line, []byte{'-'}, nil)) == 0 {
		return 0
	}
	inner := bytes.TrimSuffix(bytes.TrimPrefix(line, []byte{'|'}), []byte{'|'})
	return bytes.Count(inner, []byte{'|'}) + 1
}
