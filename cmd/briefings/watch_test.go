package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

// A disk that is full is told once, at whatever file that shows.
func TestAlike(t *testing.T) {
	t.Parallel()
	full := func(name string) error {
		return fmt.Errorf("write: %w", &fs.PathError{Op: "write", Path: name, Err: syscall.ENOSPC})
	}
	other := errors.New("x")
	for _, tt := range []struct {
		err, before error
		want        bool
	}{
		{full("a"), full("b"), true}, {full("a"), nil, false}, {full("a"), other, false}, {other, full("a"), false},
		{other, errors.New("x"), true}, {other, errors.New("y"), false},
		{full("a"), &fs.PathError{Op: "write", Path: "a", Err: syscall.EACCES}, false},
	} {
		if got := alike(tt.err, tt.before); got != tt.want {
			t.Errorf("%v after %v: alike is %v", tt.err, tt.before, got)
		}
	}
}
