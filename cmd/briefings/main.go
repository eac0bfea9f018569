// Command briefings turns a folder of articles and notes into a static site of briefings.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:]))
}

// Exit codes, as design and help promise them.
const (
	exitDone        = 0
	exitFailed      = 1 // the site has errors, or the run failed
	exitUsage       = 2
	exitCheck       = 3 // only from flags named --check
	exitInterrupted = 130
)

// errSite says that the site has errors, which have been reported.
var errSite = errors.New("the site has errors")

// A runError is an error of a run, as against one of its arguments.
type runError struct{ error }

func (e runError) Unwrap() error { return e.error }

// run runs one command and returns its exit code.
func run(ctx context.Context, args []string) int {
	root := newRoot()
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	var failed runError
	switch {
	case err == nil:
		return exitDone
	case ctx.Err() != nil:
		return exitInterrupted
	case errors.Is(err, errSite):
		return exitFailed
	case errors.As(err, &failed):
		fmt.Fprintln(root.ErrOrStderr(), "briefings:", err)
		if cure := cureOf(err); cure != "" {
			fmt.Fprintln(root.ErrOrStderr(), "\t"+cure)
		}
		return exitFailed
	}
	fmt.Fprintln(root.ErrOrStderr(), "briefings:", err)
	fmt.Fprintln(root.ErrOrStderr(), `	"briefings help" lists the commands`)
	return exitUsage
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "briefings",
		Short:         "A static site of briefings out of a folder of articles and notes",
		Long:          rootLong,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetGlobalNormalizationFunc(hugoSpelling)
	root.AddCommand(newBuild(), newCheck())
	return root
}

const rootLong = `briefings reads articles that others published and the notes that a desk writes on them, groups
them into themed briefings, and makes a cross-linked static site of them.

  briefings new desk        a starter site, ready to build
  briefings build -s desk   content -> desk/public`
