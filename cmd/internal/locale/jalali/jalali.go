// Package jalali converts days to the solar calendar of Iran.
//
// The year begins on the day of the March equinox in Teheran, or on the next if the equinox comes after
// noon. The leap years are those of Birashk's breaks, which agree with the astronomical ones in the
// years 1178 to 1633 of the calendar (1799 to 2254); before and after, a day may be off by one.
package jalali

import "time"

// A Date is a day of the calendar.
type Date struct {
	Year  int
	Month int // from 1, Farvardin
	Day   int
}

// breaks are the years in which the rhythm of leap years, one in four and at times one in five, begins
// anew.
var breaks = [...]int{
	-61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456, 3178,
}

// Of returns the day that t is in its zone; false where the calendar is not known.
func Of(t time.Time) (Date, bool) {
	gregorian := t.Year()
	year := gregorian - 621
	first, leap, ok := nowruz(year)
	if !ok {
		return Date{}, false
	}
	since := dayNumber(t) - dayNumber(time.Date(gregorian, time.March, first, 0, 0, 0, 0, time.UTC))
	if since < 0 { // in the year that began in the March before
		year--
		since += 365 + 1
		if leap != 1 { // the one before is no leap year
			since--
		}
	}
	if since < 6*31 {
		return Date{year, 1 + since/31, 1 + since%31}, true
	}
	since -= 6 * 31
	return Date{year, 7 + since/30, 1 + since%30}, true
}

// Gregorian returns the first moment of the day in UTC; false if there is no such day, or the calendar is not
// known there.
func (d Date) Gregorian() (time.Time, bool) {
	first, _, ok := nowruz(d.Year)
	if !ok {
		return time.Time{}, false
	}
	since := 31*(d.Month-1) + d.Day - 1
	if d.Month > 7 {
		since -= d.Month - 7
	}
	t := time.Date(d.Year+621, time.March, first+since, 0, 0, 0, 0, time.UTC)
	same, ok := Of(t)
	return t, ok && same == d
}

// dayNumber counts days, whatever the zone.
func dayNumber(t time.Time) int {
	y, m, d := t.Date()
	return int(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 60 * 60))
}

// nowruz returns the day in March on which a year begins, and how many years have passed since the last
// leap year: 0 says that the year is one.
func nowruz(year int) (march, sinceLeap int, ok bool) {
	last := len(breaks) - 1
	if year < breaks[0] || year >= breaks[last] {
		return 0, 0, false
	}
	leaps := -14 // of the calendar, up to the year
	from := breaks[0]
	var length int
	for _, next := range breaks[1:] {
		length = next - from
		if year < next {
			break
		}
		leaps += length/33*8 + length%33/4
		from = next
	}
	n := year - from
	leaps += n/33*8 + (n%33+3)/4
	if length%33 == 4 && length-n == 4 {
		leaps++
	}
	gregorian := year + 621
	march = 20 + leaps - (gregorian/4 - (gregorian/100+1)*3/4 - 150)
	if length-n < 6 {
		n = n - length + (length+4)/33*33
	}
	sinceLeap = ((n+1)%33 - 1) % 4
	if sinceLeap == -1 {
		sinceLeap = 4
	}
	return march, sinceLeap, true
}
