package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/query"
)

func newList() *cobra.Command {
	var f cli.SiteFlags
	var asJSON bool
	var names, completions []string
	long := strings.Builder{}
	long.WriteString("List prints one line for each, its columns separated by tabs. KIND is one of:\n\n")
	for _, k := range query.Kinds() {
		names = append(names, k.Name)
		completions = append(completions, cobra.CompletionWithDesc(k.Name, k.Short))
		fmt.Fprintf(&long, "  %-10s %s:\n  %-10s %s\n", k.Name, k.Short, "", strings.Join(k.Columns, ", "))
	}
	c := &cobra.Command{
		Use:   "list KIND",
		Short: "Print what is in the site: articles, held, unplaced and more",
		Long:  strings.TrimSuffix(long.String(), "\n"),
		Example: `  briefings list articles
  briefings list unplaced | cut -f 4
  briefings list held --json`,
		Args:              cli.Args(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(completions, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			kind := findKind(args[0])
			if kind == nil {
				return cli.Misused(diag.DidYouMean(diag.Nearest(args[0], names), "one of: "+strings.Join(names, ", ")), "there is no list of %q", args[0])
			}
			s, err := f.Load(c)
			if err != nil {
				return err
			}
			defer s.Close()
			shown := *s.Result
			if kind.Name == "problems" {
				if shown.Problems, err = s.AllProblems(c); err != nil {
					return err
				}
			}
			s.Quiet()
			rows := kind.Rows(&shown)
			if asJSON {
				err = query.WriteJSON(c.OutOrStdout(), rows)
			} else {
				err = kind.WriteText(c.OutOrStdout(), rows)
				if len(rows) == 0 {
					fmt.Fprintf(c.ErrOrStderr(), "%s: there are none\n", kind.Name)
				}
			}
			if err != nil {
				return cli.Failed(err)
			}
			if kind.Name != "problems" {
				s.Warn(c)
			}
			return nil
		},
	}
	f.Add(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print an array of objects")
	return c
}

// findKind returns the list of that name; nil if there is none.
func findKind(name string) *query.Kind {
	for _, k := range query.Kinds() {
		if k.Name == name {
			return &k
		}
	}
	return nil
}
