package source

import (
	"bytes"

	"briefings/cmd/internal/diag"
)

// hidden stands where a comment was: one byte for each of its bytes, so that places stay right.
// No writer lets it out.
const hidden = 0x01

// WithoutComments returns the text without its %%comments%%, and the problem of one that never ends.
// They may stand in a line or over many, anywhere but in code. What is code is guessed, since what a
// comment holds must not decide it: whoever has parsed the text must look for marks that are left.
func (t *Text) WithoutComments() (*Text, []diag.Problem) { return t.without(dropComments) }

// WithoutMarked returns the text without all that stands between %% and %%, also in code.
func (t *Text) WithoutMarked() (*Text, []diag.Problem) { return t.without(dropMarked) }

func (t *Text) without(drop func([]byte) ([]byte, int)) (*Text, []diag.Problem) {
	if !bytes.Contains(t.Bytes, []byte("%%")) {
		return t, nil
	}
	out, open := drop(t.Bytes)
	rest := &Text{Bytes: out, places: t.places}
	if open < 0 {
		return rest, nil
	}
	return rest, []diag.Problem{t.At(open, diag.Problem{
		Code:    diag.Comment,
		Message: "a %%comment%% that never ends; the rest of the file is not published",
		Cure:    "end it with %%, or write \\%% for the signs themselves",
	})}
}

// dropComments blanks %%comments%%. open is where one begins that never ends, or -1.
func dropComments(src []byte) (out []byte, open int) {
	out = bytes.Clone(src)
	fence, fenceLen := byte(0), 0
	margin := margin{blank: true}
	spans := &codeSpans{src: src}
	for pos := 0; pos < len(src); {
		end := lineEnd(src, pos)
		if fenceLen == 0 && margin.code(src[pos:end]) {
			pos = end
			continue
		}
		c, n := fenceOf(src[pos:end])
		if fenceLen > 0 {
			if c == fence && n >= fenceLen {
				fenceLen = 0
			}
			pos = end
			continue
		}
		if n > 0 {
			fence, fenceLen = c, n
			pos = end
			continue
		}
		pos, open = dropInline(src, out, pos, end, spans)
		if open >= 0 {
			break
		}
	}
	blankHiddenLines(out)
	return out, open
}

// dropMarked blanks all that stands between %% and %%, also in code.
func dropMarked(src []byte) (out []byte, open int) {
	out = bytes.Clone(src)
	_, open = dropInline(src, out, 0, len(src), nil)
	blankHiddenLines(out)
	return out, open
}

// A margin follows the lines to tell indented code. It is code only where no list, note or
// definition can be open that the indentation would belong to.
type margin struct {
	blank bool // the line before was blank, or code
	open  bool // something that holds indented lines may be open
}

// code reports whether the next line is one of indented code.
func (m *margin) code(line []byte) bool {
	text := bytes.TrimLeft(line, " \t")
	if len(bytes.TrimSpace(text)) == 0 {
		m.blank = true
		return false
	}
	if indented(line) {
		m.blank = m.blank && !m.open
		return m.blank
	}
	_, _, item := nesting(line)
	holds := item.sign != 0 || text[0] == ':' || text[0] == '>' || bytes.HasPrefix(text, []byte("[^"))
	m.open = holds || m.open && !m.blank
	m.blank = false
	return false
}

// dropInline blanks the comments that begin between pos and end, and returns where to go on. spans
// may be nil: then nothing is code.
func dropInline(src, out []byte, pos, end int, spans *codeSpans) (next, open int) {
	for pos < end {
		switch c := src[pos]; {
		case c == '\\':
			pos += 2
		case c == '`' && spans != nil:
			n := run(src[pos:], '`')
			if after := spans.end(pos+n, n); after > 0 {
				pos = after
				if pos > end {
					end = lineEnd(src, pos)
				}
				continue
			}
			pos += n
		case c == '%' && pos+1 < len(src) && src[pos+1] == '%':
			stop := bytes.Index(src[pos+2:], []byte("%%"))
			after := pos + 2 + stop + 2
			if stop < 0 {
				after, open = len(src), pos+1
			}
			for i := pos; i < after; i++ {
				if out[i] != '\n' && out[i] != '\r' {
					out[i] = hidden
				}
			}
			if open > 0 {
				return after, pos
			}
			if pos = after; pos > end {
				end = lineEnd(src, pos)
			}
		default:
			pos++
		}
	}
	return max(pos, end), -1
}

// codeSpans finds the ends of code spans. It remembers where the last run of backticks of each length
// stands in a paragraph, so that runs which nothing closes cost no search.
type codeSpans struct {
	src  []byte
	stop int         // end of the paragraph that last is about
	last map[int]int // length of a run -> offset
}

// end returns the end of a code span that a run of n backticks opened before from, or 0. A span
// ends with its paragraph.
func (s *codeSpans) end(from, n int) int {
	if from >= s.stop {
		s.paragraph(from)
	}
	if s.last[n] < from {
		return 0
	}
	for i := from; ; {
		i += bytes.IndexByte(s.src[i:], '`')
		k := run(s.src[i:], '`')
		if i += k; k == n {
			return i
		}
	}
}

// paragraph notes the runs of backticks from an offset to the next blank line.
func (s *codeSpans) paragraph(from int) {
	s.last, s.stop = map[int]int{}, len(s.src)
	for i := from; i < len(s.src); {
		switch s.src[i] {
		case '`':
			k := run(s.src[i:], '`')
			s.last[k] = i
			i += k
		case '\n':
			if i++; len(bytes.TrimSpace(s.src[i:lineEnd(s.src, i)])) == 0 {
				s.stop = i
				return
			}
		default:
			i++
		}
	}
}

// fenceOf returns the character and length of a code fence, or 0. Fences may stand in quotes and lists.
func fenceOf(line []byte) (byte, int) {
	line = bytes.TrimLeft(line, " \t>")
	if item := bytes.TrimLeft(line, "-+*0123456789.)"); len(item) < len(line) && bytes.HasPrefix(item, []byte(" ")) {
		line = bytes.TrimLeft(item, " \t")
	}
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return 0, 0
	}
	n := run(line, line[0])
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return 0, 0
	}
	return line[0], n
}

func run(b []byte, c byte) int {
	n := 0
	for n < len(b) && b[n] == c {
		n++
	}
	return n
}

func lineEnd(src []byte, pos int) int {
	if i := bytes.IndexByte(src[min(pos, len(src)):], '\n'); i >= 0 {
		return pos + i + 1
	}
	return len(src)
}

// blankHiddenLines makes a line blank that has nothing but a comment, so that no empty paragraph
// is left of it.
func blankHiddenLines(b []byte) {
	for pos := 0; pos < len(b); {
		end := lineEnd(b, pos)
		line := b[pos:end]
		if bytes.IndexByte(line, hidden) >= 0 && len(bytes.Trim(line, "\x01 \t\r\n>")) == 0 {
			for i, c := range line {
				if c == hidden {
					line[i] = ' '
				}
			}
		}
		pos = end
	}
}
