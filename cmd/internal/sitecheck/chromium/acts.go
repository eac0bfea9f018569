//go:build full

package chromium

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/chromedp"
)

// patience is how long Wait waits on a slow machine.
const patience = 30 * time.Second

// Go opens a page, named as Visit has it, and waits for its scripts to have run.
func (b *Browser) Go(name string, view View) {
	b.t.Helper()
	if err := b.Visit(name, view); err != nil {
		b.t.Fatal(err)
	}
	b.Wait(`document.readyState === "complete"`)
}

// Is reports whether an expression of JavaScript is true in the open page.
func (b *Browser) Is(expression string) bool {
	ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
	return ok && err == nil
}

// Wait waits for an expression of JavaScript to become true, in the open page or in one after it.
func (b *Browser) Wait(expression string) {
	b.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if b.Is(expression) {
			return
		}
	}
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.documentElement.outerHTML"))
	b.t.Fatalf("it never came true that %s; Chromium says %q; the page is\n%s", expression, b.Heard(), text)
}

// Say returns the string that an expression of JavaScript is.
func (b *Browser) Say(expression string) string {
	b.t.Helper()
	s, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](expression))
	if err != nil {
		b.t.Fatalf("%s: %v", expression, err)
	}
	return s
}

// Do runs a script in the open page.
func (b *Browser) Do(script string) {
	b.t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[chromedp.Void](script)); err != nil {
		b.t.Fatalf("%s: %v", script, err)
	}
}

// Press presses a key, named as package kb has it.
func (b *Browser) Press(key string) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, chromedp.KeyEvent(key)); err != nil {
		b.t.Fatal(err)
	}
}

// Snap takes a picture of the window, for people: into the folder that SHOTS names, if there is one.
func (b *Browser) Snap(name string) {
	b.t.Helper()
	dir := os.Getenv("SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(b.ctx, chromedp.CaptureScreenshot())
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644)
	}
	if err != nil {
		b.t.Error(err)
	}
}

// Quiet wants nothing to have gone wrong, such as what the policy blocks or what other hosts are asked for.
func (b *Browser) Quiet() {
	b.t.Helper()
	if heard := b.Heard(); len(heard) > 0 {
		b.t.Errorf("Chromium complains:\n%s", strings.Join(heard, "\n"))
	}
}
