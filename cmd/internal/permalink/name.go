package permalink

import (
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/typed"
)

// A Name is what the path of a document says of it.
type Name struct {
	ID     string
	Folder string     // from the site's root
	Bundle bool       // index.md: the folder is the document's own
	Date   typed.Date // zero if the name does not begin with one
	Lang   string     // of a translation; empty for any other

	folders []string // below content, as they are written
	stem    string   // of the file, without language; empty for the page of a folder
}

// dated is a name as Jekyll has it: 2022-11-09-port-strike.
var dated = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// Read reads the path of a document below root. lang is its language if Languages has one for it.
func Read(file, root, lang string) Name {
	n := Name{Folder: path.Dir(file), Lang: lang}
	var base string
	n.folders, base = split(file, root)
	n.stem = Stem(base)
	suffix := ""
	if lang != "" {
		n.stem, _ = suffixed(n.stem)
		suffix = "." + lang // the bare id is that of the document which has no language in its name
	}
	n.ID = n.stem
	if IsIndex(n.stem) {
		n.Bundle = strings.EqualFold(n.stem, "index")
		n.stem = ""
	}
	if n.stem == "" && len(n.folders) > 0 {
		n.ID = n.folders[len(n.folders)-1]
	}
	if m := dated.FindStringSubmatch(n.ID); m != nil {
		if date, ok := typed.ParseDate(m[1] + "-" + m[2] + "-" + m[3]); ok {
			n.ID, n.Date = m[4], date
		}
	}
	n.ID = fold.PublishableName(n.ID) + suffix // it may be shown as the title
	return n
}

// Stem is the name of a file without its folders and its extension.
func Stem(file string) string {
	base := path.Base(file)
	return strings.TrimSuffix(base, path.Ext(base))
}

// Last is the name that a path ends in for its readers: the file's stem, or its folder's name for
// index.md.
func Last(file string) string {
	if stem := Stem(file); !IsIndex(stem) {
		return stem
	}
	return path.Base(path.Dir(file))
}

// IsIndex reports whether a file with that stem is the page of its folder.
func IsIndex(stem string) bool {
	switch strings.ToLower(stem) {
	case "index", "_index", "readme":
		return true
	}
	return false
}

// kinds are the folders under content that say what is in them.
var kinds = map[string]string{
	"articles": "article", "notes": "note", "entities": "entity", "sources": "source", "briefings": "briefing",
}

// Kind is the kind of document that the first folder says, in the site's own words or else in those
// of every site.
func (n Name) Kind(own map[string]string) string {
	switch {
	case len(n.folders) == 0 || n.stem == "" && !n.Bundle:
		return "page" // the standing text of a folder's list is no item of it
	case n.stem == "" && len(n.folders) == 1:
		return "page"
	}
	if kind, ok := own[n.folders[0]]; ok {
		return kind
	}
	if kind, ok := kinds[strings.ToLower(n.folders[0])]; ok {
		return kind
	}
	return "page"
}

// MeantKind returns the first folder of a document if its name says no kind but is most likely meant to, and
// the folder that is meant: its name is that of the kind, or a slip for the folder's. Both are empty if it is not.
func (n Name) MeantKind(own map[string]string) (folder, meant string) {
	if len(n.folders) == 0 {
		return "", ""
	}
	folder = n.folders[0]
	small := strings.ToLower(folder)
	if own[folder] != "" || kinds[small] != "" {
		return "", ""
	}
	for name, kind := range kinds { // no two are near to each other
		if small == kind || diag.Slip(small, name) {
			return folder, name
		}
	}
	return "", ""
}

// Title is made of the file's name where the author gave none. A name with a date before it is one
// that Jekyll would read, with "-" for blanks.
func (n Name) Title() string {
	id := n.ID
	if n.Lang != "" {
		id = strings.TrimSuffix(id, "."+n.Lang)
	}
	if n.Date.IsZero() {
		return id
	}
	s := strings.ReplaceAll(id, "-", " ")
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// URL is where a document is published: its path, with slug for the last part. A slug that is empty
// or would leave the site changes nothing. Translations stand in a folder of their language.
func (n Name) URL(slug string) URL {
	folders, last := n.folders, n.stem
	if last == "" && len(folders) > 0 {
		folders, last = folders[:len(folders)-1], folders[len(folders)-1]
	}
	out := join(folders)
	if n.Lang != "" {
		out = "/" + Segment(n.Lang) + out
	}
	if slug != "" {
		if u, ok := Clean(out + slug + "/"); ok {
			return u
		}
	}
	if last == "" {
		return URL(out)
	}
	return URL(out + Segment(last) + "/")
}
