package cli

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// quietFor is how long work may take before a progress line says that it goes on.
const quietFor = time.Second

// IsTerminal reports whether a person reads along at w: neither a file nor a pipe, and the environment
// does not say that lines cannot be rewritten (TERM=dumb) or that nobody looks (CI).
func IsTerminal(w io.Writer) bool {
	file, ok := w.(*os.File)
	if !ok || os.Getenv("CI") != "" || os.Getenv("TERM") == "dumb" {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Progress shows on a terminal that the work goes on, and what it is at now. stop removes the line and may be called
// again.
func Progress(w io.Writer, what func() string) (stop func()) {
	if !IsTerminal(w) {
		return func() {}
	}
	return showProgress(w, what)
}

func showProgress(w io.Writer, what func() string) (stop func()) {
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		begin := time.Now()
		tick := time.NewTicker(quietFor)
		defer tick.Stop()
		shown := false
		for {
			select {
			case <-tick.C:
				fmt.Fprintf(w, "\r%s, %.0f s", what(), time.Since(begin).Seconds())
				shown = true
			case <-done:
				if shown {
					fmt.Fprint(w, "\r\x1b[K") // ECMA-48: erase to the end of the line
				}
				return
			}
		}
	}()
	return sync.OnceFunc(func() {
		close(done)
		<-ended
	})
}
