package weave

import (
	"html/template"
	"path"
	"strings"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/links"
)

// citation is what stands for a citation, in brackets: whose the cited document is and when, else its
// title, and the author's word for the place in it. It is in the language of the site, whatever that of
// the text around it, and so has a direction of its own.
func (w *Weaver) citation(e *catalog.Entry, r *hypertext.Ref, t links.Target, href string) string {
	parts := w.cited(t)
	if r.Alt != "" {
		parts = append(parts, isolated(r.Alt))
	}
	comma := w.locale.Comma([]string{"", ""})
	label := strings.Join(parts, template.HTMLEscapeString(comma))
	if !r.InLink {
		label = `<a href="` + template.HTMLEscapeString(href) + `">` + label + "</a>"
	}
	if text := e.Body.Text; !strings.HasSuffix(text[:r.Start], "(") || !strings.HasPrefix(text[r.End:], ")") { // the author's own
		label = "(" + label + ")"
	}
	return `<span class="citation" lang="` + template.HTMLEscapeString(w.config.Lang) + `" dir="` + w.config.Dir + `">` + label + "</span>"
}

// cited is the parts of a citation that tell what is cited, as HTML.
func (w *Weaver) cited(t links.Target) []string {
	e := t.Entry
	switch {
	case e == nil:
		return []string{isolated(path.Base(string(t.URL)))}
	case e.Publisher == nil:
		return []string{isolated(e.Title)}
	case e.Date.IsZero():
		return []string{isolated(e.Publisher.Title)}
	}
	return []string{isolated(e.Publisher.Title), template.HTMLEscapeString(w.locale.DayAside(e.Date))}
}

// isolated is words of any direction, which leaves that of what is beside them alone.
func isolated(words string) string { return "<bdi>" + template.HTMLEscapeString(words) + "</bdi>" }
