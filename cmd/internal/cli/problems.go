package cli

import (
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/diag"
)

// ProblemFlags say how problems are printed.
type ProblemFlags struct {
	format string
	site   *SiteFlags
}

// Add adds the flags to a verb. The problems are those of the site.
func (p *ProblemFlags) Add(c *cobra.Command, site *SiteFlags) {
	p.format, p.site = "text", site
	AddFormat(c, &p.format, "the `form` that problems are printed in: text, json, github, gitlab or sarif", diag.Formats)
}

// IsText reports whether people read the problems; other lines would spoil the other formats.
func (p *ProblemFlags) IsText() bool { return p.format == "text" }

// Print prints problems.
func (p *ProblemFlags) Print(w io.Writer, problems []diag.Problem) error {
	if err := diag.Write(w, p.placed(problems), p.format); err != nil {
		return Failed(err)
	}
	return nil
}

// placed names the files from here where a host reads the problems: there, here is the top of the
// repository, and the site may be a folder in it.
func (p *ProblemFlags) placed(problems []diag.Problem) []diag.Problem {
	dir := filepath.Clean(p.site.Dir())
	if p.format != "github" && p.format != "gitlab" && p.format != "sarif" || dir == "." || !filepath.IsLocal(dir) {
		return problems
	}
	problems = slices.Clone(problems)
	for i, pr := range problems {
		if pr.Path != "" {
			problems[i].Path = path.Join(filepath.ToSlash(dir), pr.Path)
		}
	}
	return problems
}

// shownWarnings is how many warnings of one code PrintFolded prints.
const shownWarnings = 10

// PrintFolded prints problems; as text, of many warnings of a sort, only the first.
func (p *ProblemFlags) PrintFolded(w io.Writer, problems []diag.Problem) error {
	if !p.IsText() {
		return p.Print(w, problems)
	}
	return WriteFolded(w, problems)
}

// WriteFolded writes problems as text, and of many warnings of a sort only the first.
func WriteFolded(w io.Writer, problems []diag.Problem) error {
	seen := map[diag.Code]int{}
	var shown []diag.Problem
	for _, pr := range problems {
		if pr.Severity == diag.Warning {
			if seen[pr.Code]++; seen[pr.Code] > shownWarnings {
				continue
			}
		}
		shown = append(shown, pr)
	}
	if err := diag.Write(w, shown, "text"); err != nil {
		return Failed(err)
	}
	if n := len(problems) - len(shown); n > 0 {
		fmt.Fprintf(w, "and %s like these; \"briefings check\" prints all\n", diag.Number(n, "more warning"))
	}
	return nil
}
