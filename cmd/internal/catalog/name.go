package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/typed"
)

// A name is what the path of a document says of it.
type name struct {
	parts  []string // folders below content, as they are written
	stem   string   // of the file; empty for the page of a folder
	id     string
	folder string // from the site's root
	bundle bool   // index.md: the folder is the document's own
	date   typed.Date
	lang   string // of a translation, from the name of its file; empty for any other
}

var datedName = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})-(.+)$`)

// nameOf reads the path of a document. lang is the language of a translation; empty if it is none.
func nameOf(file, root, lang string) name {
	n := name{folder: path.Dir(file), lang: lang}
	rel := file
	if root != "." {
		rel = strings.TrimPrefix(file, root+"/")
	}
	if dir := path.Dir(rel); dir != "." {
		n.parts = strings.Split(dir, "/")
	}
	base := path.Base(rel)
	n.stem = strings.TrimSuffix(base, path.Ext(base))
	suffix := ""
	if lang != "" {
		n.stem, _ = suffixed(n.stem)
		suffix = "." + lang // the bare id is that of the document which has no language in its name
	}
	n.id = n.stem
	switch strings.ToLower(n.stem) {
	case "index":
		n.bundle, n.stem = true, ""
	case "_index", "readme":
		n.stem = ""
	}
	if n.stem == "" && len(n.parts) > 0 {
		n.id = n.parts[len(n.parts)-1]
	}
	if m := datedName.FindStringSubmatch(n.id); m != nil {
		if date, ok := typed.ParseDate(m[1] + "-" + m[2] + "-" + m[3]); ok {
			n.id, n.date = m[4], date
		}
	}
	n.id = fold.PublishableName(n.id) + suffix // it may be shown as the title
	return n
}

// kindFolders are the folders under content that say what is in them.
var kindFolders = map[string]string{
	"articles": "article", "notes": "note", "entities": "entity", "sources": "source", "briefings": "briefing",
}

func (n name) kind(cfg *config.Site, declared string) string {
	switch {
	case declared != "":
		return declared
	case len(n.parts) == 0 || n.stem == "" && !n.bundle:
		return "page" // the standing text of a folder's list is no item of it
	case n.stem == "" && len(n.parts) == 1:
		return "page"
	}
	if kind, ok := cfg.Kinds[n.parts[0]]; ok {
		return kind
	}
	if kind, ok := kindFolders[strings.ToLower(n.parts[0])]; ok {
		return kind
	}
	return "page"
}

// title is made of the file's name where the author gave none. A name with a date before it is one
// that Jekyll would read, with "-" for blanks.
func (n name) title() string {
	id := n.id
	if n.lang != "" {
		id = strings.TrimSuffix(id, "."+n.lang)
	}
	if n.date.IsZero() {
		return id
	}
	s := strings.ReplaceAll(id, "-", " ")
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// url is where a document is published: url, or its path with slug for its last part. What would
// leave the site is reported by Catalog.address. Translations stand in a folder of their language.
func (n name) url(m frontmatter.Meta) URL {
	if m.URL != "" {
		u, _ := cleanURL(m.URL)
		return u
	}
	parts := n.parts
	last := n.stem
	if last == "" && len(parts) > 0 {
		parts, last = parts[:len(parts)-1], parts[len(parts)-1]
	}
	out := "/"
	if n.lang != "" {
		out += Segment(n.lang) + "/"
	}
	for _, p := range parts {
		out += Segment(p) + "/"
	}
	if m.Slug != "" {
		if u, ok := cleanURL(out + m.Slug + "/"); ok {
			return u
		}
	}
	if last == "" {
		return URL(out)
	}
	return URL(out + Segment(last) + "/")
}

// AtAddress returns the document at an address as an author or a browser writes it; nil if there is none.
func (c *Catalog) AtAddress(address string) *Entry {
	u, ok := cleanURL(address)
	if !ok {
		return nil
	}
	return c.names.urls[u]
}

// cleanURL makes an author's address one of the site's: ok is false if it leaves it.
func cleanURL(s string) (URL, bool) {
	ok := true
	var parts []string
	for p := range strings.SplitSeq(strings.ReplaceAll(s, `\`, "/"), "/") {
		switch p = strings.TrimSpace(p); p {
		case "", ".":
		case "..":
			ok = false
		default:
			parts = append(parts, Segment(p))
		}
	}
	if len(parts) == 0 {
		return "/", ok
	}
	out := "/" + strings.Join(parts, "/")
	if dir, index := strings.CutSuffix(out, "/index.html"); index {
		return URL(dir + "/"), ok
	}
	if path.Ext(out) == ".html" {
		return URL(out), ok
	}
	return URL(out + "/"), ok
}

// Segment is a part of an address; never empty.
func Segment(s string) string {
	if out := fold.Segment(s); out != "" {
		return out
	}
	sum := sha256.Sum256([]byte(s))
	return "x-" + hex.EncodeToString(sum[:4])
}

// foldID is what ids are compared by.
func foldID(id string) string { return fold.Key(id) }
