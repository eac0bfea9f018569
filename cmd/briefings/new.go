package main

import (
	"errors"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"briefings"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/starter"
)

func newNew() *cobra.Command {
	var layouts bool
	c := &cobra.Command{
		Use:   "new DIR",
		Short: "Make a starter site, ready to build",
		Long: `New writes a small site into DIR, which must be empty or not be there: articles, notes, entities and
briefings to read, keep or replace. With --layouts it copies the built-in layouts too; a site without
them gets better ones with a newer program.`,
		Example: "  briefings new desk\n  briefings new --layouts desk",
		Args:    cli.Args(1, 1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
		RunE: func(c *cobra.Command, args []string) error {
			dir := args[0]
			if dir == "" {
				return cli.Misused("usage: "+c.UseLine(), "new: no folder is named")
			}
			now, err := cli.Clock("")
			if err != nil {
				return err
			}
			err = starter.Write(dir, briefings.Starter, starter.Options{Layouts: layouts, Year: now.Year()})
			switch {
			case errors.Is(err, starter.ErrNotEmpty):
				return cli.Refused("give the name of a folder that is empty or not there", "%q is not empty", dir)
			case err != nil:
				return cli.Failed(fmt.Errorf("make a site: %w", err))
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "edit %s: its first block says whose site this is and where it stands\nthen run: briefings build -s %s\n",
				cli.Argument(filepath.Join(dir, "briefings.toml")), cli.Argument(dir))
			return err
		},
	}
	c.Flags().BoolVar(&layouts, "layouts", false, "copy the built-in layouts too, to change them")
	return c
}
