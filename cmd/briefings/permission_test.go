//go:build unix

package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"briefings/cmd/internal/cli"
)

// TestWithoutPermission builds as somebody who may not read or write all of it: that is said, and public/
// stays.
func TestWithoutPermission(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("becoming somebody else takes root")
	}
	// Its own folder: that of the test is open to its user alone.
	top, err := os.MkdirTemp("", "briefings-permission-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(top) })
	program := filepath.Join(top, "briefings")
	data, err := os.ReadFile(os.Args[0])
	if err := errors.Join(err, os.Chmod(top, 0o755), os.WriteFile(program, data, 0o755)); err != nil {
		t.Fatal(err)
	}
	d := newDesk(t)
	d.put("static/x.txt", []byte("x"))
	d.put("static/y.txt", []byte("y"))
	editions := d.editions()
	site := &desk{t, filepath.Join(top, "site")}
	if err := os.CopyFS(site.dir, os.DirFS(d.dir)); err != nil {
		t.Fatal(err)
	}
	site.edit(editions[0])
	if code := site.run(noon, "build"); code != cli.ExitDone {
		t.Fatalf("exit code %d", code)
	}
	site.edit(editions[2])
	const nobody = 65534
	for _, tt := range []struct {
		name   string
		closed []string // to nobody
		owned  []string // by nobody
		code   int
		said   []string
	}{
		{"nothing may be written", nil, nil, cli.ExitFailed, []string{"permission denied"}},
		{"only what is remembered may", nil, []string{kept}, cli.ExitFailed, []string{"permission denied"}},
		{"documents and a folder may not be read", []string{"content/articles/a.md", "content/notes"}, []string{".", "public", kept}, cli.ExitFailed, []string{
			"content/articles/a.md: cannot be read: permission denied\n\tlet the user who builds read it", "content/notes: cannot be read",
			"stays as it was",
		}},
		{"what is copied may not be read", []string{"static/x.txt", "static/y.txt"}, []string{".", "public", kept}, cli.ExitFailed, []string{
			"static/x.txt: cannot be read: permission denied", "static/y.txt: cannot be read", "stays as it was",
		}},
		{"what is remembered may not be read", []string{kept + "/state"}, []string{".", "public"}, cli.ExitDone, nil},
	} {
		for _, name := range tt.closed {
			if err := os.Chmod(site.path(name), 0); err != nil {
				t.Fatal(err)
			}
		}
		for _, name := range tt.owned {
			site.give(name, nobody, name == "public")
		}
		cmd := exec.Command(program, "build", "--source", site.dir, "--now", noon)
		cmd.Dir = top
		cmd.Env = append(os.Environ(), "TMPDIR="+top, "HOME="+top)
		as(cmd, nobody)
		out, err := cmd.CombinedOutput()
		if code := cmd.ProcessState.ExitCode(); code != tt.code {
			t.Errorf("%s: exit code %d, %v, want %d:\n%s", tt.name, code, err, tt.code, out)
		}
		for _, said := range tt.said {
			if !strings.Contains(string(out), said) {
				t.Errorf("%s: want %q to be said:\n%s", tt.name, said, out)
			}
		}
		which := 0
		if tt.code == cli.ExitDone {
			which = 2
		}
		site.wantWhole(tt.name, editions, which)
		site.wantAlone()
		for _, name := range slices.Concat(tt.closed, tt.owned) {
			mode := os.FileMode(0o644)
			if info, err := os.Stat(site.path(name)); err == nil && info.IsDir() {
				mode = 0o755
			}
			if err := os.Chmod(site.path(name), mode); err != nil {
				t.Fatal(err)
			}
			site.give(name, 0, name == "public")
		}
	}
}

// give makes a file or folder somebody's, and perhaps all that is in it.
func (d *desk) give(name string, user int, all bool) {
	d.t.Helper()
	err := filepath.WalkDir(d.path(name), func(file string, e fs.DirEntry, err error) error {
		if err == nil {
			err = os.Chown(file, user, user)
		}
		if err == nil && !all && e.IsDir() {
			err = fs.SkipAll
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

// as makes a command run as somebody else.
func as(cmd *exec.Cmd, user uint32) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: user, Gid: user}}
}
