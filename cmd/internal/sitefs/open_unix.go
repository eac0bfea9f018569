//go:build unix

package sitefs

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
)

// open opens a file that is no link, without waiting for the other end of a pipe; a link goes
// through the root.
func (f *FS) open(name string) (*os.File, error) {
	file, err := os.OpenFile(filepath.Join(f.dir, filepath.FromSlash(name)), os.O_RDONLY|syscall.O_NOFOLLOW|syscall.O_NONBLOCK, 0)
	if errors.Is(err, syscall.ELOOP) || errors.Is(err, syscall.EMLINK) {
		return f.root.Load().OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	}
	return file, err
}
