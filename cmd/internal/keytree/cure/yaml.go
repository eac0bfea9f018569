package cure

import (
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	unspaced  = regexp.MustCompile(`^(\s*[\pL\pN_-]+):([^\s:/].*?)\s*$`)
	yamlValue = regexp.MustCompile(`^(\s*(?:-\s+)?[\pL\pN_][\pL\pM\pN_ -]*:\s+|\s*-\s+)([^\s|>!#].*?)\s*$`)
)

// Unspaced reports whether a line lacks the space behind the colon of its key.
func Unspaced(line string) bool { return len(line) <= maxLine && unspaced.MatchString(line) }

// YAML says how a line that is no YAML is to be written, and is that line; both are empty if that cannot be told from
// the line.
func YAML(line string) (cure, mended string) {
	if len(line) > maxLine || strings.Contains(line, "\t") {
		return "", ""
	}
	if m := unspaced.FindStringSubmatch(line); m != nil {
		return told("write a space behind the colon", m[1]+": "+m[2])
	}
	m := yamlValue.FindStringSubmatch(line)
	if m == nil || strings.ContainsAny(m[2], "\"'\\") && strings.ContainsAny(m[2], "[]{}") || soundYAML(line) {
		return "", ""
	}
	if mark := m[2][:1]; strings.ContainsAny(mark, `"'`) && strings.Count(m[2], mark) == 1 && soundYAML(m[1]+m[2]+mark) {
		return told("close the quotation mark", m[1]+m[2]+mark)
	}
	if m[2][0] == '[' && soundYAML(m[1]+m[2]+"]") {
		return told("close the brackets", m[1]+m[2]+"]")
	}
	if mended = m[1] + quoted(m[2]); soundYAML(mended) {
		return told("put the value in quotes", mended)
	}
	return "", ""
}

func told(what, line string) (cure, mended string) {
	return what + ": " + strings.TrimSpace(line), line
}

// soundYAML reports whether a line can be read by itself.
func soundYAML(line string) bool { return yaml.Unmarshal([]byte(line), &yaml.Node{}) == nil }
