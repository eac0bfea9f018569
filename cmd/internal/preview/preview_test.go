package preview

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/hosting"
)

const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

const front = `<!DOCTYPE html><html lang="en"><head><title>Desk</title><link rel="stylesheet" href="/style.css">` +
	`<link rel="alternate" href="/feed.atom"></head><body><h1>Desk</h1><img src="/mark.svg" alt=""></body></html>`

// files makes a tree of names and contents, one after the other. A content that begins with
// "fail: " is an error of making.
func files(pairs ...string) *filetree.FS {
	var list []filetree.File
	for i := 0; i < len(pairs); i += 2 {
		content := pairs[i+1]
		list = append(list, filetree.File{Name: pairs[i], Append: func(dst []byte) ([]byte, error) {
			if text, ok := strings.CutPrefix(content, "fail: "); ok {
				return nil, errors.New(text)
			}
			return append(dst, content...), nil
		}})
	}
	return filetree.New(list)
}

func desk() *filetree.FS {
	return files(
		"index.html", front,
		"style.css", "h1 { color: black }",
		"mark.svg", "<svg/>",
		"feed.atom", "<feed/>",
		"feed.json", "{}",
		"articles/port/index.html", "<title>Port</title><p>Port",
		"گزارش/index.html", "<title>گزارش</title>",
		"Доклад/й.txt", "доклад", // й composed
		"bad/index.html", "fail: no such field",
		"404.html", "<title>Gone</title><body>Gone</body>",
		"blob.unknown", "01234567",
	)
}

// start serves site; the answer to a request is from its own connection.
func start(t *testing.T, site Site) (*Server, *httptest.Server) {
	t.Helper()
	s := New(Options{Reload: true, Hosts: []string{"desk.test", "forwarded.test:8080", "[fd00::1]"}})
	s.Show(site)
	h := httptest.NewServer(s)
	t.Cleanup(func() {
		h.CloseClientConnections() // streams would be waited for
		h.Close()
	})
	return s, h
}

type answer struct {
	status int
	header http.Header
	body   string
}

// get asks for a path, with headers given as name, value; Method and Host stand for what they say.
func get(t *testing.T, h *httptest.Server, path string, headers ...string) answer {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", h.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.URL.Opaque = path // as it is
	for i := 0; i < len(headers); i += 2 {
		switch headers[i] {
		case "Method":
			r.Method = headers[i+1]
		case "Host":
			r.Host = headers[i+1]
		default:
			r.Header.Add(headers[i], headers[i+1])
		}
	}
	client := &http.Client{Timeout: time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	res, err := client.Do(r)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return answer{res.StatusCode, res.Header, string(body)}
}

func TestFiles(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	for _, test := range []struct {
		path   string
		status int
		kind   string // content type
		want   string // body, or the Location of a redirect
	}{
		{"/", 200, "text/html; charset=utf-8", front},
		{"/index.html", 200, "text/html; charset=utf-8", front},
		{"/style.css", 200, "text/css; charset=utf-8", "h1 { color: black }"},
		{"/style.css?sum=x", 200, "text/css; charset=utf-8", "h1 { color: black }"},
		{"/feed.atom", 200, "application/atom+xml; charset=utf-8", "<feed/>"},
		{"/feed.json", 200, "application/feed+json", "{}"},
		{"/blob.unknown", 200, "application/octet-stream", "01234567"},
		{"/articles/port/", 200, "text/html; charset=utf-8", "<title>Port</title><p>Port"},
		{"/articles/port", 302, "", "/articles/port/"},
		{"/articles/port?a=b", 302, "", "/articles/port/?a=b"},
		{"/articles/", 404, "text/html; charset=utf-8", "<title>Gone</title><body>Gone</body>"},
		{"/gone", 404, "text/html; charset=utf-8", "<title>Gone</title><body>Gone</body>"},
		{"/style.css/", 404, "text/html; charset=utf-8", "<title>Gone</title><body>Gone</body>"},
		{"/%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4", 302, "", "/%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4/"},
		{"/%DA%AF%D8%B2%D8%A7%D8%B1%D8%B4/", 200, "text/html; charset=utf-8", "<title>گزارش</title>"},
		{"/%D0%94%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4/%D0%B9.txt", 200, "text/plain; charset=utf-8", "доклад"},
		{"/%D0%94%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4/%D0%B8%CC%86.txt", 302, "", "/%D0%94%D0%BE%D0%BA%D0%BB%D0%B0%D0%B4/%D0%B9.txt"}, // decomposed
		{"/bad/", 500, "text/plain; charset=utf-8", "no such field\n"},
	} {
		a := get(t, h, test.path)
		got := a.body
		if a.status == 302 {
			got = a.header.Get("Location")
		}
		if a.status != test.status || a.header.Get("Content-Type") != test.kind || got != test.want {
			t.Errorf("%s: got %d %q %q, want %d %q %q", test.path, a.status, a.header.Get("Content-Type"), got, test.status, test.kind, test.want)
		}
		head := get(t, h, test.path, "Method", "HEAD")
		if head.status != test.status || head.body != "" {
			t.Errorf("HEAD %s: got %d with %d bytes, want %d with none", test.path, head.status, len(head.body), test.status)
		}
	}
}

func TestBase(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk(), Base: "/my desk"})
	for path, want := range map[string]string{
		"/":                         "/my%20desk/",
		"/my%20desk":                "/my%20desk/",
		"/my%20desk/articles/port":  "/my%20desk/articles/port/",
		"/my%20desk//articles/port": "",
		"/my%20desk/":               "",
		"/articles/port":            "",
	} {
		if got := get(t, h, path).header.Get("Location"); got != want {
			t.Errorf("%s goes to %q, want %q", path, got, want)
		}
	}
	for path, want := range map[string]int{"/my%20desk/": 200, "/articles/port/": 404, "/my%20desk/.briefings/live.js": 200, "/.briefings/live.js": 404} {
		if got := get(t, h, path).status; got != want {
			t.Errorf("%s: status %d, want %d", path, got, want)
		}
	}
	if a := get(t, h, "/my%20desk/", "Accept", browser); !strings.Contains(a.body, `src="/my%20desk/.briefings/live.js"`) {
		t.Errorf("the script's address lacks the base: %s", a.body)
	}
}

func TestRevalidation(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{Files: desk()})
	plain, followed := get(t, h, "/"), get(t, h, "/", "Accept", browser)
	tag := plain.header.Get("ETag")
	if tag == "" || tag[0] != '"' || tag == followed.header.Get("ETag") {
		t.Errorf("entity tags %q and, with our script, %q: want two strong ones", tag, followed.header.Get("ETag"))
	}
	if a := get(t, h, "/", "If-None-Match", tag); a.status != 304 || a.body != "" {
		t.Errorf("a page that the browser has: got %d %q, want 304", a.status, a.body)
	}
	if a := get(t, h, "/", "If-None-Match", tag, "Accept", browser); a.status != 200 {
		t.Errorf("a page that the browser has without script: got %d, want 200", a.status)
	}
	if a := get(t, h, "/blob.unknown", "Range", "bytes=2-4"); a.status != 206 || a.body != "234" {
		t.Errorf("a range: got %d %q, want 206 and 234", a.status, a.body)
	}
	s.Show(Site{Files: files("index.html", front+" ")})
	if a := get(t, h, "/", "If-None-Match", tag); a.status != 200 {
		t.Errorf("a page that has changed: got %d, want 200", a.status)
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	for _, a := range []answer{
		get(t, h, "/"), get(t, h, "/gone"), get(t, h, "/bad/"), get(t, h, "/articles/port"), get(t, h, "/.briefings/live.js"),
		get(t, h, "/", "Host", "evil.test"), get(t, h, "/", "Origin", "http://evil.test"), get(t, h, "/", "Method", "OPTIONS", "Origin", h.URL),
	} {
		for name, want := range map[string]string{
			"Cache-Control":                "no-cache",
			"Content-Security-Policy":      hosting.Policy,
			"Cross-Origin-Resource-Policy": "same-origin",
			"Referrer-Policy":              "same-origin",
			"X-Content-Type-Options":       "nosniff",
		} {
			if got := a.header.Get(name); got != want {
				t.Errorf("status %d: %s is %q, want %q", a.status, name, got, want)
			}
		}
		for name := range a.header {
			if strings.HasPrefix(name, "Access-Control-") {
				t.Errorf("status %d: has %s: pages from elsewhere must not read the preview", a.status, name)
			}
		}
	}
}

func TestScript(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{Files: desk()})
	for accept, want := range map[string]bool{browser: true, "*/*": false, "": false, "Text/HTML": true, "text/htmlx": false, "text/*": false} {
		a := get(t, h, "/", "Accept", accept)
		if got := strings.Contains(a.body, `<script src="/.briefings/live.js" data-seen="`); got != want {
			t.Errorf("Accept %q: script in the page is %v, want %v", accept, got, want)
		}
		if want && !strings.HasSuffix(a.body, " defer></script></body></html>") {
			t.Errorf("Accept %q: the script does not stand at the end of the body: %s", accept, a.body)
		}
		if a.header.Get("Vary") != "Accept" {
			t.Errorf("Accept %q: Vary is %q, want Accept", accept, a.header.Get("Vary"))
		}
	}
	if a := get(t, h, "/feed.atom", "Accept", browser); a.body != "<feed/>" {
		t.Errorf("a feed has become %q", a.body)
	}
	s.options.Reload = false
	if a := get(t, h, "/", "Accept", browser); a.body != front {
		t.Errorf("without reload the page is %q", a.body)
	}
}

func TestTrouble(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{})
	if a := get(t, h, "/any/", "Accept", browser); a.status != 503 || !strings.Contains(a.body, "being built") {
		t.Errorf("before the first build: got %d %s", a.status, a.body)
	}
	s.Show(Site{Problems: []diag.Problem{{Path: "a.md", Line: 3, Col: 4, Severity: diag.Error, Message: `no <b> "x"`, Cure: "mend it"}}})
	if a := get(t, h, "/any/", "Accept", browser); a.status != 503 || !strings.Contains(a.body, "a.md:3:4") ||
		!strings.Contains(a.body, "no &lt;b&gt;") || !strings.Contains(a.body, "live.js") {
		t.Errorf("without a good build: got %d %s", a.status, a.body)
	}
	if a := get(t, h, "/any/"); a.status != 503 || a.body != "a.md:3:4: no <b> \"x\"\n\tmend it\n" {
		t.Errorf("without a good build, as text: got %d %q", a.status, a.body)
	}
	s.options.Problem = func(err error) (diag.Problem, bool) {
		return diag.Problem{Path: "layouts/page.html", Line: 7, Severity: diag.Error, Message: err.Error()}, true
	}
	s.Show(Site{Files: desk()})
	if a := get(t, h, "/bad/", "Accept", browser); a.status != 500 || !strings.Contains(a.body, "layouts/page.html:7") || !strings.Contains(a.body, "no such field") {
		t.Errorf("a page that cannot be made: got %d %s", a.status, a.body)
	}
	if a := get(t, h, "/"); a.status != 200 {
		t.Errorf("a page beside one that cannot be made: got %d", a.status)
	}
	s.Show(Site{Files: files("index.html", front)})
	if a := get(t, h, "/gone/", "Accept", browser); a.status != 404 || !strings.Contains(a.body, "No such page") {
		t.Errorf("without a 404 page: got %d %s", a.status, a.body)
	}
	if a := get(t, h, "/gone/"); a.status != 404 || a.body != "there is no such page\n" {
		t.Errorf("without a 404 page, as text: got %d %s", a.status, a.body)
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	s, h := start(t, Site{})
	s.Show(Site{Files: desk(), Stale: true, Counts: func() map[string]int { return map[string]int{"pages made": 7} }, Problems: []diag.Problem{
		{Severity: diag.Error, Message: "x"}, {Severity: diag.Warning, Message: "y"}, {Severity: diag.Warning, Message: "z"},
	}})
	want := `{
  "build": 2,
  "built": true,
  "stale": true,
  "errors": 1,
  "warnings": 2,
  "counts": {
    "pages made": 7
  }
}
`
	if a := get(t, h, "/.briefings/status"); a.body != want || a.header.Get("Content-Type") != "application/json" {
		t.Errorf("status is %s, want %s", a.body, want)
	}
}
