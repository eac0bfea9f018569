package disk

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"
)

// CanExchange says whether the system can exchange two folders in one step.
const CanExchange = true

// Exchange gives each of two folders the other's name; see renameat2(2).
func Exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	return os.NewSyscallError("renameat2", err)
}

// SyncFS makes everything on the file system of a folder durable.
func SyncFS(folder string) error {
	f, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer f.Close()
	return os.NewSyscallError("syncfs", unix.Syncfs(int(f.Fd())))
}

// IsMount reports whether a folder is a mount point, a bind mount included. Kernels before 5.8
// know only that it is on another device.
func IsMount(folder string) bool {
	var st unix.Statx_t
	if err := unix.Statx(unix.AT_FDCWD, folder, unix.AT_SYMLINK_NOFOLLOW, 0, &st); err == nil && st.Attributes_mask&unix.STATX_ATTR_MOUNT_ROOT != 0 {
		return st.Attributes&unix.STATX_ATTR_MOUNT_ROOT != 0
	}
	var own, parent unix.Stat_t
	return unix.Lstat(folder, &own) == nil && unix.Lstat(filepath.Dir(folder), &parent) == nil && own.Dev != parent.Dev
}

// IsReadOnly reports whether an error is that of a read-only file system.
func IsReadOnly(err error) bool { return errors.Is(err, unix.EROFS) }

// Mirror gives a new folder the owner and the mode of another.
func Mirror(from, to string) error {
	var a, b unix.Stat_t
	if err := errors.Join(unix.Lstat(from, &a), unix.Lstat(to, &b)); err != nil {
		return err
	}
	if a.Uid != b.Uid || a.Gid != b.Gid {
		if err := unix.Lchown(to, int(a.Uid), int(a.Gid)); err != nil {
			return err
		}
	}
	if a.Mode == b.Mode {
		return nil
	}
	return unix.Chmod(to, a.Mode&0o7777)
}
