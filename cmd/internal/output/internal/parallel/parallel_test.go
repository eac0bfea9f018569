package parallel_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"briefings/cmd/internal/output/internal/parallel"
)

func TestEach(t *testing.T) {
	t.Parallel()
	for _, workers := range []int{1, 3, 50} {
		calls := make([]atomic.Int32, 40)
		err := parallel.Each(context.Background(), workers, len(calls), func(i int) error { calls[i].Add(1); return nil })
		if err != nil {
			t.Error(err)
		}
		for i := range calls {
			if n := calls[i].Load(); n != 1 {
				t.Errorf("%d workers: index %d had %d calls, want 1", workers, i, n)
			}
		}
	}
}

func TestEachStops(t *testing.T) {
	t.Parallel()
	boom := errors.New("boom")
	var calls atomic.Int32
	err := parallel.Each(context.Background(), 2, 1000, func(int) error { calls.Add(1); return boom })
	if !errors.Is(err, boom) || calls.Load() > 2 {
		t.Errorf("%v after %d calls, want boom after 2 at most", err, calls.Load())
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := parallel.Each(ctx, 2, 5, func(int) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want context.Canceled", err)
	}
	if err := parallel.Each(context.Background(), 2, 0, nil); err != nil {
		t.Errorf("nothing to do: %v", err)
	}
}
