package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/diag"
)

func newCheck() *cobra.Command {
	var f siteFlags
	var p problemFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Print every problem in the site; exit 1 if any is an error",
		Long:  "Check builds the site, writes nothing, and prints every problem with its place and its cure.",
		Example: `  briefings check
  briefings check --format github`,
		Args: noArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := f.load(c)
			if err != nil {
				return err
			}
			defer s.Close()
			problems, err := s.allProblems(c)
			if err != nil {
				return err
			}
			s.quiet()
			f.plain(c, s.Config.Declared)
			if err := p.print(c.OutOrStdout(), problems, false); err != nil {
				return runFailed(err)
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

// problemFlags say how problems are printed.
type problemFlags struct{ format string }

func (p *problemFlags) add(c *cobra.Command) {
	p.format = "text"
	c.Flags().Var((*format)(&p.format), "format", "the `form` that problems are printed in: text, json, github or sarif")
	completeFlag(c, "format", cobra.FixedCompletions(diag.Formats, cobra.ShellCompDirectiveNoFileComp))
}

// isText reports whether people read the problems; other lines would spoil the other formats.
func (p *problemFlags) isText() bool { return p.format == "text" }

// shownWarnings is how many warnings of one code a build prints; check prints all.
const shownWarnings = 10

// print prints problems. With fold, of many warnings of a sort only the first are printed as text.
func (p *problemFlags) print(w io.Writer, problems []diag.Problem, fold bool) error {
	if !fold || !p.isText() {
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
		fmt.Fprintf(w, "and %s like these; \"briefings check\" prints all\n", number(n, "more warning"))
	}
	return nil
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
