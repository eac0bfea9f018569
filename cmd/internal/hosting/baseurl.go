// Package hosting knows what the hosts of static sites want and offer: the files that they read beside
// the pages, the headers that a site is to be served with, and the variables in which a build learns
// its address.
package hosting

import (
	"fmt"
	"net/url"
	"strings"
)

// Variable is the variable of the environment that names a site's address on a host that we do not know.
const Variable = "BRIEFINGS_BASE_URL"

// A BaseURL is an address that a host gives to a site.
type BaseURL struct {
	URL  string // without a slash at its end
	From string // who said so, for people: "Netlify (DEPLOY_PRIME_URL)"
}

// FindBaseURL looks for the address in the variables of the environment, as os.Getenv does. false if none
// says one.
//
// Build machines set some of these variables whatever a job is about. Only those count that are set
// where the host itself serves the site.
func FindBaseURL(getenv func(string) string) (BaseURL, bool) {
	for _, find := range []func(func(string) string) BaseURL{named, netlify, cloudflare, gitLab, gitHub} {
		if b := find(getenv); b.URL != "" {
			b.URL = strings.TrimRight(b.URL, "/")
			return b, true
		}
	}
	return BaseURL{}, false
}

func named(getenv func(string) string) BaseURL {
	return BaseURL{getenv(Variable), Variable}
}

// netlify gives a deploy preview an address of its own.
func netlify(getenv func(string) string) BaseURL {
	switch {
	case getenv("NETLIFY") != "true":
		return BaseURL{}
	case getenv("CONTEXT") == "production" && getenv("URL") != "":
		return BaseURL{getenv("URL"), "Netlify (URL)"}
	}
	return BaseURL{getenv("DEPLOY_PRIME_URL"), "Netlify (DEPLOY_PRIME_URL)"}
}

// cloudflare names each deployment, https://1a2b3c4d.desk.pages.dev, and does not say that it is that of
// production, which https://desk.pages.dev leads to. The names of the branch do: with the address of the
// deployment every feed would change with every build.
func cloudflare(getenv func(string) string) BaseURL {
	if getenv("CF_PAGES") != "1" {
		return BaseURL{}
	}
	b := BaseURL{getenv("CF_PAGES_URL"), "Cloudflare Pages (CF_PAGES_URL)"}
	u, err := url.Parse(b.URL)
	if branch := getenv("CF_PAGES_BRANCH"); err != nil || branch != "main" && branch != "master" {
		return b
	}
	if _, project, ok := strings.Cut(u.Host, "."); ok && strings.Count(project, ".") == 2 && strings.HasSuffix(project, ".pages.dev") {
		u.Host = project
		b.URL, b.From = u.String(), "Cloudflare Pages (CF_PAGES_URL, less the deployment)"
	}
	return b
}

func gitLab(getenv func(string) string) BaseURL {
	if getenv("GITLAB_CI") != "true" {
		return BaseURL{}
	}
	return BaseURL{getenv("CI_PAGES_URL"), "GitLab Pages (CI_PAGES_URL)"}
}

// gitHub counts only after actions/configure-pages, which sets GITHUB_PAGES: most jobs there publish
// nothing, or elsewhere.
func gitHub(getenv func(string) string) BaseURL {
	owner, name, ok := strings.Cut(strings.ToLower(getenv("GITHUB_REPOSITORY")), "/")
	if getenv("GITHUB_PAGES") != "true" || !ok || getenv("GITHUB_SERVER_URL") != "https://github.com" {
		return BaseURL{}
	}
	host := owner + ".github.io"
	if name == host {
		name = ""
	}
	return BaseURL{fmt.Sprintf("https://%s/%s", host, name), "GitHub Pages (GITHUB_REPOSITORY)"}
}
