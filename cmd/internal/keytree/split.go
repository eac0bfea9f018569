package keytree

import (
	"bytes"
	"encoding/json"
	"regexp"

	"briefings/cmd/internal/diag"
)

// MaxFront is how many bytes of front matter are read.
const MaxFront = 256 << 10

// A Text is front matter, or a file of keys, as it was written. The zero Text is that of a file
// without front matter.
type Text struct {
	Keys string // between the fences
	Line int    // of the first line of Keys
	YAML bool   // and not TOML
}

// Tree decodes the text. The lines of problems count from that of Keys. Characters that cannot be
// published, which both languages have escapes for, are left out of its strings.
func (t Text) Tree() (map[string]any, []diag.Problem) {
	if t.Keys == "" {
		return nil, nil
	}
	decode := decodeTOML
	if t.YAML {
		decode = decodeYAML
	}
	tree, problems := decode(t.Keys)
	return tree, append(problems, t.clean(tree)...)
}

// Places tells where the keys and elements are; lines count from that of Keys. The text need not
// be sound: what is said of the part after a mistake may be wrong, but lies in the text.
func (t Text) Places() Places {
	if t.YAML {
		return yamlPlaces(t.Keys)
	}
	return tomlPlaces(t.Keys)
}

// Split separates front matter from the body that follows it. The body is a part of src, and
// line is where in the file it begins. A file without front matter is all body; of one whose front
// matter does not end or is in JSON, nothing is body that may be meant as front matter. A byte
// order mark and blank lines before the front matter are dropped; line ends may be CRLF.
func Split(src []byte) (front Text, body []byte, line int, problems []diag.Problem) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	text := bytes.TrimLeft(src, " \t\r\n")
	blank := src[:len(src)-len(text)]
	if n := len(blank); n > 0 && blank[n-1] != '\n' {
		return Text{}, src, 1, nil // indented: no fence
	}
	start := 1 + bytes.Count(blank, []byte("\n"))
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	fence := string(bytes.TrimRight(first, " \t\r"))
	switch {
	case jsonStart.Match(text):
		body, lines := afterJSON(text)
		return Text{}, body, start + lines, []diag.Problem{{
			Line: start, Col: 1, Code: diag.FrontMatter,
			Message: "front matter in JSON",
			Cure:    `write it in TOML, key = "value", between lines of +++`,
		}}
	case fence != "+++" && fence != "---":
		return Text{}, src, 1, nil
	}
	end, after := closing(rest, fence)
	switch {
	case fence == "---" && (end < 0 && !yamlStart.Match(rest) || end >= 0 && thematic(rest[:end])):
		return Text{}, src, 1, nil
	case end < 0:
		return Text{}, nil, start, []diag.Problem{{
			Line: start, Col: 1, Code: diag.FrontMatter,
			Message: "front matter has no end",
			Cure:    "close it with a line of its own: " + fence,
		}}
	}
	line = start + 1 + bytes.Count(rest[:after], []byte("\n"))
	front = Text{Line: start + 1, YAML: fence == "---"}
	if end > MaxFront {
		return front, rest[after:], line, []diag.Problem{{
			Line: start, Col: 1, Code: diag.FrontMatter,
			Message: "front matter is larger than 256 KiB",
			Cure:    "keep long text in the body",
		}}
	}
	front.Keys = string(rest[:end])
	return front, rest[after:], line, nil
}

var (
	jsonStart = regexp.MustCompile(`^\{\s*"(?:[^"\\\n]|\\.)*"\s*:`)
	// yamlStart is a first line with a key; yamlKey is any line with one.
	yamlStart = regexp.MustCompile(`^\s*["']?[\pL\pN_][\pL\pM\pN_ -]*["']?[ \t]*:(\s|$)`)
	yamlKey   = regexp.MustCompile(`(?m)^[ \t]*["']?[\pL\pN_][\pL\pM\pN_ -]*["']?[ \t]*:([ \t\r]|$)`)
)

// thematic says that text stands between two thematic breaks, and not between fences: some
// lines of prose, none with a key.
func thematic(text []byte) bool {
	if yamlKey.Match(text) {
		return false
	}
	for line := range bytes.Lines(text) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != '#' && line[0] != '{' {
			return true
		}
	}
	return false
}

// closing finds the closing fence: where its line begins, and where the next one does; -1 if
// there is none. YAML may also end in "...".
func closing(src []byte, fence string) (end, after int) {
	for pos := 0; pos < len(src); {
		next := len(src)
		if i := bytes.IndexByte(src[pos:], '\n'); i >= 0 {
			next = pos + i + 1
		}
		line := string(bytes.TrimRight(src[pos:next], " \t\r\n"))
		if line == fence || fence == "---" && line == "..." {
			return pos, next
		}
		pos = next
	}
	return -1, -1
}

// afterJSON returns what follows the object that text begins with, and the lines before that;
// nothing if the object does not end.
func afterJSON(text []byte) (body []byte, lines int) {
	d := json.NewDecoder(bytes.NewReader(text))
	var skipped json.RawMessage
	if d.Decode(&skipped) != nil {
		return nil, 0
	}
	body = text[d.InputOffset():]
	if i := bytes.IndexByte(body, '\n'); i >= 0 && len(bytes.TrimSpace(body[:i])) == 0 {
		body = body[i+1:]
	}
	return body, bytes.Count(text[:len(text)-len(body)], []byte("\n"))
}
