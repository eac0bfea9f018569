package frontmatter

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
)

// maxSize is how many bytes of front matter are read.
const maxSize = 256 << 10

// Split separates front matter from the body that follows it. The body is a part of src, and
// line is where in the file it begins. A file without front matter is all body; of one whose front
// matter does not end or is in JSON, nothing is body that may be meant as front matter. A byte
// order mark and blank lines before the front matter are dropped; line ends may be CRLF.
func Split(src []byte) (front Front, body []byte, line int, problems []diag.Problem) {
	src = bytes.TrimPrefix(src, []byte("\xef\xbb\xbf"))
	text := bytes.TrimLeft(src, " \t\r\n")
	blank := src[:len(src)-len(text)]
	start := 1 + bytes.Count(blank, []byte("\n"))
	first, rest, _ := bytes.Cut(text, []byte("\n"))
	fence := string(bytes.TrimRight(first, " \t\r"))
	if n := len(blank); n > 0 && blank[n-1] != '\n' { // indented: no fence
		if (fence == "---" || fence == "+++") && onlyKeys(rest) {
			return Front{}, nil, start, refuse(start, "blanks before the "+fence+" above the keys", "begin the line with "+fence)
		}
		return Front{}, src, 1, nil
	}
	switch {
	case jsonStart.Match(text):
		body, lines := afterJSON(text)
		return Front{}, body, start + lines, refuse(start, "front matter in JSON", `write it in TOML, key = "value", between lines of +++`)
	case fence != "+++" && fence != "---":
		if meant := misspelt(fence, rest); meant != "" {
			return Front{}, nil, start, refuse(start, fmt.Sprintf("the line above the keys is %q", fence), "write "+meant+" in its place, and below the keys")
		}
		if fence := unopened(text); fence != "" {
			return Front{}, nil, start, refuse(start, "front matter has no beginning", "write a line of "+fence+" above it, and one below it")
		}
		return Front{}, src, 1, nil
	}
	end, after := closing(rest, fence)
	switch {
	case fence == "---" && tomlFenced.Match(rest):
		return Front{}, nil, start, refuse(start, "TOML between lines of ---", "write +++ in the place of both")
	case fence == "---" && ((end < 0 || len(blank) > 0) && !yamlStart.Match(rest) || end >= 0 && thematic(rest[:end])):
		return Front{}, src, 1, nil
	case end < 0:
		return Front{}, nil, start, refuse(start, "front matter has no end", unclosed(rest, start, fence))
	}
	line = start + 1 + bytes.Count(rest[:after], []byte("\n"))
	if end > maxSize {
		return Front{}, rest[after:], line, refuse(start, "front matter is larger than 256 KiB", "keep long text in the body")
	}
	return newFront(keytree.Text{Keys: string(rest[:end]), Line: start + 1, YAML: fence == "---"}), rest[after:], line, nil
}

// refuse is what is wrong with front matter that begins in a line.
func refuse(line int, message, cure string) []diag.Problem {
	return []diag.Problem{{Line: line, Col: 1, Code: diag.FrontMatter, Message: message, Cure: cure}}
}

var (
	jsonStart = regexp.MustCompile(`^\{\s*"(?:[^"\\\n]|\\.)*"\s*:`)
	// yamlStart is a first line with a key; yamlKey is any line with one.
	yamlStart = regexp.MustCompile(`^\s*["']?[\pL\pN_][\pL\pM\pN_ -]*["']?[ \t]*:(\s|$)`)
	// keys that a text begins with when the line above them was forgotten.
	tomlUnopened = regexp.MustCompile(`^(?:` + usual + `)[ \t]*=[ \t]*(?:["'\[{\d]|true|false)`)
	tomlFenced   = regexp.MustCompile(`^\s*(?:` + usual + `)[ \t]*=`)
	yamlUnopened = regexp.MustCompile(`^(?:` + usual + `):[ \t]`)

	// what says when a text may be shown.
	withholding = regexp.MustCompile(`(?m)^(?i:draft|publish_?date|published?|expiry_?date)[ \t]*:[ \t]*\S`)

	// the same behind other words on a line, and as the whole of a key.
	withholdingWithin = regexp.MustCompile(`\S.*\b` + withholdingKeys + `["']?[ \t]*[:=]`)
	withholdingKey    = regexp.MustCompile(`^` + withholdingKeys + `$`)

	tomlKey = regexp.MustCompile(`^(?:\[|#|["'\]},]|[\pL\pN_.-]+[ \t]*=)`)
	yamlKey = regexp.MustCompile(`(?m)^[ \t]*["']?[\pL\pN_][\pL\pM\pN_ -]*["']?[ \t]*:([ \t\r]|$)`)
)

const withholdingKeys = `(?i:draft|text|(?:pub|publish|expiry|unpublish)_?date|publish(?:ed)?|expires)`

const usual = `(?i:title|id|date|draft|tags|authors?|description|slug|publish_?date|published?|expiry_?date|aliases|layout|lang|text|type)`

// misspelt returns the fence that a first line was meant as, above keys; empty if it was none. Programs that
// set type make one dash of three.
func misspelt(first string, rest []byte) (fence string) {
	switch {
	case first == "":
	case strings.Trim(first, "+") == "" && tomlFenced.Match(rest):
		return "+++"
	case strings.Trim(first, "-–—") == "" && yamlUnopened.Match(rest) && (strings.Trim(first, "-") != "" || onlyKeys(rest)):
		return "---"
	}
	return ""
}

// unclosed is the cure of front matter without an end, which began on the line start.
func unclosed(keys []byte, start int, fence string) string {
	n, last := start, start
	for line := range bytes.Lines(keys) {
		n++
		line := string(bytes.TrimSpace(line))
		switch {
		case len(line) > 1 && strings.Trim(line, "+-–—=") == "":
			return fmt.Sprintf("write %s in the place of %q on line %d", fence, line, n)
		case line == "":
		case fence == "+++" && tomlKey.MatchString(line), fence == "---" && yamlKey.MatchString(line):
			last = n
		default:
			return fmt.Sprintf("write a line of %s below line %d, where the keys end", fence, last)
		}
	}
	return fmt.Sprintf("write a line of %s below line %d, where the keys end", fence, last)
}

// unopened returns the fence that is missing above a text that begins with keys; empty if it is none. Keys of
// YAML are words of a text, unless the fence below them is there.
func unopened(text []byte) (fence string) {
	if tomlUnopened.Match(text) {
		return "+++"
	}
	if onlyKeys(text) && withholding.Match(paragraph(text)) {
		return "---" // neither fence is there, and what is not to be published yet must not be
	}
	end, _ := closing(text, "---")
	if !yamlUnopened.Match(text) || end < 0 || bytes.Count(text[:end], []byte("\n")) < 2 { // one line is a heading
		return ""
	}
	for line := range bytes.Lines(text[:end]) {
		if !yamlKey.Match(line) && !bytes.ContainsAny(line[:1], " \t-#\r\n") {
			return ""
		}
	}
	return "---"
}

// onlyKeys reports whether a text begins with some lines of keys, and nothing else, up to a blank line or a fence.
func onlyKeys(text []byte) bool {
	keys := 0
	for line := range bytes.Lines(paragraph(text)) {
		switch fence := bytes.Trim(bytes.TrimSpace(line), "-+"); {
		case len(fence) == 0:
			return keys > 1
		case yamlKey.Match(line) || tomlKey.Match(line):
			keys++
		case !bytes.ContainsAny(line[:1], " \t-#"):
			return false
		}
	}
	return keys > 1
}

// paragraph is the lines of a text up to a blank one.
func paragraph(text []byte) []byte {
	n := 0
	for line := range bytes.Lines(text) {
		if len(bytes.TrimSpace(line)) == 0 {
			break
		}
		n += len(line)
	}
	return text[:n]
}

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
