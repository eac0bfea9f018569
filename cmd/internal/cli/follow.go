package cli

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/live"
)

// FollowFlags are what the commands that follow a site take besides.
type FollowFlags struct{ poll time.Duration }

// Add adds the flags to a verb.
func (f *FollowFlags) Add(c *cobra.Command) {
	c.Flags().DurationVar(&f.poll, "poll", 0, "look for changes every so often, as `500ms`, instead of listening to the file system")
	CompleteFlag(c, "poll", cobra.NoFileCompletions)
}

// A Turn is one build of a site that is followed.
type Turn struct {
	*build.Result // nil if the machine failed
	Err           error
	In            build.Input
	Took          time.Duration
	Again         func() // has the site built again after a pause at the latest, for what has failed on this machine; see live.Session.Retry
}

// Follow builds the site of the flags, and again whenever its files or the clock have changed it, and calls
// turn with each build. It ends without an error when ctx does, at once but for a turn that has begun, whose
// context ends; else with the error of a turn. The site's files are open for as long.
func (f *FollowFlags) Follow(ctx context.Context, c *cobra.Command, site *SiteFlags, in build.Input, turn func(context.Context, *Turn) error) error {
	if f.poll < 0 {
		return Misused("write it as 500ms or 2s", "--poll: %v is no pause", f.poll)
	}
	files, err := site.Open()
	if err != nil {
		return err
	}
	defer files.Close()
	opts := live.Options{Poll: f.poll, Note: func(why string) { fmt.Fprintln(c.ErrOrStderr(), why) }}
	if site.now == "" && os.Getenv("SOURCE_DATE_EPOCH") == "" { // nothing has stopped the clock
		opts.Clock = time.Now
	}
	session, err := live.Open(files, in, opts)
	if err != nil {
		return Failed(err)
	}
	defer session.Close()
	here, err := os.Getwd()
	if err != nil {
		return Failed(fmt.Errorf("follow the site: %w", err))
	}
	var turning sync.Mutex
	ended := make(chan error, 1)
	go func() {
		ended <- follow(ctx, site, session, func(ctx context.Context, t *Turn) error {
			turning.Lock()
			defer turning.Unlock()
			if ctx.Err() != nil {
				return ctx.Err()
			}
			// The folder that the command runs in may have been replaced, with the site: relative paths lead
			// nowhere then. One that has gone is for the turn to find out.
			_ = os.Chdir(here)
			return turn(ctx, t)
		})
	}()
	select {
	case err = <-ended:
	case <-ctx.Done(): // a build under way has only read, and nobody waits for it
		turning.Lock() // for good: no further turn begins
	}
	if ctx.Err() != nil {
		return nil
	}
	return err
}

func follow(ctx context.Context, site *SiteFlags, s *live.Session, turn func(context.Context, *Turn) error) error {
	for first := true; ; first = false {
		begin := time.Now()
		r, err := s.Build()
		if first && err == nil {
			err = site.refuse(r)
		} else if first {
			err = Failed(err)
		}
		if first && err != nil {
			return err
		}
		t := &Turn{r, err, s.Input(), time.Since(begin), s.Retry}
		if err := turn(ctx, t); err != nil {
			return err
		}
		if err := s.Wait(ctx); err != nil {
			return err
		}
	}
}
