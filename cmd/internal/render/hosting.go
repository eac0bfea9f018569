package render

import (
	"fmt"
	"slices"
	"strings"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/render/owner"
)

// hosting plans the files that hosts of the site read beside its pages.
//
// Netlify and Cloudflare see the site at their root, whatever the path of its base URL, and their rules are
// of addresses there. GitHub serves at its root only what has a host of its own, named in CNAME: with a
// path, a site stands below the one that has the host, and must not ask for it too.
func (s *Site) hosting() {
	on := func(host string) bool { return slices.Contains(s.Config.Hosting, host) }
	plan := func(name string, data []byte) {
		s.addBytes(name, owner.Owner{Label: "the " + name + " of its hosts"}, data)
	}
	if on(config.Netlify) || on(config.Cloudflare) {
		s.checkRoot()
		plan("_headers", hosting.HeadersFile(s.immutable, s.Config.HSTS))
		plan("_redirects", hosting.RedirectsFile(s.moved, !on(config.Cloudflare)))
	}
	if on(config.GitHubPages) {
		plan(".nojekyll", nil)
		if s.hostname != "" && s.base == "" && !strings.HasSuffix(s.hostname, ".github.io") && !config.IsExample(s.host) {
			plan("CNAME", []byte(s.hostname+"\n"))
		}
	}
}

// checkRoot reports a path in the base URL of a site on hosts that serve at their root.
func (s *Site) checkRoot() {
	if s.base == "" {
		return
	}
	line, col := s.Config.Place("hosting")
	s.Problems = append(s.Problems, diag.Problem{
		Path: config.File, Line: line, Col: col, Code: diag.HostingPath,
		Message: fmt.Sprintf("Netlify and Cloudflare serve a site at the root of its host, and all links of this one begin with %q", s.base+"/"),
		Cure:    fmt.Sprintf(`take the path out of "base_url"; if another host leads %s/ to this one, write %s = "off" under [problems]`, s.base, diag.HostingPath),
	})
}
