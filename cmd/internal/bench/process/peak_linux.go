package process

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// peakMiB is the most memory that an ended process held, or 0 if that is not known.
func peakMiB(p *os.ProcessState) float64 {
	if usage, ok := p.SysUsage().(*syscall.Rusage); ok {
		return float64(usage.Maxrss) / 1024 // getrusage(2): in kilobytes
	}
	return 0
}

// peakOf is the most memory in MiB that a process has held since its program began, or 0 if that is not known.
func peakOf(pid int) float64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	return parsePeak(string(status))
}

// parsePeak reads proc_pid_status(5), where VmHWM is in KiB whatever the unit says.
func parsePeak(status string) float64 {
	for line := range strings.Lines(status) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmHWM:" {
			kib, err := strconv.ParseFloat(fields[1], 64)
			if err != nil {
				return 0
			}
			return kib / 1024
		}
	}
	return 0
}
