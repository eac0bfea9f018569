// Package live keeps a built site up to date: with its files as they are saved, and with the clock.
//
// A Session is a build, called again with the result before it in hand. What the watcher says is a hint
// where to look first; what is there decides, and a full look from time to time finds what no hint told of.
package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"runtime"
	"strings"
	"sync"
	"time"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/sitefs"
	"briefings/cmd/internal/watch"
)

// Options say how a Session follows its site. The zero value listens to the file system, and its clock
// stands still.
type Options struct {
	Poll  time.Duration    // look at everything so often instead of listening; 0: listen where that can serve
	Clock func() time.Time // nil: the clock stands where the input has it
	Note  func(string)     // told why everything is looked at although Poll is 0; may be nil
}

// A Session is a site that is built again and again. One goroutine at a time may call it; only Close may come
// from another.
type Session struct {
	in       build.Input
	opts     Options
	snapshot *sitefs.Snapshot
	declared bool        // what is watched is a site with a briefings.toml
	root     fs.FileInfo // of the folder that is watched

	mu      sync.Mutex // of what follows
	watcher *watch.Watcher
	closed  bool

	last    *build.Result // nil before the first build
	from    time.Time     // since when the clock leaves it as it is; zero: ever
	until   time.Time     // until when; zero: for ever
	timed   bool          // from and until are those of last
	full    time.Time     // when everything was last looked at
	took    time.Duration // how long that took
	changed bool          // a file may have, since the last attempt to build
	retry   time.Time     // when to build again because that has failed; zero if it has not
	pause   time.Duration // before that; twice as long after each failure, and 0 if the last was none
	missing bool          // what makes the folder a site had gone when it was last built
	swept   bool          // the memory of the build before the last was given back
}

// rescan is the pause between two full looks while changes are listened to: at least so long, and so many
// times as long as a look takes, so that a large site does not keep the disk busy.
const (
	rescan      = 10 * time.Second
	rescanShare = 50
)

// firstPause is how long after a build that has failed the next is tried, if nothing changes: it may have met
// files that were just being moved. What fails again is left alone longer, up to rescan.
const firstPause = 50 * time.Millisecond

// tick is how long to sleep at most before the clock is read again: a machine that was suspended, or whose
// clock was set, wakes a timer too late.
const tick = 15 * time.Second

// idle is how long nothing must have happened for the memory of builds that are over to be given back. It is
// done then, so that it need not be done while somebody waits for a page.
const idle = 300 * time.Millisecond

// grace is how long a site that has lost its briefings.toml or its content is believed to be in the middle
// of being saved: editors put a new file in the place of the old one, and some remove that first.
const grace = 400 * time.Millisecond

// Open begins to follow a site. in is the input of its builds, less the site's files. Close what comes back.
func Open(site *sitefs.FS, in build.Input, opts Options) (*Session, error) {
	s := &Session{in: in, opts: opts}
	_, err := fs.Lstat(site, config.File)
	if err := s.listen(site.Dir(), err == nil); err != nil {
		return nil, err
	}
	if s.snapshot, err = sitefs.NewSnapshot(site); err != nil {
		s.Close()
		return nil, fmt.Errorf("look at the site: %w", err)
	}
	s.full = time.Now()
	s.in.Site = s.snapshot
	return s, nil
}

// listen begins to watch what a declared site, or a plain folder, is made of.
func (s *Session) listen(dir string, declared bool) error {
	skip := func(name string) bool { return skipped(name, declared, s.in.Skip) }
	root, err := os.Stat(dir) // if another takes its place from now on, that is watched later
	if err != nil {
		return err
	}
	w, err := watch.New(dir, watch.Options{Poll: s.opts.Poll, Skip: skip, Note: s.opts.Note})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.watcher != nil {
		s.watcher.Close()
	}
	if s.closed {
		w.Close()
	}
	s.watcher, s.declared, s.root = w, declared, root
	return nil
}

// Close ends the following. The last result can still be used.
func (s *Session) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return s.watcher.Close()
}

// skipped says what no build goes by, and is not watched: the destination, what is hidden, except in the
// folders of which builds use all, and beside the folders of a declared site whatever else there is.
func skipped(name string, declared bool, destination string) bool {
	top, _, _ := strings.Cut(name, "/")
	switch {
	case name == ".":
		return false
	case destination != "" && name == path.Clean(destination):
		return true
	case declared && name == config.File:
		return false
	case !declared && top == config.Vault:
		return name != config.Vault && name != config.TemplatesFile
	}
	for _, f := range config.Folders(declared) {
		if f.Name == "." || f.Name == top {
			return !f.Hidden && strings.HasPrefix(path.Base(name), ".")
		}
	}
	return true
}

// Input is what the last build was made of.
func (s *Session) Input() build.Input { return s.in }

// Build builds the site as it is now. After an error, which is the machine's, the next build goes on from
// the last one that there was, and Wait returns after a pause at the latest.
func (s *Session) Build() (*build.Result, error) {
	if s.opts.Clock != nil {
		s.in.Now = s.opts.Clock()
	}
	s.changed = false
	r, err := s.run()
	if err == nil {
		s.last, s.timed, s.swept = r, false, false
		err = s.attend(r.Config.Declared)
	}
	if err != nil {
		s.Retry()
		s.snapshot.Refresh() // what was thought to be there may have gone
		return nil, err
	}
	s.retry = time.Time{}
	return r, nil
}

// Retry has the next Wait return after a pause at the latest: what was built could not be used, and the cause may
// go away without a change to the site.
func (s *Session) Retry() {
	s.pause = min(max(2*s.pause, firstPause), rescan)
	s.retry = time.Now().Add(s.pause)
}

// attend watches the folder that was built, as what it is: it may be another than the one that is watched, of
// which the watcher is not told if a folder above has moved, or a link to it leads elsewhere.
func (s *Session) attend(declared bool) error {
	root, err := os.Stat(s.snapshot.Dir())
	if err != nil || declared == s.declared && os.SameFile(root, s.root) {
		return nil // one that has gone is waited for
	}
	if err := s.listen(s.snapshot.Dir(), declared); err != nil {
		return err
	}
	s.changed = s.snapshot.Refresh()
	return nil
}

// run builds the site, if it is there: without its folder it would be an empty one.
func (s *Session) run() (*build.Result, error) {
	if _, err := os.Stat(s.snapshot.Dir()); errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("the site's folder %s has gone; it is waited for", s.snapshot.Dir())
	}
	return build.Run(s.in, s.last)
}

// Wait returns when the site may have changed since it was last built, by a file or by the clock. The error is
// the context's or the machine's; a change that was seen meanwhile is told by the next Wait.
func (s *Session) Wait(ctx context.Context) error {
	if s.retry.IsZero() {
		s.pause = 0
	}
	if !s.timed && s.last != nil && s.opts.Clock != nil { // not before the build is seen
		s.from, s.until = s.last.Valid(s.in.Now)
		s.timed = true
	}
	for !s.changed && !s.due() {
		change, err := s.next(ctx)
		switch {
		case err != nil:
			return err
		case change.All:
			begin := time.Now()
			s.changed = s.snapshot.Refresh()
			s.full, s.took = time.Now(), time.Since(begin)
		case len(change.Names) > 0:
			s.changed = s.snapshot.Refresh(change.Names...)
		}
	}
	if s.incomplete() {
		return s.patience(ctx)
	}
	return nil
}

// due reports whether it is time to build, although no file has changed.
func (s *Session) due() bool {
	if !s.retry.IsZero() {
		return !time.Now().Before(s.retry)
	}
	return s.lapsed()
}

// lapsed reports whether the clock has changed the site, which it does when it is set back, too.
func (s *Session) lapsed() bool {
	if !s.timed {
		return false
	}
	now := s.opts.Clock()
	return !s.from.IsZero() && now.Before(s.from) || !s.until.IsZero() && !now.Before(s.until)
}

// next waits for a hint, but no longer than until everything must be looked at, or the clock must be read.
// A Change without names is none.
func (s *Session) next(ctx context.Context) (watch.Change, error) {
	look := s.full.Add(max(rescan, rescanShare*s.took))
	wake := min(time.Until(look), tick)
	if !s.swept {
		wake = min(wake, idle)
	}
	if !s.retry.IsZero() {
		wake = min(wake, time.Until(s.retry))
	} else if s.timed && !s.until.IsZero() {
		wake = min(wake, s.until.Sub(s.opts.Clock()))
	}
	short, cancel := context.WithTimeout(ctx, max(wake, time.Millisecond))
	defer cancel()
	change, err := s.watcher.Next(short)
	switch {
	case err == nil:
		return change, nil
	case ctx.Err() != nil:
		return watch.Change{}, ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		if !s.swept {
			s.swept = true
			go runtime.GC()
		}
		return watch.Change{All: !time.Now().Before(look)}, nil
	}
	return watch.Change{}, err
}

// incomplete reports whether the site has lost, since it was last built, what makes it one.
func (s *Session) incomplete() bool {
	was := s.missing
	s.missing = false
	if s.last == nil || !s.last.Config.Declared {
		return false
	}
	for _, name := range []string{config.File, s.last.Config.Root()} {
		if _, err := fs.Lstat(s.snapshot, name); errors.Is(err, fs.ErrNotExist) {
			s.missing = true
		}
	}
	return s.missing && !was
}

// patience waits for what has gone to come back.
func (s *Session) patience(ctx context.Context) error {
	short, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	change, err := s.watcher.Next(short)
	switch {
	case err == nil:
		s.snapshot.Refresh(change.Names...) // no names mean everything
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return nil
	}
	return err
}
