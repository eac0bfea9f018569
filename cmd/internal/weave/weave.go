// Package weave fills the holes of a document: what it refers to becomes links, pictures and
// embedded pieces, and names become links to the pages of those who bear them.
//
// It is the one place where HTML made of content is declared safe: see HTML.
package weave

import (
	"html/template"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"
	"unsafe"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/gallery"
	"briefings/cmd/internal/hypertext"
	"briefings/cmd/internal/links"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/transclusion"
)

// A Weaver fills the documents of one site. It may be used by several goroutines at once.
type Weaver struct {
	graph   *links.Graph
	gallery *gallery.Gallery
	base    string // path of the site on its host, without a slash at its end
	config  *config.Site
	locale  *locale.Locale
}

// New returns a Weaver. base is the path that the site has on its host, such as "/desk", or empty.
// pictures and words may be nil if only sentences are asked for, which have neither pictures nor citations.
func New(graph *links.Graph, pictures *gallery.Gallery, base string, site *config.Site, words *locale.Locale) *Weaver {
	return &Weaver{graph: graph, gallery: pictures, base: base, config: site, locale: words}
}

// Href returns the address of a page or a file for a link: encoded, under the site's base path.
func (w *Weaver) Href(u permalink.URL) string { return w.base + Escape(u) }

// Escape encodes an address of the site, RFC 3986.
func Escape(u permalink.URL) string { return (&url.URL{Path: string(u)}).EscapedPath() }

// HTML declares HTML made by this package or of its escaping safe. Nothing else in the program does. It
// is not copied: whoever made b must not change it any more.
func HTML(b []byte) template.HTML { return template.HTML(unsafe.String(unsafe.SliceData(b), len(b))) }

// Body returns the whole text of a document.
func (w *Weaver) Body(e *catalog.Entry) template.HTML {
	return HTML(w.clean(w.fill(nil, e, 0, int(e.Body.Size), nil)))
}

func (w *Weaver) clean(html []byte) []byte {
	if !w.config.RawHTML { // else it may stand open
		return html
	}
	return balance(html)
}

// A spot is where in a document's HTML another, or a piece of one, is being embedded.
type spot struct {
	entry *catalog.Entry
	at    int32
}

// fill appends a piece of a document's HTML with its holes filled. within are the spots that it is
// being embedded at, the page's own first.
func (w *Weaver) fill(dst []byte, e *catalog.Entry, from, to int, within []spot) []byte {
	return e.Body.Splice(dst, from, to, w.inserts(e, from, to, within))
}

// inserts returns what fills the holes of a piece of a document's HTML, in order of place.
func (w *Weaver) inserts(e *catalog.Entry, from, to int, within []spot) []hypertext.Insert {
	n := w.graph.Of(e)
	inserts := make([]hypertext.Insert, 0, 2*len(n.Targets)+2*len(n.Entities))
	var end []hypertext.Insert // of the last link, which what stands in it comes before, also in one place
	for i := range e.Body.Refs {
		r := &e.Body.Refs[i]
		if int(r.From) < from || int(r.To) > to {
			continue
		}
		if !r.InLink {
			inserts, end = append(inserts, end...), end[:0]
		}
		inserts = w.ref(inserts, e, r, n.Targets[i], within)
		if last := len(inserts) - 1; r.Kind == hypertext.Link && !r.InLink && !r.Address {
			inserts, end = inserts[:last], append(end, inserts[last])
		}
	}
	inserts = append(inserts, end...)
	inserts = w.names(inserts, e, n)
	inserts = w.figures(inserts, e, from, to)
	slices.SortStableFunc(inserts, func(a, b hypertext.Insert) int { return int(a.At - b.At) })
	return inserts
}

// names links the first mention of each entity that the document does not link to by itself.
func (w *Weaver) names(inserts []hypertext.Insert, e *catalog.Entry, n *links.Node) []hypertext.Insert {
	done := make(map[*catalog.Entry]bool, len(n.Entities))
	for _, t := range n.Targets {
		if t.Entry != nil && t.Entry.Kind == "entity" {
			done[t.Entry] = true
		}
	}
	for _, m := range w.graph.Mentions(e) {
		if m.Span < 0 || done[m.Entity] {
			continue
		}
		done[m.Entity] = true
		inserts = append(inserts,
			hypertext.Insert{At: e.Body.HTMLOffset(m.Span, m.Start), HTML: `<a class="name" href="` + template.HTMLEscapeString(w.Href(m.Entity.URL)) + `">`},
			hypertext.Insert{At: e.Body.HTMLOffset(m.Span, m.End), HTML: "</a>"})
	}
	return inserts
}

// ref fills one reference.
func (w *Weaver) ref(in []hypertext.Insert, e *catalog.Entry, r *hypertext.Ref, t links.Target, within []spot) []hypertext.Insert {
	if t.Entry != nil && !t.Entry.Published() {
		t = links.Target{Entry: t.Entry} // shown as plain text, by its own words
		return w.plain(in, r)
	}
	if !t.Known() {
		return w.plain(in, r)
	}
	href := w.target(e, t, within)
	if r.Address {
		return append(in, hypertext.Insert{At: r.From, HTML: template.HTMLEscapeString(href)})
	}
	switch r.Kind {
	case hypertext.Embed, hypertext.Image:
		return append(in, hypertext.Insert{At: r.From, HTML: w.embed(e, r, t, href, within)})
	case hypertext.Cite:
		return append(in, hypertext.Insert{At: r.From, HTML: w.citation(e, r, t, href)})
	}
	if r.InLink {
		return in
	}
	open := `<a href="` + template.HTMLEscapeString(href) + `"`
	if r.Title != "" {
		open += ` title="` + template.HTMLEscapeString(r.Title) + `"`
	}
	if words := label(e, r, t); words != "" {
		return append(in, hypertext.Insert{At: r.From, Over: r.To - r.From, HTML: open + ">" + template.HTMLEscapeString(words) + "</a>"})
	}
	open += ">"
	if r.Kind == hypertext.Link && !r.Labelled {
		open += template.HTMLEscapeString(titleOf(r, t))
	}
	return append(in, hypertext.Insert{At: r.From, HTML: open}, hypertext.Insert{At: r.To, HTML: "</a>"})
}

// titleOf is what stands for a link without words.
func titleOf(r *hypertext.Ref, t links.Target) string {
	if t.Entry != nil {
		return t.Entry.Title
	}
	return path.Base(r.Target)
}

// plain shows a reference that leads nowhere as text.
func (w *Weaver) plain(in []hypertext.Insert, r *hypertext.Ref) []hypertext.Insert {
	if r.Address {
		return in
	}
	text := r.Target
	if r.Fragment != "" {
		text += "#" + r.Fragment
	}
	switch r.Kind {
	case hypertext.Link, hypertext.Wiki:
		return append(in, hypertext.Insert{At: r.From, HTML: `<span class="unlinked">`}, hypertext.Insert{At: r.To, HTML: "</span>"})
	case hypertext.Cite:
		text = "[" + text + "]"
	default:
		if r.Alt != "" {
			text = r.Alt
		}
	}
	out := `<span class="unlinked">` + template.HTMLEscapeString(text) + "</span>"
	if r.Alone {
		out = "<p>" + out + "</p>"
	}
	return append(in, hypertext.Insert{At: r.From, HTML: out})
}

// target is the address that a reference leads to, as a link. Within one page it is a fragment.
func (w *Weaver) target(e *catalog.Entry, t links.Target, within []spot) string {
	switch {
	case t.Asset != nil:
		return w.Href(t.Asset.URL)
	case t.Entry == nil:
		return w.Href(t.URL)
	}
	fragment := ""
	if t.Fragment != "" {
		fragment = "#" + (&url.URL{Fragment: t.Fragment}).EscapedFragment()
	}
	if t.Entry == e && fragment != "" && len(within) == 0 {
		return fragment
	}
	return w.Href(t.Entry.URL) + fragment
}

// embed shows a picture, a recording or a piece of a document in its place.
func (w *Weaver) embed(e *catalog.Entry, r *hypertext.Ref, t links.Target, href string, within []spot) string {
	if t.Entry != nil {
		return w.transclude(e, r, t, href, within)
	}
	href = template.HTMLEscapeString(href)
	name := r.Alt
	if name == "" {
		name = path.Base(r.Target)
	}
	switch address.MediaType(path.Ext(r.Target)) {
	case "image":
		return w.picture(r, t, href)
	case "audio":
		return `<audio controls preload="none" src="` + href + `"></audio>`
	case "video":
		return `<video controls preload="none" src="` + href + `"></video>`
	}
	if r.InLink {
		return template.HTMLEscapeString(name)
	}
	return `<a href="` + href + `">` + template.HTMLEscapeString(name) + "</a>"
}

// transclude shows a document, or a part of one, within another. What would go round in a circle,
// make too large a page, or is not to be shown, is a link.
func (w *Weaver) transclude(e *catalog.Entry, r *hypertext.Ref, t links.Target, href string, within []spot) string {
	title := template.HTMLEscapeString(t.Entry.Title)
	if r.InLink {
		return title
	}
	link := `<a href="` + template.HTMLEscapeString(href) + `">` + title + "</a>"
	within = append(slices.Clip(within), spot{e, r.From})
	if !r.Alone || r.Kind != hypertext.Embed || t.Entry.Text != frontmatter.Full {
		return link
	}
	from, to := t.Entry.Body.Section(t.Fragment)
	circle := slices.ContainsFunc(within, func(s spot) bool { return s.entry == t.Entry && from <= int(s.at) && int(s.at) < to })
	if t.TooLarge || len(within) > transclusion.MaxDepth || circle {
		return "<p>" + link + "</p>"
	}
	inner := w.fill(nil, t.Entry, from, to, within)
	if t.Fragment != "" || t.Entry.Body.More >= 0 {
		inner = dropNotes(inner)
	}
	prefix := "e" + strconv.Itoa(len(within)) + "-" + strconv.Itoa(int(r.From)) + ":"
	return `<div class="embed">` + "\n" + string(hypertext.Prefixed(inner, prefix)) + `<p class="embed-source">` + link + "</p>\n</div>"
}

// dropNotes removes the marks of footnotes from a piece of HTML that the notes themselves are not
// part of.
func dropNotes(html []byte) []byte {
	s := string(html)
	if !strings.Contains(s, `<sup id="fnref:`) || strings.Contains(s, `role="doc-endnotes"`) {
		return html
	}
	var out strings.Builder
	for {
		before, rest, found := strings.Cut(s, `<sup id="fnref:`)
		out.WriteString(before)
		if !found {
			return []byte(out.String())
		}
		if _, s, found = strings.Cut(rest, "</sup>"); !found {
			return []byte(out.String())
		}
	}
}
