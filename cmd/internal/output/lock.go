package output

import (
	"context"
	"errors"
	"time"

	"briefings/cmd/internal/output/internal/disk"
)

// ErrBusy is that another run has the lock of a folder.
var ErrBusy = disk.ErrBusy

// TryLock locks a folder as Write does, and does not wait for it. The error is ErrBusy, or
// errors.ErrUnsupported where folders cannot be locked.
func TryLock(folder string) (release func(), err error) { return disk.TryLock(folder) }

// lock waits until this run alone may write to dir. The kernel frees the lock with its owner.
// Where the file system has no locks, the run goes on without one and says so.
func (w *writer) lock(ctx context.Context) (release func(), err error) {
	const longest = 50 * time.Millisecond
	for wait := time.Millisecond; ; wait = min(2*wait, longest) {
		release, err := disk.TryLock(w.dir)
		if errors.Is(err, errors.ErrUnsupported) {
			w.note("%s: cannot be locked: %v; two runs at a time would disturb each other", w.shown, err)
			return func() {}, nil
		}
		if !errors.Is(err, disk.ErrBusy) {
			return release, err
		}
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-time.After(wait):
		}
	}
}
