// Command briefings turns a folder of articles and notes into a static site of briefings.
//
// A verb is a file: a cobra.Command with its flags and its run, and "briefings help" prints from it.
// What verbs share is in package cli. Results go to standard output and everything else to standard
// error. No verb writes anything before the last of its arguments has been checked.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the program where it stands
	os.Exit(run(ctx, os.Args[1:]))
}

// run runs one command and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	return cli.Report(ctx, root.ErrOrStderr(), root.ExecuteContext(ctx))
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "briefings",
		Short:         "A static site of briefings out of a folder of articles and notes",
		Long:          rootLong,
		Version:       version(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cli.KnownVerb,

		PersistentPreRunE: cli.FilledFlags,

		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetGlobalNormalizationFunc(cli.HugoSpelling)
	root.SetFlagErrorFunc(cli.FlagError)
	root.SetVersionTemplate(versionLine)
	root.SetHelpFunc(printHelp)
	root.SetHelpCommand(newHelp())
	root.CompletionOptions.DisableDefaultCmd = true // ours has no PowerShell
	root.AddCommand(newNew(), newBuild(), newServe(), newCheck(), newWhy(), newList(), newDue(), newDiff(), newPublish(), newVersion(), newCompletion())
	root.AddCommand(newTopics()...)
	return root
}

const rootLong = `briefings reads articles that others published and the notes that a desk writes on them, groups
them into themed briefings, and makes a cross-linked static site of them.

  briefings new desk        a starter site, ready to build
  briefings serve -s desk   a look at it in a browser, while you edit it
  briefings build -s desk   content -> desk/public`
