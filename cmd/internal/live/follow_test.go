package live

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"briefings"
	"briefings/cmd/internal/build"
	"briefings/cmd/internal/build/buildtest"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/output"
	"briefings/cmd/internal/sitefs"
)

// deadline is how long a Session may take to meet an edit.
const deadline = 30 * time.Second

// newYear is the clock of these tests.
var newYear = time.Date(2022, 12, 31, 12, 0, 0, 0, time.UTC)

// A followed is a site on the disk that a Session follows.
type followed struct {
	dir     string
	session *Session
	site    *sitefs.FS    // for clean builds
	last    *build.Result // nil if the machine failed
	failure error         // of the last build
	builds  int
	writes  bool  // into public, after each build
	unwrote error // of the last writing
}

// siteDir is where the site of a test stands: at a path that is not plain.
func siteDir(t *testing.T) string { return filepath.Join(t.TempDir(), "Мой стол № 1", "site") }

// save writes files of a site. The folders above them are made.
func save(dir string, files map[string]string) error {
	var errs []error
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		errs = append(errs, os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(text), 0o644))
	}
	return errors.Join(errs...)
}

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	if err := save(dir, files); err != nil {
		t.Fatal(err)
	}
}

// follow begins to follow a site, and builds it.
func follow(t *testing.T, dir string, opts Options) *followed {
	t.Helper()
	layouts, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		t.Fatal(err)
	}
	f := &followed{dir: dir}
	if f.site, err = sitefs.Open(dir); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.site.Close() })
	in := build.Input{Builtin: layouts, Skip: "public", Now: newYear}
	if f.session, err = Open(f.site, in, opts); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.session.Close() })
	f.build()
	return f
}

// build builds, and writes what was built if that is wanted, errors of the site or not.
func (f *followed) build() {
	f.builds++
	if f.last, f.failure = f.session.Build(); f.failure == nil && f.writes {
		f.unwrote = f.write("public", f.last)
	}
}

// write makes a folder of the site equal to a build.
func (f *followed) write(folder string, r *build.Result) error {
	_, err := output.Write(context.Background(), filepath.Join(f.dir, folder), r.Pages.FS(), output.Options{Root: f.dir, Fold: fold.Key})
	return err
}

// wait waits for a change by hints alone: the regular look at everything is put off.
func (f *followed) wait(ctx context.Context) error {
	f.session.full = time.Now().Add(time.Hour)
	return f.session.Wait(ctx)
}

// clean builds the site anew.
func (f *followed) clean() (*build.Result, buildtest.Made, error) { return f.anew(f.site) }

// anew builds what a file system says of the site, with nothing remembered.
func (f *followed) anew(site fs.FS) (*build.Result, buildtest.Made, error) {
	in := f.session.Input()
	in.Site = site
	if f.session.opts.Clock != nil {
		in.Now = f.session.opts.Clock()
	}
	r, err := build.Run(in, nil)
	if err != nil {
		return nil, buildtest.Made{}, fmt.Errorf("clean build: %w", err)
	}
	made, err := buildtest.Make(r)
	if err != nil {
		return nil, buildtest.Made{}, fmt.Errorf("clean build: %w", err)
	}
	return r, made, nil
}

// settle waits until what is followed is a clean build, and stays so.
func (f *followed) settle(ctx context.Context) error {
	r, clean, err := f.clean()
	if err != nil {
		return err
	}
	waiting, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	for range 1000 {
		wait, diff := waiting, f.difference(clean)
		if diff == "" {
			var cancel func()
			wait, cancel = context.WithTimeout(ctx, 100*time.Millisecond)
			defer cancel()
		}
		switch err := f.wait(wait); {
		case err == nil:
			f.build()
		case diff == "" && errors.Is(err, context.DeadlineExceeded):
			return f.wrote(r)
		default:
			return fmt.Errorf("%w, and the followed site and a clean build differ: %s\n%s", err, diff, f.blame(clean))
		}
	}
	return errors.New("nobody edits, and the site is built again and again")
}

// blame says where to look for what made the followed site differ from a clean build.
func (f *followed) blame(clean buildtest.Made) string {
	_, made, err := f.anew(f.session.snapshot)
	switch {
	case err != nil:
		return "of what the snapshot says, nothing is built: " + err.Error()
	case buildtest.Difference(made, clean) != "":
		return "the snapshot is at fault: a build of what it says, with nothing remembered, differs as well"
	case f.session.snapshot.Refresh():
		return "no hint came, or the snapshot forgot: a look at everything finds a change"
	}
	f.build()
	if f.difference(clean) == "" {
		return "the snapshot saw a change and nobody was told: another build is right"
	}
	return "what a build remembers is at fault: with nothing remembered, what the snapshot says makes the clean site"
}

// difference compares the last build with a clean one; empty if they are equal.
func (f *followed) difference(clean buildtest.Made) string {
	if f.failure != nil {
		return f.failure.Error()
	}
	made, err := buildtest.Make(f.last)
	if err != nil {
		return err.Error() // a file to copy has gone
	}
	return buildtest.Difference(made, clean)
}

// wrote wants what was written of the followed site to be what is written of a clean build.
func (f *followed) wrote(clean *build.Result) error {
	if !f.writes {
		return nil
	}
	const other = ".clean"
	defer os.RemoveAll(filepath.Join(f.dir, other))
	err := f.write(other, clean)
	if (err != nil) != (f.unwrote != nil) {
		return fmt.Errorf("written of a clean build: %w; of the followed: %w", err, f.unwrote)
	}
	if err != nil {
		return nil // a page could not be made, and the destination stays as it was
	}
	a, err := readAll(filepath.Join(f.dir, "public"))
	if err != nil {
		return err
	}
	b, err := readAll(filepath.Join(f.dir, other))
	if err != nil {
		return err
	}
	if diff := buildtest.Difference(buildtest.Made{Files: a}, buildtest.Made{Files: b}); diff != "" {
		return fmt.Errorf("the destination differs from a clean one: %s", diff)
	}
	return nil
}

// readAll reads all files of a folder, by their path in it.
func readAll(dir string) (map[string]string, error) {
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(file)
		out[file[len(dir):]] = string(data)
		return err
	})
	return out, err
}

// meanwhile follows the site while work is under way, and then waits until it is met.
func (f *followed) meanwhile(ctx context.Context, work func()) error {
	working, worked := context.WithCancel(ctx)
	go func() {
		defer worked()
		work()
	}()
	for f.wait(working) == nil {
		f.build()
	}
	<-working.Done()
	return f.settle(ctx)
}

// heap is how many bytes are in use.
func heap() uint64 {
	runtime.GC()
	runtime.GC() // what finalizers have freed
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
