package frontmatter

import (
	"strings"

	"briefings/cmd/internal/diag"
)

// doubt takes back that what is no YAML was read as it was meant, where it may say that the document is not to be
// shown: such a file is not read.
func doubt(problems []diag.Problem, tree map[string]any, keys string) {
	doubtful := false
	for key, value := range tree {
		table, is := value.(map[string]any)
		doubtful = doubtful || is && len(table) == 0 && withholdingKey.MatchString(key) // a template's braces
	}
	lines := strings.Split(keys, "\n")
	for _, p := range problems {
		doubtful = doubtful || p.Meant != "" && withholdingWithin.MatchString(lines[min(max(p.Line, 1), len(lines))-1])
	}
	for i := range problems {
		if doubtful {
			problems[i].Meant = ""
		}
	}
}
