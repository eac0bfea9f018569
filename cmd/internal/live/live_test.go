package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

const declaration = "base_url = \"https://desk.example/\"\nauthority = \"desk.example,2020\"\n"

// TestHeard changes what is not a plain document in a plain folder. The change must be heard: no full look
// comes to its help.
func TestHeard(t *testing.T) {
	t.Parallel()
	doc := "+++\ntitle = \"%s\"\n+++\n"
	for _, tt := range []struct {
		name  string
		files map[string]string
		links map[string]string // where they lead to, by name
		then  map[string]string // what is written
		plain bool              // without briefings.toml
	}{
		{"hidden in static", map[string]string{"static/.well-known/a.txt": "1"}, nil, map[string]string{"static/.well-known/a.txt": "2"}, false},
		{"hidden folder in static", nil, nil, map[string]string{"static/.well-known/deep/a.txt": "2"}, false},
		{"stylesheet", map[string]string{"layouts/assets/style.css": "a{}"}, nil, map[string]string{"layouts/assets/style.css": "b{}"}, false},
		{"document behind a link", nil, map[string]string{"content/notes/link.md": "one.md"}, map[string]string{"content/notes/one.md": fmt.Sprintf(doc, "Two")}, false},
		{"document behind two links", map[string]string{"static/x.md": fmt.Sprintf(doc, "X")},
			map[string]string{"content/notes/link.md": "../../aside.md", "aside.md": "static/x.md"}, map[string]string{"static/x.md": fmt.Sprintf(doc, "Y")}, false},
		{"declaration behind a link", map[string]string{"static/real.toml": declaration},
			map[string]string{"briefings.toml": "static/real.toml"}, map[string]string{"static/real.toml": declaration + "title = \"Other\"\n"}, false},
		{"layout behind a link", map[string]string{"static/base.html": "1"},
			map[string]string{"layouts/base.html": "../static/base.html"}, map[string]string{"static/base.html": "2"}, false},
		{"templates of a vault", map[string]string{".obsidian/templates.json": "{}"}, nil, map[string]string{".obsidian/templates.json": `{"folder": "content/notes"}`}, true},
		{"settings of a vault", map[string]string{"blanks/a.md": "A"}, nil, map[string]string{".obsidian/templates.json": `{"folder": "blanks"}`}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := siteDir(t)
			write(t, dir, map[string]string{"content/notes/one.md": fmt.Sprintf(doc, "One")})
			write(t, dir, tt.files)
			if tt.links["briefings.toml"] == "" && !tt.plain {
				write(t, dir, map[string]string{"briefings.toml": declaration})
			}
			for name, to := range tt.links {
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.Symlink(filepath.FromSlash(to), file)); err != nil {
					t.Skipf("no symbolic links here: %v", err)
				}
			}
			f := follow(t, dir, Options{})
			_, before, err := f.clean()
			if err != nil {
				t.Fatal(err)
			}
			write(t, dir, tt.then)
			if err := f.settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			if f.difference(before) == "" {
				t.Error("nothing has changed: the test is of no use")
			}
		})
	}
}

// TestCancelledWait wants a Wait that ends early to lose nothing.
func TestCancelledWait(t *testing.T) {
	t.Parallel()
	dir := siteDir(t)
	write(t, dir, map[string]string{"briefings.toml": declaration, "content/a.md": "1"})
	f := follow(t, dir, Options{})
	if err := os.Remove(filepath.Join(dir, "briefings.toml")); err != nil {
		t.Fatal(err)
	}
	// It is believed that the file comes back, until the context ends.
	for f.session.changed == false {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		if err := f.wait(ctx); err == nil {
			t.Fatal("a site in the middle of being saved was not given time")
		}
		cancel()
	}
	if err := f.settle(t.Context()); err != nil {
		t.Error(err)
	}
}

// failing is a site that cannot be read.
type failing struct{ fs.FS }

var errDisk = errors.New("the disk is on fire")

func (failing) Open(string) (fs.File, error) { return nil, errDisk }

// TestFailedBuild wants a build that has failed to be tried again: after a pause, and when something changes.
func TestFailedBuild(t *testing.T) {
	t.Parallel()
	dir := siteDir(t)
	write(t, dir, map[string]string{"briefings.toml": declaration, "content/a.md": "+++\npublishDate = 2023-01-01\n+++\n"})
	var now atomic.Pointer[time.Time]
	now.Store(&newYear)
	f := follow(t, dir, Options{Clock: func() time.Time { return *now.Load() }})
	good := f.session.in.Site
	f.session.in.Site = failing{}
	later := newYear.AddDate(1, 0, 0)
	now.Store(&later)
	if f.build(); !errors.Is(f.failure, errDisk) {
		t.Fatalf("%v, want %v", f.failure, errDisk)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	first := f.builds
	for f.wait(ctx) == nil {
		f.build()
	}
	if n := f.builds - first; n < 1 || n > 10 {
		t.Errorf("a build that fails was tried %d times in a second, want a few: each pause is twice the one before", n)
	}
	f.session.in.Site = good
	write(t, dir, map[string]string{"content/a.md": "2"})
	if err := f.settle(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestClock wants a site to be built again at each instant of a clock that goes on, and at once when the
// clock is set back.
func TestClock(t *testing.T) {
	t.Parallel()
	const lead = 200 * time.Millisecond // that the clock is set before an instant
	for _, tt := range []struct {
		name, text, instant string
		page                string // is there after the instant, or with - before it
	}{
		{"publication", "publishDate = 2023-01-01T12:00:00Z", "2023-01-01T12:00:00Z", "notes/a/index.html"},
		{"expiry", "expiryDate = 2023-01-01T12:00:00Z", "2023-01-01T12:00:00Z", "-notes/a/index.html"},
		{"end of an edition", "date = 2022-12-29", "2023-01-01T23:00:00Z", "briefings/w/2022-w52/index.html"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			dir := siteDir(t)
			write(t, dir, map[string]string{
				"briefings.toml": declaration + "timezone = \"Europe/Paris\"\n[[briefing]]\nid = \"w\"\nedition = \"weekly\"\n" +
					"rule = [{why = \"is an item\", any = [\"kind:note\"]}]\n",
				"content/notes/a.md": "+++\ntitle = \"A\"\n" + tt.text + "\n+++\n",
			})
			instant, err := time.Parse(time.RFC3339, tt.instant)
			if err != nil {
				t.Fatal(err)
			}
			var ahead atomic.Int64 // of the machine's clock, in nanoseconds
			ahead.Store(int64(time.Until(instant.Add(-lead))))
			f := follow(t, dir, Options{Clock: func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }})
			name, gone := strings.CutPrefix(tt.page, "-")
			has := func() bool {
				_, ok := f.last.Pages.FS().File(name)
				return ok
			}
			if has() != gone {
				t.Errorf("%s is there: %v, before the instant", name, has())
			}
			ctx, cancel := context.WithTimeout(t.Context(), deadline)
			defer cancel()
			if err := f.wait(ctx); err != nil {
				t.Fatal(err)
			}
			if now := f.session.opts.Clock(); now.Before(instant) {
				t.Errorf("is built again at %v, before the instant", now)
			}
			f.build()
			if has() == gone {
				t.Errorf("%s is there: %v, after the instant", name, has())
			}
			if err := f.settle(ctx); err != nil {
				t.Error(err)
			}
			ahead.Add(-int64(time.Hour))
			if err := f.wait(ctx); err != nil {
				t.Fatal(err)
			}
			f.build()
			if has() != gone {
				t.Errorf("%s is there: %v, with the clock set back", name, has())
			}
		})
	}
}

// oneNote is a site of one note.
func oneNote(title string) map[string]string {
	return map[string]string{"briefings.toml": declaration, "content/notes/one.md": "+++\ntitle = \"" + title + "\"\n+++\n"}
}

// TestRootReturns puts another folder in the place of the site's, as a new clone does.
func TestRootReturns(t *testing.T) {
	t.Parallel()
	dir := siteDir(t)
	write(t, dir, oneNote("One"))
	f := follow(t, dir, Options{})
	if err := f.settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(dir); err != nil {
		t.Skipf("the folder of a site that is followed cannot be removed here: %v", err)
	}
	write(t, dir, oneNote("Two"))
	if err := os.Symlink("one.md", filepath.Join(dir, "content", "notes", "link.md")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), deadline)
	defer cancel()
	for page := ""; !strings.Contains(page, "Two"); {
		if err := f.wait(ctx); err != nil {
			t.Fatalf("%v, and the document behind the link is not that of the new folder", err)
		}
		f.build()
		if data, err := f.last.Pages.FS().ReadFile("notes/link/index.html"); err == nil {
			page = string(data)
		}
	}
}

// TestFolderAboveReplaced replaces a folder above the site's, of which no watch of the site tells: once that is
// found out, edits must be heard again.
func TestFolderAboveReplaced(t *testing.T) {
	t.Parallel()
	dir := siteDir(t)
	write(t, dir, oneNote("One"))
	f := follow(t, dir, Options{})
	above := filepath.Dir(dir)
	if err := os.Rename(above, above+"-away"); err != nil {
		t.Skipf("the folder of a site that is followed cannot be moved here: %v", err)
	}
	write(t, dir, oneNote("Two"))
	f.session.full = time.Time{} // a full look finds it out
	if err := f.session.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.build()
	if err := f.settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	write(t, dir, oneNote("Three"))
	if err := f.settle(t.Context()); err != nil {
		t.Error(err)
	}
}
