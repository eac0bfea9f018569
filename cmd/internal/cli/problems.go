package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/diag"
)

// ProblemFlags say how problems are printed.
type ProblemFlags struct{ format string }

// Add adds the flags to a verb.
func (p *ProblemFlags) Add(c *cobra.Command) {
	p.format = "text"
	AddFormat(c, &p.format, "the `form` that problems are printed in: text, json, github or sarif", diag.Formats)
}

// IsText reports whether people read the problems; other lines would spoil the other formats.
func (p *ProblemFlags) IsText() bool { return p.format == "text" }

// Print prints problems.
func (p *ProblemFlags) Print(w io.Writer, problems []diag.Problem) error {
	if err := diag.Write(w, problems, p.format); err != nil {
		return Failed(err)
	}
	return nil
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
		fmt.Fprintf(w, "and %s like these; \"briefings check\" prints all\n", Number(n, "more warning"))
	}
	return nil
}

// Count says how many errors and warnings there are.
func Count(problems []diag.Problem) string {
	errors, warnings := 0, 0
	for _, p := range problems {
		if p.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	return fmt.Sprintf("%s, %s", Number(errors, "error"), Number(warnings, "warning"))
}

// Number is a number of things, by their name in the singular.
func Number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
