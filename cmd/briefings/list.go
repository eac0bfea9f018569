package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/query"
)

func newList() *cobra.Command {
	var f siteFlags
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
		Args:              wantArgs(1, 1),
		ValidArgsFunction: cobra.FixedCompletions(completions, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(c *cobra.Command, args []string) error {
			kind := findKind(args[0])
			if kind == nil {
				return misused(nearest(args[0], names, "one of: "+strings.Join(names, ", ")), "there is no list of %q", args[0])
			}
			s, err := f.load(c)
			if err != nil {
				return err
			}
			defer s.Close()
			if kind.Name == "problems" {
				if s.Problems, err = s.allProblems(c); err != nil {
					return err
				}
			}
			s.quiet()
			rows := kind.Rows(s.Result)
			if asJSON {
				err = query.WriteJSON(c.OutOrStdout(), rows)
			} else {
				err = kind.WriteText(c.OutOrStdout(), rows)
			}
			if err != nil {
				return runFailed(err)
			}
			if kind.Name != "problems" {
				s.warn(c)
			}
			return nil
		},
	}
	f.add(c)
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

// warn says that what was printed is about a site with errors.
func (s *site) warn(c *cobra.Command) {
	if diag.HasErrors(s.Problems) {
		fmt.Fprintln(c.ErrOrStderr(), "the site has errors: \"briefings check\" prints them")
	}
}
