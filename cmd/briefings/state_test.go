package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"briefings/cmd/internal/cli"
	"briefings/cmd/internal/picture/picturetest"
)

// A desk is a site on disk, which is built by the command.
type desk struct {
	t   *testing.T
	dir string
}

const kept = ".briefings"

func newDesk(t *testing.T) *desk {
	d := &desk{t, t.TempDir()}
	d.put("briefings.toml", []byte(minimalConfig))
	d.put("content/articles/a.md", []byte("+++\ntitle = \"A\"\ndate = 2022-11-01\ntags = [\"port\"]\n+++\n![A port](a.jpg)\n"))
	d.put("content/articles/a.jpg", picturetest.JPEG(picturetest.Image(700, 40)))
	d.put("content/notes/later.md", []byte("+++\ntitle = \"Later\"\ndate = 2022-12-24\n+++\nText.\n"))
	d.put("content/notes/b.md", []byte("+++\ntitle = \"B\"\ndate = 2022-11-02\n+++\nFirst.\n"))
	return d
}

func (d *desk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *desk) put(name string, data []byte) {
	d.t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(d.path(name)), 0o755), os.WriteFile(d.path(name), data, 0o644)); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) remove(name string) {
	d.t.Helper()
	if err := os.RemoveAll(d.path(name)); err != nil {
		d.t.Fatal(err)
	}
}

// run runs the command at an instant and returns its exit code.
func (d *desk) run(now string, args ...string) int {
	d.t.Helper()
	return run(d.t.Context(), append(args, "--source", d.dir, "--now", now))
}

// tree is all files in a folder of the desk.
func (d *desk) tree(folder string) map[string]string {
	d.t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(d.path(folder), func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(name)
		rel, _ := filepath.Rel(d.path(folder), name)
		out[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		d.t.Fatal(err)
	}
	return out
}

// restore makes a folder hold just these files.
func (d *desk) restore(folder string, files map[string]string) {
	d.t.Helper()
	d.remove(folder)
	for name, text := range files {
		d.put(folder+"/"+name, []byte(text))
	}
}

// TestWhatIsKept builds a site with what a run before has left whole, deleted, of another day and damaged:
// the same site comes out, over the one before and in a fresh checkout.
func TestWhatIsKept(t *testing.T) {
	t.Parallel()
	const now, later = "2022-11-09T12:00:00Z", "2022-12-25"
	d := newDesk(t)
	build := func(at string) (map[string]string, map[string]string) {
		t.Helper()
		if code := d.run(at, "build"); code != cli.ExitDone {
			t.Fatalf("exit code %d", code)
		}
		return d.tree("public"), d.tree(kept)
	}
	_, older := build(now)
	d.put("content/notes/b.md", []byte("+++\ntitle = \"B\"\ndate = 2022-11-02\n+++\nSecond.\n"))
	_, future := build(later)
	d.remove("public")
	d.remove(kept)
	want, whole := build(now)
	if len(whole) < 2 {
		t.Fatalf("only %d files are kept: there should be a state and a picture", len(whole))
	}
	damages := map[string]func(){
		"whole":                func() {},
		"deleted":              func() { d.remove(kept) },
		"empty":                func() { d.restore(kept, nil); _ = os.Mkdir(d.path(kept), 0o755) },
		"of an older run":      func() { d.restore(kept, older) },
		"of a later clock":     func() { d.restore(kept, future) },
		"a file":               func() { d.remove(kept); d.put(kept, []byte("x")) },
		"with a note of CI":    func() { d.put(kept+"/published", []byte("commit\n")) },
		"with a folder in it":  func() { d.remove(kept + "/state"); d.put(kept+"/state/x", nil) },
		"with other pictures":  func() { d.restore(kept+"/images", map[string]string{"x": "y"}) },
		"two files exchanged":  func() { swap(d, slices.Sorted(maps.Keys(whole))) },
		"of a program of 2020": func() { d.put(kept+"/state", []byte("briefings state 1\nxyz")) },
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		data := []byte(whole[name])
		for _, n := range []int{0, len(data) - 1} {
			damages[fmt.Sprintf("%s cut at %d", name, n)] = func() { d.put(kept+"/"+name, data[:n]) }
		}
		for range flips() {
			at, bit := rnd.IntN(len(data)), byte(1)<<rnd.IntN(8)
			damages[fmt.Sprintf("%s with bit %b of byte %d flipped", name, bit, at)] = func() {
				flipped := bytes.Clone(data)
				flipped[at] ^= bit
				d.put(kept+"/"+name, flipped)
			}
		}
		damages[name+" with more at its end"] = func() { d.put(kept+"/"+name, append(bytes.Clone(data), 'x')) }
	}
	for i, name := range slices.Sorted(maps.Keys(damages)) {
		d.remove(kept)
		d.restore(kept, whole)
		damages[name]()
		if i%2 == 0 {
			d.remove("public")
		}
		got, _ := build(now)
		if !maps.Equal(got, want) {
			t.Errorf("what is kept is %s: another site comes out", name)
		}
		if name == "a file" || name == "with a folder in it" {
			continue // nothing can be kept there, which is said
		}
		if code := d.run(now, "due", "--check"); code != cli.ExitNothing {
			t.Errorf("what is kept was %s: after the build due --check ends with %d, want %d", name, code, cli.ExitNothing)
		}
		if code := d.run(later, "due", "--check"); code != cli.ExitDone {
			t.Errorf("what is kept was %s: after the build due --check at a later instant ends with %d, want %d", name, code, cli.ExitDone)
		}
	}
}

// flipsVariable says how many bits of each file are flipped, one in each run of TestWhatIsKept (1 if unset).
const flipsVariable = "BRIEFINGS_TEST_FLIPS"

func flips() int {
	n, err := strconv.Atoi(os.Getenv(flipsVariable))
	if err != nil {
		return 1
	}
	return n
}

// swap gives each of two files what the other holds.
func swap(d *desk, names []string) {
	a, b := names[0], names[len(names)-1]
	files := d.tree(kept)
	d.put(kept+"/"+a, []byte(files[b]))
	d.put(kept+"/"+b, []byte(files[a]))
}
