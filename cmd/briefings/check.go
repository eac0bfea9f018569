package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
)

func newCheck() *cobra.Command {
	var f cli.SiteFlags
	var p cli.ProblemFlags
	c := &cobra.Command{
		Use:   "check",
		Short: "Print every problem in the site; exit 1 if any is an error",
		Long:  "Check builds the site, publishes nothing, and prints every problem with its place and its cure.",
		Example: `  briefings check
  briefings check --format github`,
		Args: cli.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			problems, err := checked(c, &f)
			if err != nil {
				return err
			}
			if err := p.Print(c.OutOrStdout(), problems); err != nil {
				return err
			}
			fmt.Fprintln(c.ErrOrStderr(), diag.Count(problems))
			if diag.HasErrors(problems) {
				return cli.ErrSite
			}
			return nil
		},
	}
	f.Add(c)
	p.Add(c, &f)
	return c
}

// checked builds the site and returns what is wrong with it; if files cannot be read, as far as is known without them.
func checked(c *cobra.Command, f *cli.SiteFlags) ([]diag.Problem, error) {
	s, err := f.Load(c)
	var problems []diag.Problem
	if err == nil {
		defer s.Close()
		problems, err = s.AllProblems(c)
		s.Quiet()
	}
	if bad, ok := errors.AsType[*build.Unreadable](err); ok {
		return bad.Problems, nil
	}
	if err == nil {
		f.Plain(c, s.In, s.Config.Declared)
	}
	return problems, err
}
