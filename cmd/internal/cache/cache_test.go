package cache_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"briefings/cmd/internal/cache"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitefs"
)

// state has something in every field, and instants that no count of nanoseconds holds.
func state() *cache.State {
	return &cache.State{
		Key: "k", Flags: "f", Clock: time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC), Destination: "../public",
		From: time.Date(1, 2, 3, 4, 5, 6, 7, time.UTC), Until: time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC), Saved: time.Unix(1, 2).UTC(),
		Inputs: []cache.File{{
			Name: "static/\xff", Sum: []byte{1}, Look: sitefs.Look{
				Mode: fs.ModeSymlink | 0o644, Link: "a", Size: 1,
				ModTime: time.Date(2600, 1, 1, 0, 0, 0, 1, time.UTC), ChangeTime: time.Unix(3, 4).UTC(), Inode: 1 << 63,
			},
		}},
		Outputs:  []cache.File{{Name: "index.html", Look: sitefs.Look{Size: 2}, Sum: []byte{2}}},
		Problems: []diag.Problem{{Path: "a", Line: 1, Col: 2, Code: diag.Limit, Severity: diag.Warning, Message: "m", Cure: "c"}},
		Told:     cache.Told{Declared: true, Feeds: true, Counts: "1 note", Held: "h"},
	}
}

// What is forgotten is what was kept: a folder that leads elsewhere holds none of it.
func TestForget(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "kept", "state")
	if err := cache.Forget(file); err != nil {
		t.Error("nothing is there:", err)
	}
	if err := state().Save(file); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink(filepath.Join(dir, "kept"), link); err != nil {
		t.Skip(err)
	}
	if err := cache.Forget(filepath.Join(link, "state")); err != nil || cache.Load(file) == nil {
		t.Errorf("through a link: %v, and what it leads to has gone", err)
	}
	if err := cache.Forget(file); err != nil || cache.Load(file) != nil {
		t.Errorf("forgotten: %v, and it is still there", err)
	}
}

func TestSaveLoad(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "kept", "state")
	for _, want := range []*cache.State{state(), {}} {
		if err := want.Save(file); err != nil {
			t.Fatal(err)
		}
		if got := cache.Load(file); !reflect.DeepEqual(got, want) {
			t.Errorf("loaded %+v, want %+v", got, want)
		}
	}
	entries, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder has %v (%v), want the state alone", entries, err)
	}
}

// Whatever is not a whole state of this version is none.
func TestLoadOther(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	file := filepath.Join(dir, "state")
	if err := state().Save(file); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	first, rest, _ := bytes.Cut(whole, []byte("\n"))
	for name, text := range map[string][]byte{
		"empty": nil, "a text": []byte("text"), "the first line": append(bytes.Clone(first), '\n'), "cut": whole[:len(whole)-1],
		"longer": append(bytes.Clone(whole), 0), "another version": append([]byte("briefings state 999\n"), rest...),
	} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
		if got := cache.Load(file); got != nil {
			t.Errorf("%s is believed: %+v", name, got)
		}
	}
	for _, name := range []string{dir, filepath.Join(dir, "none")} {
		if cache.Load(name) != nil {
			t.Errorf("%s is believed", name)
		}
	}
}

// Nothing is written or read behind a symbolic link.
func TestLink(t *testing.T) {
	t.Parallel()
	site, outside := t.TempDir(), t.TempDir()
	kept := filepath.Join(site, "kept")
	if err := os.Symlink(outside, kept); err != nil {
		t.Skip("no symbolic links here:", err)
	}
	if err := state().Save(filepath.Join(kept, "state")); err == nil {
		t.Error("a state was kept behind a link")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("outside there is %v (%v), want nothing", entries, err)
	}
	if err := state().Save(filepath.Join(outside, "state")); err != nil {
		t.Fatal(err)
	}
	if cache.Load(filepath.Join(kept, "state")) != nil {
		t.Error("a state behind a link is believed")
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	f := cache.File{Name: "a", Look: sitefs.Look{Mode: 0o644, Link: "b", Size: 1, ModTime: time.Unix(1, 0), ChangeTime: time.Unix(2, 0)}}
	for _, test := range []struct {
		name       string
		change     func(*cache.File)
		kind, look bool
	}{
		{"nothing", func(*cache.File) {}, true, true},
		{"the zone of a time", func(f *cache.File) { f.ModTime = f.ModTime.UTC() }, true, true},
		{"the sum", func(f *cache.File) { f.Sum = []byte{1} }, true, true},
		{"the name", func(f *cache.File) { f.Name = "c" }, false, false},
		{"the sort", func(f *cache.File) { f.Mode |= fs.ModeNamedPipe }, false, false},
		{"the end of a link", func(f *cache.File) { f.Link = "" }, false, false},
		{"the size", func(f *cache.File) { f.Size++ }, false, false},
		{"who may read", func(f *cache.File) { f.Mode = 0 }, true, false},
		{"the time of writing", func(f *cache.File) { f.ModTime = f.ModTime.Add(1) }, true, false},
		{"the time of change", func(f *cache.File) { f.ChangeTime = f.ChangeTime.Add(1) }, true, false},
		{"the number on the disk", func(f *cache.File) { f.Inode++ }, true, false},
	} {
		g := f
		test.change(&g)
		if kind, look := f.SameKind(g), f.SameLook(g); kind != test.kind || look != test.look {
			t.Errorf("%s changed: same kind %v, same look %v, want %v, %v", test.name, kind, look, test.kind, test.look)
		}
	}
}
