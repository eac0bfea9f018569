package parallel_test

import (
	"context"
	"errors"
	"runtime"
	"sync/atomic"
	"testing"

	"briefings/cmd/internal/parallel"
)

func TestWith(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 1, 2, 3, 40, 1000, 10007} {
		calls := make([]atomic.Int32, n)
		var workers atomic.Int32
		parallel.With(n, func() func(int) {
			workers.Add(1)
			return func(i int) { calls[i].Add(1) }
		})
		for i := range calls {
			if got := calls[i].Load(); got != 1 {
				t.Errorf("of %d, index %d had %d calls, want 1", n, i, got)
			}
		}
		if got := int(workers.Load()); got > min(n, runtime.GOMAXPROCS(0)) {
			t.Errorf("%d workers for %d calls on %d processors", got, n, runtime.GOMAXPROCS(0))
		}
	}
}

func TestEach(t *testing.T) {
	t.Parallel()
	var calls atomic.Int32
	if err := parallel.Each(context.Background(), 40, func(int) error { calls.Add(1); return nil }); err != nil || calls.Load() != 40 {
		t.Errorf("%d calls, %v, want 40 and no error", calls.Load(), err)
	}
	boom := errors.New("boom")
	calls.Store(0)
	err := parallel.Each(context.Background(), 1000, func(int) error { calls.Add(1); return boom })
	if most := runtime.GOMAXPROCS(0); !errors.Is(err, boom) || int(calls.Load()) > most {
		t.Errorf("%v after %d calls, want boom after %d at most", err, calls.Load(), most)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := parallel.Each(ctx, 5, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	if err := parallel.Each(context.Background(), 0, nil); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
}
