// Package manifest is the list, kept in a directory, of the files that the program made there.
//
// It is a sealed list; see package sealed. The line of a file has the SHA-256 of its content in
// hexadecimal, its size in bytes and its slash-separated name, one space between them. It has no
// times: equal sites have equal manifests.
//
//	briefings-manifest 1
//	b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9 11 about/index.html
//	end 0d1c...
//
// A file may be listed and be missing or have other bytes, after a run that was killed. None of
// the program's may be there and not be listed. No name listed leads out of the directory.
package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"briefings/cmd/internal/output/manifest/sealed"
)

const (
	// Reserved begins the names in a directory's root that are the program's own. They are
	// never listed.
	Reserved = ".briefings-"

	// Name is the manifest's file.
	Name = Reserved + "manifest"
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

var format = sealed.Format[Entry]{
	Name:    "briefings-manifest",
	Append:  appendLine,
	Parse:   parseLine,
	Damaged: ErrDamaged,
	Newer:   ErrNewer,
}

// appendLine is called for every file of a site by every build.
func appendLine(b []byte, name string, e Entry) []byte {
	b = hex.AppendEncode(b, e.Sum[:])
	b = append(b, ' ')
	b = strconv.AppendInt(b, e.Size, 10)
	b = append(b, ' ')
	return append(b, name...)
}

func parseLine(line string) (name string, e Entry, ok bool) {
	columns := strings.SplitN(line, " ", 3)
	if len(columns) != 3 || Unlistable(columns[2]) != "" {
		return "", Entry{}, false
	}
	e, ok = ParseEntry(columns[0], columns[1])
	return columns[2], e, ok
}

// ParseEntry reads a sum in hexadecimal and a size.
func ParseEntry(sum, size string) (e Entry, ok bool) {
	if len(sum) != 2*sha256.Size {
		return e, false
	}
	if _, err := hex.Decode(e.Sum[:], []byte(sum)); err != nil {
		return e, false
	}
	var err error
	e.Size, err = strconv.ParseInt(size, 10, 64)
	return e, err == nil && e.Size >= 0
}

// Encode returns the manifest's one and only text.
func (m Manifest) Encode() []byte { return format.Encode(m) }

// Parse reads the text of a manifest. If it is damaged, the lines that can be read are returned
// with ErrDamaged; they are hints then, and not to be believed without looking.
func Parse(text []byte) (Manifest, error) { return format.Decode(text) }

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
