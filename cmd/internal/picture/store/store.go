// Package store keeps scaled pictures from one run for the next, each in a file of its own.
//
// It only saves work. Every file carries a sum of what it holds and of what it is known by, so that one
// that is damaged, half written or another's is none, and is made again. A folder may be deleted at any
// time, restored from anywhere, and used by several runs at once.
package store

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// magic is how a file begins, before the sum and what it holds.
const magic = "briefings picture 1\n"

// A Dir is a folder of scaled pictures. It may be used by several goroutines at once.
type Dir struct{ path string }

// Open returns the folder of that path, which is made when something is kept.
func Open(path string) *Dir { return &Dir{path} }

// file is where something is kept, by what it is made of and by the program's libraries: they encode.
func (d *Dir) file(key [32]byte) string {
	sum := sha256.Sum256(append([]byte(runtime.Version()+"\n"), key[:]...))
	return filepath.Join(d.path, hex.EncodeToString(sum[:]))
}

// own reports whether the folder and the one around it are no symbolic links: they may lead to anything.
func (d *Dir) own() bool {
	for _, dir := range []string{filepath.Dir(d.path), d.path} {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			return false
		}
	}
	return true
}

// fresh is how old the time of a file becomes before a use renews it, which is a write to the disk.
const fresh = 24 * time.Hour

// Load returns what is kept under the key; false if nothing is, or nothing that can be believed.
func (d *Dir) Load(key [32]byte) ([]byte, bool) {
	file := d.file(key)
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || !d.own() {
		return nil, false
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, false
	}
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < sha256.Size {
		return nil, false
	}
	held := rest[sha256.Size:]
	if sum := sumOf(file, held); !bytes.Equal(sum[:], rest[:sha256.Size]) {
		return nil, false
	}
	if now := time.Now(); now.Sub(info.ModTime()) > fresh {
		_ = os.Chtimes(file, now, now) // else it is thrown away sooner
	}
	return held, true
}

// sumOf is the sum of what a file holds and of its name.
func sumOf(file string, held []byte) [sha256.Size]byte {
	h := sha256.New()
	h.Write([]byte(filepath.Base(file) + "\n"))
	h.Write(held)
	return [sha256.Size]byte(h.Sum(nil))
}

// Save keeps something under the key, if that can be: what is not kept is made again.
func (d *Dir) Save(key [32]byte, held []byte) {
	if os.MkdirAll(d.path, 0o755) != nil || !d.own() {
		return
	}
	tmp, err := os.CreateTemp(d.path, temporary+"*")
	if err != nil {
		return
	}
	defer os.Remove(tmp.Name()) // in vain once it is renamed
	file := d.file(key)
	sum := sumOf(file, held)
	_, err1 := tmp.Write(slices.Concat([]byte(magic), sum[:], held))
	if err2 := tmp.Close(); err1 == nil && err2 == nil {
		_ = os.Rename(tmp.Name(), file)
	}
}

// temporary is how the names of files begin that are being written.
const temporary = ".new-"

// Limits of what is kept: how long after its last use, and how much in all.
const (
	unused = 30 * 24 * time.Hour
	most   = 1 << 30
)

// Trim throws away what was not used for a month, what runs have left that were ended in the middle, and
// the longest unused of what is more than a gigabyte.
func (d *Dir) Trim() { d.trim(time.Now(), most) }

func (d *Dir) trim(now time.Time, most int64) {
	if !d.own() {
		return
	}
	entries, err := os.ReadDir(d.path)
	if err != nil {
		return
	}
	var kept []fs.FileInfo
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || !isOurs(e.Name()) {
			continue
		}
		age := now.Sub(info.ModTime())
		if age > unused || strings.HasPrefix(e.Name(), temporary) && age > fresh {
			_ = os.Remove(filepath.Join(d.path, e.Name()))
			continue
		}
		kept = append(kept, info)
	}
	slices.SortFunc(kept, func(a, b fs.FileInfo) int { // the last used first
		return cmp.Or(b.ModTime().Compare(a.ModTime()), strings.Compare(a.Name(), b.Name()))
	})
	var total int64
	for _, info := range kept {
		if total += info.Size(); total > most {
			_ = os.Remove(filepath.Join(d.path, info.Name()))
		}
	}
}

// isOurs reports whether a file has a name that only Save gives.
func isOurs(name string) bool {
	sum, err := hex.DecodeString(name)
	return err == nil && len(sum) == sha256.Size || strings.HasPrefix(name, temporary)
}
