package html

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
	"briefings/cmd/internal/markdown/syntax"
)

// inline renders a node within a line. One of another kind shows what is in it.
func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.offset = n.Segment.Start
		value := n.Segment.Value(w.tree.Source)
		if !n.IsRaw() {
			value = syntax.Unescape(value)
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
	case *syntax.Formula:
		w.literally(func() { w.children(n) })
	case *ast.Emphasis:
		if n.Level == 2 {
			w.element("strong", n)
		} else {
			w.element("em", n)
		}
	case *extast.Strikethrough:
		w.element("del", n)
	case *syntax.Mark:
		w.element("mark", n)
	case *ast.Link:
		w.link(n)
	case *ast.Image:
		w.image(n, false)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.RawHTML:
		w.inlineHTML(n)
	case *syntax.Ref:
		w.ref(n, false)
	case *syntax.BlockRef:
		w.blockRef(n)
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

func (w *writer) link(n *ast.Link) {
	w.place(syntax.SpanID(n))
	w.offset = max(n.Pos(), 0)
	dest := string(syntax.Unescape(n.Destination))
	if id := syntax.BlockTarget(dest); id != "" {
		w.blockLink(n, id, func() { w.linked(n) })
		w.footnoteMarks()
		return
	}
	switch href, sort := address.Classify(dest); sort {
	case address.External:
		w.Raw(`<a href="`)
		w.Attr(href)
		w.Raw(`"`)
		w.titleAttr(string(hypertext.Published(syntax.Unescape(n.Title))))
		w.Raw(`>`)
		w.NoLink(func() {
			if n.FirstChild() == nil { // without a word a reader could not follow it
				w.text([]byte(dest))
			}
			w.linked(n)
		})
		w.Raw("</a>")
		w.footnoteMarks()
	case address.Local:
		kind := hypertext.Link
		if syntax.Named(n) {
			kind = hypertext.Wiki
		}
		r := w.reference(kind, dest, n)
		r.Title, r.Labelled = string(hypertext.Published(syntax.Unescape(n.Title))), n.FirstChild() != nil
		w.Ref(r, func() { w.linked(n) })
		w.footnoteMarks()
	default:
		w.unsafe(dest, n)
		w.children(n)
	}
}

// linked renders the words of a link.
func (w *writer) linked(n ast.Node) {
	w.inLink = true
	w.children(n)
	w.inLink = false
}

func (w *writer) titleAttr(title string) {
	if title != "" {
		w.Raw(` title="`)
		w.Attr(title)
		w.Raw(`"`)
	}
}

func (w *writer) unsafe(dest string, n ast.Node) {
	scheme, _, _ := strings.Cut(dest, ":")
	w.report(n.Pos(), diag.Problem{
		Code:    diag.UnsafeURL,
		Message: "an address that begins with " + quoted(scheme+":") + " is not published",
		Cure:    "links lead to http, https, mailto, tel and the like, or to a file of the site",
	})
}

// quoted is a part of an address for a message.
func quoted(s string) string {
	if len(s) > 80 {
		s = s[:77] + "..."
	}
	return strconv.Quote(strings.ToValidUTF8(s, "\ufffd"))
}

// image renders a picture of the site as a hole. One from elsewhere becomes a link to it, or words in a
// link: a page asks no other origin for anything. alone says that it is one of the site, and all of its paragraph.
func (w *writer) image(n *ast.Image, alone bool) {
	w.place(syntax.SpanID(n))
	w.offset = max(n.Pos(), 0)
	dest, alt := string(syntax.Unescape(n.Destination)), w.tree.PlainText(n)
	switch href, sort := address.Classify(dest); sort {
	case address.External:
		if alt == "" {
			alt = dest
		}
		if w.inLink {
			w.text([]byte(alt))
		} else {
			w.Raw(`<a class="image" href="`)
			w.Attr(href)
			w.Raw(`"`)
			w.titleAttr(string(hypertext.Published(syntax.Unescape(n.Title))))
			w.Raw(`>`)
			w.NoLink(func() { w.text([]byte(alt)) })
			w.Raw("</a>")
		}
		if w.remoteNum++; w.remoteAt == 0 {
			w.remoteAt = w.offset + 1
		}
	case address.Local:
		r := w.reference(hypertext.Image, dest, n)
		r.Title = string(hypertext.Published(syntax.Unescape(n.Title)))
		if r.Alt, r.Width, r.Height = syntax.Sized(alt); r.Width == 0 {
			r.Width, r.Height = syntax.Size(n)
		}
		r.Alone = alone
		w.Ref(r, func() {})
	default:
		w.unsafe(dest, n)
		w.text([]byte(alt))
	}
}

func (w *writer) autoLink(n *ast.AutoLink) {
	w.place(syntax.SpanID(n))
	label := n.Label(w.tree.Source)
	dest := string(n.URL(w.tree.Source))
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
	if w.inLink {
		w.text(label)
		return
	}
	w.Raw(`<a href="`)
	w.Attr(href)
	w.Raw(`">`)
	w.NoLink(func() { w.text(label) })
	w.Raw("</a>")
}
