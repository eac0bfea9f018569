package config

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/typed"
)

// hosts reads which hosts the site has files for.
func hosts(t *typed.Table) []string {
	known := []string{Netlify, Cloudflare, GitHubPages}
	var out []string
	for _, name := range t.List("hosting") {
		if !slices.Contains(known, name) {
			cure := diag.DidYouMean(diag.Nearest(name, known), "one of: "+strings.Join(known, ", "))
			t.Report("hosting", diag.KeyValue, fmt.Sprintf("there are no files for a host %q", name), cure)
			continue
		}
		out = append(out, name)
	}
	return out
}

// IsExample reports whether an address is one of those that are kept for examples (RFC 2606, 3), as the
// starter's is: no site stands there.
func IsExample(baseURL string) bool {
	u, err := url.Parse(baseURL)
	if err != nil {
		return false
	}
	switch strings.ToLower(u.Hostname()) {
	case "example.org", "example.com", "example.net":
		return true
	}
	return false
}
