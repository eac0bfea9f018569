// Package period divides time into the weeks and months that editions are made of.
//
// A period is a stretch of the calendar, the same in every zone; where it begins and ends in time
// depends on the zone. Ends are found on the calendar and never by adding hours: a week in which
// clocks are changed has one more or one less.
package period

import (
	"cmp"
	"fmt"
	"time"

	"briefings/cmd/internal/typed"
)

// A Period is an ISO week, Monday to Sunday, or a calendar month. Periods can be compared with ==.
type Period struct {
	weekly bool
	year   int // year, month and day are its first day
	month  time.Month
	day    int
}

// Of returns the period that a moment lies in, by the zone of t.
func Of(t time.Time, weekly bool) Period {
	year, month, day := t.Date()
	if weekly {
		day -= (int(t.Weekday()) + 6) % 7
	} else {
		day = 1
	}
	p := from(time.Date(year, month, day, 0, 0, 0, 0, time.UTC), weekly)
	switch loc := t.Location(); { // the calendar of a zone may go back over midnight
	case t.Before(p.Start(loc)):
		return p.Previous()
	case !t.Before(p.End(loc)):
		return p.Next()
	}
	return p
}

// from is the period that begins on a day, given as its midnight in UTC.
func from(first time.Time, weekly bool) Period {
	year, month, day := first.Date()
	return Period{weekly, year, month, day}
}

// first is the midnight of the first day, in UTC.
func (p Period) first() time.Time { return time.Date(p.year, p.month, p.day, 0, 0, 0, 0, time.UTC) }

// last is likewise that of the last day.
func (p Period) last() time.Time { return p.Next().first().AddDate(0, 0, -1) }

// Start returns the first moment of the period in a zone.
func (p Period) Start(loc *time.Location) time.Time {
	return typed.Day(p.year, p.month, p.day).In(loc)
}

// End returns the first moment after the period in a zone, which is the next one's Start.
func (p Period) End(loc *time.Location) time.Time { return p.Next().Start(loc) }

// Next returns the period after p.
func (p Period) Next() Period { return p.plus(1) }

// Previous returns the period before p.
func (p Period) Previous() Period { return p.plus(-1) }

func (p Period) plus(n int) Period {
	if p.weekly {
		return from(p.first().AddDate(0, 0, 7*n), true)
	}
	return from(p.first().AddDate(0, n, 0), false)
}

// Compare orders periods of one length by time.
func (p Period) Compare(q Period) int {
	return cmp.Or(cmp.Compare(p.year, q.year), cmp.Compare(p.month, q.month), cmp.Compare(p.day, q.day))
}

// Year returns the year that the period counts in: for a week, that of its Thursday, as ISO 8601 has it.
func (p Period) Year() int {
	if p.weekly {
		year, _ := p.first().ISOWeek()
		return year
	}
	return p.year
}

// Key names the period in addresses: "2022-w45", "2022-11".
func (p Period) Key() string {
	if p.weekly {
		year, week := p.first().ISOWeek()
		return fmt.Sprintf("%04d-w%02d", year, week)
	}
	return fmt.Sprintf("%04d-%02d", p.year, p.month)
}

// Weekly reports whether the period is a week.
func (p Period) Weekly() bool { return p.weekly }

// Month returns the month of the first day.
func (p Period) Month() time.Month { return p.month }

// Week returns the number of a week in its Year, as ISO 8601 has it.
func (p Period) Week() int {
	_, week := p.first().ISOWeek()
	return week
}

// Days returns the first and the last day, as midnights in UTC.
func (p Period) Days() (first, last time.Time) { return p.first(), p.last() }

// Name names the period in English, within a sentence: "week 45 of 2022", "November 2022".
func (p Period) Name() string {
	if p.weekly {
		return fmt.Sprintf("week %d of %d", p.Week(), p.Year())
	}
	return fmt.Sprintf("%s %d", p.month, p.year)
}
