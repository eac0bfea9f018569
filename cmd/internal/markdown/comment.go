package markdown

import "bytes"

// hidden stands where a comment was: one byte for each of its bytes, so that places stay right.
// No writer lets it out.
const hidden = 0x01

// dropComments blanks %%comments%%. They may stand in a line or over many, anywhere but in code.
// What cannot be told from a comment is taken for one: it must never be published. open is where a
// comment begins that never ends, or -1.
func dropComments(src []byte) (out []byte, open int) {
	out = bytes.Clone(src)
	fence, fenceLen := byte(0), 0
	margin := margin{blank: true}
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
		pos, open = dropInline(src, out, pos, end)
		if open >= 0 {
			break
		}
	}
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

// dropInline blanks the comments that begin between pos and end, and returns where to go on.
func dropInline(src, out []byte, pos, end int) (next, open int) {
	for pos < end {
		switch c := src[pos]; {
		case c == '\\':
			pos += 2
		case c == '`':
			n := run(src[pos:], '`')
			if after := codeEnd(src, pos+n, n); after > 0 {
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

// codeEnd returns the end of a code span that a run of n backticks opened before from, or 0. A
// span ends with its paragraph.
func codeEnd(src []byte, from, n int) int {
	for i := from; i < len(src); {
		switch src[i] {
		case '`':
			k := run(src[i:], '`')
			if k == n {
				return i + k
			}
			i += k
		case '\n':
			if i++; len(bytes.TrimSpace(src[i:lineEnd(src, i)])) == 0 {
				return 0
			}
		default:
			i++
		}
	}
	return 0
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
