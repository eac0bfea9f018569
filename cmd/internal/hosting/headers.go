package hosting

import (
	"strings"

	"briefings/cmd/internal/outname"
)

// A Header is one that a site is to be served with.
type Header struct{ Name, Value string }

// Policy is the Content-Security-Policy of a site: nothing comes from elsewhere, nothing stands in the
// page that a browser would run, and no other site may frame it.
const Policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"

// Headers are those that every answer is to have. hsts says that the host is to be asked by HTTPS alone,
// for a year: a promise that cannot be taken back.
func Headers(hsts bool) []Header {
	out := []Header{
		{"Content-Security-Policy", Policy},
		{"Cross-Origin-Opener-Policy", "same-origin"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
		{"Referrer-Policy", "same-origin"},
		{"X-Content-Type-Options", "nosniff"},
	}
	if hsts {
		out = append(out, Header{"Strict-Transport-Security", "max-age=31536000"})
	}
	return out
}

const (
	// Immutable is the Cache-Control of a file whose name changes with its bytes.
	Immutable = "public, max-age=31536000, immutable"

	// Revalidate is that of all others: a browser may keep them, and asks whether they are still so.
	Revalidate = "no-cache"
)

// fingerprinted are regular expressions of the addresses whose names change with their bytes, for servers:
// layouts' files, smaller copies of pictures, and the shards of the search.
var fingerprinted = []string{`^/assets/.+-[0-9a-f]{8}\.[a-z0-9]+$`, outname.CopyPattern, `^/search/data/[0-9a-f]{16}\.bin$`}

// Netlify and Cloudflare take this many rules from _headers and _redirects at the most, the one that takes
// fewer of the two.
const (
	maxHeaders   = 100
	maxRedirects = 2000
)

// HeadersFile is _headers, which Netlify and Cloudflare Pages read. assets are the addresses below the
// site's root whose names change with their bytes.
func HeadersFile(assets []string, hsts bool) []byte {
	var b strings.Builder
	b.WriteString("/*\n")
	for _, h := range Headers(hsts) {
		b.WriteString("  " + h.Name + ": " + h.Value + "\n")
	}
	for i, a := range assets {
		if i+1 == maxHeaders {
			b.WriteString("# and others, which are asked for again: hosts take no more rules\n")
			break
		}
		b.WriteString(a + "\n  Cache-Control: " + Immutable + "\n")
	}
	return []byte(b.String())
}

// A Redirect is an old address and the new one, percent-encoded.
type Redirect struct{ From, To string }

// RedirectsFile is _redirects, which Netlify and Cloudflare Pages read. Each old address has a page too,
// that leads on by itself: Netlify prefers a page unless the rule is forced, and Cloudflare knows no force.
// What a rule would take for a pattern is left to its page.
func RedirectsFile(redirects []Redirect, force bool) []byte {
	status := " 301"
	if force {
		status = " 301!"
	}
	var b strings.Builder
	n := 0
	for _, r := range redirects {
		if strings.ContainsAny(r.From+r.To, "*: \t\n") {
			continue
		}
		if n++; n > maxRedirects {
			b.WriteString("# and others, which their pages lead on: hosts take no more rules\n")
			break
		}
		b.WriteString(r.From + " " + r.To + status + "\n")
	}
	return []byte(b.String())
}
