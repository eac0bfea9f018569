// Package process runs programs, and tells what they took.
package process

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// Took is what a process took.
type Took struct {
	Wall, CPU float64 // seconds
	Peak      float64 // MiB that it held at most, or 0 where the system does not say
}

// Run runs a process to its end, and returns what it said on standard error. On Linux a process starts with the
// peak memory of the one that started it, so that a program which measures others has its own work done by processes
// of their own and stays small.
func Run(ctx context.Context, name string, args ...string) (took Took, words string, err error) {
	cmd := exec.CommandContext(ctx, name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	start := time.Now()
	err = cmd.Run()
	took.Wall = time.Since(start).Seconds()
	if err != nil {
		return Took{}, "", fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, stderr.Bytes())
	}
	took.CPU = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	took.Peak = peakMiB(cmd.ProcessState)
	return took, stderr.String(), nil
}
