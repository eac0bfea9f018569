package output_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"briefings/cmd/internal/output"
)

// mountTmpfs makes folder a file system of its own, of a few bytes, or skips the test.
func mountTmpfs(t *testing.T, folder, size string) {
	t.Helper()
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mount("tmpfs", folder, "tmpfs", 0, "size="+size); err != nil {
		t.Skipf("mounting a file system takes root: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(folder, 0); err != nil {
			t.Error(err)
		}
	})
}

func TestFullDiskCostsNothing(t *testing.T) {
	t.Parallel()
	for mode, opts := range modes {
		t.Run(mode, func(t *testing.T) {
			t.Parallel()
			disk := filepath.Join(t.TempDir(), "disk")
			mountTmpfs(t, disk, "512k")
			dir := filepath.Join(disk, "public")
			write(t, dir, small.fs(), opts)
			big := small.with(tree{"index.html": "1"})
			for _, name := range []string{"p", "q", "r", "s"} {
				big[name+"/index.html"] = strings.Repeat(name, 200<<10)
			}
			if _, err := output.Write(context.Background(), dir, big.fs(), opts); !errors.Is(err, syscall.ENOSPC) {
				t.Errorf("%v, want ENOSPC", err)
			}
			wantTree(t, dir, small)
			wantAlone(t, dir)
			write(t, dir, small.with(tree{"index.html": "1", "b": "2"}).fs(), opts)
		})
	}
}

func TestMountPointIsWrittenInPlace(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	mountTmpfs(t, dir, "1m")
	write(t, dir, small.fs(), output.Options{})
	next := tree{"index.html": "1", "x/y": "2"}
	s := write(t, dir, next.fs(), output.Options{})
	if !strings.Contains(s.InPlace, "mount point") {
		t.Errorf("in place: %q, want the reason", s.InPlace)
	}
	wantTree(t, dir, next)
	wantAlone(t, dir)
}

func TestMountInsideStays(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "public")
	write(t, dir, small.fs(), output.Options{})
	mountTmpfs(t, filepath.Join(dir, "articles", "a"), "1m")
	put(t, dir, tree{"articles/a/mine.txt": "mine"})
	next := tree{"index.html": "1", "feed.xml": "2"}
	s := write(t, dir, next.fs(), output.Options{})
	if s.InPlace == "" {
		t.Error("a directory with a mount point in it was exchanged")
	}
	wantTree(t, dir, next.with(tree{"articles/a/mine.txt": "mine"}))
}
