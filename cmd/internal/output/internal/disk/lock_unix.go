//go:build unix

package disk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// TryLock locks a folder: by flock on the folder itself, so that no lock file is left behind and
// two names for one folder are one lock. While it does not exist, its parent is locked instead.
// The error is ErrBusy, or errors.ErrUnsupported where folders cannot be locked.
//
// A folder can be exchanged or made while its lock is waited for. Then the lock is on something
// that is no longer meant, and counts as busy.
func TryLock(folder string) (release func(), err error) {
	f, err := os.Open(folder)
	missing := errors.Is(err, fs.ErrNotExist)
	if missing {
		f, err = os.Open(filepath.Dir(folder))
	}
	if err != nil {
		return nil, err
	}
	err = flock(f)
	if err == nil {
		var mine fs.FileInfo
		if mine, err = f.Stat(); err == nil {
			now, statErr := os.Stat(folder)
			if missing && statErr == nil || !missing && (statErr != nil || !os.SameFile(mine, now)) {
				err = ErrBusy
			}
		}
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return func() { f.Close() }, nil
}

func flock(f *os.File) error {
	for {
		err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, unix.EINTR):
		case errors.Is(err, unix.EWOULDBLOCK):
			return ErrBusy
		default:
			return fmt.Errorf("%w: %w", errors.ErrUnsupported, err)
		}
	}
}
