// Package record is the list, kept where a site is published, of the files that were published there.
//
// It is UTF-8 text, and its lines end in \n. The first names format and version, the last holds the
// SHA-256 of all lines before it. Between them there is a line for each file, sorted by name: the SHA-256
// of its content in hexadecimal, its size in bytes, "site" or "kept", how it was sent, the remote's
// stamp, its slash-separated name, one space between them; "-" is nothing.
//
//	briefings-published 1
//	b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9 11 site 5f1d22aa 9e107d9d372bb682 about/index.html
//	end 0d1c...
//
// It is a claim, not a proof: what the remote has is found out by asking it.
package record

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"briefings/cmd/internal/output/manifest"
)

const (
	// Name is the file of what was published last. It is written when all of that is there.
	Name = manifest.Reserved + "published"

	// Begun is the file of what is being published: the names that Name does not list. It is written
	// before any of them, and removed at the end. A last line, "run 5f1d...", tells a run from any other.
	// A run that found another in its way leaves its list under a name that begins so.
	Begun = manifest.Reserved + "begun"
)

const (
	format = "briefings-published "
	header = format + "1\n"
)

var (
	ErrDamaged = errors.New("the list of what was published is damaged")
	ErrNewer   = errors.New("the list of what was published is of a newer version of briefings")
)

// Copy is the form of a file that holds another one, compressed, for servers that hand out such.
const Copy = "copy"

// A Record is what is known of published files by name. A nil one lists nothing.
type Record map[string]Entry

// An Entry is a published file.
type Entry struct {
	manifest.Entry
	Kept  bool   // no longer part of the site, and still there for those who have an old page open
	Form  string // how it was sent; empty where that makes no difference
	Stamp string // the remote's; empty: not known
}

// Names returns the names listed, sorted.
func (r Record) Names() []string { return slices.Sorted(maps.Keys(r)) }

// Site returns the files of the site, without those that are only kept and without copies.
func (r Record) Site() manifest.Manifest {
	m := make(manifest.Manifest, len(r))
	for name, e := range r {
		if !e.Kept && e.Form != Copy {
			m[name] = e.Entry
		}
	}
	return m
}

// Encode returns the record's one and only text.
func (r Record) Encode() []byte {
	b := []byte(header)
	for _, name := range r.Names() {
		e := r[name]
		state := "site"
		if e.Kept {
			state = "kept"
		}
		b = fmt.Appendf(b, "%x %d %s %s %s %s\n", e.Sum, e.Size, state, word(e.Form), word(e.Stamp), name)
	}
	return fmt.Appendf(b, "end %x\n", sha256.Sum256(b))
}

// mark begins the line of a run.
const mark = "\nrun "

// Marked is the text of a record with the mark of a run, which has no blanks.
func (r Record) Marked(run string) []byte {
	return fmt.Appendf(r.Encode(), "%s%s\n", mark[1:], run)
}

// ParseMarked reads the text of a record that may have a mark.
func ParseMarked(text []byte) (Record, error) {
	if i := bytes.LastIndex(text, []byte(mark)); i >= 0 && bytes.IndexByte(text[i+1:], '\n') == len(text)-i-2 {
		text = text[:i+1]
	}
	return Parse(text)
}

// word is a text as a column. A stamp that has blanks is not known the next time.
func word(s string) string {
	if s == "" || strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r == 0x7f }) {
		return "-"
	}
	return s
}

// Parse reads the text of a record.
func Parse(text []byte) (Record, error) {
	first, _, _ := strings.Cut(string(text[:min(len(text), 64)]), "\n")
	if version, ok := strings.CutPrefix(first, format); ok {
		if n, err := strconv.Atoi(version); err == nil && n > 1 {
			return nil, ErrNewer
		}
	}
	r := make(Record, bytes.Count(text, []byte("\n")))
	for line := range strings.Lines(string(text)) {
		if name, e, ok := parseEntry(line); ok {
			r[name] = e
		}
	}
	// The text has one right form. Comparing with it finds every kind of damage at once.
	if !bytes.Equal(r.Encode(), text) {
		return nil, ErrDamaged
	}
	return r, nil
}

func parseEntry(line string) (name string, e Entry, ok bool) {
	line, ended := strings.CutSuffix(line, "\n")
	columns := strings.SplitN(line, " ", 6)
	if !ended || len(columns) != 6 || len(columns[0]) != 2*sha256.Size || manifest.Unlistable(columns[5]) != "" {
		return "", e, false
	}
	if _, err := hex.Decode(e.Sum[:], []byte(columns[0])); err != nil {
		return "", e, false
	}
	var err error
	e.Size, err = strconv.ParseInt(columns[1], 10, 64)
	e.Kept = columns[2] == "kept"
	e.Form, e.Stamp = unword(columns[3]), unword(columns[4])
	return columns[5], e, err == nil
}

func unword(s string) string {
	if s == "-" {
		return ""
	}
	return s
}
