package hosting_test

import (
	"fmt"
	"strings"
	"testing"

	"briefings/cmd/internal/hosting"
)

func TestHeadersFile(t *testing.T) {
	t.Parallel()
	got := string(hosting.HeadersFile([]string{"/assets/style-1a2b3c4d.css"}, true))
	want := `/*
  Content-Security-Policy: default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'
  Cross-Origin-Opener-Policy: same-origin
  Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()
  Referrer-Policy: same-origin
  X-Content-Type-Options: nosniff
  Strict-Transport-Security: max-age=31536000
/assets/style-1a2b3c4d.css
  Cache-Control: public, max-age=31536000, immutable
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(hosting.HeadersFile(nil, false)); strings.Contains(got, "Strict-Transport") {
		t.Error("HSTS is promised without being asked for")
	}
	var many []string
	for i := range 300 {
		many = append(many, fmt.Sprintf("/assets/%d-1a2b3c4d.css", i))
	}
	if n := strings.Count(string(hosting.HeadersFile(many, false)), "\n/assets/"); n != 99 {
		t.Errorf("%d rules for files and one for all, want 100: Cloudflare takes no more", n)
	}
}

func TestRedirectsFile(t *testing.T) {
	t.Parallel()
	moved := []hosting.Redirect{{"/a/", "/b/"}, {"/odd/:x/", "/b/"}, {"/c*/", "/b/"}, {"/%D8%A7/", "/d/"}}
	if got, want := string(hosting.RedirectsFile(moved, true)), "/a/ /b/ 301!\n/%D8%A7/ /d/ 301!\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, want := string(hosting.RedirectsFile(moved[:1], false)), "/a/ /b/ 301\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var many []hosting.Redirect
	for i := range 3000 {
		many = append(many, hosting.Redirect{From: fmt.Sprintf("/%d/", i), To: "/b/"})
	}
	if n := strings.Count(string(hosting.RedirectsFile(many, false)), " 301\n"); n != 2000 {
		t.Errorf("%d rules, want 2000: Cloudflare takes no more", n)
	}
}
