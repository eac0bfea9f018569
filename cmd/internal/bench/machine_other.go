//go:build !linux

package main

// sharedMemory is empty: there is no file system in memory.
const sharedMemory = ""

// freeBytes is 0: not known.
func freeBytes(string) uint64 { return 0 }
