// Package report writes for people and for programs what differs between two sites; see package diff.
package report

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"briefings/cmd/internal/diff"
)

// Formats are the forms that a Diff is written in.
var Formats = []string{"text", "json", "markdown"}

// Write writes a Diff in one of the Formats. An unknown one is an error. For people, what only follows from
// other pages is counted; with lists the pages are named. JSON has all of it.
func Write(w io.Writer, d *diff.Diff, format string, lists bool) error {
	var b strings.Builder
	switch format {
	case "text":
		outline{d, &plain{&b}, lists}.write()
	case "markdown":
		outline{d, &markdown{&b}, lists}.write()
	case "json":
		return writeJSON(w, d)
	default:
		return fmt.Errorf("unknown format %q, not one of %s", format, strings.Join(Formats, ", "))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// A form is how people read a Diff.
type form interface {
	section(title string)
	page(p diff.Page)
	change(c diff.Change)
	more(text string) // something about the page, in few words
	end(text string)  // the last line
}

// Of lists, and of what is listed, this much is told one by one.
const (
	shownListings = 30
	shownFiles    = 30
)

// An outline puts a Diff into sections: what the desk wrote comes first.
type outline struct {
	*diff.Diff
	form
	lists bool // what follows from other pages is told page by page
}

func (o outline) write() {
	for _, s := range []struct{ state, title string }{{diff.New, "New"}, {diff.Moved, "Moved"}, {diff.Changed, "Changed"}, {diff.Gone, "Gone"}} {
		pages := slices.DeleteFunc(slices.Clone(o.Pages), func(p diff.Page) bool { return p.State != s.state || p.Listing() })
		if len(pages) == 0 {
			continue
		}
		o.section(s.title)
		for _, p := range pages {
			o.page(p)
			if text := oldAddress(p); text != "" {
				o.more(text)
			}
			for _, c := range p.Changes {
				if !c.List {
					o.change(c)
				}
			}
			if text := listed(p.Changes); o.lists && text != "" {
				o.more(text)
			}
		}
	}
	if o.lists {
		o.listings()
	}
	o.files()
	o.end(o.summary())
}

// oldAddress says what becomes of those who follow a link to where a page was; empty for one that is still there.
func oldAddress(p diff.Page) string {
	switch {
	case p.Old:
		return fmt.Sprintf("an old address that led to the page: to keep it, write it into aliases again: %q", p.URL)
	case p.State == diff.Moved && p.To == p.URL:
		return "the old address redirects"
	case p.State == diff.Moved && p.To == "":
		return fmt.Sprintf("the old address is gone: add it to aliases: %q", p.From)
	case p.To != "":
		return "the old address leads to " + p.To
	}
	return ""
}

// listings tells of the pages that list others.
func (o outline) listings() {
	pages := slices.DeleteFunc(slices.Clone(o.Pages), func(p diff.Page) bool { return !p.Listing() })
	if len(pages) == 0 {
		return
	}
	o.section("In lists")
	for _, p := range pages[:min(shownListings, len(pages))] {
		o.page(p)
		o.more(listed(p.Changes))
	}
	if n := len(pages) - shownListings; n > 0 {
		o.more(fmt.Sprintf("and on %d more", n))
	}
}

func (o outline) files() {
	if len(o.Files) == 0 {
		return
	}
	o.section("Files")
	for _, f := range o.Files[:min(shownFiles, len(o.Files))] {
		o.more(f.State + ": " + f.Name)
	}
	if n := len(o.Files) - shownFiles; n > 0 {
		o.more(fmt.Sprintf("and %d more", n))
	}
}

// listed says by heading how many items came and went; empty if none did.
func listed(changes []diff.Change) string {
	var order []string
	count := map[string][2]int{}
	for _, c := range changes {
		if !c.List {
			continue
		}
		where := c.Where
		if r, _ := utf8.DecodeRuneInString(where); unicode.IsDigit(r) { // "12 items": another number is no other list
			where = ""
		}
		if _, ok := count[where]; !ok {
			order = append(order, where)
		}
		n := count[where]
		if c.Now != "" {
			n[0]++
		}
		if c.Was != "" {
			n[1]++
		}
		count[where] = n
	}
	var out []string
	for _, where := range order {
		n := count[where]
		text := fmt.Sprintf("%d in, %d out", n[0], n[1])
		switch {
		case n[1] == 0:
			text = fmt.Sprintf("%d more", n[0])
		case n[0] == 0:
			text = fmt.Sprintf("%d less", n[1])
		}
		if where != "" {
			text = where + ": " + text
		}
		out = append(out, text)
	}
	return strings.Join(out, "; ")
}

// summary says how much has changed.
func (o outline) summary() string {
	count := map[string]int{}
	listings := 0
	for _, p := range o.Pages {
		if p.Listing() {
			listings++
		} else {
			count[p.State]++
		}
	}
	if len(o.Pages)+len(o.Files) == 0 {
		return "nothing that a reader would see"
	}
	text := fmt.Sprintf("%d new, %d moved, %d changed, %d gone", count[diff.New], count[diff.Moved], count[diff.Changed], count[diff.Gone])
	switch {
	case listings == 1:
		text += "; 1 page that lists them follows"
	case listings > 1:
		text += fmt.Sprintf("; %d pages that list them follow", listings)
	}
	if listings > 0 && !o.lists {
		text += " (--lists names them)"
	}
	switch len(o.Files) {
	case 0:
	case 1:
		text += "; 1 file"
	default:
		text += fmt.Sprintf("; %d files", len(o.Files))
	}
	return text
}
