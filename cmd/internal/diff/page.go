package diff

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A page is what a reader sees of an HTML file.
type page struct {
	title  string // its headline, else that of the window
	id     string // what it is called wherever it stands; empty if it does not say
	leads  string // where a page at an old address leads to; empty if it is none
	blocks []block
}

// A block is a paragraph, a heading, an item of a list: what stands on lines of its own.
type block struct {
	text   string   // one space between words
	links  []string // addresses outside of the site that it leads to
	where  string   // the heading above it; empty if there is none
	list   bool     // it follows from other pages: an item of a list, of what is related, of what is named
	claim  string   // of a claim, what it says apart from who stands how to it; empty for other blocks
	stance string   // of a claim, "asserts" or "denies", in the language of the page
}

// line is all that tells a block from another, on one line.
func (b block) line() string {
	return fmt.Sprintf("%t\t%s\t%s", b.list, b.text, strings.Join(b.links, " "))
}

// shown is the block as people read it, with where it leads.
func (b block) shown() string {
	text := b.text
	for _, l := range b.links {
		text += " <" + l + ">"
	}
	return text
}

// words joins all blocks of the page's own.
func (p *page) words() string {
	var b strings.Builder
	for _, x := range p.blocks {
		if !x.list {
			b.WriteString(x.line() + "\n")
		}
	}
	return b.String()
}

// read reads an HTML file. What is no HTML is a page without anything on it.
func read(data []byte) *page {
	p := &page{}
	root, err := html.Parse(bytes.NewReader(data))
	if err != nil {
		return p
	}
	w := &walker{page: p}
	w.head(root)
	main := find(root, func(n *html.Node) bool { return n.DataAtom == atom.Main })
	if main == nil {
		main = find(root, func(n *html.Node) bool { return n.DataAtom == atom.Body })
	}
	if main != nil {
		w.children(main, false)
		w.flush(false)
	}
	if w.headline != "" {
		p.title = w.headline
	}
	return p
}

// A walker goes through a page from its top to its end.
type walker struct {
	page     *page
	headline string
	where    string
	term     string // the last one of a list of definitions
	lead     string // what blocks begin with: the term that they define
	document bool   // what is read is an article, and not a list with a headline
	buf      strings.Builder
	links    []string
}

// head reads what is said of the page.
func (w *walker) head(root *html.Node) {
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Title && n.Parent.DataAtom == atom.Head:
			w.page.title = textOf(n)
		case n.DataAtom == atom.Script && attr(n, "type") == "application/ld+json" && w.page.id == "" && n.FirstChild != nil:
			w.page.id = identifier([]byte(n.FirstChild.Data))
		case n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "http-equiv"), "refresh"):
			_, to, _ := strings.Cut(attr(n, "content"), "url=")
			w.page.leads = to
		}
	}
}

// identifier is that of the first thing in the data for search engines; empty if there is none.
func identifier(data []byte) string {
	var d struct {
		Identifier string `json:"identifier"`
		Graph      []struct {
			Identifier string `json:"identifier"`
		} `json:"@graph"`
	}
	if json.Unmarshal(data, &d) != nil || len(d.Graph) == 0 {
		return d.Identifier
	}
	return d.Graph[0].Identifier
}

var (
	// unseen are elements that no reader sees, or that say over again what stands elsewhere.
	unseen = []atom.Atom{atom.Script, atom.Style, atom.Template, atom.Svg, atom.Nav, atom.Form}

	// again are classes of the built-in layouts for such elements: how to cite a page, the addresses of its
	// links for those who print it, and what is counted and drawn of its lists.
	again = []string{"cite", "sources", "chart", "peaks"}

	// listing and own are classes for what follows from other pages, and for what does not though it stands there.
	listing = []string{"about", "side", "front", "listing"}
	own     = []string{"claims", "corrections"}

	blocks = []atom.Atom{
		atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Details, atom.Div, atom.Dl, atom.Fieldset, atom.Figcaption, atom.Figure,
		atom.Footer, atom.Header, atom.Hr, atom.Li, atom.Main, atom.Ol, atom.P, atom.Pre, atom.Section, atom.Summary, atom.Table, atom.Tr, atom.Ul,
		atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot,
	}
)

func (w *walker) children(n *html.Node, list bool) {
	for c := range n.ChildNodes() {
		w.node(c, list)
	}
}

func (w *walker) node(n *html.Node, list bool) {
	if n.Type == html.TextNode {
		w.buf.WriteString(n.Data)
		return
	}
	if n.Type != html.ElementNode || slices.Contains(unseen, n.DataAtom) || hasClass(n, again) || has(n, "hidden") {
		return
	}
	list = (list || hasClass(n, listing)) && !hasClass(n, own)
	switch {
	case n.DataAtom == atom.Article && !w.document:
		w.document = true
		w.node(n, list)
		w.document = false
	case hasClass(n, []string{"byline"}) && !w.document: // how much the list holds
	case n.DataAtom == atom.H1:
		w.flush(list)
		if w.headline == "" {
			w.headline = textOf(n)
		}
	case isHeading(n):
		w.flush(list)
		if w.where = textOf(n); !list {
			w.add(block{text: w.where})
		}
	case n.DataAtom == atom.Li && hasClass(n.Parent, []string{"claims"}):
		w.flush(list)
		w.claim(n)
	case list && (n.DataAtom == atom.Li || n.DataAtom == atom.Tr):
		w.flush(list)
		w.add(block{text: label(n), list: true})
	case n.DataAtom == atom.Img:
		if alt := attr(n, "alt"); alt != "" {
			w.buf.WriteString(" [" + alt + "] ")
		}
	case n.DataAtom == atom.Br:
		w.buf.WriteByte(' ')
	case n.DataAtom == atom.Dt:
		w.flush(list)
		w.term = textOf(n)
	case n.DataAtom == atom.Dd:
		w.flush(list)
		if w.term != "" {
			w.lead = w.term + ": "
		}
		w.children(n, list)
		w.flush(list)
		w.lead = ""
	case n.DataAtom == atom.Td || n.DataAtom == atom.Th:
		if strings.TrimSpace(w.buf.String()) != "" {
			w.buf.WriteString(" | ")
		}
		w.children(n, list)
	case slices.Contains(blocks, n.DataAtom):
		w.flush(list)
		w.children(n, list)
		w.flush(list)
	default:
		if href := attr(n, "href"); strings.HasPrefix(href, "http://") || strings.HasPrefix(href, "https://") {
			w.links = append(w.links, href)
		}
		w.children(n, list)
	}
}

// claim adds who says or denies what.
func (w *walker) claim(n *html.Node) {
	b := block{text: textOf(n)}
	if s := find(n, func(n *html.Node) bool { return hasClass(n, []string{"stance"}) }); s != nil {
		b.stance = textOf(s)
		b.claim = fields(strings.Replace(b.text, b.stance, "", 1))
	}
	w.add(b)
}

// flush ends the block that has been gathered.
func (w *walker) flush(list bool) {
	if text := fields(w.buf.String()); text != "" {
		w.add(block{text: w.lead + text, links: w.links, list: list})
	}
	w.buf.Reset()
	w.links = nil
}

func (w *walker) add(b block) {
	b.where = w.where
	if b.text != "" {
		w.page.blocks = append(w.page.blocks, b)
	}
}

// label is what an item of a list is about: its heading, its first link, or all of it.
func label(n *html.Node) string {
	for _, is := range []func(*html.Node) bool{isHeading, func(n *html.Node) bool { return n.DataAtom == atom.A }} {
		if x := find(n, is); x != nil {
			return textOf(x)
		}
	}
	return textOf(n)
}

func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '2' && n.Data[1] <= '6'
}

// find returns the first element that is one, n itself included; nil if none is.
func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && is(d) {
			return d
		}
	}
	return nil
}

// textOf is the text in an element, less counts of what stands below it.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range n.ChildNodes() {
			switch {
			case c.Type == html.TextNode:
				b.WriteString(c.Data)
			case c.Type == html.ElementNode && !slices.Contains(unseen, c.DataAtom) && !hasClass(c, []string{"count"}):
				if slices.Contains(blocks, c.DataAtom) || c.DataAtom == atom.Td || c.DataAtom == atom.Br {
					b.WriteByte(' ')
				}
				walk(c)
			}
		}
	}
	walk(n)
	return fields(b.String())
}

// fields puts one space between words.
func fields(s string) string { return strings.Join(strings.Fields(s), " ") }

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

func hasClass(n *html.Node, names []string) bool {
	return n != nil && slices.ContainsFunc(strings.Fields(attr(n, "class")), func(c string) bool { return slices.Contains(names, c) })
}
