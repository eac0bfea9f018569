//go:build !linux

package main

import "os"

// sharedMemory is empty: there is no file system in memory.
const sharedMemory = ""

// peakMiB is 0: not known. Systems count it in different units.
func peakMiB(*os.ProcessState) float64 { return 0 }

// peakOf is 0: not known.
func peakOf(int) float64 { return 0 }

// freeBytes is 0: not known.
func freeBytes(string) uint64 { return 0 }
