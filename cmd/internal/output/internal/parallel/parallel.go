// Package parallel shares work out.
package parallel

import (
	"context"
	"sync"
	"sync/atomic"
)

// Each calls do for every index below n, from several goroutines, in no order. After an error
// or the end of ctx it begins no further call, and returns the error when all have returned.
func Each(ctx context.Context, workers, n int, do func(i int) error) error {
	var (
		next  atomic.Int64
		once  sync.Once
		first error
		wg    sync.WaitGroup
	)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	for range min(workers, n) {
		wg.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					once.Do(func() { first = err })
					cancel(err)
				}
			}
		})
	}
	wg.Wait()
	if first != nil {
		return first
	}
	return context.Cause(ctx)
}
