package weave

import (
	"bytes"
	"html"
	"html/template"
	"strings"
)

// Links returns where the links lead that stand in a text that Shown returned, in their order: all but
// those to names, and those within the page.
func (w *Weaver) Links(text template.HTML) []string {
	var out []string
	for rest := []byte(text); ; {
		_, after, found := bytes.Cut(rest, []byte("<a "))
		if !found {
			return out
		}
		tag, after, _ := bytes.Cut(after, []byte(">"))
		rest = after
		_, href, found := strings.Cut(" "+string(tag), ` href="`)
		if !found || bytes.HasPrefix(tag, []byte(`class="name"`)) {
			continue
		}
		href, _, _ = strings.Cut(href, `"`)
		if href = html.UnescapeString(href); !strings.HasPrefix(href, "#") {
			out = append(out, href)
		}
	}
}
