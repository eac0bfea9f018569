// Package guard refuses what would do harm to write, before anything is done.
package guard

// A Refusal is a Write that was not begun because it would do harm, and what to do instead.
type Refusal struct {
	Path    string // what it is about: the directory as it was given, or a file in it
	Message string
	Cure    string
}

func (r *Refusal) Error() string { return r.Path + ": " + r.Message }
