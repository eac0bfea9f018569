package watch

import (
	"runtime"
	"testing"
	"time"
)

// TestLeak is not parallel: it counts goroutines.
func TestLeak(t *testing.T) {
	before := runtime.NumGoroutine()
	for _, opts := range []Options{{}, {Poll: time.Millisecond}} {
		s := watchTree(t, opts, "a/b/")
		for range 3 {
			s.write("a/b/c", "1")
			s.see("a/b/c")
		}
		s.rename("a", "b")
		s.see("b")
		s.must(s.w.Close())
	}
	for deadline := time.Now().Add(patience); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			stacks := make([]byte, 1<<16)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}
