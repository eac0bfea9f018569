// Package browser follows the pages of a preview as the browser of somebody does who edits the site: an
// open page has an event stream, which says when to load the page again.
package browser

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// A Browser has the pages of one preview. It goes through no proxy.
type Browser struct {
	address string // without a slash at its end
	client  http.Client
}

// New returns a browser for the preview at an address, such as http://127.0.0.1:1313/.
func New(address string) *Browser {
	return &Browser{strings.TrimSuffix(address, "/"), http.Client{Transport: &http.Transport{}}}
}

// Close closes the connections that are kept for the next page.
func (b *Browser) Close() { b.client.CloseIdleConnections() }

// Get loads a page as a browser does. An answer that is not 200 is an error.
func (b *Browser) Get(ctx context.Context, path string) ([]byte, error) {
	r, err := b.ask(ctx, path, "text/html,*/*;q=0.8")
	if err != nil {
		return nil, err
	}
	defer r.Body.Close()
	page, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("GET %s: %w", path, err)
	}
	return page, nil
}

func (b *Browser) ask(ctx context.Context, path, accept string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, b.address+path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept", accept)
	r, err := b.client.Do(request)
	if err != nil {
		return nil, err
	}
	if r.StatusCode != http.StatusOK {
		r.Body.Close()
		return nil, fmt.Errorf("GET %s: %s", path, r.Status)
	}
	return r, nil
}

// A Status is what the preview says of its newest build.
type Status struct {
	Build  int // how many builds there were
	Counts map[string]int
}

// Status asks for the status.
func (b *Browser) Status(ctx context.Context) (Status, error) {
	var s Status
	data, err := b.Get(ctx, "/.briefings/status")
	if err != nil {
		return s, err
	}
	if err := json.Unmarshal(data, &s); err != nil {
		return s, fmt.Errorf("status: %w", err)
	}
	return s, nil
}

// A Tab is an open page.
type Tab struct {
	browser *Browser
	path    string
	seen    string        // the version that the page says it is
	stream  io.ReadCloser // nil: not open
}

// Open loads the page at a path. Close the tab.
func (b *Browser) Open(ctx context.Context, path string) (*Tab, error) {
	t := &Tab{browser: b, path: path}
	if _, err := t.load(ctx); err != nil {
		return nil, err
	}
	return t, nil
}

// Close ends the following.
func (t *Tab) Close() {
	if t.stream != nil {
		t.stream.Close()
		t.stream = nil
	}
}

func (t *Tab) load(ctx context.Context) ([]byte, error) {
	page, err := t.browser.Get(ctx, t.path)
	if err != nil {
		return nil, err
	}
	if t.seen = seenOf(page); t.seen == "" {
		return nil, fmt.Errorf("GET %s: the page does not say which version it is: does the preview follow the site?", t.path)
	}
	return page, nil
}

var seenAttribute = regexp.MustCompile(`<script src="[^"]*/live\.js" data-seen="([^"]+)"`)

// seenOf is the version that a page says it is; empty if it does not.
func seenOf(page []byte) string {
	m := seenAttribute.FindSubmatch(page)
	if m == nil {
		return ""
	}
	return html.UnescapeString(string(m[1]))
}

// Follow opens the event stream, if it is not open yet. The stream ends with ctx.
func (t *Tab) Follow(ctx context.Context) error {
	if t.stream != nil {
		return nil
	}
	query := url.Values{"page": {t.path}, "seen": {t.seen}}
	r, err := t.browser.ask(ctx, "/.briefings/events?"+query.Encode(), "text/event-stream")
	if err != nil {
		return err
	}
	t.stream = r.Body
	return nil
}

// Next waits until the preview says that the page is another, and loads it. As in a browser, the stream
// is then closed.
func (t *Tab) Next(ctx context.Context) ([]byte, error) {
	if err := t.Follow(ctx); err != nil {
		return nil, err
	}
	defer t.Close()
	if err := await(t.stream, "reload"); err != nil {
		return nil, fmt.Errorf("the events of %s: %w", t.path, err)
	}
	return t.load(ctx)
}

// await reads a stream to the end of the first event of a name. It is done with the stream then: what
// has come after the event is lost.
func await(stream io.Reader, name string) error {
	lines := bufio.NewScanner(stream)
	lines.Buffer(nil, 1<<20) // reports of problems are long
	event := ""
	for lines.Scan() {
		switch line := lines.Text(); {
		case line == "" && event == name:
			return nil
		case line == "":
			event = ""
		default:
			if value, ok := strings.CutPrefix(line, "event:"); ok {
				event = strings.TrimSpace(value)
			}
		}
	}
	if err := lines.Err(); err != nil {
		return err
	}
	return errors.New("the stream ended")
}
