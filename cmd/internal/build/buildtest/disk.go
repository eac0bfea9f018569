package buildtest

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// A Disk keeps the files of a Desk in a folder. Each is saved as some editor would.
type Disk struct {
	dir   string // the site's
	aside string // a folder beside it, on the same file system
	rand  *rand.Rand
	err   error
	did   []string
}

// NewDisk returns a Disk with the site in dir, which is made. aside must be another folder on the same
// file system.
func NewDisk(seed uint64, dir, aside string) *Disk {
	d := &Disk{dir: dir, aside: aside, rand: rand.New(rand.NewPCG(seed, 2))}
	d.check(os.MkdirAll(d.path("content"), 0o755))
	d.check(os.MkdirAll(aside, 0o755))
	return d
}

// Err is what the machine had against any of the work.
func (d *Disk) Err() error { return d.err }

// Story is how all was done since it was asked last.
func (d *Disk) Story() []string {
	out := d.did
	d.did = nil
	return out
}

func (d *Disk) path(name string) string { return filepath.Join(d.dir, filepath.FromSlash(name)) }

func (d *Disk) check(err error) { d.err = errors.Join(d.err, err) }

func (d *Disk) tell(format string, args ...any) { d.did = append(d.did, fmt.Sprintf(format, args...)) }

// spare is a path aside that nothing stands at.
func (d *Disk) spare() string { return filepath.Join(d.aside, fmt.Sprint(d.rand.Uint64())) }

// Write implements Saver. The folders above the file are made.
func (d *Disk) Write(name, text string) {
	file := d.path(name)
	d.check(os.MkdirAll(filepath.Dir(file), 0o755))
	e := editors[d.rand.IntN(len(editors))]
	d.tell("%s saved %s", e.name, name)
	if err := e.save(d, file, []byte(text)); err != nil {
		d.check(fmt.Errorf("%s: %w", e.name, err))
	}
}

// Remove implements Saver.
func (d *Disk) Remove(name string) {
	if d.rand.IntN(2) == 0 {
		d.tell("%s moved to the waste basket", name)
		d.check(os.Rename(d.path(name), d.spare()))
		return
	}
	d.tell("rm -r %s", name)
	d.check(os.RemoveAll(d.path(name)))
}

// Rename implements Saver.
func (d *Disk) Rename(from, to string) {
	d.check(os.MkdirAll(filepath.Dir(d.path(to)), 0o755))
	if info, err := os.Lstat(d.path(from)); err == nil && info.IsDir() {
		d.check(os.RemoveAll(d.path(to))) // what editors have left there
	}
	if d.rand.IntN(4) > 0 {
		d.tell("mv %s %s", from, to)
		d.check(os.Rename(d.path(from), d.path(to)))
		return
	}
	d.tell("cp -r %s %s; rm -r %s", from, to, from)
	d.check(copyAll(d.path(from), d.path(to)))
	d.check(os.RemoveAll(d.path(from)))
}

// Exchange implements Saver.
func (d *Disk) Exchange(a, b string) {
	spare := d.spare()
	d.tell("mv %s aside; mv %s %s; mv it to %s", a, b, a, b)
	d.check(os.Rename(d.path(a), spare))
	d.check(os.Rename(d.path(b), d.path(a)))
	d.check(os.Rename(spare, d.path(b)))
}

// Return implements Saver.
func (d *Disk) Return(folder string) {
	spare := d.spare()
	if d.rand.IntN(2) == 0 {
		d.tell("mv %s away, and back", folder)
		d.check(os.Rename(d.path(folder), spare))
		d.pause()
	} else {
		d.tell("rm -r %s, and a copy back", folder)
		d.check(copyAll(d.path(folder), spare))
		d.check(os.RemoveAll(d.path(folder)))
		d.pause()
	}
	d.check(os.Rename(spare, d.path(folder)))
}

// pause is none, one in the middle of which a build can begin, or one that a build fits into.
func (d *Disk) pause() {
	time.Sleep([]time.Duration{0, 0, time.Millisecond, 7 * time.Millisecond, 30 * time.Millisecond}[d.rand.IntN(5)])
}

// copyAll copies a file, or a folder with all that is in it, links as links.
func copyAll(from, to string) error {
	return filepath.WalkDir(from, func(file string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		there := filepath.Join(to, rel)
		switch {
		case e.IsDir():
			return os.MkdirAll(there, 0o755)
		case e.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(file)
			if err != nil {
				return err
			}
			return os.Symlink(target, there)
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(there, data, 0o644)
	})
}

// Litter does something to the folder that the Desk does not know of: by-products of programs, hidden
// files, symbolic links and new times.
func (d *Disk) Litter() {
	dir := d.folder()
	if dir == "" {
		return
	}
	rel, err := filepath.Rel(d.dir, dir)
	d.check(err)
	file := func(name string) string { return filepath.Join(dir, name) }
	switch d.rand.IntN(10) {
	case 0:
		d.tell("touch everything in %s", rel)
		d.touch(dir)
	case 1, 2:
		d.flip(file([]string{".DS_Store", "Thumbs.db", "draft.md~", ".draft.md.swp", "#draft.md#", ".hidden.md", "sync-conflict.md", "x.tmp"}[d.rand.IntN(8)]), nil)
	case 3:
		d.flip(file(".obsidian"), func(path string) error {
			return errors.Join(os.Mkdir(path, 0o755), os.WriteFile(filepath.Join(path, "workspace.md"), []byte("[[port]]"), 0o644))
		})
	case 4, 5, 6:
		to := []string{"nothing.md", "../../briefings.toml", "../notes/port.md", "../articles/drones.md", "port.md", "/etc/hostname", "..", "../../static/a.txt"}[d.rand.IntN(8)]
		d.flip(file("link"+[]string{".md", ".txt"}[d.rand.IntN(2)]), func(path string) error { return os.Symlink(filepath.FromSlash(to), path) })
	case 7:
		d.flip(file("empty"), func(path string) error { return os.MkdirAll(filepath.Join(path, "er"), 0o755) })
	case 8:
		d.flip(d.path("elsewhere"), func(path string) error {
			return errors.Join(os.Mkdir(path, 0o755), os.WriteFile(filepath.Join(path, "note.md"), []byte("x"), 0o644))
		})
	case 9:
		d.tell("chmod %s", rel)
		d.check(errors.Join(os.Chmod(dir, 0o700), os.Chmod(dir, 0o755)))
	}
}

// folder is one of the site's folders that documents or static files stand in; empty if there is none.
func (d *Disk) folder() string {
	var dirs []string
	for _, root := range []string{"content", "static"} {
		d.check(filepath.WalkDir(d.path(root), func(path string, e fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if err == nil && e.IsDir() {
				dirs = append(dirs, path)
			}
			return err
		}))
	}
	if dirs == nil {
		return ""
	}
	return dirs[d.rand.IntN(len(dirs))]
}

// flip removes what stands at a path, or makes it if there is nothing.
func (d *Disk) flip(path string, make func(path string) error) {
	rel, err := filepath.Rel(d.dir, path)
	d.check(err)
	if _, err := os.Lstat(path); err == nil {
		d.tell("rm -r %s", rel)
		d.check(os.RemoveAll(path))
		return
	}
	d.tell("made %s", rel)
	if make == nil {
		make = func(path string) error {
			return os.WriteFile(path, []byte("[[port]] "+fmt.Sprint(d.rand.IntN(9))), 0o644)
		}
	}
	d.check(make(path))
}

// touch gives the files of a folder other times: now, long ago, or in times to come.
func (d *Disk) touch(dir string) {
	when := time.Now().AddDate(slices.Concat([]int{0}, []int{-10, 0})[d.rand.IntN(3)], 0, 0)
	entries, err := os.ReadDir(dir)
	d.check(err)
	for _, e := range entries {
		if e.Type().IsRegular() {
			d.check(os.Chtimes(filepath.Join(dir, e.Name()), when, when))
		}
	}
}
