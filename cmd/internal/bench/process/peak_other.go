//go:build !linux

package process

import "os"

// peakMiB is 0: not known. Systems count it in different units.
func peakMiB(*os.ProcessState) float64 { return 0 }

// peakOf is 0: not known.
func peakOf(int) float64 { return 0 }
