package cure

import (
	"fmt"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"
)

var (
	unspaced  = regexp.MustCompile(`^\s*([\pL\pN_-]+):([^\s:/].*?)\s*$`)
	yamlValue = regexp.MustCompile(`^(\s*(?:-\s+)?[\pL\pN_][\pL\pM\pN_ -]*:\s+|\s*-\s+)([^\s"'|>&*!#].*?)\s*$`)
)

// Unspaced reports whether a line lacks the space behind the colon of its key.
func Unspaced(line string) bool { return len(line) <= maxLine && unspaced.MatchString(line) }

// YAML says how a line that is no YAML is to be written; empty if that cannot be told from the line.
func YAML(line string) string {
	if len(line) > maxLine || strings.Contains(line, "\t") {
		return ""
	}
	if m := unspaced.FindStringSubmatch(line); m != nil {
		return fmt.Sprintf("write a space behind the colon: %s: %s", m[1], m[2])
	}
	m := yamlValue.FindStringSubmatch(line)
	if m == nil || strings.ContainsAny(m[2], "\"'\\") && strings.ContainsAny(m[2], "[]{}") {
		return ""
	}
	cure := strings.TrimSpace(m[1]) + " " + quoted(m[2])
	if yaml.Unmarshal([]byte(line), &yaml.Node{}) == nil || yaml.Unmarshal([]byte(cure), &yaml.Node{}) != nil {
		return ""
	}
	return "put the value in quotes: " + cure
}
