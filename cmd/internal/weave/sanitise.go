package weave

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// candidate is one of the sizes of a picture as this package writes it: of this site, and no other's.
const candidate = `/[A-Za-z0-9%._~!$&'()*+;=:@-][A-Za-z0-9%._~!$&'()*+;=:@/-]* [0-9]+w`

// sanitiser returns a function that makes HTML from content harmless: what is not on the list of
// bluemonday's policy for strangers' text, or not made by package markdown, is dropped; then elements
// are closed where they were left open, so that nothing reaches into the page around them, and what
// would be fetched from elsewhere is a link; see balance.
func sanitiser() func([]byte) []byte {
	p := bluemonday.UGCPolicy()
	p.RequireNoFollowOnLinks(false)
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[a-zA-Z0-9 _+#.-]+$`)).Globally()
	p.AllowAttrs("id").Matching(regexp.MustCompile(`^[^\s"<>]+$`)).Globally()
	p.AllowAttrs("tabindex").Matching(regexp.MustCompile(`^0$`)).OnElements("div", "pre")
	p.AllowAttrs("role").Matching(regexp.MustCompile(`^doc-[a-z]+$`)).OnElements("a", "section")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("decoding").Matching(regexp.MustCompile(`^async$`)).OnElements("img")
	p.AllowAttrs("srcset").Matching(regexp.MustCompile(`^` + candidate + `(, ` + candidate + `)*$`)).OnElements("img")
	p.AllowAttrs("sizes").Matching(regexp.MustCompile(`^[a-z0-9(): .,-]+$`)).OnElements("img")
	p.AllowAttrs("aria-label").OnElements("input")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").OnElements("input")
	p.AllowAttrs("controls").OnElements("audio", "video")
	p.AllowAttrs("preload").Matching(regexp.MustCompile(`^none$`)).OnElements("audio", "video")
	p.AllowAttrs("src").OnElements("audio", "video")
	p.AllowAttrs("open").OnElements("details")
	p.AllowElements("section", "mark", "details", "summary", "audio", "video", "figure", "figcaption")
	return func(src []byte) []byte { return balance(p.SanitizeBytes(src)) }
}
