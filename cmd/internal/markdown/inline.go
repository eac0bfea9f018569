package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"briefings/cmd/internal/address"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/hypertext"
)

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.offset = n.Segment.Start
		value := n.Segment.Value(w.source)
		if !n.IsRaw() {
			value = unescape(value)
		}
		w.text(value)
		switch {
		case n.HardLineBreak():
			w.TrimBlanks()
			w.Raw("<br>")
			w.Break()
		case n.SoftLineBreak():
			w.Break()
		}
	case *ast.String:
		w.text(n.Value)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			w.element("strong", n)
		} else {
			w.element("em", n)
		}
	case *extast.Strikethrough:
		w.element("del", n)
	case *markNode:
		w.element("mark", n)
	case *ast.Link:
		w.link(n)
	case *ast.Image:
		w.image(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		w.inlineHTML(n)
	case *refNode:
		w.ref(n, false)
	case *extast.FootnoteLink:
		w.footnoteLink(n)
	case *extast.FootnoteBacklink:
		w.footnoteBacklink(n)
	case *extast.TaskCheckBox:
		if n.IsChecked {
			w.Raw(`<input type="checkbox" checked disabled aria-label="done"> `)
		} else {
			w.Raw(`<input type="checkbox" disabled aria-label="open"> `)
		}
	default:
		w.children(n)
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.Raw("<code>")
	w.code++
	w.NoLink(func() { w.codeText(n) })
	w.code--
	w.Raw("</code>")
}

func (w *writer) codeText(n *ast.CodeSpan) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.offset = t.Segment.Start
			w.text(bytes.ReplaceAll(bytes.TrimRight(t.Segment.Value(w.source), "\r\n"), []byte("\n"), []byte(" ")))
			if bytes.HasSuffix(t.Segment.Value(w.source), []byte("\n")) {
				w.text([]byte(" "))
			}
		}
	}
}

func (w *writer) link(n *ast.Link) {
	w.offset = max(n.Pos(), 0)
	dest := string(unescape(n.Destination))
	switch href, sort := address.Classify(dest); sort {
	case address.External:
		w.Raw(`<a href="`)
		w.Attr(href)
		w.Raw(`"`)
		w.titleAttr(string(hypertext.Published(unescape(n.Title))))
		w.Raw(`>`)
		w.NoLink(func() { w.children(n) })
		w.Raw("</a>")
	case address.Local:
		r := w.reference(hypertext.Link, dest, n)
		r.Title, r.Labelled = string(hypertext.Published(unescape(n.Title))), true
		w.Ref(r, func() { w.children(n) })
	default:
		w.unsafe(dest, n)
		w.children(n)
	}
}

func (w *writer) titleAttr(title string) {
	if title != "" {
		w.Raw(` title="`)
		w.Attr(title)
		w.Raw(`"`)
	}
}

func (w *writer) unsafe(dest string, n ast.Node) {
	w.report(n.Pos(), diag.Problem{
		Code:    diag.UnsafeURL,
		Message: "the address " + quoted(dest) + " is not published",
		Cure:    "links lead to http, https, mailto, tel and the like, or to a file of the site",
	})
}

// quoted is an address for a message.
func quoted(s string) string {
	if len(s) > 80 {
		s = s[:77] + "..."
	}
	return strconv.Quote(strings.ToValidUTF8(s, "\ufffd"))
}

// image renders a picture of the site as a hole. One from elsewhere becomes a link to it: a page
// asks no other origin for anything.
func (w *writer) image(n *ast.Image) {
	w.offset = max(n.Pos(), 0)
	dest, alt := string(unescape(n.Destination)), plainText(n, w.source)
	switch href, sort := address.Classify(dest); sort {
	case address.External:
		w.Raw(`<a class="image" href="`)
		w.Attr(href)
		w.Raw(`"`)
		w.titleAttr(string(hypertext.Published(unescape(n.Title))))
		w.Raw(`>`)
		if alt == "" {
			alt = dest
		}
		w.NoLink(func() { w.text([]byte(alt)) })
		w.Raw("</a>")
		w.report(n.Pos(), diag.Problem{
			Code:    diag.ImageRemote,
			Message: "the picture " + quoted(dest) + " is elsewhere; shown as a link",
			Cure:    "put it beside the document if you have the right to",
		})
	case address.Local:
		r := w.reference(hypertext.Image, dest, n)
		r.Title = string(hypertext.Published(unescape(n.Title)))
		r.Alt, r.Width, r.Height = sized(alt)
		w.Ref(r, func() {})
	default:
		w.unsafe(dest, n)
		w.text([]byte(alt))
	}
}

func (w *writer) autoLink(n *ast.AutoLink) {
	label := n.Label(w.source)
	dest := string(n.URL(w.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower([]byte(dest)), []byte("mailto:")) {
		dest = "mailto:" + dest
	}
	w.offset = max(n.Pos(), 0)
	href, sort := address.Classify(dest)
	if sort != address.External {
		w.unsafe(dest, n)
		w.text(slices.Concat([]byte("<"), label, []byte(">"))) // as it was written: what is found bare is safe
		return
	}
	w.Raw(`<a href="`)
	w.Attr(href)
	w.Raw(`">`)
	w.NoLink(func() { w.text(label) })
	w.Raw("</a>")
}

// inlineHTML shows tags as text, but for the line break, which tables have no other way to write.
func (w *writer) inlineHTML(n *ast.RawHTML) {
	var src []byte
	for i := range n.Segments.Len() {
		seg := n.Segments.At(i)
		src = append(src, seg.Value(w.source)...)
	}
	switch {
	case bytes.HasPrefix(src, []byte("<!--")):
	case w.rawHTML:
		w.Raw(string(hypertext.Published(src)))
	case isLineBreak(src):
		w.Raw("<br>")
		w.Break()
	default:
		if n.Segments.Len() > 0 {
			w.offset = n.Segments.At(0).Start
		}
		w.rawShown(w.offset)
		w.text(src)
	}
}

func isLineBreak(tag []byte) bool {
	s := bytes.ToLower(bytes.Trim(tag, "</ >"))
	return len(tag) > 1 && tag[1] != '/' && string(s) == "br"
}

// plainText is the text of a node's children, as a picture's alternative or an id is made of.
func plainText(n ast.Node, source []byte) string {
	var out []byte
	var walk func(n ast.Node)
	walk = func(n ast.Node) {
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			switch c := c.(type) {
			case *ast.Text:
				value := c.Segment.Value(source)
				if !c.IsRaw() {
					value = unescape(value)
				}
				out = append(out, value...)
				if c.SoftLineBreak() || c.HardLineBreak() {
					out = append(out, ' ')
				}
			case *ast.String:
				out = append(out, c.Value...)
			case *ast.AutoLink:
				out = append(out, c.Label(source)...)
			case *refNode:
				out = append(out, c.shown()...)
			default:
				walk(c)
			}
		}
	}
	walk(n)
	return string(hypertext.Published(out))
}
