package config

import (
	"bytes"
	"testing"

	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/typed/typedtest"
)

func FuzzSite(f *testing.F) {
	for _, s := range []string{wholeSite, "", "[[briefing]]\n[[briefing]]\nid = 'x'", "briefing = [1, {}]", "kinds = {a = 1}", "problems.x = 1", "authority = ','"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		site, problems := Parse(src)
		src, _ = frontmatter.Decode(src)
		typedtest.CheckProblems(t, bytes.TrimPrefix(src, []byte("\ufeff")), problems)
		if site.Location == nil || site.PerPage < 1 || site.FeedItems < 1 {
			t.Errorf("%q leaves the site without defaults: %+v", src, site)
		}
		site.Place("briefing", 0, "rule", 0, "any", 1)
	})
}
