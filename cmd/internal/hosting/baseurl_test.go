package hosting_test

import (
	"testing"

	"briefings/cmd/internal/hosting"
)

func TestFindBaseURL(t *testing.T) {
	t.Parallel()
	type env map[string]string
	for _, tt := range []struct {
		name string
		env  env
		want string // empty: none
		from string
	}{
		{"a machine of one's own", env{"URL": "https://x.test", "CI": "true"}, "", ""},
		{"named", env{"BRIEFINGS_BASE_URL": "https://desk.test/a/", "NETLIFY": "true", "DEPLOY_PRIME_URL": "https://b.test"}, "https://desk.test/a", "BRIEFINGS_BASE_URL"},
		{"Netlify, production", env{"NETLIFY": "true", "CONTEXT": "production", "URL": "https://desk.test", "DEPLOY_PRIME_URL": "https://main--desk.netlify.app"}, "https://desk.test", "Netlify (URL)"},
		{"Netlify, preview", env{"NETLIFY": "true", "CONTEXT": "deploy-preview", "URL": "https://desk.test", "DEPLOY_PRIME_URL": "https://deploy-preview-1--desk.netlify.app"}, "https://deploy-preview-1--desk.netlify.app", "Netlify (DEPLOY_PRIME_URL)"},
		{"Cloudflare, production", env{"CF_PAGES": "1", "CF_PAGES_BRANCH": "main", "CF_PAGES_URL": "https://1a2b.desk.pages.dev"}, "https://desk.pages.dev", "Cloudflare Pages (CF_PAGES_URL, less the deployment)"},
		{"Cloudflare, preview", env{"CF_PAGES": "1", "CF_PAGES_BRANCH": "spring", "CF_PAGES_URL": "https://1a2b.desk.pages.dev"}, "https://1a2b.desk.pages.dev", "Cloudflare Pages (CF_PAGES_URL)"},
		{"Cloudflare, no deployment in it", env{"CF_PAGES": "1", "CF_PAGES_BRANCH": "main", "CF_PAGES_URL": "https://desk.pages.dev"}, "https://desk.pages.dev", "Cloudflare Pages (CF_PAGES_URL)"},
		{"GitLab", env{"GITLAB_CI": "true", "CI_PAGES_URL": "https://desk.gitlab.io/watch"}, "https://desk.gitlab.io/watch", "GitLab Pages (CI_PAGES_URL)"},
		{"GitHub, a project", env{"GITHUB_PAGES": "true", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "Desk/Watch"}, "https://desk.github.io/watch", "GitHub Pages (GITHUB_REPOSITORY)"},
		{"GitHub, an owner's site", env{"GITHUB_PAGES": "true", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "Desk/desk.github.io"}, "https://desk.github.io", "GitHub Pages (GITHUB_REPOSITORY)"},
		{"GitHub, a job that publishes elsewhere", env{"GITHUB_ACTIONS": "true", "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REPOSITORY": "Desk/Watch"}, "", ""},
		{"GitHub Enterprise", env{"GITHUB_PAGES": "true", "GITHUB_SERVER_URL": "https://git.desk.test", "GITHUB_REPOSITORY": "Desk/Watch"}, "", ""},
	} {
		got, ok := hosting.FindBaseURL(func(name string) string { return tt.env[name] })
		if got.URL != tt.want || ok != (tt.want != "") || ok && got.From != tt.from {
			t.Errorf("%s: %+v, %v; want %q of %q", tt.name, got, ok, tt.want, tt.from)
		}
	}
}
