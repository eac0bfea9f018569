package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/output"
)

// Exit codes, as design and help promise them.
const (
	exitDone        = 0
	exitFailed      = 1 // the site has errors, or the run failed
	exitUsage       = 2
	exitInterrupted = 130
)

// errSite says that the site has errors, which have been reported.
var errSite = errors.New("the site has errors")

// An exitError is an error with the code that the program ends with, and what to do about it. An
// error that is none is one of usage.
type exitError struct {
	code int
	err  error
	cure string // may be empty
}

func (e *exitError) Error() string { return e.err.Error() }
func (e *exitError) Unwrap() error { return e.err }

// runFailed is an error of the run, as against one of its arguments.
func runFailed(err error) error {
	e := &exitError{code: exitFailed, err: err}
	var refusal *output.Refusal
	if errors.As(err, &refusal) {
		e.cure = refusal.Cure
	}
	return e
}

// refused is a run that was not begun, or found nothing, and what to do instead.
func refused(cure, format string, args ...any) error {
	return &exitError{exitFailed, fmt.Errorf(format, args...), cure}
}

// misused is a command that was given wrongly.
func misused(cure, format string, args ...any) error {
	return &exitError{exitUsage, fmt.Errorf(format, args...), cure}
}

// nearest is a cure for a misspelt name: the one that was meant, or else what is said otherwise.
func nearest(name string, known []string, otherwise string) string {
	if near := diag.Nearest(name, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return otherwise
}

// knownVerb refuses the words that no verb answers to.
func knownVerb(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	var verbs []string
	for _, v := range c.Commands() {
		verbs = append(verbs, v.Name())
	}
	return misused(nearest(args[0], verbs, `"briefings help" lists the commands`), "unknown command %q", args[0])
}

// noArgs is for verbs that take flags only. What is given instead is mostly the site's folder.
func noArgs(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	cure := fmt.Sprintf("\"briefings help %s\" shows how it is used", c.Name())
	if c.Flags().Lookup("source") != nil {
		cure = "the site's folder is given with --source"
	}
	return misused(cure, "%s takes no argument %q", c.Name(), args[0])
}

// wantArgs is for verbs that take from least to most arguments.
func wantArgs(least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) >= least && len(args) <= most {
			return nil
		}
		what := "too many arguments"
		if len(args) < least {
			what = "an argument is missing"
		}
		return misused("usage: "+c.UseLine(), "%s: %s", c.Name(), what)
	}
}

// flagError names the flag that a misspelt one was meant to be.
func flagError(c *cobra.Command, err error) error {
	cure := `"briefings help" lists the commands`
	if c.HasParent() {
		cure = fmt.Sprintf("\"briefings help %s\" lists its flags", c.Name())
	}
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) && unknown.GetSpecifiedShortnames() == "" {
		var flags []string
		c.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, "--"+f.Name) })
		cure = nearest("--"+unknown.GetSpecifiedName(), flags, cure)
	}
	return misused(cure, "%w", err)
}
