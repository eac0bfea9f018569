package main

import "syscall"

// sharedMemory is where Linux has a file system in memory.
const sharedMemory = "/dev/shm"

// freeBytes is the room in the file system of dir, or 0 if that is not known.
func freeBytes(dir string) uint64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0
	}
	return s.Bavail * uint64(s.Bsize)
}
