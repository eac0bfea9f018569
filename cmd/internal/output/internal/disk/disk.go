// Package disk has the few things that package output asks of an operating system and package
// os does not offer, or not in this form. It knows files and folders, and nothing of sites.
//
// No function follows a symlink within a folder that it is given.
package disk

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrBusy is TryLock's answer while somebody else has the folder.
var ErrBusy = errors.New("in use")

// Create writes a file that does not exist yet, and makes its folder if need be. Its
// permissions are the umask's business.
func Create(name string, data []byte) error {
	var f *os.File
	err := inFolder(name, func() (err error) {
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		return err
	})
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Close())
}

// Link gives a file another name, and makes the folder for it if need be.
func Link(old, name string) error {
	return inFolder(name, func() error { return os.Link(old, name) })
}

// MakeFolder is os.MkdirAll for a folder that is most likely not there, without asking first.
// Several goroutines may make the same one.
func MakeFolder(name string) error {
	err := inFolder(name, func() error { return os.Mkdir(name, 0o777) })
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// inFolder makes name, and the folder it belongs in only when it turns out to be missing.
func inFolder(name string, make func() error) error {
	err := make()
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(name) != name {
		if err = MakeFolder(filepath.Dir(name)); err == nil {
			err = make()
		}
	}
	return err
}

// Sync makes a file durable.
func Sync(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Sum returns the SHA-256 and the size of what a file holds.
func Sum(name string) (sum [sha256.Size]byte, size int64, err error) {
	f, err := os.Open(name)
	if err != nil {
		return sum, 0, err
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, f)
	return [sha256.Size]byte(h.Sum(nil)), size, err
}

// RealPath returns the absolute path of name without symlinks, as far as it exists. A symlink
// to nothing is an error: what is meant cannot be known.
func RealPath(name string) (string, error) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(abs)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	if _, lerr := os.Lstat(abs); lerr == nil || filepath.Dir(abs) == abs {
		return "", err
	}
	parent, err := RealPath(filepath.Dir(abs))
	return filepath.Join(parent, filepath.Base(abs)), err
}

// Lies reports whether name is folder or lies in it, by name or by inode: on a file system that
// folds case, Content is content. Both are real paths.
func Lies(name, folder string) bool {
	there, err := os.Stat(folder)
	for p := name; ; p = filepath.Dir(p) {
		if p == folder {
			return true
		}
		if err == nil {
			if info, err := os.Stat(p); err == nil && os.SameFile(info, there) {
				return true
			}
		}
		if p == filepath.Dir(p) {
			return false
		}
	}
}
