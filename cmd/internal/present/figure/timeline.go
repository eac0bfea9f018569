package figure

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/chart"
	"briefings/cmd/internal/view"
)

const (
	enough   = 5  // dated items that a picture is made of at least
	mostBars = 60 // in a picture
	peaks    = 3  // that are told, and items in one at least
	marks    = 16 // that have room beside each other, where a picture is narrowest
)

// kinds are the kinds of items that a timeline tells apart; what is none of them is shown as the last.
var kinds = []string{"article", "note", "page"}

// Timeline shows items, which are newest first, over time; nil if there are too few, or all of one day.
func (d Drawer) Timeline(items []*catalog.Entry) *view.Timeline {
	v := &view.Timeline{}
	dated, scale := d.spread(&v.Axis, items, chart.Day)
	if dated == nil {
		return nil
	}
	v.Count = len(dated)
	bins := make([][]*catalog.Entry, scale.Bins)
	counts := make([][]int, len(kinds))
	for i := range counts {
		counts[i] = make([]int, scale.Bins)
	}
	highest := 0
	for _, e := range dated {
		bin := scale.Bin(e.Date)
		bins[bin] = append(bins[bin], e)
		highest = max(highest, len(bins[bin]))
		kind := slices.Index(kinds, e.Kind)
		if kind < 0 {
			kind = len(kinds) - 1
		}
		counts[kind][bin]++
	}
	v.Top = chart.Top(highest)
	v.Half = v.Top / 2
	d.bars(v, scale, counts)
	v.Peaks = d.peaks(scale, bins, v.Top)
	return v
}

// bars fills in the bars and the rows of those kinds that there are.
func (d Drawer) bars(v *view.Timeline, scale chart.Scale, counts [][]int) {
	var shown [][]int
	for i, c := range counts {
		if n := sum(c); n > 0 {
			v.Bars = append(v.Bars, view.Bars{Kind: kinds[i], Count: n})
			shown = append(shown, c)
		}
	}
	for i, path := range chart.Stack(shown, v.Top) {
		v.Bars[i].Path = path
	}
	for bin := range scale.Bins {
		row := view.Row{Period: unbroken(d.stretch(scale, bin))}
		for _, c := range shown {
			row.Counts = append(row.Counts, c[bin])
		}
		if sum(row.Counts) > 0 {
			v.Rows = append(v.Rows, row)
		}
	}
}

// peaks are the bars that stand out: at least half as high again as bars are on average. What is close to a
// higher one is its slope.
func (d Drawer) peaks(scale chart.Scale, bins [][]*catalog.Entry, top int) []view.Peak {
	all := 0
	for _, b := range bins {
		all += len(b)
	}
	var high []int
	for bin, b := range bins {
		if len(b) >= peaks && 2*len(b)*len(bins) >= 3*all {
			high = append(high, bin)
		}
	}
	slices.SortStableFunc(high, func(a, b int) int { return cmp.Compare(len(bins[b]), len(bins[a])) })
	var told []int
	for _, bin := range high {
		near := func(other int) bool { return max(bin-other, other-bin)*marks < len(bins) }
		if len(told) < peaks && !slices.ContainsFunc(told, near) {
			told = append(told, bin)
		}
	}
	slices.Sort(told)
	var out []view.Peak
	for i, bin := range told {
		n := len(bins[bin])
		out = append(out, view.Peak{
			Number: i + 1, At: scale.Middle(bin), Top: chart.Percent(top-n, top),
			Period: d.stretch(scale, bin), Count: n, Item: d.Link(d.foremost(bins[bin])),
		})
	}
	return out
}

// foremost is the item that is referred to most; of several, a note rather than an article, and the newest.
func (d Drawer) foremost(items []*catalog.Entry) *catalog.Entry {
	return slices.MinFunc(items, func(a, b *catalog.Entry) int {
		switch {
		case len(d.Graph.Of(a).Backlinks) != len(d.Graph.Of(b).Backlinks):
			return cmp.Compare(len(d.Graph.Of(b).Backlinks), len(d.Graph.Of(a).Backlinks))
		case (a.Kind == "note") != (b.Kind == "note"):
			return cmp.Compare(b.Kind, a.Kind)
		}
		return catalog.Newest(a, b)
	})
}

// spread makes the axis of a picture of items, which are newest first, with bars of unit or longer ones. It
// returns the items that are in the picture, oldest first; nil if they are too few, or all in one bar.
func (d Drawer) spread(a *view.Axis, items []*catalog.Entry, unit chart.Unit) (dated []*catalog.Entry, s chart.Scale) {
	var moments []time.Time
	for _, e := range slices.Backward(items) {
		if !e.Date.IsZero() {
			dated, moments = append(dated, e), append(moments, e.Date)
		}
	}
	a.Undated, a.Earlier = len(items)-len(dated), chart.Stragglers(moments)
	moments = moments[a.Earlier:]
	if len(moments) < enough {
		return nil, s
	}
	s = chart.Over(moments[0], moments[len(moments)-1], unit, mostBars)
	if s.Bins < 2 {
		return nil, s
	}
	d.fill(a, s)
	return dated[a.Earlier:], s
}

func (d Drawer) fill(a *view.Axis, s chart.Scale) {
	a.From, a.To = d.day(s.Start(0)), d.day(s.Last(s.Bins-1))
	a.Width, a.Height = s.Bins*chart.Pitch, chart.Height
	a.Unit = s.Unit.String()
	if s.Every > 1 {
		a.Unit += "s"
	}
	year := 0
	for _, t := range s.Ticks() {
		tick := view.Tick{At: chart.Percent(t.Bin, s.Bins)}
		switch t.Unit {
		case chart.Day:
			tick.Text, tick.Solar = d.Locale.DayShort(t.Date), d.Locale.SolarShort(t.Date)
		case chart.Month:
			tick.Text, tick.Solar = d.Locale.MonthShort(t.Date.Month()), d.Locale.SolarMonth(t.Date)
		case chart.Year:
			tick.Text = d.Locale.Year(t.Date.Year())
		}
		if t.Unit != chart.Year && t.Date.Year() != year {
			year = t.Date.Year()
			tick.Year, a.Years = d.Locale.Year(year), true
		}
		a.Solar = a.Solar || tick.Solar != ""
		a.Ticks = append(a.Ticks, tick)
	}
}

func (d Drawer) day(t time.Time) view.Date {
	return view.Date{ISO: t.Format(time.DateOnly), Text: d.Locale.Day(t)}
}

// stretch names the days of a bar.
func (d Drawer) stretch(s chart.Scale, bin int) string {
	first, last := s.Start(bin), s.Last(bin)
	switch {
	case s.Unit == chart.Day:
		return d.Locale.Day(first)
	case s.Unit == chart.Week:
		return d.Locale.Days(first, last)
	case s.Unit == chart.Month:
		return d.Locale.Month(first.Year(), first.Month())
	case s.Unit == chart.Quarter:
		return d.Locale.Months(first, last)
	case s.Every > 1:
		return d.Locale.Range(d.Locale.Year(first.Year()), d.Locale.Year(last.Year()))
	}
	return d.Locale.YearTitle(first.Year())
}

// unbroken is a stretch for the cell of a table, which may break behind its dash and before a bracket, and
// in none of its dates.
func unbroken(stretch string) string {
	return strings.NewReplacer(" – ", "\u00a0– ", " (", " (", " ", "\u00a0").Replace(stretch)
}

func sum(counts []int) int {
	n := 0
	for _, c := range counts {
		n += c
	}
	return n
}
