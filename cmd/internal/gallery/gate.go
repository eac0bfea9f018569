package gallery

import "sync"

// A gate lets in so much work as there is memory for.
type gate struct {
	mu     sync.Mutex
	shares chan struct{}
}

// A share is so many pixels, and so many shares there are: more than one picture may have.
const (
	share  = 10_000_000
	shares = 16
)

func newGate() *gate { return &gate{shares: make(chan struct{}, shares)} }

// enter waits until there is memory for a picture, and returns what to leave with.
func (g *gate) enter(width, height int) (taken int) {
	taken = min(width*height/share+1, shares)
	g.mu.Lock() // or two would wait for each other, each with half of what it needs
	defer g.mu.Unlock()
	for range taken {
		g.shares <- struct{}{}
	}
	return taken
}

func (g *gate) leave(taken int) {
	for range taken {
		<-g.shares
	}
}
