// Package parallel shares work out to all processors.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// most is how many neighbours a goroutine takes at a time, where there is so much to do that their size
// evens out: what they write lies side by side.
const most = 32

// With calls a function for every index below n, in no order. Each goroutine has one of its own, which
// worker makes.
func With(n int, worker func() func(i int)) {
	workers := min(n, runtime.GOMAXPROCS(0))
	if workers <= 0 {
		return
	}
	chunk := max(1, min(n/(workers*most), most))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			do := worker()
			for {
				to := int(next.Add(int64(chunk)))
				for i := to - chunk; i < min(to, n); i++ {
					do(i)
				}
				if to >= n {
					return
				}
			}
		})
	}
	wg.Wait()
}

// All calls do for every index below n, from several goroutines, in no order.
func All(n int, do func(i int)) { With(n, func() func(int) { return do }) }

// Each is All that ends early: after an error or the end of ctx it begins no further call, and returns the first
// error, or the cause of the end, when all have returned.
func Each(ctx context.Context, n int, do func(i int) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	All(n, func(i int) {
		if ctx.Err() != nil {
			return
		}
		if err := do(i); err != nil {
			cancel(err)
		}
	})
	return context.Cause(ctx)
}
