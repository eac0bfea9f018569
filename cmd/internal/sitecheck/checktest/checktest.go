// Package checktest has a site without a fault, for the tests of checks, and waits for what they complain about.
package checktest

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
)

//go:embed testdata
var files embed.FS

// Base is where the sound site is published.
const Base = "https://desk.example/watch/"

// Sound returns a copy of testdata/sound, a small site without a fault. Tests change one thing in
// it and wait for the fault.
func Sound(t *testing.T) fstest.MapFS {
	t.Helper()
	site := make(fstest.MapFS)
	folder, err := fs.Sub(files, "testdata/sound")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(folder, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(folder, name)
		site[name] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return site
}

// Edit replaces old by text in a file of site, and fails if nothing is replaced.
func Edit(t *testing.T, site fstest.MapFS, name, old, text string) {
	t.Helper()
	before := string(site[name].Data)
	after := strings.Replace(before, old, text, 1)
	if after == before {
		t.Fatalf("%s no longer has %q: adapt the test to testdata/sound", name, old)
	}
	site[name].Data = []byte(after)
}

// A recorder is a test that notes its failures instead of failing.
type recorder struct {
	testing.TB
	failures string
}

func (r *recorder) Errorf(format string, args ...any) {
	r.failures += fmt.Sprintf(format, args...) + "\n"
}

func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}

func (r *recorder) Fatal(args ...any) { r.Fatalf("%s", fmt.Sprint(args...)) }

// failures returns what check complained about.
func failures(t *testing.T, check func(t testing.TB)) string {
	t.Helper()
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() { // Fatalf ends its goroutine
		defer close(done)
		check(r)
	}()
	<-done
	return r.failures
}

// WantFailure wants check to fail with a text, or, if want is empty, not to fail.
func WantFailure(t *testing.T, want string, check func(t testing.TB)) {
	t.Helper()
	got := failures(t, check)
	if (got != "") != (want != "") || !strings.Contains(got, want) {
		t.Errorf("got failure %q, want %q", got, want)
	}
}

// Write puts a site into a folder.
func Write(t *testing.T, site fs.FS) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(dir, site); err != nil {
		t.Fatal(err)
	}
	return dir
}
