// Package cli is what the verbs of the command line share: the flags that name a site, the building
// of that site, the forms that problems are printed in, and the errors that a run ends with.
//
// An error of this package carries its exit code and what to do about it; any other error that
// reaches Report is one of usage. Nothing here writes a file.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"syscall"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/output"
)

// Exit codes, as design and help promise them.
const (
	ExitDone        = 0
	ExitFailed      = 1 // the site has errors, or the run failed
	ExitUsage       = 2
	ExitNothing     = 3 // a --check found nothing to do
	ExitInterrupted = 130
)

// ErrSite says that the site has errors, which have been reported.
var ErrSite = errors.New("the site has errors")

// ErrNothing says that a --check found nothing to do, which has been said.
var ErrNothing = errors.New("nothing to do")

// An exitError is an error with the code that the program ends with, and what to do about it. An
// error that is none is one of usage.
type exitError struct {
	code int
	err  error
	cure string // may be empty
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// Failed is an error of the run, as against one of its arguments.
func Failed(err error) error {
	e := &exitError{code: ExitFailed, err: err}
	if refusal, ok := errors.AsType[*output.Refusal](err); ok {
		e.cure = refusal.Cure
	} else if _, ok := errors.AsType[*build.Unreadable](err); ok {
		e.cure = `"briefings check" prints what else is known to be wrong`
	}
	return e
}

// Refused is a run that was not begun, or found nothing, and what to do instead.
func Refused(cure, format string, args ...any) error {
	return &exitError{ExitFailed, fmt.Errorf(format, args...), cure}
}

// Misused is a command that was given wrongly.
func Misused(cure, format string, args ...any) error {
	return &exitError{ExitUsage, fmt.Errorf(format, args...), cure}
}

// Report says on w why a command has ended, and what to do about it, and returns the exit code. err
// may be nil.
func Report(ctx context.Context, w io.Writer, err error) int {
	if err == nil {
		return ExitDone
	}
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		fmt.Fprintln(w, "briefings: interrupted")
		return ExitInterrupted
	}
	if errors.Is(err, ErrSite) || errors.Is(err, syscall.EPIPE) { // said already; nobody reads it
		return ExitFailed
	}
	if errors.Is(err, ErrNothing) {
		return ExitNothing
	}
	code, cure := ExitUsage, `"briefings help" lists the commands`
	var e *exitError
	if errors.As(err, &e) {
		code, cure = e.code, e.cure
	}
	fmt.Fprintln(w, "briefings:", err)
	if cure != "" {
		fmt.Fprintln(w, "\t"+cure)
	}
	return code
}
