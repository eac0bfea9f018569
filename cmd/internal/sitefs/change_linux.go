package sitefs

import (
	"io/fs"
	"syscall"
	"time"
)

// ChangeTime is when the bytes or attributes of a file last changed. No program can set it; what
// unpacks or copies files sets ModTime to what it likes. Where the system has none it is ModTime.
func ChangeTime(info fs.FileInfo) time.Time {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return time.Unix(st.Ctim.Unix())
	}
	return info.ModTime()
}

// inode is the file's number on its disk; 0 if it has none.
func inode(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ino
	}
	return 0
}
