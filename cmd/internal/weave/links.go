package weave

import (
	"html"
	"html/template"
	"strings"
)

// Links returns where the links lead that stand in a text that Shown returned, in their order: all but
// those to names, and those within the page.
func (w *Weaver) Links(text template.HTML) []string {
	var out []string
	for rest := string(text); ; {
		_, after, found := strings.Cut(rest, "<a ")
		if !found {
			return out
		}
		tag, after, _ := strings.Cut(after, ">")
		rest = after
		_, href, found := cutAttribute(tag, `href="`)
		if !found || strings.HasPrefix(tag, `class="name"`) {
			continue
		}
		href, _, _ = strings.Cut(href, `"`)
		if href = html.UnescapeString(href); !strings.HasPrefix(href, "#") {
			out = append(out, href)
		}
	}
}

// cutAttribute cuts the attributes of a tag where one begins.
func cutAttribute(tag, begin string) (before, after string, found bool) {
	if after, found = strings.CutPrefix(tag, begin); found {
		return "", after, true
	}
	return strings.Cut(tag, " "+begin)
}
