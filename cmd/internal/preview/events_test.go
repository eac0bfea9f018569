package preview

import (
	"bufio"
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/preview/report"
)

const portPage = `<html><head><link rel="icon" href="../../mark.svg"><link rel="preload" as="style" href="/style.1.css"><link rel="stylesheet" href="/style.1.css">` +
	`<link rel="stylesheet" href="print.css"><link rel="alternate" href="/feed.atom"></head>` +
	`<body><a href="/other/">Other</a><img src="/quay.jpg" srcset="/quay.jpg 1x, /quay-2.jpg 2x"><img src="https://elsewhere.test/x.jpg"><img src="/later.jpg">` +
	`<script src="/menu.js"></script><script>"<img src='/other/index.html'>"</script></body></html>`

func portFiles(change ...string) *filetree.FS {
	pairs := []string{
		"articles/port/index.html", portPage,
		"articles/port/print.css", "p { color: black }",
		"style.1.css", "h1 { color: black }",
		"mark.svg", "<svg/>",
		"quay.jpg", "one",
		"quay-2.jpg", "two",
		"menu.js", "menu()",
		"feed.atom", "<feed/>",
		"other/index.html", "Other",
	}
	for i := 0; i < len(change); i += 2 {
		at := slices.Index(pairs, change[i])
		switch {
		case at < 0:
			pairs = append(pairs, change[i], change[i+1])
		case change[i+1] == "":
			pairs = slices.Delete(pairs, at, at+2)
		default:
			pairs[at+1] = change[i+1]
		}
	}
	return files(pairs...)
}

// told returns the names of the messages that bring a page from one site to another.
func told(s *Server, path string, before, after Site) string {
	f := &follower{path: path, reported: []byte(`"problems":[]`)}
	f.seen = s.newState(before, 1, nil).at(path).version
	var names []string
	for _, m := range f.follow(s.newState(after, 2, nil)) {
		names = append(names, m.name)
	}
	return strings.Join(names, " ")
}

func TestFollow(t *testing.T) {
	t.Parallel()
	s := New(Options{Reload: true})
	restyled := strings.ReplaceAll(portPage, "style.1.css", "style.2.css")
	wrong := []diag.Problem{{Severity: diag.Error, Message: "wrong"}}
	for _, test := range []struct {
		name  string
		after Site
		want  string
	}{
		{"the same", Site{Files: portFiles()}, ""},
		{"another page", Site{Files: portFiles("other/index.html", "Changed", "new/index.html", "New")}, ""},
		{"a feed", Site{Files: portFiles("feed.atom", "<feed>new</feed>")}, ""},
		{"text", Site{Files: portFiles("articles/port/index.html", portPage+" ")}, "reload"},
		{"stylesheet with a fingerprint", Site{Files: portFiles("articles/port/index.html", restyled, "style.1.css", "", "style.2.css", "h1 { color: red }")}, "styles"},
		{"stylesheet under its name", Site{Files: portFiles("articles/port/print.css", "p { color: red }")}, "styles"},
		{"stylesheet and text", Site{Files: portFiles("articles/port/index.html", restyled+" ", "style.2.css", "h1 { color: red }")}, "reload"},
		{"letters of a tag", Site{Files: portFiles("articles/port/index.html", strings.Replace(portPage, "<img", "<IMG", 1))}, "reload"},
		{"stylesheet gone", Site{Files: portFiles("style.1.css", "")}, "reload"},
		{"icon", Site{Files: portFiles("mark.svg", "<svg></svg>")}, "reload"},
		{"picture", Site{Files: portFiles("quay.jpg", "changed")}, "reload"},
		{"picture for other screens", Site{Files: portFiles("quay-2.jpg", "changed")}, "reload"},
		{"picture gone", Site{Files: portFiles("quay.jpg", "")}, "reload"},
		{"picture come", Site{Files: portFiles("later.jpg", "three")}, "reload"},
		{"script", Site{Files: portFiles("menu.js", "changed()")}, "reload"},
		{"the page is gone", Site{Files: portFiles("articles/port/index.html", "")}, "reload"},
		{"the page is gone, 404 page", Site{Files: portFiles("articles/port/index.html", "", "404.html", "Gone")}, "reload"},
		{"another base", Site{Files: portFiles(), Base: "/desk"}, "reload"},
		{"the page cannot be made", Site{Files: portFiles("articles/port/index.html", "fail: no such field")}, "problems"},
		{"the site cannot be made", Site{Problems: wrong}, "problems"},
		{"stale", Site{Files: portFiles(), Stale: true, Problems: wrong}, "problems"},
		{"warning and text", Site{Files: portFiles("articles/port/index.html", "x"), Problems: []diag.Problem{{Severity: diag.Warning}}}, "problems reload"},
	} {
		if got := told(s, "/articles/port/", Site{Files: portFiles()}, test.after); got != test.want {
			t.Errorf("%s: told %q, want %q", test.name, got, test.want)
		}
	}
	for _, test := range []struct {
		name          string
		before, after Site
		want          string
	}{
		{"mended", Site{Problems: wrong}, Site{Files: portFiles()}, "reload"},
		{"the first build", Site{}, Site{Problems: wrong}, "problems reload"},
		{"as wrong as before", Site{Problems: wrong}, Site{Problems: wrong}, "problems"},
		{"wrong in another way", Site{Problems: wrong}, Site{Problems: []diag.Problem{{Message: "other", Severity: diag.Error}}}, "problems reload"},
		{"page mended", Site{Files: files("articles/port/index.html", "fail: x")}, Site{Files: portFiles()}, "reload"},
		{"page wrong in another way", Site{Files: files("articles/port/index.html", "fail: x")}, Site{Files: files("articles/port/index.html", "fail: y")}, "problems reload"},
		{"the page comes", Site{Files: files()}, Site{Files: portFiles()}, "reload"},
		{"still no page", Site{Files: files()}, Site{Files: files("index.html", "Home")}, ""},
	} {
		if got := told(s, "/articles/port/", test.before, test.after); got != test.want {
			t.Errorf("%s: told %q, want %q", test.name, got, test.want)
		}
	}
	for _, path := range []string{"", "x", "/%", "/../", "//", "/articles/port", "/%ff"} {
		if got := told(s, path, Site{Files: portFiles()}, Site{Files: portFiles("quay.jpg", "changed")}); got != "" {
			t.Errorf("path %q, which is no page: told %q, want nothing", path, got)
		}
	}
}

// TestFollowReports wants a page to be told of problems once, and of their end.
func TestFollowReports(t *testing.T) {
	t.Parallel()
	s := New(Options{Reload: true})
	right, wrong := Site{Files: portFiles()}, Site{Files: portFiles(), Stale: true, Problems: []diag.Problem{{Severity: diag.Error, Message: "wrong"}}}
	f := &follower{path: "/articles/port/"}
	for i, step := range []struct {
		site Site
		want int // problems told; -1 for no message
	}{{right, 0}, {right, -1}, {wrong, 1}, {wrong, 1}, {right, 0}, {right, -1}} {
		got := -1
		for _, m := range f.follow(s.newState(step.site, i, nil)) {
			got = len(m.data.(report.Report).Problems)
		}
		if got != step.want {
			t.Errorf("step %d: %d problems told, want %d", i, got, step.want)
		}
	}
}

// A stream is the events of a page as a browser hears them.
type stream struct {
	*testing.T
	lines *bufio.Scanner
	close func()
}

func listen(t *testing.T, h *httptest.Server, query string, headers ...string) *stream {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", h.URL+"/.briefings/events?"+query, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { res.Body.Close() })
	if res.StatusCode != 200 || res.Header.Get("Content-Type") != "text/event-stream" || res.Header.Get("Cache-Control") != "no-cache" {
		t.Fatalf("the stream is %d %v", res.StatusCode, res.Header)
	}
	return &stream{t, bufio.NewScanner(res.Body), cancel}
}

// next returns the next event, with its lines joined by "|"; empty at the end.
func (s *stream) next() string {
	var lines []string
	for s.lines.Scan() {
		if s.lines.Text() == "" {
			return strings.Join(lines, "|")
		}
		lines = append(lines, s.lines.Text())
	}
	return ""
}

func (s *stream) want(prefix string) {
	s.Helper()
	if got := s.next(); !strings.HasPrefix(got, prefix) {
		s.Fatalf("the stream says %q, want %q", got, prefix)
	}
}

func TestStream(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{Files: portFiles()})
	seen := func() string {
		_, rest, _ := strings.Cut(get(t, h, "/articles/port/", "Accept", browser).body, `data-seen="`)
		v, _, _ := strings.Cut(rest, `"`)
		return v
	}
	was := seen()
	query := "page=" + url.QueryEscape("/articles/port/") + "&seen=" + url.QueryEscape(was)
	e := listen(t, h, query)
	e.want("retry: 500")
	e.want(`event: problems|data: {"build":1,"built":true,"stale":false,"errors":0,`)
	s.Show(Site{Files: portFiles("articles/port/print.css", "p { color: red }")})
	e.want("event: styles|id: " + seen() + `|data: [{"href":"/style.1.css","sum":"` + sum([]byte("h1 { color: black }")) +
		`"},{"href":"print.css","sum":"` + sum([]byte("p { color: red }")) + `"}]`)
	s.Show(Site{Files: portFiles("quay.jpg", "changed")})
	e.want("event: reload|data: null")

	t.Run("change before the stream", func(t *testing.T) {
		e := listen(t, h, query)
		e.want("retry")
		e.want("event: problems")
		e.want("event: reload")
	})
	t.Run("connection lost after a change", func(t *testing.T) {
		e := listen(t, h, query, "Last-Event-ID", seen())
		e.want("retry")
		e.want("event: problems")
		s.Show(Site{Files: portFiles("quay.jpg", "changed"), Problems: []diag.Problem{{Message: "new\ndata: \"line\"", Severity: diag.Warning}}})
		e.want(`event: problems|data: {"build":4,"built":true,"stale":false,"errors":0,"warnings":1,"problems":[{"severity":"warning","message":"new` + "\ufffd" + `data: \"line\""}]`)
	})
}

// TestOnce wants a page to be made once for all who look at it, and no other page to be made.
func TestOnce(t *testing.T) {
	t.Parallel()
	var made, other atomic.Int32
	counting := func(text string) *filetree.FS {
		return filetree.New([]filetree.File{
			{Name: "index.html", Append: func(dst []byte) ([]byte, error) { made.Add(1); return append(dst, text...), nil }},
			{Name: "other/index.html", Append: func(dst []byte) ([]byte, error) { other.Add(1); return dst, nil }},
		})
	}
	s, h := start(t, Site{Files: counting("one")})
	var streams []*stream
	for range 8 {
		e := listen(t, h, "page=/")
		e.want("retry")
		e.want("event: problems")
		streams = append(streams, e)
	}
	two := counting("two")
	s.Show(Site{Files: two})
	s.Show(Site{Files: two, Problems: []diag.Problem{{Message: "x", Severity: diag.Warning}}})
	for _, e := range streams {
		for !strings.Contains(e.next(), `"message":"x"`) {
		}
	}
	if made.Load() != 2 || other.Load() != 0 {
		t.Errorf("the page was made %d times for two builds, another %d times: want 2 and 0", made.Load(), other.Load())
	}
}

// TestSlow wants Show not to wait for a reader who does not read.
func TestSlow(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{Files: portFiles()})
	e := listen(t, h, "page=/")
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 250 {
				s.Show(Site{Files: portFiles(), Problems: []diag.Problem{{Message: strings.Repeat("long ", 2000), Severity: diag.Warning}}})
			}
		})
	}
	wg.Wait()
	s.Show(Site{Files: portFiles()})
	e.lines.Buffer(nil, 1<<20)
	for !strings.Contains(e.next(), `"build":1002,`) { // some between are left out
	}
}

func TestStreamLimit(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{Files: portFiles()})
	for range maxStreams {
		s.streams <- struct{}{}
	}
	if a := get(t, h, "/.briefings/events?page=/"); a.status != 503 || a.header.Get("Retry-After") == "" {
		t.Errorf("one stream too many: got %d, want 503 and Retry-After", a.status)
	}
	if a := get(t, h, "/style.1.css"); a.status != 200 {
		t.Errorf("a file beside all these streams: got %d", a.status)
	}
	<-s.streams
	e := listen(t, h, "page=/")
	e.want("retry")
	e.close()
	for deadline := time.Now().Add(time.Minute); len(s.streams) == maxStreams; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("a stream that its reader closed is still counted")
		}
	}
}
