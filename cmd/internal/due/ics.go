package due

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
)

// A Calendar is what instants are published as: an iCalendar object, RFC 5545.
type Calendar struct {
	Name      string
	Authority string    // of the site's tag URIs; empty if it has none
	Year      int       // likewise
	Stamp     time.Time // DTSTAMP: the clock of the build, so that equal builds give equal calendars
}

// stampForm is a DATE-TIME in UTC, form 2 of section 3.3.5.
const stampForm = "20060102T150405Z"

// ICS returns the calendar with an event for each instant. An event takes no time of anybody's.
func ICS(c Calendar, instants []Instant) string {
	var w icsWriter
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.line("PRODID", "-//briefings//due//EN")
	w.text("NAME", c.Name) // RFC 7986
	w.text("X-WR-CALNAME", c.Name)
	for _, x := range instants {
		w.line("BEGIN", "VEVENT")
		w.text("UID", c.uid(x))
		w.line("DTSTAMP", stamp(c.Stamp))
		w.line("DTSTART", stamp(x.At))
		w.text("SUMMARY", x.Title+": "+x.Why)
		w.text("DESCRIPTION", cmp.Or(string(x.Path), x.ID))
		w.line("TRANSP", "TRANSPARENT")
		w.line("END", "VEVENT")
	}
	if len(instants) == 0 {
		w.b.WriteString(noEvents)
	}
	w.line("END", "VCALENDAR")
	return w.b.String()
}

// noEvents stands where there is no event: a calendar must have a component (section 3.6).
const noEvents = "BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n" +
	"TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"

// uid is a name for an instant that no other has, here or elsewhere, and that stays. It is a tag URI
// in form, and short enough (RFC 7986, section 5.3), for which the path is no help.
func (c Calendar) uid(x Instant) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{x.Kind, string(x.Path), x.ID, x.Why}, "\x00")))
	return fmt.Sprintf("tag:%s,%04d:due/%s/%s/%x", cmp.Or(c.Authority, "localhost"), c.Year, x.Kind, stamp(x.At), sum[:8])
}

// stamp writes a moment to the second: the next whole one, for before it nothing has changed.
func stamp(t time.Time) string {
	if whole := t.Truncate(time.Second); !whole.Equal(t) {
		t = whole.Add(time.Second)
	}
	return t.UTC().Format(stampForm)
}

// An icsWriter writes content lines.
type icsWriter struct{ b strings.Builder }

// foldAt is how many octets a line may have, without its end (section 3.1).
const foldAt = 75

// line writes a property, folded between characters.
func (w *icsWriter) line(name, value string) {
	room := foldAt
	for _, r := range name + ":" + value {
		n := utf8.RuneLen(r)
		if n > room {
			w.b.WriteString("\r\n ")
			room = foldAt - 1
		}
		w.b.WriteRune(r)
		room -= n
	}
	w.b.WriteString("\r\n")
}

// text writes a property whose value is text (section 3.3.11).
func (w *icsWriter) text(name, value string) {
	w.line(name, escapeText.Replace(diag.Printable(value)))
}

var escapeText = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`)
