package keytree

import (
	"strconv"
	"strings"
)

// A scan is where the keys and values of a TOML text are. BurntSushi/toml has it but does not
// tell.
//
// The scanner takes any text and always ends; what it says of a text that is not TOML is of use
// only as far as the first mistake.
type scan struct {
	text  string
	pos   int
	at    map[Path]int // offset
	count map[Path]int // elements of arrays of tables so far
	pairs []span       // key = value, in order
	twice []span       // those of them whose key was there before
	depth int
	deep  bool // the text nests deeper than maxDepth, and was read no further
}

type span struct {
	name       string
	start, end int
}

// A part is one name of a dotted key.
type part struct {
	name  string
	start int
}

func scanTOML(text string) *scan {
	s := &scan{text: text, at: map[Path]int{}, count: map[Path]int{}}
	var prefix Path
	for !s.deep {
		s.blank()
		if s.pos >= len(s.text) {
			break
		}
		if s.text[s.pos] == '[' {
			prefix = s.header()
			continue
		}
		s.pair(prefix)
	}
	return s
}

// statement returns the pair that holds the offset.
func (s *scan) statement(offset int) (span, bool) {
	for _, p := range s.pairs {
		if p.start <= offset && offset <= p.end {
			return p, true
		}
	}
	return span{}, false
}

func (s *scan) pair(prefix Path) {
	start := s.pos
	parts := s.parts()
	if len(parts) == 0 {
		s.line()
		s.pairs = append(s.pairs, span{"", start, s.pos})
		return
	}
	p, seen := s.note(prefix, parts)
	s.skip(" \t")
	if s.pos < len(s.text) && s.text[s.pos] == '=' {
		s.pos++
		s.value(p)
	}
	s.line()
	pair := span{dotted(parts), start, s.pos}
	s.pairs = append(s.pairs, pair)
	if seen {
		s.twice = append(s.twice, pair)
	}
}

// note keeps the places of a dotted key and of the tables that it implies, and says whether the
// key was there before.
func (s *scan) note(p Path, parts []part) (_ Path, seen bool) {
	for _, part := range parts {
		p = p.Key(part.name)
		if _, seen = s.at[p]; !seen {
			s.at[p] = part.start
		}
	}
	return p, seen
}

func dotted(parts []part) string {
	names := make([]string, len(parts))
	for i, p := range parts {
		names[i] = p.name
	}
	return strings.Join(names, ".")
}

// header reads [a.b] or [[a.b]] and returns the path of the table it opens.
func (s *scan) header() Path {
	start := s.pos
	s.pos++
	array := s.pos < len(s.text) && s.text[s.pos] == '['
	if array {
		s.pos++
	}
	var p Path
	for _, part := range s.parts() {
		if n := s.count[p]; n > 0 {
			p = p.Index(n - 1)
		}
		p = p.Key(part.name)
		if _, ok := s.at[p]; !ok {
			s.at[p] = start
		}
	}
	if array {
		s.count[p]++
	}
	if n := s.count[p]; n > 0 {
		p = p.Index(n - 1)
		if _, ok := s.at[p]; !ok {
			s.at[p] = start
		}
	}
	s.line()
	return p
}

// parts reads a dotted key.
func (s *scan) parts() []part {
	var parts []part
	for {
		s.skip(" \t")
		start := s.pos
		switch {
		case s.pos >= len(s.text):
			return parts
		case s.text[s.pos] == '"' || s.text[s.pos] == '\'':
			parts = append(parts, part{s.str(), start})
		default:
			for s.pos < len(s.text) && !strings.ContainsRune(" \t\r\n.=]\"'[,{}#", rune(s.text[s.pos])) {
				s.pos++
			}
			if s.pos == start {
				return parts
			}
			parts = append(parts, part{s.text[start:s.pos], start})
		}
		if len(parts)+s.depth > maxDepth {
			s.deep, s.pos = true, len(s.text)
			return parts
		}
		s.skip(" \t")
		if s.pos >= len(s.text) || s.text[s.pos] != '.' {
			return parts
		}
		s.pos++
	}
}

// value skips one value and notes where the elements of lists and the keys of inline tables are.
func (s *scan) value(p Path) {
	s.skip(" \t")
	if s.pos >= len(s.text) {
		return
	}
	if s.depth++; s.depth > maxDepth {
		s.deep, s.pos = true, len(s.text)
		return
	}
	defer func() { s.depth-- }()
	switch s.text[s.pos] {
	case '"', '\'':
		s.str()
	case '[':
		s.pos++
		for i := 0; ; i++ {
			s.blank()
			if !s.more(']') {
				return
			}
			start := s.pos
			s.at[p.Index(i)] = start
			s.value(p.Index(i))
			s.comma(start)
		}
	case '{':
		s.pos++
		for {
			s.blank()
			if !s.more('}') {
				return
			}
			start := s.pos
			inner, _ := s.note(p, s.parts())
			s.skip(" \t")
			if s.pos < len(s.text) && s.text[s.pos] == '=' {
				s.pos++
				s.value(inner)
			}
			s.comma(start)
		}
	default:
		for s.pos < len(s.text) && !strings.ContainsRune(",]}\n#", rune(s.text[s.pos])) {
			s.pos++
		}
	}
}

// more says whether a list goes on, and skips its end if not.
func (s *scan) more(end byte) bool {
	if s.pos >= len(s.text) {
		return false
	}
	if s.text[s.pos] == end {
		s.pos++
		return false
	}
	return true
}

// comma skips what separates elements. It always moves on from start.
func (s *scan) comma(start int) {
	s.blank()
	if s.pos < len(s.text) && (s.text[s.pos] == ',' || s.pos == start) {
		s.pos++
	}
}

// str skips a string and returns its text, escapes unread but for the plain ones.
func (s *scan) str() string {
	q := s.text[s.pos : s.pos+1]
	if long := strings.Repeat(q, 3); strings.HasPrefix(s.text[s.pos:], long) {
		s.pos += 3
		start := s.pos
		for s.pos < len(s.text) && !strings.HasPrefix(s.text[s.pos:], long) {
			s.char(q)
		}
		out := s.text[start:s.pos]
		s.pos = min(s.pos+3, len(s.text))
		for range 2 { // up to two quotes more belong to it
			if s.pos < len(s.text) && s.text[s.pos:s.pos+1] == q {
				s.pos++
			}
		}
		return out
	}
	start := s.pos
	s.pos++
	for s.pos < len(s.text) && s.text[s.pos:s.pos+1] != q && s.text[s.pos] != '\n' {
		s.char(q)
	}
	if s.pos < len(s.text) && s.text[s.pos] != '\n' {
		s.pos++
	}
	raw := s.text[start:s.pos]
	if out, err := strconv.Unquote(raw); err == nil && q == `"` {
		return out
	}
	return strings.TrimSuffix(raw[1:], q)
}

// char steps over one byte, or over two after a backslash in a basic string.
func (s *scan) char(q string) {
	if q == `"` && s.text[s.pos] == '\\' {
		s.pos++
	}
	s.pos = min(s.pos+1, len(s.text))
}

func (s *scan) skip(chars string) {
	for s.pos < len(s.text) && strings.IndexByte(chars, s.text[s.pos]) >= 0 {
		s.pos++
	}
}

// line skips the rest of a line.
func (s *scan) line() {
	if i := strings.IndexByte(s.text[s.pos:], '\n'); i >= 0 {
		s.pos += i
		return
	}
	s.pos = len(s.text)
}

// blank skips white space, line ends and comments.
func (s *scan) blank() {
	for {
		s.skip(" \t\r\n")
		if s.pos >= len(s.text) || s.text[s.pos] != '#' {
			return
		}
		s.line()
	}
}
