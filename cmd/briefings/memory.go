package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// A site is held in memory as a whole. While that is little, memory is collected when as much again is waste, as
// usual; of a large one half of that is let be, which costs a tenth of the time that a build takes.
const (
	usual, thrifty = 100, 50     // percent; see debug.SetGCPercent
	large          = 400 << 20   // bytes in use
	glance         = time.Second // between two looks
)

// spare keeps the waste of a large site small, unless GOGC says what it is to be.
func spare() {
	if os.Getenv("GOGC") != "" {
		return
	}
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	now := usual
	for range time.Tick(glance) {
		metrics.Read(inUse)
		want := usual
		if inUse[0].Value.Uint64() > large {
			want = thrifty
		}
		if want != now {
			debug.SetGCPercent(want)
			now = want
		}
	}
}
