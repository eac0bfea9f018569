package main

import (
	"strings"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/query"
)

func newWhy() *cobra.Command {
	var f cli.SiteFlags
	var asJSON bool
	c := &cobra.Command{
		Use:   "why ITEM [BRIEFING]",
		Short: "Print why an item is, or is not, in a briefing, and what links to it",
		Long: `Why says of one document whether it is published, for every briefing or for one whether it is in it
and on what evidence, or else which rule came nearest and what kept it from holding, and what links
to the document. ITEM is an id, a path or the end of one, or a title; BRIEFING is an id or a title.
Of what is held back it says what would be if it were not.`,
		Example: `  briefings why patrushev-shamkhani
  briefings why articles/2022/kremlin-denies.md sanctions
  briefings why kremlin-denies --json`,
		Args: cli.Args(1, 2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
			return completeWhy(&f, args, begun)
		},
		RunE: func(c *cobra.Command, args []string) error {
			s, err := f.Load(c)
			if err != nil {
				return err
			}
			defer s.Close()
			e, err := findItem(s.Result, args[0])
			if err != nil {
				return err
			}
			answer, err := explain(c, s, e, args[1:])
			if err != nil {
				return err
			}
			s.Quiet()
			if asJSON {
				err = query.WriteJSON(c.OutOrStdout(), answer)
			} else {
				err = answer.WriteText(c.OutOrStdout(), cli.IsTerminal(c.OutOrStdout()))
			}
			if err != nil {
				return cli.Failed(err)
			}
			s.Warn(c)
			return nil
		},
	}
	f.Add(c)
	c.Flags().BoolVar(&asJSON, "json", false, "print an object")
	return c
}

// explain answers for an entry. For one that is held back the site is built as if nothing was.
func explain(c *cobra.Command, s *cli.Site, e *catalog.Entry, briefings []string) (*query.Why, error) {
	r := s.Result
	if !e.Published() {
		var err error
		if r, err = s.WithHeld(c); err != nil {
			return nil, err
		}
		e = r.Catalog.AtPath(e.Path)
		if e == nil {
			return nil, cli.Refused("", "the item has just been removed")
		}
	}
	var only *briefing.Briefing
	if len(briefings) > 0 {
		if only = query.FindBriefing(r, briefings[0]); only == nil {
			var ids []string
			for _, b := range r.Briefings.All {
				ids = append(ids, b.ID)
			}
			return nil, cli.Refused(diag.DidYouMean(diag.Nearest(briefings[0], ids), `"briefings list briefings" lists them`), "there is no briefing %q", briefings[0])
		}
	}
	return query.Explain(r, e, only), nil
}

// findItem returns the one document that is meant.
func findItem(r *build.Result, name string) (*catalog.Entry, error) {
	found := query.Find(r, name)
	switch len(found) {
	case 0:
		cure := diag.DidYouMean(query.Nearest(r, name), `"briefings list articles" and its like print the ids`)
		return nil, cli.Refused(cure, "there is no document %q", name)
	case 1:
		return found[0], nil
	}
	var paths []string
	for _, e := range found {
		paths = append(paths, string(e.Path))
	}
	return nil, cli.Refused("write more of the path: "+strings.Join(paths, ", "), "%q may be any of %d documents", name, len(found))
}
