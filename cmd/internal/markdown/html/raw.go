package html

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	nethtml "golang.org/x/net/html"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/hypertext"
)

// htmlBlock shows raw HTML as text, or passes it on where the site wants it. HTML comments are the
// author's own words to himself and are dropped; <!--more--> ends an excerpt.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	var src []byte
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		src = append(src, seg.Value(w.tree.Source)...)
	}
	if n.HasClosure() {
		src = append(src, n.ClosureLine.Value(w.tree.Source)...)
	}
	if n.HTMLBlockType == ast.HTMLBlockType2 {
		if isMore(src) && w.Body.More < 0 && w.top == ast.Node(n) {
			w.Body.More = int(w.Len())
		}
	}
	src, open := dropHTMLComments(src)
	if open {
		w.report(max(n.Pos(), 0), diag.Problem{
			Code:    diag.Comment,
			Message: "an HTML comment that never ends; what follows is not published",
			Cure:    "end it with -->",
		})
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return
	}
	w.offset = max(n.Pos(), 0)
	if w.raw != nil {
		w.markup(src, n)
		return
	}
	if w.places(src) {
		w.Raw("\n")
		return
	}
	w.rawShown(w.offset)
	w.Raw(`<p class="raw"` + w.ltr() + ">")
	w.block(hypertext.Paragraph, w.lineOf(n), func() { w.text(bytes.TrimSpace(src)) })
	w.Raw("</p>\n")
}

func isMore(src []byte) bool {
	s := bytes.TrimSpace(src)
	s, ok := bytes.CutPrefix(s, []byte("<!--"))
	if !ok {
		return false
	}
	inner, _, ok := bytes.Cut(s, []byte("-->"))
	return ok && string(bytes.TrimSpace(inner)) == "more"
}

// dropHTMLComments leaves out HTML comments. open says that the last one does not end: a browser would
// show nothing after it either.
func dropHTMLComments(src []byte) (out []byte, open bool) {
	for {
		i := bytes.Index(src, []byte("<!--"))
		if i < 0 {
			return append(out, src...), false
		}
		out = append(out, src[:i]...)
		end := bytes.Index(src[i:], []byte("-->"))
		if end < 0 {
			return out, true
		}
		src = src[i+end+3:]
	}
}

// inlineHTML shows tags as text, but for the line break, which tables have no other way to write.
func (w *writer) inlineHTML(n *ast.RawHTML) {
	src := w.inlineSource(n)
	if n.Segments.Len() > 0 {
		w.offset = n.Segments.At(0).Start
	}
	switch {
	case bytes.HasPrefix(src, []byte("<!--")):
	case isLineBreak(src):
		w.Raw("<br>")
		w.Break()
	case w.raw != nil:
		w.markup(src, n)
	case w.places(src):
	default:
		w.rawShown(w.offset)
		if ltr := w.ltr(); ltr != "" {
			w.Raw("<bdi" + ltr + ">")
			defer w.Raw("</bdi>")
		}
		w.text(src)
	}
}

// ltr is the attribute of what is shown of HTML, whose brackets would be turned among words from right to left.
func (w *writer) ltr() string {
	if w.dir != direction.RTL {
		return ""
	}
	return ` dir="ltr"`
}

// inlineSource is raw HTML within a line as it is written.
func (w *writer) inlineSource(n *ast.RawHTML) []byte {
	var src []byte
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		src = append(src, seg.Value(w.tree.Source)...)
	}
	return src
}

func isLineBreak(tag []byte) bool {
	s := bytes.ToLower(bytes.Trim(tag, "</ >"))
	return len(tag) > 1 && tag[1] != '/' && string(s) == "br"
}

// markup writes what an author's HTML is once it is clean. An address in the site is a hole.
func (w *writer) markup(src []byte, n ast.Node) {
	w.shortcode(src)
	clean, dropped := w.raw.Clean(hypertext.Published(src))
	if dropped != "" {
		if w.rawNum == 0 {
			w.dropped = dropped
		}
		w.rawShown(w.offset)
	}
	for z := nethtml.NewTokenizer(bytes.NewReader(clean)); ; {
		switch z.Next() {
		case nethtml.ErrorToken:
			return
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			raw := string(z.Raw())
			t := z.Token()
			for _, a := range t.Attr {
				if a.Key == "id" {
					w.Anchor(a.Val, w.Len())
				}
			}
			if !w.addressed(t, n) {
				w.Raw(raw)
			}
		default:
			w.Raw(string(z.Raw()))
		}
	}
}

// addressed writes a tag that leads into the site, and reports whether it does.
func (w *writer) addressed(t nethtml.Token, n ast.Node) bool {
	key, kind := "", hypertext.Link
	switch t.Data {
	case "a", "area":
		key = "href"
	case "img":
		key, kind = "src", hypertext.Image
	case "audio", "video":
		key = "src"
	}
	at := slices.IndexFunc(t.Attr, func(a nethtml.Attribute) bool { return a.Key == key })
	if at < 0 || !isLocal(t.Attr[at].Val) || strings.HasPrefix(t.Attr[at].Val, "#") {
		return false
	}
	w.Raw("<" + t.Data)
	for i, a := range t.Attr {
		w.Raw(" " + a.Key + `="`)
		if i != at {
			w.Attr(a.Val)
			w.Raw(`"`)
			continue
		}
		r := w.reference(kind, strings.TrimSpace(a.Val), n)
		line, col := w.src.Place(w.offset)
		r.Line, r.Col = int32(line), int32(col)
		r.Address = true
		r.Labelled = kind == hypertext.Link || slices.ContainsFunc(t.Attr, func(a nethtml.Attribute) bool { return a.Key == "alt" })
		w.Ref(r, func() {})
		w.Raw(`"`)
	}
	w.Raw(">")
	return true
}

// rawShown notes raw HTML that is shown as text, or not published.
func (w *writer) rawShown(offset int) {
	if w.rawNum++; w.rawAt == 0 {
		w.rawAt = offset + 1
	}
}
