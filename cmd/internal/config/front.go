package config

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
)

// MaxFront is how many bytes of front matter are read.
const MaxFront = 256 << 10

// A Front is the front matter of a file as it was written: what places are found in.
type Front struct {
	text string // between the fences; empty if there is none
	line int    // of the first line of text
	yaml bool
}

// Split separates front matter from the body that follows it. The body is a part of src, and
// line is where in the file it begins. A file without front matter is all body. A byte order
// mark is dropped; a file's line ends may be CRLF.
func Split(src []byte) (front Front, body []byte, line int, problems []diag.Problem) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	first, rest, _ := bytes.Cut(src, []byte("\n"))
	fence := string(bytes.TrimRight(first, " \t\r"))
	if fence != "+++" && fence != "---" {
		return Front{}, src, 1, nil
	}
	end, after := closing(rest, fence)
	if end < 0 {
		if fence == "---" && !yamlKey.Match(rest) {
			return Front{}, src, 1, nil // a thematic break, not the start of front matter
		}
		return Front{}, nil, 1, []diag.Problem{{
			Line: 1, Col: 1, Code: diag.FrontMatter,
			Message: "front matter has no end",
			Cure:    "close it with a line of its own: " + fence,
		}}
	}
	line = 2 + bytes.Count(rest[:after], []byte("\n"))
	front = Front{line: 2, yaml: fence == "---"}
	if end > MaxFront {
		return front, rest[after:], line, []diag.Problem{{
			Line: 1, Col: 1, Code: diag.FrontMatter,
			Message: "front matter is larger than 256 KiB",
			Cure:    "keep long text in the body",
		}}
	}
	front.text = string(rest[:end])
	return front, rest[after:], line, nil
}

var yamlKey = regexp.MustCompile(`^\s*[\pL\pN_-]+[ \t]*:(\s|$)`)

// closing finds the closing fence: where its line begins, and where the next one does.
func closing(src []byte, fence string) (end, after int) {
	for pos := 0; pos < len(src); {
		next := len(src)
		if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
			next = pos + i + 1
		}
		if string(bytes.TrimRight(src[pos:next], " \t\r\n")) == fence {
			return pos, next
		}
		pos = next
	}
	return -1, -1
}

// Parse reads the front matter. Problems have no path; what could be read is in the Meta.
func (f Front) Parse() (Meta, []diag.Problem) {
	if f.text == "" {
		return Meta{}, nil
	}
	decode := decodeTOML
	if f.yaml {
		decode = decodeYAML
	}
	tree, problems := decode(f.text)
	r := &reader{foreign: true}
	t := r.table("", "", tree)
	t.lenientType = func(string) bool { return f.yaml } // Hugo's and vaults' types and kinds are their own
	m := meta(t)
	problems = append(problems, r.placed(f.places)...)
	for i := range problems {
		problems[i].Line += f.line - 1
	}
	return m, problems
}

// placed gives the pending problems their lines.
func (r *reader) placed(places func() places) []diag.Problem {
	if len(r.pending) == 0 {
		return nil
	}
	at := places()
	out := make([]diag.Problem, 0, len(r.pending))
	for _, p := range r.pending {
		where := at.find(p.path)
		p.Line, p.Col = where.line, where.col
		out = append(out, p.Problem)
	}
	return out
}

// Place returns where in the file a key or a value is: keys by name, elements of lists by index
// from 0. If there is no such key, it is the place of the table that would hold it.
func (f Front) Place(keys ...any) (line, col int) {
	places := f.places()
	var p path
	for i, k := range keys {
		if i == 0 {
			p = places.spelt(k)
			continue
		}
		switch k := k.(type) {
		case string:
			p = p.key(k)
		case int:
			p = p.index(k)
		}
	}
	where := places.find(p)
	return where.line + f.line - 1, where.col
}

func (f Front) places() places {
	if f.yaml {
		return yamlPlaces(f.text)
	}
	return tomlPlaces(f.text)
}

// A place is 1-based; columns count code points.
type place struct{ line, col int }

type places map[path]place

// spelt returns the path of a key of ours under the spelling that the author chose.
func (ps places) spelt(key any) path {
	name, _ := key.(string)
	if _, ok := ps[path(name)]; ok {
		return path(name)
	}
	for p := range ps {
		if _, inner := p.parent(); inner && !strings.Contains(string(p), "\x1f") && ours(string(p)) == plain(name) {
			return p
		}
	}
	return path(name)
}

// find returns the place of p, or else of the nearest table around it.
func (ps places) find(p path) place {
	for {
		if at, ok := ps[p]; ok {
			return at
		}
		up, ok := p.parent()
		if !ok {
			return place{1, 1}
		}
		p = up
	}
}

func placeOf(text string, offset int) place {
	at := place{line: 1}
	start := 0
	for i := range offset {
		if text[i] == '\n' {
			at.line++
			start = i + 1
		}
	}
	at.col = utf8.RuneCountInString(text[start:offset]) + 1
	return at
}
