// Package watch says when a tree of files has changed and is quiet again.
//
// It says when, and where to look first. What has changed is for the caller to find out by content:
// nothing is compared here, and no name is left out as an editor's by-product, for what is one in
// content/ would be published from static/. A backup or a swap file costs a look at one file.
//
// It listens to folders, never to files, for an editor that saves by putting a new file in the
// place of the old one takes a file's watch away with it. Where events cannot serve, the
// whole tree is looked at from time to time instead. A mount over a folder takes its watch away and tells nobody:
// who must know in the end looks at everything from time to time in any case.
package watch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A Change says where something may have changed since the one before.
type Change struct {
	// Names are files and folders below the root, slash-separated, sorted, each once. A folder stands for
	// all that is below it. What is named may be gone by now, or not have changed. Nil with All.
	Names []string
	All   bool // anything may have: events were lost, a folder has moved, or the regular full look is due
}

// Options say how to watch. The zero value listens, and takes the times that are given here.
type Options struct {
	Poll time.Duration // the pause between full looks, instead of listening; 0: listen where that can serve, else 1s

	// Skip says what is of no interest: what it names is not reported, and a folder is not entered.
	// It gets names as in a Change, from one goroutine at a time. Nil: everything is.
	Skip func(name string) bool

	// Note is told, once at most, why the tree is polled though Poll is 0, and the cure: by New, or later
	// from another goroutine; it must not call the Watcher. Nil: nobody is.
	Note func(string)

	quiet   time.Duration // a Change is ready when nothing has happened for so long; 0: 5ms
	longest time.Duration // or when it has waited for that so long; 0: 50ms
}

func (o Options) withDefaults() Options {
	if o.Skip == nil {
		o.Skip = func(string) bool { return false }
	}
	if o.Note == nil {
		o.Note = func(string) {}
	}
	o.quiet = cmp.Or(o.quiet, 5*time.Millisecond)
	o.longest = cmp.Or(o.longest, 50*time.Millisecond)
	return o
}

// interval is the pause between full looks where nothing can be listened to.
func (o Options) interval() time.Duration { return cmp.Or(o.Poll, time.Second) }

// A Watcher watches one tree. Symbolic links in it are not followed.
type Watcher struct {
	dir   string
	opts  Options
	admit func(dir string) error // why a folder cannot be listened to; nil if it can

	calls  chan struct{}    // Next begins to wait
	takers chan chan Change // Next takes the Change that is ready
	close  func()           // closes closed
	closed chan struct{}
	ended  chan struct{} // run has ended

	// The rest belongs to run.
	polls    bool      // for good
	ears     *listener // nil while polling, and while the root is not there
	deaf     bool      // ears cannot be relied upon; everything is gathered already
	gathered gathered
}

// New watches the tree of a folder. What changes after New has returned comes with a Change; what the
// caller relies on must be read after that.
func New(dir string, opts Options) (*Watcher, error) {
	return newWatcher(dir, opts, onNetwork)
}

func newWatcher(dir string, opts Options, admit func(dir string) error) (*Watcher, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	info, err := os.Stat(dir)
	if err == nil && !info.IsDir() {
		err = &fs.PathError{Op: "open", Path: dir, Err: syscall.ENOTDIR}
	}
	if err != nil {
		return nil, fmt.Errorf("watch: %w", err)
	}
	w := &Watcher{
		dir: dir, opts: opts.withDefaults(), admit: admit, polls: opts.Poll > 0,
		calls: make(chan struct{}), takers: make(chan chan Change),
		closed: make(chan struct{}), ended: make(chan struct{}),
	}
	w.close = sync.OnceFunc(func() { close(w.closed) })
	w.listen()
	go w.run()
	return w, nil
}

// Close ends the watching. A Next that waits returns fs.ErrClosed, as do later ones.
func (w *Watcher) Close() error {
	w.close()
	<-w.ended
	return nil
}

// Next waits for the next Change. What happens between two calls is gathered, and comes with the
// second at once. A call whose context ends takes nothing with it. The error is the context's cause,
// or fs.ErrClosed.
func (w *Watcher) Next(ctx context.Context) (Change, error) {
	calls, takers := w.calls, chan chan Change(nil)
	taker := make(chan Change, 1)
	for {
		select {
		case calls <- struct{}{}:
			calls, takers = nil, w.takers
		case takers <- taker:
			return <-taker, nil
		case <-ctx.Done():
			return Change{}, context.Cause(ctx)
		case <-w.closed:
			return Change{}, fs.ErrClosed
		}
	}
}

// run owns the watcher's state until Close.
func (w *Watcher) run() {
	defer close(w.ended)
	defer w.stop()
	var look <-chan time.Time // the next full look is due; nil while none is waited for
	quiet := time.NewTimer(0)
	defer quiet.Stop()
	for {
		var takers chan chan Change
		if wait, ok := w.gathered.wait(time.Now(), w.opts.quiet, w.opts.longest); ok && wait <= 0 {
			takers = w.takers
		} else if ok {
			quiet.Reset(wait)
		}
		var events <-chan fsnotify.Event
		var failures <-chan struct{}
		if w.ears != nil {
			events, failures = w.ears.events(), w.ears.failures
		}
		select {
		case <-w.closed:
			return
		case <-quiet.C:
		case <-w.calls:
			// The pause begins when the caller is back from the last full look, which may take long.
			if look == nil {
				look = w.nextLook()
			}
		case <-look:
			look = nil
			w.lose()
		case taker := <-takers:
			if w.deaf {
				w.listen()
			}
			c := w.gathered.take()
			if c.All {
				look = nil
			}
			taker <- c
		case e := <-events:
			w.hear(e)
		case <-failures:
			w.lose()
		}
	}
}

// nextLook returns when the next full look is due; nil for never.
func (w *Watcher) nextLook() <-chan time.Time {
	if w.ears != nil {
		return nil
	}
	return time.After(w.opts.interval())
}

// lose gathers everything. Listening begins anew when that is taken, and not before: until then there
// is nothing to miss.
func (w *Watcher) lose() {
	w.deaf = true
	w.gathered.addAll(time.Now())
}

func (w *Watcher) hear(e fsnotify.Event) {
	if w.deaf {
		w.gathered.addAll(time.Now()) // it is not quiet yet
		return
	}
	name, err := w.ears.hear(e)
	switch {
	case errors.Is(err, errMoved):
		w.lose()
	case err != nil:
		w.poll(err)
		w.gathered.addAll(time.Now())
	case name != "":
		w.gathered.add(name, time.Now())
	}
}

// listen begins to listen, anew if need be, to each folder of the tree: what the caller reads
// afterwards is as it is then, or an event tells. Without a root it does nothing.
func (w *Watcher) listen() {
	w.stop()
	w.deaf = false
	if w.polls {
		return
	}
	ears, err := listen(w.dir, w.opts.Skip, w.admit)
	if err != nil && !ofFolder(err) {
		w.poll(err)
		return
	}
	w.ears = ears
}

// poll gives up listening, and says why.
func (w *Watcher) poll(why error) {
	w.stop()
	w.polls = true
	w.opts.Note(fmt.Sprintf("cannot listen for changes: %s; looking at all files every %v", reason(why), w.opts.interval()))
}

func (w *Watcher) stop() {
	if w.ears != nil {
		w.ears.close()
		w.ears = nil
	}
}
