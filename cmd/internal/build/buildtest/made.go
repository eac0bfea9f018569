package buildtest

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"briefings/cmd/internal/build"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout"
)

// A Made is all that a build makes: every file, by name, and all problems, settled. A file that cannot be
// made is missing, and its problem is among the problems.
type Made struct {
	Files    map[string]string
	Problems []diag.Problem
}

// Make makes all files of a build.
func Make(r *build.Result) (Made, error) {
	m := Made{Files: map[string]string{}}
	var more []diag.Problem
	for _, f := range r.Pages.FS().Files() {
		data, err := f.Make()
		var bad *layout.Error
		switch {
		case errors.As(err, &bad):
			more = append(more, bad.Problem)
		case err != nil:
			return Made{}, fmt.Errorf("%s: %w", f.Name, err)
		default:
			m.Files[f.Name] = string(data)
		}
	}
	m.Problems = r.Config.Policy.Settle(slices.Concat(r.Problems, more))
	return m, nil
}

// Difference names the first difference of two; empty if they are equal.
func Difference(a, b Made) string {
	for _, name := range slices.Sorted(maps.Keys(a.Files)) {
		switch text, ok := b.Files[name]; {
		case !ok:
			return name + " is in the first only"
		case text != a.Files[name]:
			return name + ": " + FirstLine(a.Files[name], text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(b.Files)) {
		if _, ok := a.Files[name]; !ok {
			return name + " is in the second only"
		}
	}
	if x, y := lines(a.Problems), lines(b.Problems); x != y {
		return "problems: " + FirstLine(x, y)
	}
	return ""
}

// lines are problems, one a line.
func lines(problems []diag.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%q\n", p)
	}
	return b.String()
}

// FirstLine shows the first line that differs.
func FirstLine(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	return fmt.Sprintf("line %d is %q and %q", i+1, append(x, "")[i], append(y, "")[i])
}
