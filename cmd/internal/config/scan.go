package config

import (
	"strconv"
	"strings"
)

// A tomlScan is where the keys and values of a TOML text are. BurntSushi/toml has it but does not
// tell, and only a text with something wrong in it is ever scanned.
//
// The scanner takes any text and always ends; what it says of a text that is not TOML is of use
// only as far as the first mistake.
type tomlScan struct {
	text  string
	pos   int
	at    map[path]int // offset
	count map[path]int // elements of arrays of tables so far
	twice []tomlSpan
}

type tomlSpan struct {
	name       string
	start, end int
}

func tomlPlaces(text string) places {
	out := places{}
	for p, offset := range scanTOML(text).at {
		out[p] = placeOf(text, offset)
	}
	return out
}

func scanTOML(text string) *tomlScan {
	s := &tomlScan{text: text, at: map[path]int{}, count: map[path]int{}}
	var prefix path
	for {
		s.blank()
		if s.pos >= len(s.text) {
			return s
		}
		start := s.pos
		if s.text[s.pos] == '[' {
			prefix = s.header()
			continue
		}
		p, name := s.key(prefix)
		s.skip(" \t")
		if s.pos < len(s.text) && s.text[s.pos] == '=' {
			s.pos++
			s.value(p, false)
		}
		s.line()
		if _, ok := s.at[p]; ok {
			s.twice = append(s.twice, tomlSpan{name, start, s.pos})
		} else {
			s.at[p] = start
		}
		if s.pos == start {
			s.pos++
		}
	}
}

// header reads [a.b] or [[a.b]] and returns the path of the table it opens.
func (s *tomlScan) header() path {
	start := s.pos
	s.pos++
	array := s.pos < len(s.text) && s.text[s.pos] == '['
	if array {
		s.pos++
	}
	var p path
	for _, part := range s.parts() {
		if n := s.count[p]; n > 0 {
			p = p.index(n - 1)
		}
		p = p.key(part)
	}
	if array {
		s.count[p]++
		p = p.index(s.count[p] - 1)
	} else if n := s.count[p]; n > 0 {
		p = p.index(n - 1)
	}
	if _, ok := s.at[p]; !ok {
		s.at[p] = start
	}
	s.line()
	return p
}

func (s *tomlScan) key(prefix path) (path, string) {
	parts := s.parts()
	p := prefix
	for i, part := range parts {
		if i > 0 {
			if _, ok := s.at[p]; !ok {
				s.at[p] = s.pos
			}
		}
		p = p.key(part)
	}
	return p, strings.Join(parts, ".")
}

// parts reads a dotted key.
func (s *tomlScan) parts() []string {
	var parts []string
	for {
		s.skip(" \t")
		start := s.pos
		switch {
		case s.pos >= len(s.text):
			return parts
		case s.text[s.pos] == '"' || s.text[s.pos] == '\'':
			parts = append(parts, s.str())
		default:
			for s.pos < len(s.text) && !strings.ContainsRune(" \t\r\n.=]\"'[,{}#", rune(s.text[s.pos])) {
				s.pos++
			}
			if s.pos == start {
				return parts
			}
			parts = append(parts, s.text[start:s.pos])
		}
		s.skip(" \t")
		if s.pos >= len(s.text) || s.text[s.pos] != '.' {
			return parts
		}
		s.pos++
	}
}

// value skips one value and notes where the elements of lists and the keys of inline tables are.
func (s *tomlScan) value(p path, record bool) {
	s.skip(" \t")
	if record {
		s.at[p] = s.pos
	}
	if s.pos >= len(s.text) {
		return
	}
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
			s.value(p.index(i), true)
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
			inner, _ := s.key(p)
			s.at[inner] = start
			s.skip(" \t")
			if s.pos < len(s.text) && s.text[s.pos] == '=' {
				s.pos++
				s.value(inner, false)
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
func (s *tomlScan) more(end byte) bool {
	if s.pos >= len(s.text) {
		return false
	}
	if s.text[s.pos] == end {
		s.pos++
		return false
	}
	return true
}

func (s *tomlScan) comma(start int) {
	s.blank()
	if s.pos < len(s.text) && s.text[s.pos] == ',' || s.pos == start {
		s.pos++
	}
}

// str skips a string and returns its text, escapes unread but for the plain ones.
func (s *tomlScan) str() string {
	q := s.text[s.pos : s.pos+1]
	if long := strings.Repeat(q, 3); strings.HasPrefix(s.text[s.pos:], long) {
		s.pos += 3
		start := s.pos
		for s.pos < len(s.text) && !strings.HasPrefix(s.text[s.pos:], long) {
			s.escape(q)
		}
		out := s.text[start:min(s.pos, len(s.text))]
		s.pos = min(s.pos+3, len(s.text))
		for s.pos < len(s.text) && s.text[s.pos:s.pos+1] == q { // up to two quotes more belong to it
			s.pos++
		}
		return out
	}
	start := s.pos
	s.pos++
	for s.pos < len(s.text) && s.text[s.pos:s.pos+1] != q && s.text[s.pos] != '\n' {
		s.escape(q)
	}
	s.pos = min(s.pos+1, len(s.text))
	raw := s.text[start:s.pos]
	if out, err := strconv.Unquote(raw); err == nil {
		return out
	}
	return strings.Trim(raw, q)
}

// escape steps over one character, or over two after a backslash in a basic string.
func (s *tomlScan) escape(q string) {
	if q == `"` && s.text[s.pos] == '\\' {
		s.pos++
	}
	s.pos = min(s.pos+1, len(s.text))
}

func (s *tomlScan) skip(chars string) {
	for s.pos < len(s.text) && strings.IndexByte(chars, s.text[s.pos]) >= 0 {
		s.pos++
	}
}

// line skips the rest of a line.
func (s *tomlScan) line() {
	if i := strings.IndexByte(s.text[s.pos:], '\n'); i >= 0 {
		s.pos += i
		return
	}
	s.pos = len(s.text)
}

// blank skips white space, line ends and comments.
func (s *tomlScan) blank() {
	for {
		s.skip(" \t\r\n")
		if s.pos >= len(s.text) || s.text[s.pos] != '#' {
			return
		}
		s.line()
	}
}
