package preview

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestServe(t *testing.T) {
	t.Parallel()
	s := New(Options{})
	s.Show(Site{Files: portFiles()})
	l, err := Listen("", 0)
	if err != nil {
		t.Fatal(err)
	}
	if host := l.Addr().String(); !strings.HasPrefix(host, "127.0.0.1:") {
		t.Errorf("listens on %s by itself, want loopback", host)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- Serve(ctx, l, s) }()
	e := listen(t, &httptest.Server{URL: "http://" + l.Addr().String()}, "page=/")
	e.want("retry")
	e.want("event: problems")
	cancel()
	if err := <-done; err != nil {
		t.Errorf("to be ended is an error: %v", err)
	}
	if got := e.next(); got != "" {
		t.Errorf("the stream goes on with %q", got)
	}
	if c, err := http.Get("http://" + l.Addr().String()); err == nil {
		c.Body.Close()
		t.Error("still answers after the end")
	}
	if err := Serve(t.Context(), l, s); err == nil || errors.Is(err, http.ErrServerClosed) {
		t.Errorf("a listener that is closed: error %v, want one that says so", err)
	}
}

func TestListen(t *testing.T) {
	t.Parallel()
	first, err := Listen("127.0.0.1", 0)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	port := first.Addr().(*net.TCPAddr).Port
	if port+furtherPorts > 1<<16-1 {
		t.Skip("no room for further ports")
	}
	second, err := Listen("127.0.0.1", port)
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	if got := second.Addr().(*net.TCPAddr).Port; got <= port || got > port+furtherPorts {
		t.Errorf("port %d is taken, and %d was used, want one of the next %d", port, got, furtherPorts)
	}
	if six, err := Listen("::1", 0); err == nil { // there is IPv6
		six.Close()
		l, err := Listen("[::1]", 0)
		if err != nil {
			t.Fatal(err)
		}
		l.Close()
	}
	if l, err := Listen("192.0.2.1", 0); err == nil { // of a network for documentation
		l.Close()
		t.Error("listens on an address that is not this machine's")
	}
	if l, err := Listen("127.0.0.1", 70000); err == nil {
		l.Close()
		t.Error("listens on a port that there is not")
	}
}
