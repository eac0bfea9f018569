package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/diag"
)

// problemFlags say how problems are printed.
type problemFlags struct{ format string }

func (p *problemFlags) add(c *cobra.Command) {
	c.Flags().StringVar(&p.format, "format", "text", "how problems are printed: `text`, json, github or sarif")
}

// shownWarnings is how many warnings of one code a build prints; check prints all.
const shownWarnings = 10

// print prints problems. With fold, of many warnings of a sort only the first are printed as text.
func (p *problemFlags) print(w io.Writer, problems []diag.Problem, fold bool) error {
	if !fold || p.format != "text" {
		return diag.Write(w, problems, p.format)
	}
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
	if err := diag.Write(w, shown, p.format); err != nil {
		return err
	}
	if n := len(problems) - len(shown); n > 0 {
		fmt.Fprintf(w, "and %d more warnings like these; \"briefings check\" prints all\n", n)
	}
	return nil
}

func newCheck() *cobra.Command {
	var f siteFlags
	var p problemFlags
	c := &cobra.Command{
		Use:     "check",
		Short:   "Print every problem in the site; exit 1 if any is an error",
		Long:    "Check builds the site, writes nothing, and prints every problem with its place and its cure.",
		Example: "  briefings check\n  briefings check --format github",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			in, site, err := f.open()
			if err != nil {
				return err
			}
			defer site.Close()
			r, err := build.Run(in, nil)
			if err != nil {
				return runError{err}
			}
			more, err := r.Make(c.Context())
			if err != nil {
				return runError{err}
			}
			problems := r.Config.Policy.Settle(append(more, r.Problems...))
			if err := p.print(c.OutOrStdout(), problems, false); err != nil {
				return runError{err}
			}
			fmt.Fprintln(c.ErrOrStderr(), count(problems))
			if diag.HasErrors(problems) {
				return errSite
			}
			return nil
		},
	}
	f.add(c)
	p.add(c)
	return c
}

// count says how many problems there are.
func count(problems []diag.Problem) string {
	errors, warnings := 0, 0
	for _, p := range problems {
		if p.Severity == diag.Error {
			errors++
		} else {
			warnings++
		}
	}
	return fmt.Sprintf("%s, %s", number(errors, "error"), number(warnings, "warning"))
}

func number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
