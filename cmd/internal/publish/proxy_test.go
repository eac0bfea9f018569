package publish_test

import (
	"io"
	"net"
	"sync"
	"testing"
)

// A proxy hands connections on, until it is told to cut them.
type proxy struct {
	address string // where it listens
	to      string

	mu    sync.Mutex
	left  int64 // bytes that may still pass; below 0: any number
	conns map[net.Conn]bool
}

func newProxy(t *testing.T, to string) *proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &proxy{address: l.Addr().String(), to: to, left: -1, conns: map[net.Conn]bool{}}
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			wg.Go(func() { p.serve(c) })
		}
	})
	t.Cleanup(func() {
		l.Close()
		p.cutAfter(0)
		wg.Wait()
	})
	return p
}

func (p *proxy) serve(client net.Conn) {
	defer client.Close()
	if p.pass(0) != nil {
		return
	}
	server, err := net.Dial("tcp", p.to)
	if err != nil {
		return
	}
	defer server.Close()
	p.mu.Lock()
	p.conns[client], p.conns[server] = true, true
	p.mu.Unlock()
	defer func() {
		p.mu.Lock()
		delete(p.conns, client)
		delete(p.conns, server)
		p.mu.Unlock()
	}()
	var wg sync.WaitGroup
	wg.Go(func() { p.copy(server, client) })
	wg.Go(func() { p.copy(client, server) })
	wg.Wait()
}

// copy hands on one direction. Its end is that of the connection, but for the other direction's last words.
func (p *proxy) copy(to, from net.Conn) {
	buf := make([]byte, 4096)
	for {
		n, err := from.Read(buf)
		if p.pass(n) != nil {
			to.Close()
			from.Close()
			return
		}
		if _, err := to.Write(buf[:n]); err != nil {
			from.Close()
			return
		}
		if err != nil {
			if half, ok := to.(*net.TCPConn); ok && err == io.EOF {
				half.CloseWrite()
			} else {
				to.Close()
			}
			return
		}
	}
}

// pass counts bytes, and cuts all connections when there have been enough.
func (p *proxy) pass(n int) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.left < 0 {
		return nil
	}
	p.left = max(0, p.left-int64(n))
	if p.left > 0 {
		return nil
	}
	for c := range p.conns {
		c.Close()
	}
	return net.ErrClosed
}

// cutAfter cuts all connections after so many bytes, and lets no other through.
func (p *proxy) cutAfter(n int64) {
	p.mu.Lock()
	p.left = n
	p.mu.Unlock()
	p.pass(0)
}

// heal lets everything through.
func (p *proxy) heal() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.left = -1
}
