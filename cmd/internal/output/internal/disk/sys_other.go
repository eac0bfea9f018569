//go:build !linux

package disk

import "errors"

// CanExchange says whether the system can exchange two folders in one step.
const CanExchange = false

// Exchange gives each of two folders the other's name.
func Exchange(a, b string) error { return errors.ErrUnsupported }

// SyncFS makes everything on the file system of a folder durable. Elsewhere than on Linux that
// would be a flush for each file, which takes minutes; files are replaced one by one there, and
// file systems order a rename after the data for just this use.
func SyncFS(folder string) error { return nil }

// IsMount reports whether a folder is a mount point. It matters only where folders are
// Exchanged and for stages beside one, which a rename then refuses.
func IsMount(folder string) bool { return false }

// IsReadOnly reports whether an error is that of a read-only file system.
func IsReadOnly(err error) bool { return false }

// Mirror gives a new folder the owner and the mode of another.
func Mirror(from, to string) error { return errors.ErrUnsupported }
