package typed

import (
	"regexp"
	"strconv"
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
//
// Where clocks go forward, a time that they leave out is read as if they had not gone yet: 01:30 in
// London on 27 March 2022 is what was 02:30. Of a time that they show twice the later is meant, which
// breaks no embargo. time.Date promises neither.
func (d Date) In(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if d.zoned {
		return d.wall.In(loc)
	}
	return d.local(d.wall, loc)
}

// End returns the first moment after d, in loc: of a day that is the beginning of the next, for
// "until 9 November" includes the ninth; of a date with a time of day, the moment itself. A zero
// Date gives the zero Time.
func (d Date) End(loc *time.Location) time.Time {
	if d.IsZero() || !d.day {
		return d.In(loc)
	}
	return d.local(d.wall.AddDate(0, 0, 1), loc)
}

// local returns the moment at which clocks in loc show what w shows in UTC.
func (d Date) local(w time.Time, loc *time.Location) time.Time {
	first, last := moments(w, loc)
	if d.day {
		return first
	}
	return last
}

// moments returns the two moments at which clocks in loc show what w shows in UTC. Nearly always they
// are one.
func moments(w time.Time, loc *time.Location) (first, last time.Time) {
	t := time.Date(w.Year(), w.Month(), w.Day(), w.Hour(), w.Minute(), w.Second(), w.Nanosecond(), loc)
	if u := w.Add(-offset(t)); !u.Equal(t) { // left out: the later has the offset from before the change
		if u.After(t) {
			t = u.In(loc)
		}
		return t, t
	}
	start, end := t.ZoneBounds()
	if u := w.Add(-offset(start.Add(-1))); !start.IsZero() && u.Before(start) {
		return u.In(loc), t
	}
	if u := w.Add(-offset(end)); !end.IsZero() && !u.Before(end) {
		return t, u.In(loc)
	}
	return t, t
}

// offset is how far clocks are ahead of UTC.
func offset(t time.Time) time.Duration {
	_, seconds := t.Zone()
	return time.Duration(seconds) * time.Second
}

// Before reports whether d is before e whatever the site's zone is: dates of which only one has
// a zone are compared as if both were in UTC.
func (d Date) Before(e Date) bool { return d.wall.Before(e.wall) }

// Day returns the Date of a calendar day without a zone.
func Day(year int, month time.Month, day int) Date {
	return Date{wall: time.Date(year, month, day, 0, 0, 0, 0, time.UTC), day: true}
}

// numeric is a date in figures: ISO 8601 and RFC 3339 with the liberties that YAML 1.1 and the
// common generators take. A zone's abbreviation may follow.
var numeric = regexp.MustCompile(`^(\d{4})([-/])(\d{1,2})[-/](\d{1,2})` +
	`(?:[Tt ] *(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(?: *([Zz]|[+-]\d{1,2}(?::?\d{2})?))?(?: *([A-Z]{2,5}))?)?$`)

// worded are the forms that have names in them.
var worded = []struct {
	layout     string
	zoned, day bool
}{
	{"2 Jan 2006", false, true},
	{"2 January 2006", false, true},
	{"Jan 2, 2006", false, true},
	{"January 2, 2006", false, true},
	{"Mon, 2 Jan 2006 15:04:05 -0700", true, false}, // RFC 5322
	{"Mon, 2 Jan 2006 15:04:05 MST", false, false},
	{"Mon Jan _2 15:04:05 MST 2006", false, false}, // date(1)
}

// ParseDate reads a date in one of the accepted forms.
func ParseDate(s string) (Date, bool) {
	s = strings.TrimSpace(s)
	if m := numeric.FindStringSubmatch(s); m != nil {
		return figures(m)
	}
	for _, w := range worded {
		t, err := time.Parse(w.layout, s)
		if err != nil || !sane(t) {
			continue
		}
		if zone, _ := t.Zone(); w.zoned || isUTC(zone) && strings.Contains(w.layout, "MST") {
			return Date{wall: t, zoned: true}, true
		}
		wall := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
		return Date{wall: wall, day: w.day}, true
	}
	return Date{}, false
}

// figures makes a Date of the parts of a numeric one.
func figures(m []string) (Date, bool) {
	n := func(i int) int {
		v, _ := strconv.Atoi(m[i]) // digits, four at most, or nothing
		return v
	}
	nanos, _ := strconv.Atoi((m[8] + "000000000")[:9])
	loc, zoned := zone(m[9], m[10])
	if loc == nil {
		return Date{}, false
	}
	t := time.Date(n(1), time.Month(n(3)), n(4), n(5), n(6), n(7), nanos, loc)
	rolled := t.Month() != time.Month(n(3)) || t.Day() != n(4) // 30 February, 24:00
	if rolled || n(6) > 59 || n(7) > 59 || !sane(t) {
		return Date{}, false
	}
	return Date{wall: t, zoned: zoned, day: m[5] == ""}, true
}

// zone reads "Z" or an offset, or else an abbreviation: no zone that every machine agrees on,
// except UTC's own. The location is nil if there is no such offset.
func zone(offset, name string) (loc *time.Location, known bool) {
	switch {
	case offset == "":
		return time.UTC, isUTC(name)
	case offset == "Z" || offset == "z":
		return time.UTC, true
	}
	digits := strings.ReplaceAll(offset[1:], ":", "")
	if len(digits)%2 == 1 {
		digits = "0" + digits
	}
	digits += "00"
	hours, _ := strconv.Atoi(digits[:2])
	minutes, _ := strconv.Atoi(digits[2:4])
	if hours > 23 || minutes > 59 {
		return nil, false
	}
	seconds := hours*3600 + minutes*60
	if offset[0] == '-' {
		seconds = -seconds
	}
	if seconds == 0 {
		return time.UTC, true
	}
	return time.FixedZone("", seconds), true
}

func isUTC(zone string) bool { return zone == "UTC" || zone == "GMT" }

// sane keeps out years that RFC 3339 and URLs cannot hold, in any zone.
func sane(t time.Time) bool { return t.Year() >= 1 && t.Year() <= 9998 }
