package weave

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"briefings/cmd/internal/address"
)

// balance closes the elements of clean HTML in the order in which they were opened, and drops end
// tags of what is not open, and links within links. It goes from tag to tag: a parser that mends like a browser copies open
// elements into each paragraph, which takes the square of a hostile text.
func balance(src []byte) []byte {
	b := balancer{z: html.NewTokenizer(bytes.NewReader(src)), count: map[string]int{}}
	for {
		switch b.z.Next() {
		case html.ErrorToken:
			b.closeTo(0)
			return b.out
		case html.StartTagToken, html.SelfClosingTagToken:
			b.raw = append(b.raw[:0], b.z.Raw()...)
			b.start(b.z.Token())
		case html.EndTagToken:
			b.end(b.z.Token().Data)
		case html.TextToken:
			b.out = append(b.out, b.z.Raw()...)
		}
	}
}

type balancer struct {
	z     *html.Tokenizer
	raw   []byte // the start tag that is being read
	out   []byte
	open  []string       // names of the elements around
	count map[string]int // how often each name is among them
	links int            // dropped since they began in a link, and not yet ended
}

// void are the elements without an end tag, of those that the sanitiser lets through. HTML Living
// Standard, section 13.1.2.
var void = words("area br col hr img input wbr")

// ended are the elements that a start tag ends when the last one open is among them; section 13.1.2.4.
var ended = map[string][]string{
	"li": {"li"}, "dt": {"dt", "dd"}, "dd": {"dt", "dd"},
	"td": {"td", "th"}, "th": {"td", "th"}, "tr": {"td", "th", "tr"},
	"tbody": {"td", "th", "tr", "thead", "tbody"}, "tfoot": {"td", "th", "tr", "thead", "tbody"},
}

// blocks are the elements whose start tag ends a paragraph.
var blocks = words("article aside blockquote details div dl figcaption figure h1 h2 h3 h4 h5 h6 hgroup hr ol p pre section table ul")

func words(s string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		out[w] = true
	}
	return out
}

func (b *balancer) start(t html.Token) {
	for len(b.open) > 0 && slices.Contains(ended[t.Data], b.open[len(b.open)-1]) {
		b.closeTo(len(b.open) - 1)
	}
	if blocks[t.Data] && len(b.open) > 0 && b.open[len(b.open)-1] == "p" {
		b.closeTo(len(b.open) - 1)
	}
	attrs := len(t.Attr)
	t.Attr = slices.DeleteFunc(t.Attr, func(a html.Attribute) bool {
		return a.Key == "id" && strings.HasPrefix(a.Val, "page:") || // the layouts' own
			a.Key == "href" && a.Val == "" // it leads nowhere
	})
	switch t.Data {
	case "a":
		if b.count["a"] > 0 {
			b.links++
			return
		}
		b.links = 0
	case "input":
		if attr(t, "type") == "" {
			return // a field to write in, not the box of a task
		}
	case "img", "audio", "video":
		if href, sort := address.Classify(attr(t, "src")); sort != address.Local || attr(t, "src") == "" {
			b.elsewhere(href, attr(t, "alt"))
			return
		}
	}
	if t.Type == html.StartTagToken && len(t.Attr) == attrs {
		b.out = append(b.out, b.raw...)
	} else {
		t.Type = html.StartTagToken
		b.out = append(b.out, t.String()...)
	}
	if !void[t.Data] {
		b.open = append(b.open, t.Data)
		b.count[t.Data]++
	}
}

// elsewhere links to what another origin has: a page fetches nothing from there. In a link it is words.
func (b *balancer) elsewhere(href, label string) {
	if label == "" {
		label = href
	}
	label = html.EscapeString(label)
	if href != "" && b.count["a"] == 0 {
		label = `<a class="image" href="` + html.EscapeString(href) + `">` + label + "</a>"
	}
	b.out = append(b.out, label...)
}

func (b *balancer) end(name string) {
	if b.count[name] == 0 {
		return
	}
	if name == "a" && b.links > 0 {
		b.links--
		return
	}
	for n := len(b.open); ; {
		if n--; b.open[n] == name {
			b.closeTo(n)
			return
		}
	}
}

// closeTo closes elements until n are open.
func (b *balancer) closeTo(n int) {
	for len(b.open) > n {
		name := b.open[len(b.open)-1]
		b.open = b.open[:len(b.open)-1]
		b.count[name]--
		b.out = append(append(append(b.out, "</"...), name...), '>')
	}
}

func attr(t html.Token, key string) string {
	for _, a := range t.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
