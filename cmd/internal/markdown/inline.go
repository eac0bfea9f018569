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
			w.trimBlanks()
			w.raw("<br>")
			w.lineBreak()
		case n.SoftLineBreak():
			w.lineBreak()
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
			w.raw(`<input type="checkbox" checked disabled aria-label="done"> `)
		} else {
			w.raw(`<input type="checkbox" disabled aria-label="open"> `)
		}
	default:
		w.children(n)
	}
}

// lineBreak is a newline in HTML and a space in the text, one byte in both, so that a name that
// is broken over two lines is still one run.
func (w *writer) lineBreak() {
	start, at := len(w.plaintext), len(w.html)
	w.html = append(w.html, '\n')
	w.plaintext = append(w.plaintext, ' ')
	w.span(start, at)
}

// trimBlanks takes blanks off the end of the last span: goldmark leaves those before a break.
func (w *writer) trimBlanks() {
	k := len(w.body.Spans) - 1
	for k >= 0 && w.body.Spans[k].Len > 0 && w.spanEnd == len(w.html) && bytes.HasSuffix(w.html, []byte{' '}) {
		w.body.Spans[k].Len--
		w.html, w.plaintext = w.html[:len(w.html)-1], w.plaintext[:len(w.plaintext)-1]
		w.spanEnd--
	}
}

func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.raw("<code>")
	w.nolink++
	w.code++
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			w.offset = t.Segment.Start
			w.text(bytes.ReplaceAll(bytes.TrimRight(t.Segment.Value(w.source), "\r\n"), []byte("\n"), []byte(" ")))
			if bytes.HasSuffix(t.Segment.Value(w.source), []byte("\n")) {
				w.text([]byte(" "))
			}
		}
	}
	w.code--
	w.nolink--
	w.raw("</code>")
}

func (w *writer) link(n *ast.Link) {
	w.offset = max(n.Pos(), 0)
	dest := string(unescape(n.Destination))
	switch href, sort := address.Classify(dest); sort {
	case address.External:
		w.raw(`<a href="`)
		w.attr(href)
		w.raw(`"`)
		w.titleAttr(string(published(unescape(n.Title))))
		w.raw(`>`)
		w.nolink++
		w.children(n)
		w.nolink--
		w.raw("</a>")
	case address.Local:
		r := w.reference(Link, dest, n)
		r.Title, r.Labelled = string(published(unescape(n.Title))), true
		w.labelled(r, func() { w.children(n) })
	default:
		w.unsafe(dest, n)
		w.children(n)
	}
}

func (w *writer) titleAttr(title string) {
	if title != "" {
		w.raw(` title="`)
		w.attr(title)
		w.raw(`"`)
	}
}

func (w *writer) unsafe(dest string, n ast.Node) {
	at := w.place(n.Pos())
	w.report(diag.Problem{
		Line: at.line, Col: at.col, Code: diag.UnsafeURL,
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
		w.raw(`<a class="image" href="`)
		w.attr(href)
		w.raw(`"`)
		w.titleAttr(string(published(unescape(n.Title))))
		w.raw(`>`)
		w.nolink++
		if alt == "" {
			alt = dest
		}
		w.text([]byte(alt))
		w.nolink--
		w.raw("</a>")
		at := w.place(n.Pos())
		w.report(diag.Problem{
			Line: at.line, Col: at.col, Code: diag.ImageRemote,
			Message: "the picture " + quoted(dest) + " is elsewhere; shown as a link",
			Cure:    "put it beside the document if you have the right to",
		})
	case address.Local:
		r := w.reference(Image, dest, n)
		r.Title = string(published(unescape(n.Title)))
		r.Alt, r.Width, r.Height = sized(alt)
		w.labelled(r, func() {})
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
	w.raw(`<a href="`)
	w.attr(href)
	w.raw(`">`)
	w.nolink++
	w.text(label)
	w.nolink--
	w.raw("</a>")
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
		w.html = append(w.html, published(src)...)
	case isLineBreak(src):
		w.raw("<br>")
		w.lineBreak()
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
	return string(published(out))
}
