package main

import (
	"os"
	"syscall"
)

// sharedMemory is where Linux has a file system in memory.
const sharedMemory = "/dev/shm"

// peakMiB is the most memory that an ended process held, or 0 if that is not known.
func peakMiB(p *os.ProcessState) float64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return float64(usage.Maxrss) / 1024 // getrusage(2): in kilobytes
	}
	return 0
}

// freeBytes is the room in the file system of dir, or 0 if that is not known.
func freeBytes(dir string) uint64 {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0
	}
	return s.Bavail * uint64(s.Bsize)
}
