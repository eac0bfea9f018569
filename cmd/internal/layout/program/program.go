// Package program executes a page's templates several times faster than html/template does.
//
// html/template looks a field up by its name and calls an escaper by reflection each time that an
// action is executed. For an article of 12 KB that was 100 µs, and two fifths of the time of a build
// of 12,000 pages. Where the type of the view is known, all of that can be resolved once: a Program
// is the escaped templates of one page as a chain of Go functions, with every call of a template put
// in its place, every field an index and every constant already escaped. See BenchmarkArticle
// of package layout.
//
// The invariant: a Program writes what html/template would write, byte for byte, or nothing.
// html/template decides which escapers an action needs, and package escape has them. What this package
// does not know makes Compile fail, and what it does not expect when executing makes Execute fail;
// html/template then is there to execute the page, or to say what is wrong with it.
package program

import (
	"bytes"
	"reflect"
)

// A Program is the templates of one page, compiled for views of one type. It does not change, and
// may be executed by several goroutines at once.
type Program struct {
	typ   reflect.Type // of the view
	slots int          // what a run needs at once for dots and variables
	steps []step
}

// A step executes a part of a template.
type step func(*run) outcome

// An outcome says how to go on after a step.
type outcome int

const (
	next      outcome = iota
	failed            // html/template must execute the page
	breaks            // of the innermost range
	continues         // likewise
)

// A run is one execution.
type run struct {
	out   *bytes.Buffer
	slots []reflect.Value // of the dots and variables in scope; the first is the view
}

func (r *run) all(steps []step) outcome {
	for _, s := range steps {
		if o := s(r); o != next {
			return o
		}
	}
	return next
}

// done is the outcome of what can only fail.
func done(ok bool) outcome {
	if !ok {
		return failed
	}
	return next
}

// Execute appends to w what the page's layout makes of the view. If it reports false, w is as it was,
// and html/template must execute the page: the view is of another type, or leads to an error.
func (p *Program) Execute(w *bytes.Buffer, view any) bool {
	if reflect.TypeOf(view) != p.typ {
		return false
	}
	start := w.Len()
	r := &run{out: w, slots: make([]reflect.Value, p.slots)}
	r.slots[0] = reflect.ValueOf(view)
	if r.all(p.steps) != next {
		w.Truncate(start)
		return false
	}
	return true
}
