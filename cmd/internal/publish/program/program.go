// Package program runs other people's programs, and knows what is to be done about what they say.
package program

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/output"
)

// A Failure is a program that ended with an error.
type Failure struct {
	Name   string // of the program, and perhaps what it was to do
	Status int    // the exit status; 0 if a signal ended it
	Said   string // on standard error, or else what the system says
}

func (f *Failure) Error() string { return f.Name + ": " + f.Said }

// Command prepares a program with more variables in its environment. When ctx ends it is interrupted, as by
// Ctrl-C, and killed if that does not help.
func Command(ctx context.Context, env []string, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = 5 * time.Second
	c.Env = append(c.Environ(), append(env, "LC_ALL=C")...)
	return c
}

// Run runs a program and returns what it prints.
func Run(ctx context.Context, c *exec.Cmd, name string) ([]byte, error) {
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	if err := c.Run(); err != nil {
		return nil, Failed(ctx, name, err, said.String())
	}
	return out.Bytes(), nil
}

// Failed is what the error of a program means: ctx ended, it is not there, or it is a Failure.
func Failed(ctx context.Context, name string, err error, said string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if errors.Is(err, exec.ErrNotFound) {
		program, _, _ := strings.Cut(name, " ")
		return &output.Refusal{Path: program, Message: "is not installed", Cure: "install it: briefings publishes through it"}
	}
	exit, ok := errors.AsType[*exec.ExitError](err)
	if !ok {
		return fmt.Errorf("%s: %w", name, err)
	}
	f := &Failure{Name: name, Status: max(0, exit.ExitCode()), Said: strings.TrimSpace(said)}
	if f.Said == "" {
		f.Said = err.Error()
	}
	return f
}

// Troubles are what a program says when another try would be of no use, and what to do about it: "" if nothing is
// known.
type Troubles [][2]string

// Lasting reports whether a failure is one of them.
func (t Troubles) Lasting(f *Failure) bool {
	return slices.ContainsFunc(t, func(trouble [2]string) bool { return strings.Contains(f.Said, trouble[0]) })
}

// Explain turns a failure that has a cure into a refusal about path. Any other error stays.
func (t Troubles) Explain(path string, err error) error {
	f, ok := errors.AsType[*Failure](err)
	if !ok {
		return err
	}
	for _, trouble := range t {
		if trouble[1] != "" && strings.Contains(f.Said, trouble[0]) {
			return &output.Refusal{Path: path, Message: f.Error(), Cure: trouble[1]}
		}
	}
	return err
}
