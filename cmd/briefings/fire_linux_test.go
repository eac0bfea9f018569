package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"

	"briefings/cmd/internal/cli"
)

// onDisk moves a desk to a file system of its own, which is large enough, or skips the test.
func (d *desk) onDisk() *desk {
	d.t.Helper()
	disk := &desk{d.t, d.t.TempDir()}
	if err := syscall.Mount("tmpfs", disk.dir, "tmpfs", 0, "size=48m"); err != nil {
		d.t.Skipf("mounting a file system takes root: %v", err)
	}
	d.t.Cleanup(func() {
		if err := syscall.Unmount(disk.dir, 0); err != nil {
			d.t.Error(err)
		}
	})
	if err := os.CopyFS(disk.path("site"), os.DirFS(d.dir)); err != nil {
		d.t.Fatal(err)
	}
	return &desk{d.t, disk.path("site")}
}

// fill leaves so many bytes of the disk free.
func (d *desk) fill(free int64) {
	d.t.Helper()
	var st syscall.Statfs_t
	if err := syscall.Statfs(d.dir, &st); err != nil {
		d.t.Fatal(err)
	}
	ballast := make([]byte, max(int64(st.Bavail)*st.Bsize-free, 0))
	if err := os.WriteFile(d.path("../ballast"), ballast, 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// TestFullDisk builds where there is room for nothing, for some of the new site and for nearly all of it.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	whole := newLargeDesk(t)
	editions := whole.editions()
	whole.edit(editions[0])
	d := whole.onDisk()
	failed := 0
	for _, free := range []int64{0, 1 << 16, 1 << 18, 3 << 18, 1 << 21} {
		d.edit(editions[0])
		if code := d.run(noon, "build"); code != cli.ExitDone {
			t.Fatalf("exit code %d", code)
		}
		d.edit(editions[2])
		d.fill(free)
		out, err := d.command("build").CombinedOutput()
		what := fmt.Sprintf("with %d bytes free", free)
		if err != nil {
			failed++
			if !strings.Contains(string(out), "no space left on device") {
				t.Errorf("%s: %v, and the disk is not named:\n%s", what, err, out)
			}
			d.wantWhole(what, editions, 0)
		} else {
			d.wantWhole(what, editions, 2)
		}
		d.wantAlone()
		d.remove("../ballast")
		if code := d.run(noon, "build"); code != cli.ExitDone {
			t.Fatalf("once there is room: exit code %d", code)
		}
		d.wantWhole("once there is room", editions, 2)
	}
	if failed < 3 {
		t.Errorf("only %d builds failed: the disk was not full", failed)
	}
}

// TestReadOnly builds where nothing can be written.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	whole := newDesk(t)
	editions := whole.editions()
	whole.edit(editions[0])
	d := whole.onDisk()
	if code := d.run(noon, "build"); code != cli.ExitDone {
		t.Fatalf("exit code %d", code)
	}
	d.edit(editions[2])
	remount := func(flags uintptr) {
		t.Helper()
		if err := syscall.Mount("", d.path(".."), "", syscall.MS_REMOUNT|flags, ""); err != nil {
			t.Fatal(err)
		}
	}
	remount(syscall.MS_RDONLY)
	out, err := d.command("build").CombinedOutput()
	if err == nil || !strings.Contains(string(out), "read-only file system") {
		t.Errorf("%v:\n%s", err, out)
	}
	d.wantWhole("a read-only folder", editions, 0)
	for verb, want := range map[string]int{"check": cli.ExitDone, "diff": cli.ExitDone, "due": cli.ExitDone} {
		if code := d.run(noon, verb); code != want {
			t.Errorf("%s: exit code %d, want %d", verb, code, want)
		}
	}
	elsewhere := t.TempDir() + "/public"
	if code := d.run(noon, "build", "--destination", elsewhere); code != cli.ExitDone {
		t.Errorf("from a read-only folder to another one: exit code %d", code)
	}
	if _, err := os.Stat(elsewhere + "/index.html"); errors.Is(err, os.ErrNotExist) {
		t.Error("from a read-only folder nothing was written to another one")
	}
	remount(0)
	if code := d.run(noon, "build"); code != cli.ExitDone {
		t.Fatalf("exit code %d", code)
	}
	d.wantWhole("a folder that can be written again", editions, 2)
}
