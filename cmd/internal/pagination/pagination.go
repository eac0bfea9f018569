// Package pagination cuts lists that grow at their beginning into pages.
//
// Lists have their newest item first, and pages are counted from the oldest: a new item changes the
// newest page, which stands at the list's own address, and no other unless it completes one.
package pagination

import (
	"regexp"
	"strconv"
	"strings"

	"briefings/cmd/internal/permalink"
)

// A Part is the part of a list that stands on one page.
type Part struct {
	From, To      int // of the items, newest first
	Number, Total int // of the pages; the newest has the highest number
}

// Most is how many items a page may hold where per are wanted; see Cut.
func Most(per int) int { return 2*per - 1 }

// Cut cuts a list into pages of per items, which must be positive; the newest page is first. It also
// holds what is left over, so that it is never nearly empty. A list without items has one page.
func Cut(items, per int) []Part {
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

// Newest reports whether the part is the one that new items join.
func (p Part) Newest() bool { return p.Number == p.Total }

// URL is where the part stands, of a list at base.
func (p Part) URL(base permalink.URL) permalink.URL {
	if p.Newest() {
		return base
	}
	return base + permalink.URL("page/"+strconv.Itoa(p.Number)+"/")
}

// At reads an address as that of an older part of a list: which list, and the number; false if it is none.
func At(u permalink.URL) (base permalink.URL, number int, ok bool) {
	if !strings.Contains(string(u), "/page/") { // as with nearly all
		return "", 0, false
	}
	m := part.FindStringSubmatch(string(u))
	if m == nil {
		return "", 0, false
	}
	number, err := strconv.Atoi(m[2])
	return permalink.URL(m[1]), number, err == nil
}

var part = regexp.MustCompile(`^(/.*)page/([1-9][0-9]*)/$`)

// Newer is where the next newer part stands, or "".
func (p Part) Newer(base permalink.URL) permalink.URL {
	if p.Newest() {
		return ""
	}
	return Part{Number: p.Number + 1, Total: p.Total}.URL(base)
}

// Older is where the next older part stands, or "".
func (p Part) Older(base permalink.URL) permalink.URL {
	if p.Number == 1 {
		return ""
	}
	return Part{Number: p.Number - 1, Total: p.Total}.URL(base)
}
