// Package sealed writes lists of files of which any damage shows.
//
// A list is UTF-8 text, and its lines end in \n. The first names format and version, the last holds the
// SHA-256 of all lines before it. Between them there is a line for each file, sorted by name as bytes.
package sealed

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A Format is how lists of one sort are written.
type Format[E any] struct {
	Name   string // the first line, less the version
	Append func(b []byte, name string, e E) []byte
	Parse  func(line string) (name string, e E, ok bool)

	Damaged, Newer error // what Decode fails with
}

// version is that of all formats.
const version = 1

// Encode returns the one and only text of a list.
func (f *Format[E]) Encode(list map[string]E) []byte {
	b := fmt.Appendf(nil, "%s %d\n", f.Name, version)
	for _, name := range slices.Sorted(maps.Keys(list)) {
		b = append(f.Append(b, name, list[name]), '\n')
	}
	return fmt.Appendf(b, "end %x\n", sha256.Sum256(b))
}

// Decode reads the text of a list. If it is damaged, the lines that can be read are returned with the
// error.
func (f *Format[E]) Decode(text []byte) (map[string]E, error) {
	first, _, _ := strings.Cut(string(text[:min(len(text), 64)]), "\n")
	if rest, ok := strings.CutPrefix(first, f.Name+" "); ok {
		if n, err := strconv.Atoi(rest); err == nil && n > version {
			return nil, f.Newer
		}
	}
	list := make(map[string]E, bytes.Count(text, []byte("\n")))
	for line := range strings.Lines(string(text)) {
		line, ended := strings.CutSuffix(line, "\n")
		if name, e, ok := f.Parse(line); ok && ended {
			list[name] = e
		}
	}
	// The text has one right form. Comparing with it finds every kind of damage at once:
	// header, order, repetition, a lost line, a wrong sum.
	if !bytes.Equal(f.Encode(list), text) {
		return list, f.Damaged
	}
	return list, nil
}
