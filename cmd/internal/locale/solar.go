package locale

import (
	"time"

	"briefings/cmd/internal/locale/jalali"
)

// What is written here is by the calendar of Iran, and empty where the site does not want it or the calendar
// is not known.

// beside puts what is written by the calendar of Iran beside the same by the other.
func (l *Locale) beside(gregorian, solar string) string {
	return l.together("dates.both", gregorian, solar)
}

// together is beside; both is the key of how the two stand together.
func (l *Locale) together(both, gregorian, solar string) string {
	if solar == "" {
		return gregorian
	}
	return l.with(both, "gregorian", gregorian, "jalali", solar)
}

// span returns the days of two moments.
func (l *Locale) span(first, last time.Time) (from, to jalali.Date, ok bool) {
	if !l.solar {
		return from, to, false
	}
	from, known := jalali.Of(first)
	to, ok = jalali.Of(last)
	return from, to, known && ok
}

// solarDays writes the days from first to last, which may be one.
func (l *Locale) solarDays(first, last time.Time) string {
	from, to, ok := l.span(first, last)
	switch {
	case !ok:
		return ""
	case from == to:
		return l.date("dates.day", to.Day, word(l.list("dates.jalali"), to.Month), to.Year)
	}
	return l.days(l.list("dates.jalali"), from, to)
}

// solarMonth writes the months that a month of the other calendar lies in.
func (l *Locale) solarMonth(year int, month time.Month) string {
	first := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
	return l.solarMonths(first, first.AddDate(0, 1, -1))
}

// solarMonths writes the months from that of first to that of last.
func (l *Locale) solarMonths(first, last time.Time) string {
	from, to, ok := l.span(first, last)
	if !ok {
		return ""
	}
	end := l.solarIn(to)
	switch {
	case from.Year != to.Year:
		return l.with("dates.span", "first", l.solarIn(from), "last", end)
	case from.Month != to.Month:
		return l.Range(word(l.list("dates.jalali"), from.Month), end)
	}
	return end
}

func (l *Locale) solarIn(d jalali.Date) string {
	return l.with("dates.month", "month", word(l.list("dates.jalali"), d.Month), "year", l.Year(d.Year))
}

// solarYears writes the years that a year of the other calendar lies in.
func (l *Locale) solarYears(year int) string {
	from, to, ok := l.span(time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC), time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC))
	if !ok {
		return ""
	}
	return l.Range(l.Year(from.Year), l.Year(to.Year))
}

// SolarMonth names the month that a day is in, in little room; empty if the site has no dates by that calendar.
func (l *Locale) SolarMonth(t time.Time) string {
	d, _, ok := l.span(t, t)
	if !ok {
		return ""
	}
	return word(l.list("dates.jalali"), d.Month)
}

// SolarShort writes a day in little room; likewise.
func (l *Locale) SolarShort(t time.Time) string {
	d, _, ok := l.span(t, t)
	if !ok {
		return ""
	}
	return l.date("dates.day_month", d.Day, word(l.list("dates.jalali"), d.Month), d.Year)
}
