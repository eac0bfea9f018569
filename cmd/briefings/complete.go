package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/query"
)

// shells are those that completion is made for.
var shells = map[string]func(root *cobra.Command, w io.Writer) error{
	"bash": func(root *cobra.Command, w io.Writer) error { return root.GenBashCompletionV2(w, true) },
	"zsh":  func(root *cobra.Command, w io.Writer) error { return root.GenZshCompletion(w) },
	"fish": func(root *cobra.Command, w io.Writer) error { return root.GenFishCompletion(w, true) },
}

func newCompletion() *cobra.Command {
	names := []string{"bash", "zsh", "fish"}
	return &cobra.Command{
		Use:   "completion bash|zsh|fish",
		Short: "Print what makes a shell complete verbs, flags, kinds and items",
		Long: `Completion prints a script for the shell. It completes verbs and flags, the kinds of "list", the
items and briefings of "why".

  bash   source <(briefings completion bash), in ~/.bashrc
  zsh    briefings completion zsh > "${fpath[1]}/_briefings"
  fish   briefings completion fish > ~/.config/fish/completions/briefings.fish`,
		Example:   "  briefings completion bash",
		Args:      cli.Args(1, 1),
		ValidArgs: names,
		RunE: func(c *cobra.Command, args []string) error {
			script, ok := shells[args[0]]
			if !ok {
				return cli.Misused(diag.DidYouMean(diag.Nearest(args[0], names), "one of: bash, zsh, fish"), "no completion for %q", args[0])
			}
			return script(c.Root(), c.OutOrStdout())
		},
	}
}

// completeWhy completes an item, by the name of its file, and a briefing, by its id. Nothing is
// parsed but briefings.toml, for a person waits.
func completeWhy(f *cli.SiteFlags, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	const none = cobra.ShellCompDirectiveNoFileComp
	site := os.DirFS(f.Dir())
	cfg, _, err := config.Load(site)
	switch {
	case err != nil || len(args) > 1:
		return nil, none
	case len(args) == 1:
		var ids []string
		for _, b := range cfg.Briefings {
			ids = append(ids, cobra.CompletionWithDesc(b.ID, b.Title))
		}
		return ids, none
	}
	return query.FileNames(site, cfg.Root(), begun), none
}
