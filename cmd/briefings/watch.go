package main

import (
	"context"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/output/manifest"
)

// runWatch builds, and builds again whenever the site has changed. What can be mended while the program
// runs, errors of the site and later those of the disk too, leaves the destination as it is, and is waited
// for.
func (b *builder) runWatch(c *cobra.Command) error {
	var err error
	if b.in, err = b.site.Read(); err != nil {
		return err
	}
	w := &watcher{builder: b}
	first := true
	var said error // what is tried again and fails in the same way is told once
	return b.follow.Follow(c.Context(), c, &b.site, b.in.Input, func(ctx context.Context, t *cli.Turn) error {
		err := w.turn(ctx, c, t)
		if err != nil && first && !errors.Is(err, cli.ErrSite) {
			return err
		}
		if err == nil || !alike(err, said) {
			cli.Report(ctx, c.ErrOrStderr(), err)
		}
		said = err
		if first {
			fmt.Fprintf(c.ErrOrStderr(), "watching %s, until Ctrl-C\n", b.site.Dir())
		}
		first = false
		return nil
	})
}

// alike reports whether two failures are one for who reads of them: the file at which a disk is full is another each
// time.
func alike(err, before error) bool {
	if before == nil {
		return false
	}
	a, ok1 := errors.AsType[syscall.Errno](err)
	b, ok2 := errors.AsType[syscall.Errno](before)
	return ok1 && ok2 && a == b || err.Error() == before.Error()
}

// A watcher is a builder that goes on.
type watcher struct {
	*builder
	written *build.Result     // what the destination holds; nil before the first
	made    manifest.Manifest // of that
}

// turn writes one build.
func (w *watcher) turn(ctx context.Context, c *cobra.Command, t *cli.Turn) error {
	if t.Err != nil {
		return cli.Failed(t.Err)
	}
	if w.written != nil && w.written.Config.Declared && !t.Config.Declared {
		return cli.Refused("put it back; or end this and begin again, to build a plain folder",
			"%s has gone; %s stays as it was, for without it every text would be public", config.File, w.site.Out())
	}
	begin := time.Now().Add(-t.Took)
	problems, err := w.scale(ctx, t.Result)
	if err != nil {
		t.Again()
		return err
	}
	if diag.HasErrors(problems) {
		return w.failed(c, t.Config.Declared, problems)
	}
	if err := cache.Forget(w.site.Memory()); err != nil && w.written == nil { // it is of what stood there before
		fmt.Fprintln(c.ErrOrStderr(), "\"due --check\" will not know of this build:", err)
	}
	stats, err := output.Write(ctx, w.site.Out(), t.Over(w.written, w.made), w.options(t.Config.Declared))
	if err != nil {
		if err = w.unwritten(c, t.Result, err); !errors.Is(err, cli.ErrSite) {
			t.Again()
		}
		return err
	}
	w.written, w.made = t.Result, stats.Made
	return w.report(c, problems, tell(t.Result), stats, begin)
}
