package watch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestChanges(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		act  func(s *tree)
		want []string // what Changes must cover
	}{
		{"create", func(s *tree) { s.write("content/b.md", "1") }, []string{"content/b.md"}},
		{"write", func(s *tree) { s.write("content/a.md", "1") }, []string{"content/a.md"}},
		{"in the root", func(s *tree) { s.write("briefings.toml", "1") }, []string{"briefings.toml"}},
		{"truncate, then write", func(s *tree) {
			f, err := os.OpenFile(s.path("content/a.md"), os.O_WRONLY|os.O_TRUNC, 0)
			s.must(err)
			defer f.Close()
			s.see("content/a.md")
			_, err = f.WriteString("1")
			s.must(err)
		}, []string{"content/a.md"}},
		{"put in place", func(s *tree) {
			s.write("content/.goutputstream-X1", "1")
			s.rename("content/.goutputstream-X1", "content/a.md")
		}, []string{"content/a.md"}},
		{"put in place from outside", func(s *tree) {
			s.must(os.WriteFile(s.dir+".tmp", nil, 0o644))
			s.must(os.Rename(s.dir+".tmp", s.path("content/a.md")))
		}, []string{"content/a.md"}},
		{"kept as a backup", func(s *tree) {
			s.write("content/4913", "")
			s.remove("content/4913")
			s.rename("content/a.md", "content/a.md~")
			s.write("content/a.md", "1")
			s.must(os.Chmod(s.path("content/a.md"), 0o600))
			s.remove("content/a.md~")
		}, []string{"content/a.md"}},
		{"hidden", func(s *tree) { s.write("static/.htaccess", "1") }, []string{"static/.htaccess"}},
		{"delete", func(s *tree) { s.remove("content/a.md") }, []string{"content/a.md"}},
		{"rename", func(s *tree) { s.rename("content/a.md", "content/b.md") }, []string{"content/a.md", "content/b.md"}},
		{"move", func(s *tree) { s.rename("content/a.md", "static/a.md") }, []string{"content/a.md", "static/a.md"}},
		{"new folders", func(s *tree) { s.write("content/p/q/r/s.md", "1") }, []string{"content/p/q/r/s.md"}},
		{"folder from outside", func(s *tree) {
			s.must(os.MkdirAll(s.dir+".tmp/q", 0o755))
			s.must(os.WriteFile(s.dir+".tmp/q/b.md", nil, 0o644))
			s.must(os.Rename(s.dir+".tmp", s.path("content/p")))
		}, []string{"content/p/q/b.md"}},
		{"folder deleted", func(s *tree) { s.remove("content/x") }, []string{"content/x/y/c.md"}},
		{"folder deleted and back", func(s *tree) {
			s.remove("content")
			s.write("content/x/y/d.md", "1")
		}, []string{"content/a.md", "content/x/y/d.md"}},
		{"folder deleted while somebody reads it, and back", func(s *tree) {
			reader, err := os.Open(s.path("content/x/y"))
			s.must(err)
			s.remove("content/x")
			s.write("content/x/y/c.md", "1")
			s.see("content/x/y/c.md")
			s.must(reader.Close()) // not before does the system say that the old one has gone
		}, nil},
		{"folder renamed", func(s *tree) { s.rename("content/x", "content/z") }, []string{"content/x/y/c.md", "content/z/y/c.md"}},
		{"folder moved into a new one", func(s *tree) {
			s.mkdir("content/p")
			s.rename("content/x/y", "content/p/y")
		}, []string{"content/x/y/c.md", "content/p/y/c.md"}},
		{"folder renamed, another in its place", func(s *tree) {
			s.rename("content/x", "content/z")
			s.write("content/x/y/c.md", "1")
		}, []string{"content/x/y/c.md", "content/z/y/c.md"}},
		{"folder over an empty one", func(s *tree) {
			s.mkdir("content/empty")
			s.see("content/empty")
			s.must(syscall.Rename(s.path("content/x"), s.path("content/empty"))) // os.Rename would not
		}, []string{"content/x/y/c.md", "content/empty/y/c.md"}},
		{"folder moved out", func(s *tree) { s.must(os.Rename(s.path("content/x"), s.dir+".out")) }, []string{"content/x/y/c.md"}},
		{"folder becomes a file", func(s *tree) {
			s.remove("content/x")
			s.write("content/x", "1")
		}, []string{"content/x"}},
		{"not UTF-8", func(s *tree) {
			s.write("content/\xff\xfe/a\xff.md", "1")
		}, []string{"content/\xff\xfe/a\xff.md"}},
		{"root deleted and back", func(s *tree) {
			s.remove(".")
			s.see("content/a.md")
			s.write("content/a.md", "1")
		}, []string{"content/a.md"}},
		{"root moved, another in its place", func(s *tree) {
			s.must(os.Rename(s.dir, s.dir+".old"))
			s.write("content/a.md", "1")
		}, []string{"content/a.md"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := watchTree(t, Options{}, "briefings.toml", "content/a.md", "content/x/y/c.md", "static/")
			tt.act(s)
			s.see(tt.want...)
			s.probe()
		})
	}
}

// TestNames finds what is named besides: nothing, and all in order.
func TestNames(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{quiet: time.Second / 2, longest: patience}, "b", "a", "c/")
	s.write("b", "1")
	s.write("a", "1")
	s.write("b", "2")
	s.write("c/d", "1")
	if got := s.next(); got.All || !slices.Equal(got.Names, []string{"a", "b", "c/d"}) {
		t.Errorf("%+v, want a, b and c/d", got)
	}
}

func TestNoise(t *testing.T) {
	t.Parallel()
	skip := func(name string) bool { return name == "public" || strings.HasPrefix(name, ".") }
	s := watchTree(t, Options{Skip: skip}, "a.md", "public/x/y", ".git/index")
	outside := t.TempDir()
	s.must(os.Symlink(outside, s.path("link")))
	s.see("link")

	s.must(os.Chmod(s.path("a.md"), 0o600))
	s.must(os.Chtimes(s.path("a.md"), time.Unix(1, 0), time.Unix(1, 0)))
	s.write("public/x/y", "1")
	s.write("public/index.html", "1")
	s.write(".git/HEAD", "1")
	s.write(".briefings-stage/x", "1")
	s.rename("public", ".old")
	s.rename(".briefings-stage", "public")
	s.remove(".old")
	s.must(os.WriteFile(filepath.Join(outside, "z"), nil, 0o644))
	s.none()
}

func TestStorm(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{}, "a/", "b/")
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := range 1000 {
			if err := os.WriteFile(s.path(fmt.Sprintf("%c/%d.md", 'a'+i%2, i%20)), []byte(fmt.Sprint(i)), 0o644); err != nil {
				t.Error(err)
			}
		}
		if err := os.WriteFile(s.path("a/last"), nil, 0o644); err != nil {
			t.Error(err)
		}
	}()
	got := s.see("a/last")
	<-done
	if len(got) > 200 {
		t.Errorf("1000 writes gave %d changes: they are not gathered", len(got))
	}
}

// TestBusy changes the tree while nobody asks: all of it comes with the next call.
func TestBusy(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{}, "a/")
	var want []string
	for i := range 50 {
		want = append(want, fmt.Sprintf("a/%02d", i))
		s.write(want[i], "1")
		time.Sleep(time.Millisecond)
	}
	time.Sleep(100 * time.Millisecond)
	if got := s.see(want...); len(got) > 10 {
		t.Errorf("50 writes gave %d changes when nobody asked: they are not gathered", len(got))
	}
}

// TestNothingIsLost has a caller that goes away while it waits.
func TestNothingIsLost(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{quiet: time.Microsecond}, "a/")
	seen := map[string]bool{}
	take := func(ctx context.Context) bool {
		c, err := s.w.Next(ctx)
		for _, name := range c.Names {
			seen[name] = true
		}
		return err == nil && !c.All
	}
	for i := range 300 {
		s.write(fmt.Sprintf("a/%d", i), "1")
		ctx, cancel := context.WithTimeout(context.Background(), time.Duration(rand.IntN(200))*time.Microsecond)
		take(ctx)
		cancel()
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for len(seen) < 300 {
		if !take(ctx) {
			t.Fatalf("only %d of 300 files were named", len(seen))
		}
	}
}

// TestRandomFolders makes, moves and deletes folders faster than they can be watched.
func TestRandomFolders(t *testing.T) {
	t.Parallel()
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			s := watchTree(t, Options{}, "a/a/", "b/")
			r := rand.New(rand.NewPCG(seed, 0))
			name := func() string {
				parts := make([]string, 1+r.IntN(3))
				for i := range parts {
					parts[i] = string(rune('a' + r.IntN(3)))
				}
				return s.path(strings.Join(parts, "/"))
			}
			for range 20 {
				for range 30 { // most fail, which is fine: what counts is what is there in the end
					switch r.IntN(6) {
					case 0, 1:
						os.MkdirAll(name(), 0o755)
					case 2:
						os.RemoveAll(name())
					case 3:
						os.Remove(name())
					default:
						os.Rename(name(), name())
					}
					if r.IntN(8) == 0 {
						time.Sleep(time.Duration(r.IntN(3000)) * time.Microsecond)
					}
				}
				s.probe()
			}
		})
	}
}

func TestPolling(t *testing.T) {
	t.Parallel()
	var notes []string
	s := watchTree(t, Options{Poll: time.Millisecond, Note: func(n string) { notes = append(notes, n) }}, "a")
	for range 5 {
		if c := s.next(); !c.All || c.Names != nil {
			t.Fatalf("%+v, want All", c)
		}
	}
	s.w.Close()
	if notes != nil {
		t.Errorf("said %q, though polling was asked for", notes)
	}
}

func TestFallsBack(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		why   error
		later bool // the folder comes when the tree is listened to already
		want  string
	}{
		{"no watches", os.NewSyscallError("inotify_add_watch", syscall.ENOSPC), false, "max_user_watches"},
		{"no watches later", os.NewSyscallError("inotify_add_watch", syscall.ENOSPC), true, "max_user_watches"},
		{"no files", os.NewSyscallError("inotify_init", syscall.EMFILE), false, "ulimit -n"},
		{"network", errNetwork, false, `"a/full" is on a network drive (NFS)`},
		{"network later", errNetwork, true, `"a/full" is on a network drive (NFS)`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := watchTree(t, Options{Poll: time.Hour}, "a/")
			notes := make(chan string, 10)
			if !tt.later {
				s.mkdir("a/full")
			}
			s.watch(Options{Note: func(n string) { notes <- n }}, refuse("full", tt.why))
			if tt.later {
				s.mkdir("a/full")
			}
			for range 2 {
				if c := s.next(); !c.All {
					t.Errorf("%+v, want All", c)
				}
			}
			s.w.Close()
			close(notes)
			note := <-notes
			if !strings.HasPrefix(note, "cannot listen for changes: ") || !strings.Contains(note, tt.want) || !strings.HasSuffix(note, "every 1s") {
				t.Errorf("said %q, want %q in it and the interval", note, tt.want)
			}
			if more := <-notes; more != "" {
				t.Errorf("said more: %q", more)
			}
		})
	}
}

func TestOverflow(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{}, "a/b/")
	s.w.ears.failures <- struct{}{}
	if c := s.next(); !c.All {
		t.Errorf("%+v, want All", c)
	}
	s.probe()
}

func TestClosedFolder(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{Poll: time.Hour}, "a/closed/", "b/")
	s.watch(Options{Note: func(n string) { t.Error(n) }}, refuse("closed", fs.ErrPermission))
	s.write("b/c", "1")
	if c := s.next(); c.All {
		t.Error("one folder that is closed to us must not end listening to the others")
	}
}

func TestClose(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string]Options{"listening": {}, "polling": {Poll: time.Hour}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := watchTree(t, opts, "a/")
			failed := make(chan error)
			go func() {
				_, err := s.w.Next(context.Background())
				failed <- err
			}()
			time.Sleep(10 * time.Millisecond)
			s.must(s.w.Close())
			if err := <-failed; !errors.Is(err, fs.ErrClosed) {
				t.Errorf("%v, want fs.ErrClosed", err)
			}
			s.must(s.w.Close())
			if _, err := s.w.Next(context.Background()); !errors.Is(err, fs.ErrClosed) {
				t.Errorf("%v, want fs.ErrClosed", err)
			}
		})
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{}, "a/")
	ctx, cancel := context.WithCancelCause(context.Background())
	why := errors.New("interrupted")
	cancel(why)
	if _, err := s.w.Next(ctx); err != why {
		t.Errorf("%v, want the context's cause", err)
	}
}

func TestNotAFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, file + ".missing"} {
		if _, err := New(dir, Options{}); err == nil {
			t.Errorf("%s is watched, and is no folder", dir)
		}
	}
}

func TestSymlinkedRoot(t *testing.T) {
	t.Parallel()
	s := watchTree(t, Options{Poll: time.Hour}, "a/b/")
	s.must(os.Symlink(s.dir, s.dir+".link"))
	s.dir += ".link"
	s.watch(Options{}, onNetwork)
	s.write("a/b/c", "1")
	if got := s.next(); !covers(got, "a/b/c") {
		t.Errorf("%+v, want a/b/c", got)
	}
}
