package config

import (
	"strings"
	"time"
)

// A Date is a moment as an author wrote it: with a zone, or without one, which means the site's.
// The zero value is no date.
type Date struct {
	wall  time.Time // in UTC if the zone is not known
	zoned bool
	day   bool // no time of day was written
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d.wall.IsZero() }

// HasTime reports whether a time of day was written.
func (d Date) HasTime() bool { return !d.day && !d.IsZero() }

// In returns the moment, in loc. A date without a zone is taken to be loc's own; one without a
// time of day is its first moment. A zero Date gives the zero Time.
func (d Date) In(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if d.zoned {
		return d.wall.In(loc)
	}
	w := d.wall
	return time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), w.Nanosecond(), loc)
}

// Before reports whether d is before e whatever the site's zone is: dates of which only one has
// a zone are compared as if both were in UTC.
func (d Date) Before(e Date) bool { return d.wall.Before(e.wall) }

// Day returns the Date of a calendar day without a zone.
func Day(year int, month time.Month, day int) Date {
	return Date{wall: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), day: true}
}

// dateLayouts are the forms that strings are read in: ISO 8601 and RFC 3339 with the liberties
// that YAML 1.1 and the common generators take.
var dateLayouts = []struct {
	layout     string
	zoned, day bool
}{
	{"2006-1-2", false, true},
	{time.RFC3339, true, false},
	{"2006-1-2T15:04:05", false, false},
	{"2006-1-2 15:04:05", false, false},
	{"2006-1-2T15:04", false, false},
	{"2006-1-2 15:04", false, false},
	{"2006-1-2 15:04:05Z07:00", true, false},
	{"2006-1-2 15:04:05 Z07:00", true, false},
	{"2006-1-2 15:04:05 -0700", true, false},
	{"2006-1-2T15:04:05-0700", true, false},
	{"2006-1-2 15:04 -0700", true, false},
	{"2006-1-2T15:04Z07:00", true, false},
	{"2006-1-2 15:04:05 -0700 MST", true, false},
	{"2006-1-2 15:04:05 MST", false, false},
	{"2006/1/2", false, true},
	{"2006/1/2 15:04:05", false, false},
	{"2 Jan 2006", false, true},
	{"2 January 2006", false, true},
	{"January 2, 2006", false, true},
	{"Jan 2, 2006", false, true},
	{time.RFC1123Z, true, false},
}

// ParseDate reads a date in one of the accepted forms.
func ParseDate(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	for _, l := range dateLayouts {
		t, err := time.Parse(l.layout, s)
		if err != nil || !sane(t) {
			continue
		}
		zoned := l.zoned
		if strings.HasSuffix(l.layout, " MST") {
			// An abbreviation is no zone that every machine agrees on, except UTC's own.
			name, _ := t.Zone()
			zoned = l.zoned || name == "UTC" || name == "GMT"
		}
		if !zoned {
			t = time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
		}
		return Date{wall: t, zoned: zoned, day: l.day}, true
	}
	return Date{}, false
}

// sane keeps out years that RFC 3339 and URLs cannot hold, in any zone.
func sane(t time.Time) bool { return t.Year() >= 1 && t.Year() <= 9998 }

// tomlDate converts what BurntSushi/toml decodes. It marks local forms by the name of the
// location, whose offset is the machine's and must not be used.
func tomlDate(t time.Time) (Date, bool) {
	if !sane(t) {
		return Date{}, false
	}
	utc := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
	switch t.Location().String() {
	case "datetime-local":
		return Date{wall: utc}, true
	case "date-local":
		return Date{wall: utc, day: true}, true
	case "time-local":
		return Date{}, false
	}
	return Date{wall: t, zoned: true}, true
}
