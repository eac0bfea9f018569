package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

func key(n byte) [32]byte { return [32]byte{n} }

// files are those of the folder.
func files(t *testing.T, d *Dir) []string {
	t.Helper()
	entries, err := os.ReadDir(d.path)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, filepath.Join(d.path, e.Name()))
	}
	return out
}

func TestKeep(t *testing.T) {
	t.Parallel()
	d := Open(filepath.Join(t.TempDir(), "site", "images"))
	if _, ok := d.Load(key(1)); ok {
		t.Error("a folder that is not there has something")
	}
	d.Trim()
	d.Save(key(1), []byte("one"))
	d.Save(key(2), nil)
	d.Save(key(1), []byte("one again"))
	for n, want := range map[byte]string{1: "one again", 2: ""} {
		if got, ok := Open(d.path).Load(key(n)); !ok || string(got) != want {
			t.Errorf("Load(%d) = %q, %v, want %q", n, got, ok, want)
		}
	}
	if _, ok := d.Load(key(3)); ok {
		t.Error("what was never kept is there")
	}
	if got := files(t, d); len(got) != 2 {
		t.Errorf("%d files, want 2 and nothing beside them: %v", len(got), got)
	}
}

// A file that is not as Save left it is none: no byte of it is believed.
func TestDamaged(t *testing.T) {
	t.Parallel()
	held := bytes.Repeat([]byte("held "), 20)
	whole := func(d *Dir) []byte {
		d.Save(key(1), held)
		data, err := os.ReadFile(d.file(key(1)))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	size := len(whole(Open(filepath.Join(t.TempDir(), "site", "images"))))
	var cases []func([]byte) []byte
	for k := range size {
		cases = append(cases,
			func(data []byte) []byte { return data[:k] }, // a write that ended in the middle
			func(data []byte) []byte { data[k] ^= 0x10; return data })
	}
	cases = append(cases, func(data []byte) []byte { return append(data, 0) })
	d := Open(filepath.Join(t.TempDir(), "site", "images"))
	data := whole(d)
	for i, damage := range cases {
		if err := os.WriteFile(d.file(key(1)), damage(bytes.Clone(data)), 0o644); err != nil {
			t.Fatal(err)
		}
		if got, ok := d.Load(key(1)); ok {
			t.Fatalf("case %d: a damaged file is believed: %q", i, got)
		}
	}
	if err := os.Rename(d.file(key(1)), d.file(key(2))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(d.file(key(2)), data, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, ok := d.Load(key(2)); ok {
		t.Error("what is kept under one key is believed under another")
	}
	d.Save(key(2), []byte("two"))
	if got, ok := d.Load(key(2)); !ok || string(got) != "two" {
		t.Errorf("a damaged file is not replaced: %q, %v", got, ok)
	}
}

// Nothing is written or read through symbolic links, and what cannot be kept costs nothing.
func TestElsewhere(t *testing.T) {
	t.Parallel()
	dir, other := t.TempDir(), t.TempDir()
	if err := os.Symlink(other, filepath.Join(dir, "site")); err != nil {
		t.Skip(err)
	}
	if err := os.MkdirAll(filepath.Join(other, "images"), 0o755); err != nil {
		t.Fatal(err)
	}
	d := Open(filepath.Join(dir, "site", "images"))
	d.Save(key(1), []byte("one"))
	d.Trim()
	if got := files(t, d); len(got) != 0 {
		t.Errorf("written through a link: %v", got)
	}
	file := Open(filepath.Join(t.TempDir(), "file", "images"))
	if err := os.WriteFile(filepath.Dir(file.path), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	file.Save(key(1), []byte("one"))
	file.Trim()
	if _, ok := file.Load(key(1)); ok {
		t.Error("kept in a folder that is a file")
	}
}

func TestTrim(t *testing.T) {
	t.Parallel()
	d := Open(filepath.Join(t.TempDir(), "site", "images"))
	now := time.Now()
	for n, age := range []time.Duration{time.Hour, 20 * 24 * time.Hour, 25 * 24 * time.Hour, 31 * 24 * time.Hour, 100 * 24 * time.Hour} {
		d.Save(key(byte(n)), make([]byte, 1000))
		then := now.Add(-age)
		if err := os.Chtimes(d.file(key(byte(n))), then, then); err != nil {
			t.Fatal(err)
		}
	}
	for name, age := range map[string]time.Duration{temporary + "1": time.Minute, temporary + "2": 2 * fresh, "notes.txt": 1000 * 24 * time.Hour} {
		file := filepath.Join(d.path, name)
		if err := os.WriteFile(file, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(file, now.Add(-age), now.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := d.Load(key(3)); !ok { // which makes it as good as new
		t.Fatal("what was kept is not there")
	}
	d.trim(now, 2500)
	for n, want := range []bool{true, false, false, true, false} {
		if _, ok := d.Load(key(byte(n))); ok != want {
			t.Errorf("entry %d is there: %v, want %v", n, ok, want)
		}
	}
	for name, want := range map[string]bool{temporary + "1": true, temporary + "2": false, "notes.txt": true} {
		if _, err := os.Stat(filepath.Join(d.path, name)); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
}

// Runs that keep and read at once see whole entries or none.
func TestAtOnce(t *testing.T) {
	t.Parallel()
	d := Open(filepath.Join(t.TempDir(), "site", "images"))
	want := bytes.Repeat([]byte("x"), 100_000)
	done := make(chan error)
	for range 4 {
		go func() {
			for range 25 {
				d.Save(key(1), want)
				if got, ok := d.Load(key(1)); !ok || !bytes.Equal(got, want) {
					done <- fmt.Errorf("Load = %d bytes, %v", len(got), ok)
					return
				}
			}
			done <- nil
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
