package preview

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// furtherPorts is how many ports after the one that was asked for are tried.
const furtherPorts = 20

// winAddrInUse is Windows' number for an address in use, which syscall has under another.
const winAddrInUse = syscall.Errno(10048)

// Listen listens on the port of an address, or on the next that is free: the listener knows which.
// An empty address is loopback, and port 0 any that is free.
func Listen(bind string, port int) (net.Listener, error) {
	if bind == "" {
		bind = "127.0.0.1"
	}
	bind = strings.Trim(bind, "[]") // as IPv6 stands in addresses
	last := port
	if port != 0 {
		last = min(port+furtherPorts, 1<<16-1)
	}
	for p := port; ; p++ {
		l, err := net.Listen("tcp", net.JoinHostPort(bind, strconv.Itoa(p)))
		if err == nil {
			return l, nil
		}
		if !errors.Is(err, syscall.EADDRINUSE) && !errors.Is(err, winAddrInUse) {
			return nil, fmt.Errorf("listen on %s: %w", bind, err)
		}
		if p >= last {
			return nil, fmt.Errorf("ports %d to %d of %s are taken: %w", port, last, bind, err)
		}
	}
}

// Serve answers on l until ctx is done, then ends at once, with the streams that are open, and
// closes l. To be ended so is no error.
func Serve(ctx context.Context, l net.Listener, h http.Handler) error {
	server := &http.Server{
		Handler:           h,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		// No ReadTimeout or WriteTimeout: they would end streams. ServeHTTP limits its answers itself.
	}
	// Shutdown would wait for connections that browsers open ahead and never use.
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	defer server.Close()
	err := server.Serve(l)
	if ctx.Err() != nil {
		return nil
	}
	return fmt.Errorf("preview: %w", err)
}
