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
	return l.together(both, l.gregorian("dates.day", t), l.solarDays(t, t))
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
	return l.beside(l.month("dates.months_alone", year, month), l.solarMonth(year, month))
}

// MonthWithin is Month within a sentence, which some languages begin with a small letter.
func (l *Locale) MonthWithin(year int, month time.Month) string {
	return l.beside(l.month("dates.months_within", year, month), l.solarMonth(year, month))
}

// MonthBelow is Month below the title of its year: November.
func (l *Locale) MonthBelow(year int, month time.Month) string {
	return l.beside(word(l.list("dates.months_alone"), int(month)), l.solarMonth(year, month))
}

// Months writes the months from that of first to that of last, of one year, as a title: July–September 2022.
func (l *Locale) Months(first, last time.Time) string {
	from := word(l.list("dates.months_alone"), int(first.Month()))
	months := l.Range(from, l.month("dates.months_within", last.Year(), last.Month()))
	return l.beside(months, l.solarMonths(first, last))
}

func (l *Locale) month(words string, year int, month time.Month) string {
	return l.with("dates.month", "month", word(l.list(words), int(month)), "year", l.Year(year))
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

// YearTitle is Year as a title over what was in it.
func (l *Locale) YearTitle(year int) string { return l.beside(l.Year(year), l.solarYears(year)) }

// Days writes the days from first to last: 7–13 November 2022.
func (l *Locale) Days(first, last time.Time) string {
	months := l.list("dates.months")
	in := func(t time.Time) jalali.Date { return jalali.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()} }
	return l.beside(l.days(months, in(first), in(last)), l.solarDays(first, last))
}

// days writes the days from first to last, of any calendar that has months of these names.
func (l *Locale) days(months []string, first, last jalali.Date) string {
	day := func(key string, d jalali.Date) string { return l.date(key, d.Day, word(months, d.Month), d.Year) }
	end := day("dates.day", last)
	switch {
	case first.Year != last.Year:
		return l.with("dates.span", "first", day("dates.day", first), "last", end)
	case first.Month != last.Month:
		return l.with("dates.span", "first", day("dates.day_month", first), "last", end)
	}
	return l.Range(l.digits(strconv.Itoa(first.Day)), end)
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
