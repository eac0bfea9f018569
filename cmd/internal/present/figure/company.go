package figure

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/chart"
	"briefings/cmd/internal/tally"
	"briefings/cmd/internal/view"
)

const (
	together = 12 // companions of an entity that are shown
	ties     = 18 // between them

	// crowd is how many entities a document may name for them to be named together: a register of thousands
	// says nothing of two, and counting each with each would take the square.
	crowd = 300

	// The picture, in units of its box.
	box     = "-212 -175 424 350"
	radius  = 104 // from the middle to a companion
	beyond  = 14  // from a companion to its name
	columns = 14  // of a line of a name
	rows    = 3   // of it at most
	leading = 15  // from one line to the next
	drop    = 4   // from the middle of a line down to its foot
)

// Company is who is named together with an entity in items; nil if nobody is.
func (d Drawer) Company(e *catalog.Entry, items []*catalog.Entry) *view.Company {
	count := tally.Of[*catalog.Entry]{}
	for _, x := range items {
		if len(d.Graph.Of(x).Entities) > crowd {
			continue
		}
		for _, ev := range d.Graph.Of(x).Entities {
			if ev.Entity != e {
				count[ev.Entity]++
			}
		}
	}
	names := count.Top(together, d.Order)
	if names == nil {
		return nil
	}
	v := &view.Company{Middle: label(e.Title, 0, drop)}
	for i, p := range chart.Circle(len(names), radius) {
		c := view.Companion{Link: d.Link(names[i]), X: p.X, Y: p.Y}
		c.Count = count[names[i]]
		c.Bar = chart.Percent(c.Count, count[names[0]])
		c.Line = chart.Stroke(c.Count, count[names[0]])
		c.Label, c.Side, c.RTL = beside(c.Title, p)
		v.Names = append(v.Names, c)
	}
	if len(names) > 2 {
		v.Box = box
		v.Ties = d.ties(v.Names, names, items)
	}
	return v
}

// beside places a name outside of the circle, at a point of it.
func beside(name string, p chart.Point) (lines []view.Words, side string, rtl bool) {
	x, y := p.X*(radius+beyond)/radius, p.Y*(radius+beyond)/radius
	lines, rtl = label(name, x, y+drop), chart.RightToLeft(name)
	switch {
	case p.X > beyond && !rtl, p.X < -beyond && rtl:
		return lines, "start", rtl
	case p.X > beyond, p.X < -beyond:
		return lines, "end", rtl
	}
	away := leading * (len(lines) - 1) / 2
	if p.Y < 0 {
		away = -away
	} else {
		away += drop
	}
	for i := range lines {
		lines[i].Y += away
	}
	return lines, "middle", rtl
}

// label writes a name around a height.
func label(name string, x, y int) []view.Words {
	var out []view.Words
	for _, text := range chart.Lines(name, rows, columns) {
		out = append(out, view.Words{X: x, Y: y + leading*len(out), Text: text})
	}
	for i := range out {
		out[i].Y -= leading * (len(out) - 1) / 2
	}
	return out
}

// ties are between companions that items name together most often.
func (d Drawer) ties(names []view.Companion, entities []*catalog.Entry, items []*catalog.Entry) []view.Tie {
	rank := make(map[*catalog.Entry]int, len(entities))
	for i, e := range entities {
		rank[e] = i
	}
	var counts [together][together]int
	for _, x := range items {
		if len(d.Graph.Of(x).Entities) > crowd {
			continue
		}
		var in []int
		for _, ev := range d.Graph.Of(x).Entities {
			if i, ok := rank[ev.Entity]; ok {
				in = append(in, i)
			}
		}
		for _, i := range in {
			for _, j := range in {
				counts[i][j]++
			}
		}
	}
	var out []view.Tie
	for i, a := range names {
		for j, b := range names[:i] {
			if n := counts[i][j]; n > 0 {
				out = append(out, view.Tie{A: b.Link, B: a.Link, Count: n, X1: b.X, Y1: b.Y, X2: a.X, Y2: a.Y})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b view.Tie) int { return cmp.Compare(b.Count, a.Count) })
	return out[:min(ties, len(out))]
}
