package preview

import (
	"bufio"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// everywhere are paths that the rules about who asks hold on.
var everywhere = []string{"/", "/style.css", "/articles/port", "/gone", "/.briefings/events?page=/", "/.briefings/status", "/.briefings/live.js"}

func TestHost(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	_, port, err := net.SplitHostPort(h.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{
		"localhost", "LocalHost", "127.0.0.1", "[::1]", "[0:0:0:0:0:0:0:1]", "desk.test", "Desk.Test", "[fd00::1]",
		"localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port, "desk.test:" + port, "[fd00::1]:" + port, "forwarded.test:8080",
	} {
		if a := get(t, h, "/", "Host", host); a.status != 200 {
			t.Errorf("host %q: got %d %s, want 200", host, a.status, a.body)
		}
	}
	for _, host := range []string{
		"evil.test", "evil.test:" + port, "localhost.evil.test", "evil-localhost", "a.localhost", "localhost.", "127.0.0.1.evil.test",
		"127.0.0.2", "0.0.0.0", "[::]", "localhost:1", "localhost:0" + port, "localhost:", "localhost:+" + port, "localhost:x",
		"forwarded.test", "forwarded.test:" + port, "[::1", "::1", "[localhost]", "[127.0.0.1]", "[::1]x", "[::1]" + port, "localhost:" + port + ":" + port,
		"user@localhost", "localhost@evil.test", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]",
	} {
		for _, path := range everywhere {
			if got := ask(t, h, "GET "+path+" HTTP/1.1\r\nHost: "+host+"\r\n"); got != 403 && got != 400 {
				t.Errorf("host %q, %s: got %d, want 403", host, path, got)
			}
		}
	}
	for _, request := range []string{
		"GET / HTTP/1.0\r\n",
		"GET / HTTP/1.1\r\nHost:\r\n",
		"GET http://evil.test/ HTTP/1.1\r\nHost: localhost\r\n",
		"GET https://localhost/ HTTP/1.1\r\nHost: localhost\r\n",
		"GET ftp://localhost/ HTTP/1.1\r\nHost: localhost\r\n",
		"CONNECT evil.test:443 HTTP/1.1\r\nHost: localhost\r\n",
	} {
		if got := ask(t, h, request); got != 403 {
			t.Errorf("%q: got %d, want 403", request, got)
		}
	}
	if got := ask(t, h, "GET http://localhost/ HTTP/1.1\r\nHost: evil.test\r\n"); got != 200 { // RFC 9112, 3.2.2
		t.Errorf("the absolute form of an address of ours: got %d, want 200", got)
	}
}

// ask sends lines as they are, and returns the status.
func ask(t *testing.T, h *httptest.Server, lines string) int {
	t.Helper()
	c, err := net.Dial("tcp", h.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Write([]byte(lines + "Connection: close\r\n\r\n")); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err != nil {
		t.Fatalf("%q: %v", lines, err)
	}
	return res.StatusCode // to close the body would be to read it, and a stream has no end
}

func TestOrigin(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	host := h.Listener.Addr().String()
	_, port, _ := net.SplitHostPort(host)
	if a := get(t, h, "/style.css", "Origin", "http://"+host); a.status != 200 {
		t.Errorf("our own origin: got %d, want 200", a.status)
	}
	for _, origin := range []string{"http://evil.test", "null", "", "https://" + host, "http://127.0.0.1", "http://127.0.0.1:1", "http://localhost:" + port, host, "http://" + host + "/", "http://" + host + ".evil.test"} {
		for _, path := range everywhere {
			if a := get(t, h, path, "Origin", origin); a.status != 403 {
				t.Errorf("origin %q, %s: got %d, want 403", origin, path, a.status)
			}
		}
	}
	if a := get(t, h, "/", "Origin", "http://"+host, "Origin", "http://evil.test"); a.status != 403 {
		t.Errorf("two origins: got %d, want 403", a.status)
	}
}

func TestFetchMetadata(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	for _, test := range []struct {
		path, site, mode, dest string
		want                   int
	}{
		{"/", "same-origin", "no-cors", "image", 200},
		{"/", "none", "navigate", "document", 200},
		{"/.briefings/status", "none", "navigate", "document", 200},
		{"/", "cross-site", "navigate", "document", 200},
		{"/", "same-site", "navigate", "document", 200},
		{"/articles/port", "cross-site", "navigate", "document", 302},
		{"/", "cross-site", "navigate", "iframe", 403},
		{"/", "cross-site", "no-cors", "document", 403},
		{"/", "cross-site", "", "", 403},
		{"/style.css", "same-site", "no-cors", "style", 403},
		{"/style.css", "cross-site", "cors", "empty", 403},
		{"/style.css", "unheard-of", "cors", "empty", 403},
		{"/.briefings/events?page=/", "cross-site", "cors", "empty", 403},
		{"/.briefings/events?page=/", "same-site", "navigate", "document", 403},
		{"/.briefings/events?page=/", "cross-site", "navigate", "document", 403},
		{"/%2ebriefings/events", "cross-site", "navigate", "document", 403},
		{"/.briefings/status", "cross-site", "navigate", "document", 403},
	} {
		a := get(t, h, test.path, "Sec-Fetch-Site", test.site, "Sec-Fetch-Mode", test.mode, "Sec-Fetch-Dest", test.dest)
		if a.status != test.want {
			t.Errorf("%v: got %d, want %d", test, a.status, test.want)
		}
	}
	if a := get(t, h, "/", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site"); a.status != 403 {
		t.Errorf("two values: got %d, want 403", a.status)
	}
}

func TestMethods(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"} {
		for _, path := range everywhere {
			if a := get(t, h, path, "Method", method); a.status != 405 || a.header.Get("Allow") != "GET, HEAD" {
				t.Errorf("%s %s: got %d, Allow %q, want 405 and both methods", method, path, a.status, a.header.Get("Allow"))
			}
		}
	}
	for request, want := range map[string]int{
		"CONNECT localhost:443 HTTP/1.1\r\nHost: localhost\r\n": 403, // another port
		"CONNECT localhost HTTP/1.1\r\nHost: localhost\r\n":     405,
		"OPTIONS * HTTP/1.1\r\nHost: localhost\r\n":             200, // net/http answers, with nothing
		"GET * HTTP/1.1\r\nHost: localhost\r\n":                 400,
	} {
		if got := ask(t, h, request); got != want {
			t.Errorf("%q: got %d, want %d", request, got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	_, h := start(t, Site{Files: desk()})
	for path, want := range map[string]int{
		"/../etc/passwd":                          400,
		"/articles/../index.html":                 400,
		"/articles/..":                            400,
		"/./index.html":                           400,
		"/%2e%2e/etc/passwd":                      400,
		"/.%2E/etc/passwd":                        400,
		"/..;/etc/passwd":                         400,
		"/..;a=b/etc/passwd":                      400,
		"/%2e%2e%3b/etc/passwd":                   400,
		"/articles%2f..%2findex.html":             400,
		"/articles%2Fport/":                       400,
		"/articles%5cport/":                       400,
		`/articles\port/`:                         400,
		`/..\index.html`:                          400,
		"/%00":                                    400,
		"/index.html%00.css":                      400,
		"/a%0d%0aSet-Cookie:x":                    400,
		"/%7f":                                    400,
		"/%C2%85":                                 400,
		"/%ff":                                    400,
		"/%C0%AE%C0%AE/":                          400, // overlong dots
		"/%ED%A0%80":                              400, // half of a pair
		"/%252e%252e/etc/passwd":                  404, // decoded once, these are names
		"/%252findex.html":                        404,
		"/.../index.html":                         404,
		"/%E2%80%A4%E2%80%A4/":                    404, // one-dot leaders
		"/%EF%BC%8E%EF%BC%8E/":                    404, // full-width dots
		"//evil.test":                             404, // no redirect to another host
		"//articles/port":                         404,
		"//evil.test/%2e%2e":                      400,
		"/.git/config":                            404,
		"/etc/passwd":                             404,
		"/%2ebriefings/status":                    200,
		"/.briefings/":                            404,
		"/.briefings/trouble.html":                404,
		"/.briefings/preview.go":                  404,
		"/" + strings.Repeat("a", 8<<10):          414,
		"/?" + strings.Repeat("a", 8<<10):         414,
		"/" + strings.Repeat("%D9%85", 255) + "/": 404,
	} {
		if got := ask(t, h, "GET "+path+" HTTP/1.1\r\nHost: localhost\r\n"); got != want {
			t.Errorf("%.60s: got %d, want %d", path, got, want)
		}
	}
}

// FuzzPath wants every path to be answered with what the table has under that very name, or not.
func FuzzPath(f *testing.F) {
	for _, path := range []string{"/", "/articles/port", "/../x", "/%2e%2e/", "//evil.test/", "/%D8%A7", "/a;b", "/%", `/\`, "/bad/", "/.briefings/live.js", "/%00", "/desk/", "/%D0%B8%CC%86"} {
		f.Add(path)
	}
	site := desk()
	f.Fuzz(func(t *testing.T, path string) {
		u, err := url.ParseRequestURI(path)
		if err != nil {
			return
		}
		for _, base := range []string{"", "/desk"} {
			s := New(Options{Reload: true})
			s.Show(Site{Files: site, Base: base})
			r := &http.Request{Method: "GET", URL: u, Host: "localhost", RequestURI: path, Header: http.Header{}}
			if strings.HasSuffix(u.Path, "/.briefings/events") {
				r.Method = "HEAD" // or it would not end
			}
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			body := w.Body.String()
			if w.Code == http.StatusFound {
				to, err := url.Parse(w.Header().Get("Location"))
				if err != nil || to.Host != "" || to.Scheme != "" || !strings.HasPrefix(to.Path, base+"/") || strings.HasPrefix(to.Path, "//") {
					t.Errorf("%q leads to %q", path, w.Header().Get("Location"))
				}
			}
			if w.Code != http.StatusOK {
				continue
			}
			name, ok := strings.CutPrefix(u.Path, base+"/")
			if !ok {
				t.Fatalf("%q is outside of %q, and was answered with %q", path, base, body)
			}
			if own, ok := strings.CutPrefix(name, ownFolder); ok && (own == "status" || own == "events" || own == "live.js" || own == "live.css") {
				continue
			}
			if name == "" || strings.HasSuffix(name, "/") {
				name += "index.html"
			}
			if want, err := site.ReadFile(name); err != nil || body != string(want) {
				t.Errorf("%q was answered with %q, and the table has %q, %v", path, body, want, err)
			}
		}
	})
}
