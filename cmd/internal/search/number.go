package search

import (
	"cmp"
	"slices"
	"strings"
)

// A month is the documents of one kind and one month, whose numbers follow each other.
type month struct {
	kind  int // in Kinds
	month int // since the year 0; 0 for documents without a date
	base  uint32
	count uint32
}

// Numbers are spent with a margin: a month has room for an eighth more documents than it has, and a kind
// begins at a round number.
const (
	roundMonth = 16
	roundKind  = 4096
)

// number puts the documents in order and numbers them: by kind, then oldest first. What is new mostly comes
// last of its kind, and what comes late moves only what follows it in its month, so that one document
// more changes the files of its own words alone.
func (x *Index) number() {
	kinds := map[string]int{}
	for i, k := range Kinds {
		kinds[k] = i
	}
	slices.SortFunc(x.docs, func(a, b Document) int {
		return cmp.Or(cmp.Compare(kinds[a.Kind], kinds[b.Kind]), a.Date.Compare(b.Date), strings.Compare(a.Path, b.Path))
	})
	x.numbers = make([]uint32, len(x.docs))
	var next uint32
	for i := range x.docs {
		d := &x.docs[i]
		m := month{kind: kinds[d.Kind]}
		if !d.Date.IsZero() {
			m.month = d.Date.Year()*12 + int(d.Date.Month()) - 1
		}
		last := len(x.months) - 1
		if last < 0 || x.months[last].kind != m.kind || x.months[last].month != m.month {
			if last >= 0 {
				next = x.months[last].end()
				if x.months[last].kind != m.kind {
					next = roundUp(next, roundKind)
				}
			}
			m.base = next
			x.months = append(x.months, m)
			last++
		}
		x.numbers[i] = next
		x.months[last].count++
		next++
	}
}

// end is the first number behind the month and its margin.
func (m month) end() uint32 { return m.base + roundUp(m.count+m.count/8, roundMonth) }

func roundUp(n, to uint32) uint32 { return (n + to - 1) / to * to }
