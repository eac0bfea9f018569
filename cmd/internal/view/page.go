package view

import (
	"briefings/cmd/internal/catalog"
	"strconv"
)

// A Part is a part of a list: number counts from the oldest, so that a new item changes the newest
// page only.
type Part struct {
	From, To      int // of the items, newest first
	Number, Total int
}

// Paginate cuts a list into pages of per items, from the oldest. The newest holds what is left
// over and is never nearly empty.
func Paginate(items, per int) []Part {
	total := max(1, items/per)
	out := make([]Part, total)
	for k := range out { // k = 0 is the newest
		number := total - k
		to := items - (number-1)*per
		from := to - per
		if k == 0 {
			from = 0
		}
		out[k] = Part{from, to, number, total}
	}
	return out
}

// URL is where the part stands, of a list at base.
func (p Part) URL(base catalog.URL) catalog.URL { return pageURL(base, p.Number, p.Total) }

func pageURL(base catalog.URL, number, total int) catalog.URL {
	if number == total {
		return base
	}
	return base + catalog.URL("page/"+strconv.Itoa(number)+"/")
}

// Pager leads from a part of the list at base to its neighbours.
func (m *Maker) Pager(base catalog.URL, p Part) Pager {
	out := Pager{Number: p.Number, Total: p.Total}
	if p.Total == 1 {
		return Pager{}
	}
	if p.Number < p.Total {
		out.Newer = m.Href(pageURL(base, p.Number+1, p.Total))
	}
	if p.Number > 1 {
		out.Older = m.Href(pageURL(base, p.Number-1, p.Total))
	}
	return out
}

// Newest reports whether the part is the one that new items join.
func (p Part) Newest() bool { return p.Number == p.Total }
