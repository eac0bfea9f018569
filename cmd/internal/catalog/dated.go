package catalog

import (
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"briefings/cmd/internal/fold"
)

// datedAddress is an address as Jekyll, Hugo and WordPress make it of a post: folders, the date of
// publication, and the name.
var datedAddress = regexp.MustCompile(`^(?:(.*)/)?(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/([^/]+?)(?:\.html?)?/?$`)

// Dated returns the documents that were published on the date in an address under the name that it
// ends in: posts keep file name and date when a site moves, and seldom their address. Of several,
// those that share the most of the folders before the date come back. Nil if the address has no date.
func (c *Catalog) Dated(address string) []*Entry {
	m := datedAddress.FindStringSubmatch(strings.TrimPrefix(path.Clean("/"+address), "/"))
	if m == nil {
		return nil
	}
	year, _ := strconv.Atoi(m[2])
	month, _ := strconv.Atoi(m[3])
	day, _ := strconv.Atoi(m[4]) // 0 if the address has none
	key := fold.Key(m[5])
	var best []*Entry
	most := 0
	for _, e := range slices.Concat(c.names.ids[key], c.names.stems[key]) {
		if e.Date.Year() != year || int(e.Date.Month()) != month || day != 0 && e.Date.Day() != day || slices.Contains(best, e) {
			continue
		}
		switch n := shared(m[1], strings.TrimPrefix(path.Dir(string(e.Path)), c.names.root+"/")); {
		case n > most || len(best) == 0:
			best, most = []*Entry{e}, n
		case n == most:
			best = append(best, e)
		}
	}
	return best
}

// shared counts the folders that two paths begin with alike.
func shared(a, b string) int {
	pa, pb := strings.Split(fold.Key(a), "/"), strings.Split(fold.Key(b), "/")
	n := 0
	for n < len(pa) && n < len(pb) && pa[n] == pb[n] {
		n++
	}
	return n
}
