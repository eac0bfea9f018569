package build

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitefs"
)

// Unreadable is the machine's error that files or folders of a site are there and cannot be read. It tells of
// all of them, and of what is wrong with the others as far as that can be known without them.
type Unreadable struct {
	Problems []diag.Problem // settled
	err      error
}

func (u *Unreadable) Error() string {
	var lines []string
	for _, p := range u.Problems {
		if p.Code == diag.Unreadable {
			lines = append(lines, diag.Printable(p.Path)+": "+p.Message)
		}
	}
	return strings.Join(lines, "\n")
}

func (u *Unreadable) Unwrap() error { return u.err }

// unreadable makes an error of reading an *Unreadable, with the problems that are known besides. An error that
// is about anything else, too, is given back as it is.
func unreadable(err error, policy diag.Policy, problems []diag.Problem) error {
	u := &Unreadable{err: err}
	for _, part := range parts(err) {
		bad, ok := errors.AsType[*sitefs.ReadError](part)
		if !ok {
			return err
		}
		u.Problems = append(u.Problems, unread(bad))
	}
	u.Problems = diag.Policy{}.Settle(u.Problems) // no site may turn these off
	u.Problems = append(policy.Settle(problems), u.Problems...)
	slices.SortStableFunc(u.Problems, diag.Compare)
	return u
}

// parts are the errors that an error joins.
func parts(err error) []error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var out []error
	for _, err := range joined.Unwrap() {
		out = append(out, parts(err)...)
	}
	return out
}

func unread(bad *sitefs.ReadError) diag.Problem {
	p := diag.Problem{Path: bad.Name, Code: diag.Unreadable, Cure: "see whether another program can read it: the disk may be at fault"}
	why := bad.Err
	if at, ok := errors.AsType[*fs.PathError](why); ok {
		why = at.Err
	}
	p.Message = "cannot be read: " + why.Error()
	if errors.Is(why, fs.ErrPermission) {
		p.Cure = "let the user who builds read it, or move it out of the site"
	}
	return p
}
