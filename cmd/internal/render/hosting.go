package render

import (
	"slices"
	"strings"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/hosting"
	"briefings/cmd/internal/render/claim"
)

// hosting plans the files that hosts of the site read beside its pages. Hosts see the site at their root,
// whatever the path of its base URL.
func (s *Site) hosting() {
	on := func(host string) bool { return slices.Contains(s.Config.Hosting, host) }
	plan := func(name string, data []byte) {
		s.addBytes(name, claim.Owner{Label: "the " + name + " of its hosts"}, data)
	}
	if on(config.Netlify) || on(config.Cloudflare) {
		plan("_headers", hosting.HeadersFile(s.lasting, s.Config.HSTS))
		plan("_redirects", hosting.RedirectsFile(s.moved, !on(config.Cloudflare)))
	}
	if on(config.GitHubPages) {
		plan(".nojekyll", nil)
		if s.hostname != "" && !strings.HasSuffix(s.hostname, ".github.io") && !config.IsExample(s.host) {
			plan("CNAME", []byte(s.hostname+"\n"))
		}
	}
}
