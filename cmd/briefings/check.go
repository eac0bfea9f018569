package main

import (
	"fmt"

	"github.com/spf13/cobra"

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
			s, err := f.Load(c)
			if err != nil {
				return err
			}
			defer s.Close()
			problems, err := s.AllProblems(c)
			if err != nil {
				return err
			}
			s.Quiet()
			f.Plain(c, s.Config.Declared)
			if err := p.Print(c.OutOrStdout(), problems); err != nil {
				return err
			}
			fmt.Fprintln(c.ErrOrStderr(), cli.Count(problems))
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
