// Package chart divides time into bars and turns counts into shapes.
//
// All is integer arithmetic, so that a picture is the same on every machine. The package knows no words and
// no colours, and makes no markup: what it returns are attributes of SVG, such as the d of a path, for a
// layout to draw, and whatever has a name is named there.
//
// A picture of items over time is as wide as the page lets it be, and its words are not: shapes stand in a
// box of their own, Pitch units for each bar and Height units high, that is stretched; words stand outside
// of it, at percentages.
package chart

import (
	"slices"
	"time"
)

// A Unit is what a bar stands for.
type Unit int

const (
	Day Unit = iota
	Week
	Month
	Quarter
	Year
)

func (u Unit) String() string { return [...]string{"day", "week", "month", "quarter", "year"}[u] }

// A Scale is a stretch of the calendar divided into bins. Weeks begin on Monday. A moment lies on the day
// that it has in its own zone.
type Scale struct {
	Unit  Unit
	Every int // units in a bin: 1, but for years, of which it may be many
	Bins  int
	first int // number of the first bin, counted from a beginning that all scales of a unit share
}

// steps are the lengths that a bin may have.
var steps = []Scale{
	{Unit: Day, Every: 1}, {Unit: Week, Every: 1}, {Unit: Month, Every: 1}, {Unit: Quarter, Every: 1}, {Unit: Year, Every: 1},
	{Unit: Year, Every: 2}, {Unit: Year, Every: 5}, {Unit: Year, Every: 10}, {Unit: Year, Every: 20}, {Unit: Year, Every: 50},
	{Unit: Year, Every: 100}, {Unit: Year, Every: 500}, {Unit: Year, Every: 1000}, {Unit: Year, Every: 2000},
}

// Over returns the finest scale of unit or longer units with which there are at most so many bins from
// oldest to newest, or the coarsest there is.
func Over(oldest, newest time.Time, unit Unit, most int) Scale {
	var s Scale
	for _, s = range steps {
		s.first = s.number(oldest)
		s.Bins = max(1, s.number(newest)-s.first+1)
		if s.Unit >= unit && s.Bins <= most {
			break
		}
	}
	return s
}

// Bin returns the bin that a moment lies in, or the nearest if it is outside of the scale.
func (s Scale) Bin(t time.Time) int { return min(max(s.number(t)-s.first, 0), s.Bins-1) }

// Start returns the first day of a bin, as midnight in UTC.
func (s Scale) Start(bin int) time.Time {
	n := (s.first + bin) * s.Every
	switch s.Unit {
	case Day:
		return date(1970, 1, 1+n)
	case Week:
		return date(1969, 12, 29+7*n)
	case Month:
		return date(0, 1+n, 1)
	case Quarter:
		return date(0, 1+3*n, 1)
	}
	return date(n, 1, 1)
}

// Last returns the last day of a bin, likewise.
func (s Scale) Last(bin int) time.Time { return s.Start(bin+1).AddDate(0, 0, -1) }

func (s Scale) number(t time.Time) int {
	year, month, day := t.Date()
	n := year
	switch s.Unit {
	case Day:
		n = days(year, month, day)
	case Week:
		n = floorDiv(days(year, month, day)+3, 7) // 1 January 1970 was a Thursday
	case Month:
		n = 12*year + int(month) - 1
	case Quarter:
		n = 4*year + (int(month)-1)/3
	}
	return floorDiv(n, s.Every)
}

func date(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
}

// days counts the days since 1 January 1970.
func days(year int, month time.Month, day int) int {
	return floorDiv(int(date(year, int(month), day).Unix()), 24*60*60)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// Stragglers returns how many of the first of moments, which are in order of time, are so far from the
// others that a picture says more without them: a twentieth of all at most, or one, and without them it
// spans a quarter of the time or less.
func Stragglers(moments []time.Time) int {
	left := 0
	for i := 1; i <= max(1, len(moments)/20) && i < len(moments); i++ {
		newest := moments[len(moments)-1]
		if 4*(newest.Unix()-moments[i].Unix()) <= newest.Unix()-moments[left].Unix() {
			left = i
		}
	}
	return left
}

// A Tick is a bin that time is written at: a day, a month or a year begins in it.
type Tick struct {
	Bin  int
	Unit Unit      // of what is written: Day, Month or Year
	Date time.Time // of what begins
}

// room is how many words stand along an axis at most, where it is narrowest.
const room = 7

// Ticks returns where time is written along the axis: as often as there is room for, but not at its end,
// where words would have none.
func (s Scale) Ticks() []Tick {
	var ticks []Tick
	for _, step := range steps {
		if step.Unit < s.Unit || step.Unit == s.Unit && step.Every < s.Every {
			continue
		}
		ticks = s.ticks(step)
		near := func(a, b Tick) bool { return (b.Bin-a.Bin)*room < s.Bins }
		tight := false
		for i := 1; i < len(ticks); i++ {
			tight = tight || near(ticks[i-1], ticks[i])
		}
		if tight {
			continue
		}
		begin := Tick{Unit: step.written(), Date: s.Start(0)}
		if len(ticks) == 0 || !near(begin, ticks[0]) {
			ticks = slices.Insert(ticks, 0, begin)
		}
		break
	}
	return slices.DeleteFunc(ticks, func(t Tick) bool { return t.Bin > 0 && (s.Bins-t.Bin)*room < s.Bins })
}

// ticks are the bins in which a step begins.
func (s Scale) ticks(step Scale) []Tick {
	var out []Tick
	before := step.number(s.Start(0).AddDate(0, 0, -1))
	for i := range s.Bins {
		if n := step.number(s.Last(i)); n != before {
			out = append(out, Tick{Bin: i, Unit: step.written(), Date: step.Start(n)})
			before = n
		}
	}
	return out
}

// written is the unit that the beginning of a step is written in.
func (s Scale) written() Unit {
	switch s.Unit {
	case Week:
		return Day
	case Quarter:
		return Month
	}
	return s.Unit
}
