package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
)

// writeGitLab writes a report of code quality, which GitLab shows beside the lines of a merge request.
// https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
//
// A fingerprint tells one problem from another, also when lines above it have come or gone: of several
// that say the same of one file, it counts.
func writeGitLab(w io.Writer, problems []Problem) error {
	type lines struct {
		Begin int `json:"begin"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type issue struct {
		Description string   `json:"description"`
		Check       Code     `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
	}
	issues := []issue{}
	seen := map[string]int{}
	for _, p := range problems {
		i := issue{Description: p.Message, Check: p.Code, Severity: "minor", Location: location{p.Path, lines{max(p.Line, 1)}}}
		if p.Severity == Error {
			i.Severity = "critical"
		}
		if p.Cure != "" {
			i.Description += "\n" + p.Cure
		}
		what := fmt.Sprintf("%q %q %q", p.Path, p.Code, p.Message)
		seen[what]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s %d", what, seen[what]))
		i.Fingerprint = hex.EncodeToString(sum[:16])
		issues = append(issues, i)
	}
	return encode(w, issues)
}
