//go:build full

// Package chromium has a browser look at a site, as its readers do. It is behind the build tag "full", and a missing
// Chromium fails the test, for a check that is skipped proves nothing.
package chromium

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/sitecheck/tools"
)

// Policy is the Content-Security-Policy that sites are made for and served with in tests.
const Policy = hosting.Policy

// pageTime is how long one page may take on a slow machine; a test should fail rather than hang.
const pageTime = 2 * time.Minute

// A View is how somebody looks at a page.
type View struct {
	Width    int // of the window, in CSS pixels
	Dark     bool
	Text     int  // size of text that the reader asks the browser for, in percent; 0 means 100
	NoScript bool // scripts are switched off
}

func (v View) String() string {
	s := fmt.Sprintf("%d pixels wide", v.Width)
	if v.Dark {
		s += ", dark"
	}
	if v.Text > 0 {
		s += fmt.Sprintf(", text at %d %%", v.Text)
	}
	if v.NoScript {
		s += ", no script"
	}
	return s
}

// fontSize is what browsers take for the size of text, in CSS pixels, unless the reader says otherwise.
const fontSize = 16

// A Browser is a Chromium that looks at one site. It is not safe for concurrent use.
type Browser struct {
	t      testing.TB
	ctx    context.Context
	origin string // of the test's server
	root   string // the site's path on it, with a slash at the end

	mu       sync.Mutex
	messages []string // what the open page did wrong, as Chromium tells it
}

// Open starts Chromium with an empty profile, and a server that answers for site at base's path
// with Policy. Both end with the test.
func Open(t testing.TB, site fs.FS, base string) *Browser {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	root := strings.TrimSuffix(u.Path, "/") + "/"
	server := httptest.NewServer(handler(site, root))
	t.Cleanup(server.Close)
	return Attach(t, server.URL, root)
}

// Attach starts Chromium with an empty profile, to look at a site that the test serves itself: at
// origin, such as "http://127.0.0.1:1313", under root, a path with a slash at the end.
func Attach(t testing.TB, origin, root string) *Browser {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(tools.Command(t, "chromium", "chromium-browser", "google-chrome")),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.NoSandbox, // containers rarely allow it, and the pages are ours
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
	)
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	// Chromium may be newer than the protocol's description; events nobody knows are no faults.
	ctx, cancel = chromedp.NewContext(ctx, chromedp.WithErrorf(func(string, ...any) {}))
	t.Cleanup(cancel)

	b := &Browser{t: t, ctx: ctx, origin: origin, root: root}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	err := chromedp.Do(ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, log.Enable, cdp.Empty{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{})
		return err
	}))
	if err != nil {
		t.Fatalf("start Chromium: %v", err)
	}
	return b
}

// handler serves site under root as static hosting does, with its own 404 page.
func handler(site fs.FS, root string) http.Handler {
	files := http.StripPrefix(strings.TrimSuffix(root, "/"), http.FileServerFS(site))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Security-Policy", Policy)
		name, ok := strings.CutPrefix(r.URL.Path, root)
		if name == "" || strings.HasSuffix(name, "/") {
			name += "index.html"
		}
		if _, err := fs.Stat(site, path.Clean(name)); !ok || err != nil {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(http.StatusNotFound)
			if page, err := fs.ReadFile(site, "404.html"); err == nil {
				w.Write(page)
			}
			return
		}
		files.ServeHTTP(w, r)
	})
}

// hear notes what must not happen while a page is open.
func (b *Browser) hear(event any) {
	var message string
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		message = event.ExceptionDetails.Text
		if e := event.ExceptionDetails.Exception; e != nil {
			message += " " + e.Description
		}
	case *log.EventEntryAdded: // what the policy blocked is among these
		if event.Entry.Level == log.EntryLevelError {
			message = strings.TrimSpace(event.Entry.Text + " " + event.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if u := event.Request.URL; !strings.HasPrefix(u, b.origin+"/") {
			message = "request to another origin: " + u
		}
	}
	if message != "" {
		b.mu.Lock()
		b.messages = append(b.messages, message)
		b.mu.Unlock()
	}
}

// Heard returns what went wrong in the open page, as Chromium tells it, since the last call.
func (b *Browser) Heard() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	messages := b.messages
	b.messages = nil
	return messages
}

// Context is for actions in the page that is open.
func (b *Browser) Context() context.Context { return b.ctx }

// Visit opens a page, named from the site's root ("" is the home page), and runs the actions there.
func (b *Browser) Visit(name string, view View, actions ...chromedp.Action[chromedp.Void]) error {
	address := b.origin + (&url.URL{Path: b.root + strings.TrimPrefix(name, "/")}).EscapedPath()
	return b.look(view, append([]chromedp.Action[chromedp.Void]{chromedp.Navigate(address)}, actions...)...)
}

// look sets how the browser looks at pages, and runs the actions.
func (b *Browser) look(view View, actions ...chromedp.Action[chromedp.Void]) error {
	ctx, cancel := context.WithTimeout(b.ctx, pageTime)
	defer cancel()
	scheme := "light"
	if view.Dark {
		scheme = "dark"
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme},
		{Name: "prefers-reduced-motion", Value: "reduce"}, // half of a transition has colours of its own
	}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, media); err != nil {
		return err
	}
	size := int64(fontSize * cmp.Or(view.Text, 100) / 100)
	if _, err := chromedp.Call(ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: size, Fixed: size}}); err != nil {
		return err
	}
	scripts := emulation.SetScriptExecutionDisabledParams{Value: view.NoScript}
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, scripts); err != nil {
		return err
	}
	return chromedp.Do(ctx, append([]chromedp.Action[chromedp.Void]{chromedp.EmulateViewport(int64(view.Width), 900)}, actions...)...)
}

// Shot writes page as it looks to file: a picture of its whole length, or, if the name of file ends
// in .pdf, what a printer gets. It is for people; nothing compares pictures.
func (b *Browser) Shot(page string, view View, file string) {
	b.t.Helper()
	take := chromedp.FullScreenshot(100) // 100 stands for PNG
	if filepath.Ext(file) == ".pdf" {
		take = chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize())
	}
	err := b.Visit(page, view, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		data, err := take(ctx, target)
		if err != nil {
			return err
		}
		return os.WriteFile(file, data, 0o644)
	}))
	if err != nil {
		b.t.Errorf("%s (%v): %v", page, view, err)
	}
}
