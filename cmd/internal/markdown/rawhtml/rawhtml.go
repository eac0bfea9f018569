// Package rawhtml cleans the HTML that authors write in their Markdown.
//
// What comes out is harmless and may stand open: elements are closed, and what would be fetched from
// elsewhere is made a link, once all of a page's text is put together; see package weave.
package rawhtml

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"golang.org/x/net/html"

	"briefings/cmd/internal/address"
)

// candidate is one of the sizes of a picture: of this site, and no other's.
const candidate = `/[A-Za-z0-9%._~!$&'()*+;=:@-][A-Za-z0-9%._~!$&'()*+;=:@/-]* [0-9]+w`

// A Cleaner cleans pieces of HTML. It may be used by several goroutines at once.
type Cleaner struct{ policy *bluemonday.Policy }

// New returns a Cleaner. It keeps what is on the list of bluemonday's policy for strangers' text, and a
// few elements and attributes that do no harm.
func New() *Cleaner {
	p := bluemonday.UGCPolicy()
	p.RequireNoFollowOnLinks(false)
	p.AllowURLSchemes(slices.Collect(address.Schemes())...)
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
	p.AllowAttrs("start").Matching(regexp.MustCompile(`^-?[0-9]{1,9}$`)).OnElements("ol")
	p.AllowElements("section", "mark", "details", "summary", "audio", "video", "figure", "figcaption",
		"kbd", "center", "q", "time", "bdi", "data", "address", "header", "footer")
	return &Cleaner{p}
}

// Clean returns a piece of HTML without what may do harm, and the first thing that was left out, such as
// <script> or onclick of <p>; empty if nothing was. Comments are left out and are not said.
func (c *Cleaner) Clean(src []byte) (clean []byte, dropped string) {
	clean = c.policy.SanitizeBytes(src)
	return clean, missing(tags(src), tags(clean))
}

// missing names the first tag or attribute of want that got has not. Tags of got are those of want, less
// some.
func missing(want, got []html.Token) string {
	for i, t := range want {
		if i >= len(got) || got[i].Data != t.Data {
			return "<" + t.Data + ">"
		}
		for _, a := range t.Attr {
			if !slices.ContainsFunc(got[i].Attr, func(b html.Attribute) bool { return a.Key == b.Key }) {
				return a.Key + " of <" + t.Data + ">"
			}
		}
	}
	return ""
}

// tags returns the start tags of HTML.
func tags(src []byte) []html.Token {
	var out []html.Token
	for z := html.NewTokenizer(bytes.NewReader(src)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			t.Data = strings.ToValidUTF8(t.Data, "\ufffd")
			out = append(out, t)
		}
	}
}
