package browser

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/preview"
)

// site is one of a home page with a text.
func site(text string) preview.Site {
	return preview.Site{Files: filetree.New([]filetree.File{{
		Name:   "index.html",
		Append: func(dst []byte) ([]byte, error) { return append(dst, "<body>"+text+"</body>"...), nil },
	}})}
}

// start serves a site and returns a browser for it.
func start(t *testing.T, options preview.Options) (*preview.Server, *Browser) {
	t.Helper()
	server := preview.New(options)
	server.Show(site("first"))
	h := httptest.NewServer(server)
	b := New(h.URL + "/")
	t.Cleanup(func() {
		b.Close()
		h.CloseClientConnections() // streams would be waited for
		h.Close()
	})
	return server, b
}

func patient(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestTab(t *testing.T) {
	t.Parallel()
	server, b := start(t, preview.Options{Reload: true})
	ctx := patient(t)
	tab, err := b.Open(ctx, "/")
	if err != nil {
		t.Fatal(err)
	}
	defer tab.Close()
	for _, text := range []string{"second", "third"} {
		if err := tab.Follow(ctx); err != nil {
			t.Fatal(err)
		}
		server.Show(site(text))
		page, err := tab.Next(ctx)
		if err != nil || !strings.Contains(string(page), text) {
			t.Fatalf("after the change to %q, Next = %q, %v", text, page, err)
		}
	}
	// What happens while no stream is open is not missed: the server is told what the tab has seen.
	server.Show(site("fourth"))
	if page, err := tab.Next(ctx); err != nil || !strings.Contains(string(page), "fourth") {
		t.Errorf("after a change without a stream, Next = %q, %v", page, err)
	}
	if s, err := b.Status(ctx); err != nil || s.Build != 4 {
		t.Errorf("Status = %+v, %v; want build 4", s, err)
	}
	if _, err := b.Get(ctx, "/none/"); err == nil {
		t.Error("a page that is not there was loaded")
	}
}

func TestTabNeedsReload(t *testing.T) {
	t.Parallel()
	_, b := start(t, preview.Options{})
	if _, err := b.Open(patient(t), "/"); err == nil {
		t.Error("a page that does not follow the site was opened: Next would never return")
	}
}

func TestSeenOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ in, want string }{
		{"", ""},
		{`<p data-seen="a.b">`, ""},
		{`<script src="/.briefings/live.js" data-seen="a-_1.b" defer></script>`, "a-_1.b"},
		{`<script src="/desk/.briefings/live.js" data-seen="a&amp;b" defer></script>`, "a&b"},
	} {
		if got := seenOf([]byte(test.in)); got != test.want {
			t.Errorf("seenOf(%q) = %q, want %q", test.in, got, test.want)
		}
	}
}

func TestAwait(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		in string
		ok bool
	}{
		{"", false},
		{"event: reload\ndata: null\n", false}, // it has not ended
		{"event: reload\ndata: null\n\n", true},
		{"event:reload\n\n", true},
		{"retry: 500\n\n: here\n\nevent: problems\ndata: event: reload\n\nevent: reload\n\n", true},
		{"data: reload\n\nevent: problems\n\n", false},
	} {
		if err := await(strings.NewReader(test.in), "reload"); (err == nil) != test.ok {
			t.Errorf("await(%q) = %v, want success: %v", test.in, err, test.ok)
		}
	}
}
