package disk_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"briefings/cmd/internal/output/internal/disk"
)

func TestFolders(t *testing.T) {
	t.Parallel()
	got := disk.Folders([]string{"a/b/c/x", "a/y", "d", "e/z"})
	if want := []string{"a", "a/b", "a/b/c", "e"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestLookStopsAtSymlinks(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	if err := errors.Join(disk.Create(filepath.Join(root, "real", "in", "file"), nil), os.Symlink("real", filepath.Join(root, "link"))); err != nil {
		t.Skip(err)
	}
	tree, err := disk.Look(context.Background(), root, []string{"real", "real/in", "link", "link/in", "none"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]disk.Kind{"real": disk.Folder, "real/in": disk.Folder, "link": disk.Other, "link/in": disk.Nothing, "none": disk.Nothing} {
		if got := tree.Kind(name); got != want {
			t.Errorf("%s is %d, want %d", name, got, want)
		}
	}
	if _, err := tree.Lstat("real/in/file"); err != nil {
		t.Error(err)
	}
	if _, err := tree.Lstat("link/in/file"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("looked through a symlink: %v", err)
	}
}

func TestLock(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "dir")
	lock := func() func() {
		t.Helper()
		release, err := disk.TryLock(dir)
		if err != nil {
			t.Fatal(err)
		}
		return release
	}
	busy := func() {
		t.Helper()
		if _, err := disk.TryLock(dir); !errors.Is(err, disk.ErrBusy) {
			t.Errorf("%v, want ErrBusy", err)
		}
	}
	release := lock() // there is no such folder yet
	busy()
	release()
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	release = lock()
	busy()
	release()
	lock()()
	if entries, _ := os.ReadDir(filepath.Dir(dir)); len(entries) != 1 {
		t.Errorf("%v: a lock must leave nothing behind", entries)
	}
}
