//go:build full

package build_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/output"
)

// TestNginx serves the starter with the configuration that help gives, and asks for a file of each sort.
func TestNginx(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	public := filepath.Join(dir, "public")
	if _, err := output.Write(context.Background(), public, starter(t, "").result.Pages.FS(), output.Options{}); err != nil {
		t.Fatal(err)
	}
	address := serveNginx(t, dir, strings.ReplaceAll(hosting.Nginx(), "/srv/desk/public", public))
	get := func(path string) *http.Response {
		t.Helper()
		client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		r, err := client.Get("http://" + address + path)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Body.Close() })
		return r
	}
	assets, err := filepath.Glob(filepath.Join(public, "assets", "style-*.css"))
	if err != nil || len(assets) != 1 {
		t.Fatal("no style sheet", err)
	}
	style := "/assets/" + filepath.Base(assets[0])
	const article = "/articles/2022/patrushev-shamkhani/"
	for _, tt := range []struct {
		path   string
		status int
		kind   string
		cache  string
	}{
		{"/", 200, "text/html; charset=utf-8", hosting.Revalidate},
		{article, 200, "text/html; charset=utf-8", hosting.Revalidate},
		{strings.TrimSuffix(article, "/"), 301, "", hosting.Revalidate},
		{style, 200, "text/css", hosting.Immutable},
		{strings.Replace(style, "style-", "style-00000000-", 1), 404, "text/html; charset=utf-8", ""},
		{"/feed.atom", 200, "application/atom+xml; charset=utf-8", hosting.Revalidate},
		{"/feed.json", 200, "application/feed+json", hosting.Revalidate},
		{"/sitemap.xml", 200, "text/xml; charset=utf-8", hosting.Revalidate},
		{"/robots.txt", 200, "text/plain; charset=utf-8", hosting.Revalidate},
		{"/search/data/root.bin", 200, "application/octet-stream", hosting.Revalidate},
		{"/no/such/page/", 404, "text/html; charset=utf-8", ""},
		{"/.briefings-manifest", 404, "text/html; charset=utf-8", ""},
	} {
		r := get(tt.path)
		kind := r.Header.Get("Content-Type")
		if r.StatusCode != tt.status || tt.kind != "" && kind != tt.kind || r.Header.Get("Cache-Control") != tt.cache {
			t.Errorf("%s: %d, %q, Cache-Control %q; want %d, %q, %q", tt.path, r.StatusCode, kind, r.Header.Get("Cache-Control"), tt.status, tt.kind, tt.cache)
		}
		for _, h := range hosting.Headers(false) {
			if got := r.Header.Values(h.Name); len(got) != 1 || got[0] != h.Value {
				t.Errorf("%s: %s is %q, want %q", tt.path, h.Name, got, h.Value)
			}
		}
		if body, err := io.ReadAll(r.Body); err != nil || r.StatusCode == 404 && !strings.Contains(string(body), "page:main") {
			t.Errorf("%s: not the page for what is not there, %v: %.200s", tt.path, err, body)
		}
	}
}

// serveNginx runs nginx with a part of the http block until the test ends, and returns its address.
func serveNginx(t *testing.T, dir, http string) string {
	t.Helper()
	program, err := exec.LookPath("nginx")
	if err != nil {
		t.Fatal(".ci/tools installs nginx: ", err)
	}
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := free.Addr().String()
	free.Close()
	http = strings.Replace(http, "listen 80;", "listen "+address+";", 1)
	var temp strings.Builder
	for _, name := range []string{"client_body", "proxy", "fastcgi", "uwsgi", "scgi"} {
		fmt.Fprintf(&temp, "%s_temp_path %s;\n", name, filepath.Join(dir, name))
	}
	conf := filepath.Join(dir, "nginx.conf")
	text := fmt.Sprintf("daemon off;\nmaster_process off;\npid %s;\nerror_log stderr;\nevents {}\nhttp {\ninclude /etc/nginx/mime.types;\naccess_log off;\n%s%s}\n",
		filepath.Join(dir, "pid"), temp.String(), http)
	if err := os.WriteFile(conf, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-e", "stderr", "-c", conf)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	for range 200 {
		if c, err := net.Dial("tcp", address); err == nil {
			c.Close()
			return address
		}
		time.Sleep(25 * time.Millisecond)
	}
	cmd.Process.Kill()
	cmd.Wait()
	t.Fatalf("nginx does not answer:\n%s", said.String())
	return ""
}
