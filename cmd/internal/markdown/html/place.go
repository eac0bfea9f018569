package html

import (
	"bytes"
	"cmp"
	"html"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"briefings/cmd/internal/fold"
)

// A place is raw HTML that says nothing but where it is, as <a id="x"></a> does. Markdown has no other way to
// name one, so that of raw HTML this is read.
var (
	placingTag = regexp.MustCompile(`(?i)<(/?)(a|div|span)((?:[\s/](?:"[^"]*"|'[^']*'|[^"'<>])*)?)>`)
	placeOnly  = regexp.MustCompile(`^(?:` + placeID + `)+\s*/?$`)
	placeIDs   = regexp.MustCompile(placeID)
)

const placeID = `\s+(?i:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>` + "`" + `/]+))`

// openTags are the elements of raw HTML that are open, by name: for each whether it marks a place.
type openTags map[string][]bool

// read reads raw HTML without comments and calls place with what it names, in order. It reports whether
// that is all of it.
func (o openTags) read(src []byte, place func(id string)) (only bool) {
	only = true
	end := 0
	for _, m := range placingTag.FindAllSubmatchIndex(src, -1) {
		only = only && len(bytes.TrimSpace(src[end:m[0]])) == 0
		end = m[1]
		name, attributes := strings.ToLower(string(src[m[4]:m[5]])), src[m[6]:m[7]]
		if m[2] < m[3] {
			only = o.close(name) && only
			continue
		}
		marks := placeOnly.Match(attributes)
		if marks {
			for _, id := range placeIDs.FindAllSubmatch(attributes, -1) {
				place(html.UnescapeString(string(id[1]) + string(id[2]) + string(id[3])))
			}
		}
		if only = only && marks; !bytes.HasSuffix(attributes, []byte("/")) {
			o[name] = append(o[name], marks)
		}
	}
	return only && len(bytes.TrimSpace(src[end:])) == 0
}

// close ends the last open element of a name, and reports whether it marks a place.
func (o openTags) close(name string) bool {
	last := len(o[name]) - 1
	if last < 0 {
		return false
	}
	place := o[name][last]
	o[name] = o[name][:last]
	return place
}

// places writes what raw HTML names as targets, and reports whether there is nothing else in it.
func (w *writer) places(src []byte) bool { return w.open.read(src, w.place) }

// place writes a target, if its id is one that neither a heading nor an earlier target has.
func (w *writer) place(id string) {
	id = fold.Anchor(id)
	if id == "" || w.ofHeading(id) {
		return
	}
	if id = w.anchor(id); id != "" {
		w.Raw(`<span id="` + id + `"></span>`)
		w.Anchor(id, w.Len())
	}
}

// ofHeading reports whether an id is that of a heading anywhere in the document: often a place of that
// name stands above it, for programs that give headings no ids.
func (w *writer) ofHeading(id string) bool {
	if w.headingIDs == nil {
		w.headingIDs = map[string]bool{}
		_ = ast.Walk(w.tree.Root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // no visit fails
			if h, ok := n.(*ast.Heading); ok && entering {
				w.headingIDs[w.wantedID(h)] = true
			}
			return ast.WalkContinue, nil
		})
	}
	return w.headingIDs[id]
}

// firstPlace returns the id of the first place in a heading; empty if there is none.
func (w *writer) firstPlace(h *ast.Heading) string {
	first, open := "", openTags{}
	for c := h.FirstChild(); c != nil; c = c.NextSibling() {
		if tag, ok := c.(*ast.RawHTML); ok {
			open.read(w.inlineSource(tag), func(id string) { first = cmp.Or(first, fold.Anchor(id)) })
		}
	}
	return first
}

// onlyPlaces reports whether a paragraph holds nothing but places.
func (w *writer) onlyPlaces(n ast.Node) bool {
	open := openTags{}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.RawHTML:
			if src := w.inlineSource(c); !bytes.HasPrefix(src, []byte("<!--")) && !open.read(src, func(string) {}) {
				return false
			}
		case *ast.Text:
			if strings.TrimSpace(string(c.Segment.Value(w.tree.Source))) != "" {
				return false
			}
		default:
			return false
		}
	}
	return n.FirstChild() != nil
}

// placesAlone renders what onlyPlaces has found: no paragraph that a reader would see or count.
func (w *writer) placesAlone(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if tag, ok := c.(*ast.RawHTML); ok {
			w.inlineHTML(tag)
		}
	}
	w.Raw("\n")
}
