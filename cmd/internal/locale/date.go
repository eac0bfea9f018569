package locale

import (
	"strconv"
	"time"

	"briefings/cmd/internal/locale/jalali"
)

// Day writes a day: 9 November 2022.
func (l *Locale) Day(t time.Time) string { return l.told("dates.both", t) }

// DayAside is Day within brackets, which holds none: two calendars stand otherwise beside each other.
func (l *Locale) DayAside(t time.Time) string { return l.told("dates.aside", t) }

// told writes a day; both is the key of how two calendars stand together.
func (l *Locale) told(both string, t time.Time) string {
	day := l.gregorian("dates.day", t)
	if !l.solar {
		return day
	}
	d, ok := jalali.Of(t)
	if !ok {
		return day
	}
	solar := l.date("dates.day", d.Day, word(l.list("dates.jalali"), d.Month), d.Year)
	return l.with(both, "gregorian", day, "jalali", solar)
}

// Moment writes a day and the time of the day: 9 November 2022, 15:04 MSK.
func (l *Locale) Moment(t time.Time) string { return l.moment(l.Day(t), t) }

// MomentAside is Moment within brackets: see DayAside.
func (l *Locale) MomentAside(t time.Time) string { return l.moment(l.DayAside(t), t) }

func (l *Locale) moment(day string, t time.Time) string {
	return l.with("dates.moment", "day", day, "time", l.digits(t.Format("15:04")), "zone", t.Format("MST"))
}

// Month writes a month of a year, as a title: November 2022.
func (l *Locale) Month(year int, month time.Month) string {
	return l.with("dates.month", "month", l.MonthAlone(month), "year", l.Year(year))
}

// MonthWithin is Month within a sentence, which some languages begin with a small letter.
func (l *Locale) MonthWithin(year int, month time.Month) string {
	return l.with("dates.month", "month", word(l.list("dates.months_within"), int(month)), "year", l.Year(year))
}

// MonthAlone names a month.
func (l *Locale) MonthAlone(month time.Month) string {
	return word(l.list("dates.months_alone"), int(month))
}

// MonthShort names a month in little room: Nov.
func (l *Locale) MonthShort(month time.Month) string {
	return word(l.list("dates.months_short"), int(month))
}

// DayShort writes a day of a year in little room: 9 Nov.
func (l *Locale) DayShort(t time.Time) string {
	return l.date("dates.day_month", t.Day(), l.MonthShort(t.Month()), t.Year())
}

// Range writes a stretch from one to another: 2019–2022.
func (l *Locale) Range(first, last string) string {
	return l.with("dates.days", "first", first, "last", last)
}

// Year writes a year: 2022.
func (l *Locale) Year(year int) string { return l.digits(strconv.Itoa(year)) }

// Days writes the days from first to last, of the Gregorian calendar alone: 7–13 November 2022.
func (l *Locale) Days(first, last time.Time) string {
	from := ""
	switch {
	case first.Year() != last.Year():
		return l.with("dates.span", "first", l.gregorian("dates.day", first), "last", l.gregorian("dates.day", last))
	case first.Month() != last.Month():
		from = l.gregorian("dates.day_month", first)
		return l.with("dates.span", "first", from, "last", l.gregorian("dates.day", last))
	}
	return l.with("dates.days", "first", l.digits(strconv.Itoa(first.Day())), "last", l.gregorian("dates.day", last))
}

func (l *Locale) gregorian(key string, t time.Time) string {
	return l.date(key, t.Day(), word(l.list("dates.months"), int(t.Month())), t.Year())
}

func (l *Locale) date(key string, day int, month string, year int) string {
	number := l.digits(strconv.Itoa(day))
	if day == 1 {
		number = l.with("dates.first", "day", number)
	}
	return l.with(key, "day", number, "month", month, "year", l.Year(year))
}

// word is the n-th of the words, counted from 1.
func word(words []string, n int) string {
	if n < 1 || n > len(words) {
		return strconv.Itoa(n)
	}
	return words[n-1]
}
