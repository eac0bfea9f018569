package diag

import "fmt"

// Count says how many errors and warnings there are.
func Count(problems []Problem) string {
	errors, warnings := 0, 0
	for _, p := range problems {
		if p.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return fmt.Sprintf("%s, %s", Number(errors, "error"), Number(warnings, "warning"))
}

// Number is a number of things, by their name in the singular.
func Number(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}
