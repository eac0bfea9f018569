// Package citation writes how a document is cited: for people, for BibTeX and as CSL-JSON.
//
// What it writes is plain text. It names nothing but title, authors, dates and addresses, and so no text
// of the document. Strangers wrote these: whatever they hold, BibTeX and JSON come out well-formed.
package citation

import (
	"encoding/json"
	"slices"
	"strings"
	"time"
	"unicode"
)

// A Work is a document to be cited. All but ID, Title and URL may be empty.
type Work struct {
	ID        string // names it among others
	News      bool   // it was in a newspaper or came from an agency
	Title     string
	Authors   []Author
	Container string // the publication or the site that it is part of
	Date      time.Time
	Lang      string // BCP 47
	URL       string
	Accessed  time.Time // when somebody looked at URL
	Kept      string    // address of a page that keeps a copy or says what it said
	Keeper    string    // whose page that is
}

// An Author is who signs a work.
type Author struct {
	Name string
	Body bool // several, and not a person
}

// A Language writes what a line for people is made of. What it is given has no control characters.
type Language interface {
	Day(time.Time) string
	Comma(words []string) string // a list of them
	Quoted(title string) string
}

// Plain returns the work as one line for people.
func (w Work) Plain(in Language) string {
	var parts []string
	add := func(s string) {
		if s = line(s); s != "" {
			parts = append(parts, strings.TrimRight(s, ". ")+".")
		}
	}
	names := make([]string, len(w.Authors))
	for i, a := range w.Authors {
		names[i] = line(a.Name)
	}
	date := ""
	if !w.Date.IsZero() {
		date = in.Day(w.Date)
	}
	add(list(in, names...))
	parts = append(parts, in.Quoted(line(w.Title))+".")
	add(list(in, line(w.Container), date))
	out := strings.Join(append(parts, line(w.URL)), " ")
	if w.Kept != "" {
		out += " [" + list(in, line(w.Keeper), line(w.Kept)) + "]"
	}
	return out
}

// list joins those words that are there.
func list(in Language, words ...string) string {
	return in.Comma(slices.DeleteFunc(words, func(s string) bool { return s == "" }))
}

// A cslItem is an item of CSL-JSON (docs.citationstyles.org, CSL-JSON schema 1.0).
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Container string    `json:"container-title,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Accessed  *cslDate  `json:"accessed,omitempty"`
	Language  string    `json:"language,omitempty"`
	URL       string    `json:"URL"`
	Archive   string    `json:"archive,omitempty"`
	Location  string    `json:"archive_location,omitempty"`
}

type cslName struct {
	Family  string `json:"family,omitempty"`
	Given   string `json:"given,omitempty"`
	Literal string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [1][3]int `json:"date-parts"`
}

// CSL returns the work as CSL-JSON: a list of one item.
func (w Work) CSL() string {
	item := cslItem{
		ID: line(w.ID), Type: "webpage", Title: line(w.Title), Container: line(w.Container), Issued: newDate(w.Date), Accessed: newDate(w.Accessed),
		Language: line(w.Lang), URL: line(w.URL), Archive: line(w.Keeper), Location: line(w.Kept),
	}
	if w.News {
		item.Type = "article-newspaper"
	}
	if w.Kept == "" {
		item.Archive = ""
	}
	for _, a := range w.Authors {
		item.Author = append(item.Author, newName(a))
	}
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false) // it is read as text
	if err := e.Encode([]cslItem{item}); err != nil {
		return "" // strings and numbers have no errors
	}
	return strings.TrimSpace(out.String())
}

func newDate(t time.Time) *cslDate {
	if t.IsZero() {
		return nil
	}
	return &cslDate{[1][3]int{{t.Year(), int(t.Month()), t.Day()}}}
}

// newName takes the last word of a person's name for that of the family. Names in scripts that do not part
// words, and names of one word, stay whole.
func newName(a Author) cslName {
	name := line(a.Name)
	if i := strings.LastIndexByte(name, ' '); i > 0 && !a.Body {
		return cslName{Given: name[:i], Family: name[i+1:]}
	}
	return cslName{Literal: name}
}

// line is text on one line, without characters that nobody sees but programs stumble over. Joiners stay:
// Persian words are written with them.
func line(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) && !strings.Contains(s, "  ") && strings.TrimSpace(s) == s {
		return s // as most are
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == unicode.ReplacementChar, 0x202a <= r && r <= 0x202e, 0x2066 <= r && r <= 0x2069:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
