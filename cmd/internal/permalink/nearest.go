package permalink

import "strings"

// Nearest picks what stands nearest to a folder: in it, else by the fewest folder steps. Several at
// the same distance are a tie, and all of them come back.
func Nearest[T any](found []T, folder string, folderOf func(T) string) []T {
	if len(found) < 2 {
		return found
	}
	var best []T
	least := -1
	for _, f := range found {
		switch d := steps(folder, folderOf(f)); {
		case least < 0 || d < least:
			best, least = []T{f}, d
		case d == least:
			best = append(best, f)
		}
	}
	return best
}

// steps counts the folders to climb and to descend between two.
func steps(a, b string) int {
	return strings.Count(a, "/") + strings.Count(b, "/") + 2 - 2*Shared(a, b)
}

// Shared counts the folders that two paths begin with alike.
func Shared(a, b string) int {
	pa, pb := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < len(pa) && n < len(pb) && pa[n] == pb[n] {
		n++
	}
	return n
}
