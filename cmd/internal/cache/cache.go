// Package cache keeps what one run leaves for the next: one file, checked and replaced whole.
//
// What is kept only saves work. A file that is missing, damaged, of another version or in the
// middle of being written is no file; nothing that it says is believed without a look at what it
// is about.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/gob"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/sitefs"
)

// magic is the first line. The number changes with State.
const magic = "briefings state 5\n"

// maxSize is how large a file is read: a thousand bytes for each of a million files.
const maxSize = 1 << 30

// A State is a run, as the next one sees it.
type State struct {
	Key         string    // of the program and all flags that change a byte
	Flags       string    // those flags alone
	Clock       time.Time // that the run was for; a later run that came out the same may leave it
	From        time.Time // the run is true of clocks from here; zero: of all before Until
	Until       time.Time // up to here, exclusive; zero: for ever
	Next        *Instant  // what happens then; nil: nothing
	Saved       time.Time // when the inputs were looked at
	Destination string    // where it was written to last, from the site's folder
	Inputs      []File    // by name
	Outputs     []File    // by name
	Problems    []diag.Problem
	Told        Told
}

// Told is what a run said of itself.
type Told struct {
	Declared bool // the site has a briefings.toml
	Feeds    bool // the site has a base URL
	Counts   string
	Held     string // lines, without the last's end; empty if nothing is held back
}

// An Instant is a due.Instant, which stands above this package.
type Instant struct {
	At                              time.Time
	Kind, Why, Path, ID, Title, URL string
}

// A File is a file of the site, or of what was made of it, which has a name, a size and a sum only.
type File struct {
	Name string
	sitefs.Look
	Sum []byte // SHA-256; nil: not known
}

// SameKind reports whether two looks at a name found the same sort of thing, of the same size.
func (f File) SameKind(g File) bool { return f.Name == g.Name && f.Look.SameKind(g.Look) }

// SameLook reports whether nothing but the bytes can have changed between two looks at a name.
func (f File) SameLook(g File) bool { return f.Name == g.Name && f.Look.Same(g.Look) }

// Load reads the state from a file. Whatever is wrong with it, it is nil.
func Load(file string) *State {
	if dir, err := os.Lstat(filepath.Dir(file)); err != nil || !dir.IsDir() {
		return nil
	}
	info, err := os.Lstat(file)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxSize {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil
	}
	rest, ok := bytes.CutPrefix(data, []byte(magic))
	if !ok || len(rest) < sha256.Size {
		return nil
	}
	sum, body := rest[:sha256.Size], rest[sha256.Size:]
	if got := sha256.Sum256(body); !bytes.Equal(got[:], sum) {
		return nil
	}
	var s State
	if gob.NewDecoder(bytes.NewReader(body)).Decode(&s) != nil {
		return nil
	}
	return &s
}

// Forget removes the file, if it is there.
func Forget(file string) error {
	if dir, err := os.Lstat(filepath.Dir(file)); err != nil || !dir.IsDir() {
		return nil // none was kept there; see Save
	}
	if _, err := os.Lstat(file); err != nil {
		return nil
	}
	return os.Remove(file)
}

// Save replaces the file by the state, and makes the folder if there is none. A folder that is a
// symbolic link is refused: it may lead to anything.
func (s *State) Save(file string) error {
	var body bytes.Buffer
	if err := gob.NewEncoder(&body).Encode(s); err != nil {
		return fmt.Errorf("encode state: %w", err)
	}
	sum := sha256.Sum256(body.Bytes())
	dir := filepath.Dir(file)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("keep state: %w", errors.Join(err, fmt.Errorf("%s is no folder of its own", dir)))
	}
	tmp, err := os.CreateTemp(dir, ".state-*")
	if err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	defer os.Remove(tmp.Name()) // in vain once it is renamed
	_, err = tmp.Write(bytes.Join([][]byte{[]byte(magic), sum[:], body.Bytes()}, nil))
	if err := errors.Join(err, tmp.Close()); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	if err := os.Rename(tmp.Name(), file); err != nil {
		return fmt.Errorf("keep state: %w", err)
	}
	return nil
}
