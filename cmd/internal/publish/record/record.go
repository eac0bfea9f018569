// Package record is the list, kept where a site is published, of the files that were published there.
//
// It is a sealed list; see package sealed. The line of a file has the SHA-256 of its content in
// hexadecimal, its size in bytes, "site" or "kept", how it was sent, the remote's stamp, its
// slash-separated name, one space between them; "-" is nothing.
//
//	briefings-published 1
//	b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9 11 site 5f1d22aa 9e107d9d372bb682 about/index.html
//	end 0d1c...
//
// A last line after that may say which run wrote it, or which site it is of; see Mark.
//
// It is a claim, not a proof: what the remote has is found out by asking it.
package record

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/output/manifest/sealed"
)

const (
	// Name is the file of what was published last. It is written when all of that is there.
	Name = manifest.Reserved + "published"

	// Begun is the file of what is being published: the names that Name does not list. It is written
	// before any of them, and removed at the end. A last line, "run 5f1d...", tells a run from any other.
	// A run that found another in its way leaves its list under a name that begins so.
	Begun = manifest.Reserved + "begun"
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

var format = sealed.Format[Entry]{
	Name:    "briefings-published",
	Append:  appendLine,
	Parse:   parseLine,
	Damaged: ErrDamaged,
	Newer:   ErrNewer,
}

func appendLine(b []byte, name string, e Entry) []byte {
	state := "site"
	if e.Kept {
		state = "kept"
	}
	return fmt.Appendf(b, "%x %d %s %s %s %s", e.Sum, e.Size, state, word(e.Form), word(e.Stamp), name)
}

func parseLine(line string) (name string, e Entry, ok bool) {
	columns := strings.SplitN(line, " ", 6)
	if len(columns) != 6 || manifest.Unlistable(columns[5]) != "" {
		return "", e, false
	}
	e.Entry, ok = manifest.ParseEntry(columns[0], columns[1])
	e.Kept = columns[2] == "kept"
	e.Form, e.Stamp = unword(columns[3]), unword(columns[4])
	return columns[5], e, ok
}

// Encode returns the record's one and only text.
func (r Record) Encode() []byte { return format.Encode(r) }

// A Mark is what a last line says besides the list: of Begun the run, of Name the site. Its value has no blanks;
// without one there is no line.
type Mark struct{ Key, Value string }

// The keys of marks.
const (
	Run  = "run"
	Site = "site"
)

// Marked is the text of a record with a mark.
func (r Record) Marked(m Mark) []byte {
	if m.Value == "" {
		return r.Encode()
	}
	return fmt.Appendf(r.Encode(), "%s %s\n", m.Key, m.Value)
}

// ParseMarked reads the text of a record that may have a mark.
func ParseMarked(text []byte) (Record, Mark, error) {
	var m Mark
	for _, key := range []string{Run, Site} {
		i := bytes.LastIndex(text, []byte("\n"+key+" ")) + 1
		line, ended := bytes.CutSuffix(text[i:], []byte("\n"))
		if value := string(line[min(len(line), len(key)+1):]); i > 0 && ended && value != "" && !strings.Contains(value, "\n") {
			m, text = Mark{key, value}, text[:i]
			break
		}
	}
	r, err := Parse(text)
	return r, m, err
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
	r, err := format.Decode(text)
	if err != nil {
		return nil, err
	}
	return r, nil
}

func unword(s string) string {
	if s == "-" {
		return ""
	}
	return s
}
