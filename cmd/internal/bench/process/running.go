package process

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"
)

// A Running process is one that goes on until it is interrupted.
type Running struct {
	cmd       *exec.Cmd
	words     transcript
	interrupt context.CancelFunc
	ended     chan struct{}
	err       error // how it ended, once ended is closed
}

// endTime is how long an interrupted process may take to end.
const endTime = 10 * time.Second

// Start starts a process. Stop it, also after an error of what is done with it.
func Start(ctx context.Context, name string, args ...string) (*Running, error) {
	ctx, interrupt := context.WithCancel(ctx)
	p := &Running{cmd: exec.CommandContext(ctx, name, args...), interrupt: interrupt, ended: make(chan struct{})}
	p.words.more = make(chan struct{}, 1)
	p.cmd.Stdout, p.cmd.Stderr = &p.words, &p.words
	p.cmd.Cancel = func() error { return p.cmd.Process.Signal(os.Interrupt) } // as Ctrl-C does
	p.cmd.WaitDelay = endTime
	if err := p.cmd.Start(); err != nil {
		interrupt()
		return nil, err
	}
	go func() {
		p.err = p.cmd.Wait()
		close(p.ended)
	}()
	return p, nil
}

// Await waits until the process has said what the expression matches, and returns the match and its groups.
func (p *Running) Await(ctx context.Context, what *regexp.Regexp) ([]string, error) {
	for {
		if m := what.FindStringSubmatch(p.words.String()); m != nil {
			return m, nil
		}
		select {
		case <-p.words.more:
		case <-p.ended:
			return nil, p.Complain(fmt.Errorf("ended by itself: %w", errors.Join(p.err, errors.New("without a word that it is ready"))))
		case <-ctx.Done():
			return nil, p.Complain(ctx.Err())
		}
	}
}

// Stop interrupts the process and waits for its end.
func (p *Running) Stop() error {
	p.interrupt()
	<-p.ended
	if p.err != nil && !errors.Is(p.err, context.Canceled) {
		return p.Complain(p.err)
	}
	return nil
}

// Complain adds to an error which process it was, and what it said.
func (p *Running) Complain(err error) error {
	return fmt.Errorf("%s %s: %w\n%s", filepath.Base(p.cmd.Path), strings.Join(p.cmd.Args[1:], " "), err, p.words.String())
}

// Peak is the most memory in MiB that the process has held since its program began, or 0 if that is not known.
func (p *Running) Peak() float64 { return peakOf(p.cmd.Process.Pid) }

// A transcript is what a process has written so far.
type transcript struct {
	more chan struct{} // has an element if something came

	mu   sync.Mutex
	text bytes.Buffer
}

func (t *transcript) Write(data []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	select {
	case t.more <- struct{}{}:
	default:
	}
	return t.text.Write(data)
}

func (t *transcript) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.text.String()
}
