package figure

import (
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/chart"
	"briefings/cmd/internal/tally"
	"briefings/cmd/internal/view"
)

// mixed is how many sources a mix shows by themselves.
const mixed = 6

// Mix shows where items, which are newest first, come from, by weeks or longer; nil if there are too few, or
// all of one week or of one source. whence are all of their sources, those with most items first.
func (d Drawer) Mix(all []*catalog.Entry, whence []view.Link) *view.Mix {
	var items []*catalog.Entry
	for _, e := range all {
		if e.End() != nil {
			items = append(items, e)
		}
	}
	v := &view.Mix{}
	dated, scale := d.spread(&v.Axis, items, chart.Week)
	if dated == nil || len(whence) < 2 {
		return nil
	}
	count := tally.Of[*catalog.Source]{}
	for _, e := range items {
		count[e.End()]++
	}
	row := map[*catalog.Source]int{} // of v.Sources; what is not in it is among the others
	var counts [][]int
	for i, src := range count.Top(mixed, catalog.BySourceKey) {
		row[src] = i
		l := d.SourceLink(src)
		l.Count = count[src]
		v.Sources = append(v.Sources, view.SourceBars{Link: l})
	}
	if len(count) > mixed {
		v.Sources = append(v.Sources, view.SourceBars{Link: view.Link{Count: len(items)}})
		for src := range row {
			v.Sources[mixed].Count -= count[src]
		}
		v.Rest = whence[mixed:]
	}
	for range v.Sources {
		counts = append(counts, make([]int, scale.Bins))
	}
	for _, e := range dated {
		i, ok := row[e.End()]
		if !ok {
			i = mixed
		}
		counts[i][scale.Bin(e.Date)]++
	}
	d.draw(v, scale, counts)
	return v
}

// draw fills in the bars, which are all of one scale, and the rows.
func (d Drawer) draw(v *view.Mix, scale chart.Scale, counts [][]int) {
	highest := 0
	for _, c := range counts {
		highest = max(highest, slices.Max(c))
	}
	v.Top = chart.Top(highest)
	for i, c := range counts {
		src := &v.Sources[i]
		src.Path = chart.Stack([][]int{c}, v.Top)[0]
		src.Most = slices.Max(c)
		src.Period = d.stretch(scale, slices.Index(c, src.Most))
	}
	for bin := range scale.Bins {
		row := view.MixRow{Period: unbroken(d.stretch(scale, bin))}
		for i, c := range counts {
			if c[bin] > 0 {
				l := v.Sources[i].Link
				l.Count = c[bin]
				row.Sources = append(row.Sources, l)
			}
		}
		if row.Sources != nil {
			v.Rows = append(v.Rows, row)
		}
	}
}
