package view

import (
	"slices"
	"strings"

	"briefings/cmd/internal/briefing"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/chart"
)

// mixed is how many sources a mix shows by themselves.
const mixed = 6

// end is the last source in the chain of an item; nil if it names none.
func end(e *catalog.Entry) *catalog.Source {
	chain := e.Chain()
	if len(chain) == 0 {
		return nil
	}
	return chain[len(chain)-1]
}

func bySourceKey(a, b *catalog.Source) int { return strings.Compare(a.Key, b.Key) }

// mix shows where the members of a briefing come from, by weeks or longer; nil if there are too few, or all
// of one week or of one source. whence are all of their sources, those with most items first.
func (m *Maker) mix(members []briefing.Member, whence []Link) *Mix {
	var items []*catalog.Entry
	for _, x := range members {
		if end(x.Entry) != nil {
			items = append(items, x.Entry)
		}
	}
	v := &Mix{}
	dated, scale := m.spread(&v.Axis, items, chart.Week)
	if dated == nil || len(whence) < 2 {
		return nil
	}
	count := counter[*catalog.Source]{}
	for _, e := range items {
		count[end(e)]++
	}
	row := map[*catalog.Source]int{} // of v.Sources; what is not in it is among the others
	var counts [][]int
	for i, src := range count.top(mixed, bySourceKey) {
		row[src] = i
		l := m.SourceLink(src)
		l.Count = count[src]
		v.Sources = append(v.Sources, SourceBars{Link: l})
	}
	if len(count) > mixed {
		v.Sources = append(v.Sources, SourceBars{Link: Link{Count: len(items)}})
		for src := range row {
			v.Sources[mixed].Count -= count[src]
		}
		v.Rest = whence[mixed:]
	}
	for range v.Sources {
		counts = append(counts, make([]int, scale.Bins))
	}
	for _, e := range dated {
		i, ok := row[end(e)]
		if !ok {
			i = mixed
		}
		counts[i][scale.Bin(e.Date)]++
	}
	m.draw(v, scale, counts)
	return v
}

// draw fills in the bars, which are all of one scale, and the rows.
func (m *Maker) draw(v *Mix, scale chart.Scale, counts [][]int) {
	highest := 0
	for _, c := range counts {
		highest = max(highest, slices.Max(c))
	}
	v.Top = chart.Top(highest)
	for i, c := range counts {
		src := &v.Sources[i]
		src.Path = chart.Stack([][]int{c}, v.Top)[0]
		src.Most = slices.Max(c)
		src.Period = m.stretch(scale, slices.Index(c, src.Most))
	}
	for bin := range scale.Bins {
		row := MixRow{Period: m.stretch(scale, bin)}
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
