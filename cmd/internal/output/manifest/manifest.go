// Package manifest is the list, kept in a directory, of the files that the program made there.
//
// It is UTF-8 text, and its lines end in \n. The first names format and version, the last holds
// the SHA-256 of all lines before it. Between them there is a line for each file, sorted by
// name as bytes: the SHA-256 of its content in hexadecimal, its size in bytes, its
// slash-separated name, one space between them. It has no times: equal sites have equal manifests.
//
//	briefings-manifest 1
//	b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9 11 about/index.html
//	end 0d1c...
//
// A file may be listed and be missing or have other bytes, after a run that was killed. None of
// the program's may be there and not be listed. No name listed leads out of the directory.
package manifest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

const (
	// Reserved begins the names in a directory's root that are the program's own. They are
	// never listed.
	Reserved = ".briefings-"

	// Name is the manifest's file.
	Name = Reserved + "manifest"
)

const (
	format = "briefings-manifest "
	header = format + "1\n"
)

var (
	ErrDamaged = errors.New("the manifest is damaged")
	ErrNewer   = errors.New("the manifest is of a newer version")
)

// A Manifest is what is known of a directory's files by name. A nil one lists nothing.
type Manifest map[string]Entry

// An Entry is the content of a file.
type Entry struct {
	Sum  [sha256.Size]byte
	Size int64
}

// Names returns the names listed, sorted.
func (m Manifest) Names() []string { return slices.Sorted(maps.Keys(m)) }

// Encode returns the manifest's one and only text.
func (m Manifest) Encode() []byte {
	b := []byte(header)
	for _, name := range m.Names() {
		e := m[name]
		b = hex.AppendEncode(b, e.Sum[:])
		b = append(b, ' ')
		b = strconv.AppendInt(b, e.Size, 10)
		b = append(b, ' ')
		b = append(b, name...)
		b = append(b, '\n')
	}
	return fmt.Appendf(b, "end %x\n", sha256.Sum256(b))
}

// Parse reads the text of a manifest. If it is damaged, the lines that can be read are returned
// with ErrDamaged; they are hints then, and not to be believed without looking.
func Parse(text []byte) (Manifest, error) {
	first, _, _ := strings.Cut(string(text[:min(len(text), 64)]), "\n")
	if version, ok := strings.CutPrefix(first, format); ok {
		if n, err := strconv.Atoi(version); err == nil && n > 1 {
			return nil, ErrNewer
		}
	}
	m := make(Manifest, bytes.Count(text, []byte("\n")))
	for line := range strings.Lines(string(text)) {
		if name, e, ok := parseEntry(line); ok {
			m[name] = e
		}
	}
	// The text has one right form. Comparing with it finds every kind of damage at once:
	// header, order, repetition, a lost line, a wrong sum.
	if !bytes.Equal(m.Encode(), text) {
		return m, ErrDamaged
	}
	return m, nil
}

// parseEntry reads a line of a file.
func parseEntry(line string) (name string, e Entry, ok bool) {
	line, ended := strings.CutSuffix(line, "\n")
	sum, rest, _ := strings.Cut(line, " ")
	size, name, _ := strings.Cut(rest, " ")
	if !ended || len(sum) != 2*sha256.Size || Unlistable(name) != "" {
		return "", Entry{}, false
	}
	if _, err := hex.Decode(e.Sum[:], []byte(sum)); err != nil {
		return "", Entry{}, false
	}
	var err error
	e.Size, err = strconv.ParseInt(size, 10, 64)
	return name, e, err == nil && e.Size >= 0
}

// Load reads dir's manifest; its errors are Parse's and the system's. The FileInfo is the
// file's as it was before reading. A manifest behind a symlink is none.
func Load(dir string) (Manifest, fs.FileInfo, error) {
	name := filepath.Join(dir, Name)
	info, err := os.Lstat(name)
	if err != nil {
		return nil, nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, nil, &fs.PathError{Op: "read", Path: name, Err: errors.New("not a regular file")}
	}
	text, err := os.ReadFile(name)
	if err != nil {
		return nil, nil, err
	}
	m, err := Parse(text)
	return m, info, err
}
