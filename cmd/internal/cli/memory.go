package cli

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"sync"
	"time"
)

// A built site is held in memory as a whole. While that is little, memory is collected when as much again is waste,
// as usual; of a large one half of that is let be, which costs a tenth of the time that its writing takes. What is
// followed is collected between builds, where nobody waits.
const (
	usual, thrifty = 100, 50     // percent; see debug.SetGCPercent
	large          = 400 << 20   // bytes in use
	glance         = time.Second // between two looks
)

// spare keeps the waste of a large site small until it is stopped, unless GOGC says what it is to be.
func spare() (stop func()) {
	if os.Getenv("GOGC") != "" {
		return func() {}
	}
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(glance)
		defer tick.Stop()
		inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for {
			select {
			case <-done:
				debug.SetGCPercent(usual)
				return
			case <-tick.C:
				if metrics.Read(inUse); inUse[0].Value.Uint64() > large {
					debug.SetGCPercent(thrifty)
				}
			}
		}
	}()
	return sync.OnceFunc(func() { close(done) })
}
