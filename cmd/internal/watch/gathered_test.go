package watch

import (
	"fmt"
	"testing"
	"time"
)

func TestGathered(t *testing.T) {
	t.Parallel()
	const ms = time.Millisecond
	start := time.Now()
	at := func(d time.Duration) time.Time { return start.Add(d) }
	var g gathered
	wait := func(now, want time.Duration) {
		t.Helper()
		if got, ok := g.wait(at(now), 5*ms, 50*ms); !ok || got != want {
			t.Errorf("at %v: ready in %v (%v), want %v", now, got, ok, want)
		}
	}
	if _, ok := g.wait(start, 5*ms, 50*ms); ok {
		t.Error("ready with nothing in it")
	}
	g.add("a", at(0))
	wait(1*ms, 4*ms)
	g.add("b", at(3*ms))
	wait(4*ms, 4*ms)
	g.add("c", at(48*ms))
	wait(48*ms, 2*ms) // put off no longer
	if got := fmt.Sprint(g.take()); got != "{[a b c] false}" {
		t.Errorf("took %s, want a, b, c", got)
	}
	if _, ok := g.wait(at(60*ms), 5*ms, 50*ms); ok {
		t.Error("ready though all is taken")
	}
}

func TestGatheredIsBounded(t *testing.T) {
	t.Parallel()
	var g gathered
	for i := range mostNames + 1 {
		if g.all {
			t.Fatalf("%d names are too many, and are few", i)
		}
		g.add(fmt.Sprint(i), time.Now())
	}
	g.add("one more", time.Now())
	if c := g.take(); !c.All || c.Names != nil {
		t.Errorf("%d names, want All", len(c.Names))
	}
	g.add("a", time.Now())
	if c := g.take(); c.All {
		t.Error("everything is named again")
	}
}
