// Package stat tells what the system knows of a file besides what fs.FileInfo tells.
package stat

import (
	"io/fs"
	"time"
)

// ChangeTime is when the bytes or attributes of a file last changed. No program can set it; what
// unpacks or copies files sets ModTime to what it likes. Where the system has none it is ModTime.
func ChangeTime(info fs.FileInfo) time.Time {
	if changed, _, ok := system(info); ok {
		return changed
	}
	return info.ModTime()
}

// Inode is the file's number on its disk; 0 if the system has none.
func Inode(info fs.FileInfo) uint64 {
	_, inode, _ := system(info)
	return inode
}
