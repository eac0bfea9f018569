// Package guard says which requests a server on an editor's machine answers: those of the person who
// runs it. Other pages open in the same browser may link to it, and nothing more.
package guard

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// maxURL is the longest request target in bytes: room for every file name there is, in any script.
const maxURL = 8 << 10

// A host is a name or an address in canonical form; with an empty port, the port of the request
// that names it is ours or none.
type host struct{ name, port string }

// A Guard knows what a server is called, and what is not for links from elsewhere.
type Guard struct {
	hosts map[host]bool
	own   string // part of the paths that are the server's own
}

// New returns the guard of a server that has the loopback names and more: names and addresses, with
// a port where another is forwarded to the server's. Paths with own in them are not to be visited
// from elsewhere.
func New(more []string, own string) Guard {
	hosts := map[host]bool{{"localhost", ""}: true, {"127.0.0.1", ""}: true, {"::1", ""}: true}
	for _, h := range more {
		name, port, err := net.SplitHostPort(h)
		if err != nil {
			name, port = strings.Trim(h, "[]"), ""
		}
		hosts[host{canonicalHost(name), port}] = true
	}
	return Guard{hosts, own}
}

func canonicalHost(name string) string {
	if addr, err := netip.ParseAddr(name); err == nil {
		return addr.String()
	}
	return strings.ToLower(name)
}

// knows reports whether a Host header names this server: a name of ours, alone or with the port
// that the request came to. The name is what counts against DNS rebinding: a foreign page whose
// name came to mean this machine still sends that name.
func (g Guard) knows(header string, r *http.Request) bool {
	name, port := header, ""
	if end := strings.IndexByte(header, ']'); strings.HasPrefix(header, "[") && end > 0 {
		name, port = header[1:end], header[end+1:]
		if addr, err := netip.ParseAddr(name); err != nil || !addr.Is6() {
			return false
		}
	} else if i := strings.IndexByte(header, ':'); i >= 0 {
		name, port = header[:i], header[i:]
	}
	name = canonicalHost(name)
	if port == "" {
		return g.hosts[host{name, ""}]
	}
	port, ok := strings.CutPrefix(port, ":")
	if !ok || port == "" {
		return false
	}
	if g.hosts[host{name, port}] {
		return true
	}
	local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	if !ok || !g.hosts[host{name, ""}] {
		return false
	}
	_, ours, err := net.SplitHostPort(local.String())
	return err == nil && port == ours
}

// Refuse returns the status and the reason if a request may not be answered, 0 if it may.
func (g Guard) Refuse(r *http.Request) (status int, reason string) {
	if !g.knows(r.Host, r) {
		return http.StatusForbidden, fmt.Sprintf("this preview is not called %.100q: ask for localhost or 127.0.0.1, or with --bind for the address that it listens at", r.Host)
	}
	if r.URL.Scheme != "" && r.URL.Scheme != "http" {
		return http.StatusForbidden, "this server is no proxy"
	}
	for _, origin := range r.Header.Values("Origin") {
		if !strings.EqualFold(origin, "http://"+r.Host) {
			return http.StatusForbidden, "pages from elsewhere may not read this preview"
		}
	}
	for _, site := range r.Header.Values("Sec-Fetch-Site") {
		if site != "same-origin" && site != "none" && !g.visits(r) {
			return http.StatusForbidden, "pages from elsewhere may link to this preview and nothing more"
		}
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return http.StatusMethodNotAllowed, "this preview answers GET and HEAD"
	}
	if len(r.RequestURI) > maxURL || len(r.URL.Path)+len(r.URL.RawQuery) > maxURL {
		return http.StatusRequestURITooLong, "the address is too long"
	}
	return 0, ""
}

// visits reports whether the request is for somebody who followed a link to a page, and sees it
// in a window of its own.
func (g Guard) visits(r *http.Request) bool {
	return r.Header.Get("Sec-Fetch-Mode") == "navigate" && r.Header.Get("Sec-Fetch-Dest") == "document" &&
		!strings.Contains(r.URL.Path, g.own)
}
