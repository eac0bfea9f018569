package main

import "briefings/cmd/internal/parallel"

// each does 0 to n-1 on all cores, in no particular order, and returns one of the errors. Every core has a worker of
// its own.
func each(n int, worker func() func(i int) error) error {
	failed := make(chan error, 1)
	parallel.With(n, func() func(int) {
		do := worker()
		return func(i int) {
			if err := do(i); err != nil {
				select {
				case failed <- err:
				default:
				}
			}
		}
	})
	close(failed)
	return <-failed
}
