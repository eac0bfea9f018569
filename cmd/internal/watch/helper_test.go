package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// patience is how long a test waits for what must come.
const patience = 30 * time.Second

// A tree is a folder under watch.
type tree struct {
	t   *testing.T
	dir string
	w   *Watcher
}

// watchTree watches a new folder with some files; a name that ends in "/" is a folder.
func watchTree(t *testing.T, opts Options, names ...string) *tree {
	t.Helper()
	s := &tree{t: t, dir: filepath.Join(t.TempDir(), "о чём пишут")}
	s.mkdir(".")
	for _, name := range names {
		if strings.HasSuffix(name, "/") {
			s.mkdir(name)
		} else {
			s.write(name, "0")
		}
	}
	s.watch(opts, onNetwork)
	return s
}

func (s *tree) watch(opts Options, admit func(string) error) {
	s.t.Helper()
	w, err := newWatcher(s.dir, opts, admit)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { w.Close() })
	s.w = w
}

func (s *tree) path(name string) string { return filepath.Join(s.dir, name) }

func (s *tree) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *tree) mkdir(name string) { s.t.Helper(); s.must(os.MkdirAll(s.path(name), 0o755)) }

// write makes a file and the folders above it.
func (s *tree) write(name, text string) {
	s.t.Helper()
	s.mkdir(filepath.Dir(name))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o644))
}

func (s *tree) rename(from, to string) { s.t.Helper(); s.must(os.Rename(s.path(from), s.path(to))) }
func (s *tree) remove(name string)     { s.t.Helper(); s.must(os.RemoveAll(s.path(name))) }

func (s *tree) next() Change {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	c, err := s.w.Next(ctx)
	if err != nil {
		s.t.Fatalf("no change has come: %v", err)
	}
	return c
}

// none fails if a Change comes soon.
func (s *tree) none() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	if c, err := s.w.Next(ctx); err == nil {
		s.t.Fatalf("%+v, want nothing", c)
	}
}

// covers reports whether a Change sends the caller to look at a file.
func covers(c Change, name string) bool {
	if c.All {
		return true
	}
	for _, n := range c.Names {
		if n == name || strings.HasPrefix(name, n+"/") {
			return true
		}
	}
	return false
}

// see waits until Changes have covered all names, and returns them.
func (s *tree) see(names ...string) []Change {
	s.t.Helper()
	var got []Change
	deadline := time.Now().Add(patience)
	for {
		var missing []string
	names:
		for _, name := range names {
			for _, c := range got {
				if covers(c, name) {
					continue names
				}
			}
			missing = append(missing, name)
		}
		if len(missing) == 0 {
			return got
		}
		ctx, cancel := context.WithDeadline(context.Background(), deadline)
		c, err := s.w.Next(ctx)
		cancel()
		if err != nil {
			s.t.Fatalf("%v: %q were never named; got %+v", err, missing, got)
		}
		got = append(got, c)
	}
}

// probe fails unless each folder of the tree is listened to: a new file in it is named. A Change of
// All makes a new round, for it would hide a folder that is not.
func (s *tree) probe() {
	s.t.Helper()
	for round := 0; ; round++ {
		if round == 100 {
			s.t.Fatal("every change is All: nothing is listened to")
		}
		var names []string
		s.must(filepath.WalkDir(s.dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			rel, err := filepath.Rel(s.dir, path)
			names = append(names, filepath.ToSlash(filepath.Join(rel, "probe")))
			return err
		}))
		for _, name := range names {
			s.must(os.WriteFile(s.path(name), []byte{byte(round)}, 0o644))
		}
		all := false
		for _, c := range s.see(names...) {
			all = all || c.All
		}
		if !all {
			return
		}
	}
}

// refuse admits all folders but those of a name.
func refuse(name string, why error) func(string) error {
	return func(dir string) error {
		if filepath.Base(dir) == name {
			return why
		}
		return nil
	}
}

var errNetwork = errors.New("is on a network drive (NFS)")
