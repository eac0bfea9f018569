package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/help"
)

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:     "help [VERB|TOPIC]",
		Short:   "Print how a verb is used, or about a topic",
		Long:    "Help prints how a verb is used, or about a topic; alone it lists both.",
		Example: "  briefings help build\n  briefings help rules",
		Args:    cli.Args(0, 1),
		ValidArgsFunction: func(c *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return subjects(c.Root()), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				c.Root().InitDefaultHelpFlag()
				c.Root().InitDefaultVersionFlag()
				return c.Root().Help()
			}
			for _, sub := range c.Root().Commands() {
				if sub.Name() == args[0] {
					sub.InitDefaultHelpFlag()
					return sub.Help()
				}
			}
			return cli.Misused(diag.DidYouMean(diag.Nearest(args[0], subjects(c.Root())), `"briefings help" lists verbs and topics`), "there is no help on %q", args[0])
		},
	}
}

// subjects are the verbs and topics that there is help on.
func subjects(root *cobra.Command) []string {
	var out []string
	for _, c := range root.Commands() {
		if !c.Hidden {
			out = append(out, c.Name())
		}
	}
	return out
}

// newTopics makes a command that cannot be run of each topic.
func newTopics() []*cobra.Command {
	var out []*cobra.Command
	for _, t := range help.Topics() {
		c := &cobra.Command{Use: t.Name, Short: t.Short}
		c.SetHelpFunc(func(c *cobra.Command, _ []string) { io.WriteString(c.OutOrStdout(), t.Text()) })
		out = append(out, c)
	}
	return out
}

// printHelp prints what a command says of itself.
func printHelp(c *cobra.Command, _ []string) {
	var b strings.Builder
	if c.HasParent() {
		fmt.Fprintf(&b, "usage: %s\n\n%s\n", c.UseLine(), c.Long)
	} else {
		fmt.Fprintf(&b, "%s\n", c.Long)
	}
	section := func(title, text string) {
		if text = strings.TrimRight(text, "\n"); text != "" {
			fmt.Fprintf(&b, "\n%s\n%s\n", title, text)
		}
	}
	section("Examples", c.Example)
	section("Verbs", commands(c, true))
	section("Topics", commands(c, false))
	section("Flags", c.LocalFlags().FlagUsages())
	if c.HasSubCommands() {
		b.WriteString("\n\"briefings help VERB\" and \"briefings help TOPIC\" say more.\n")
	}
	io.WriteString(c.OutOrStdout(), b.String())
}

// commands lists the commands below c that can be run, or those that cannot: the topics.
func commands(c *cobra.Command, runnable bool) string {
	var b strings.Builder
	for _, sub := range c.Commands() {
		if sub.Runnable() == runnable && !sub.Hidden {
			fmt.Fprintf(&b, "  %-12s  %s\n", sub.Name(), sub.Short)
		}
	}
	return b.String()
}
