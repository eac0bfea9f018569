package main

import (
	"errors"
	"runtime"
	"sync"
)

// each does 0 to n-1 on all cores, in no particular order. Every core has a worker of its own; one
// that fails stops, and the others go on.
func each(n int, worker func() func(i int) error) error {
	workers := runtime.GOMAXPROCS(0)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for k := range workers {
		wg.Go(func() {
			do := worker()
			for i := k; i < n && errs[k] == nil; i += workers {
				errs[k] = do(i)
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}
