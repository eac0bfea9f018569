package escape

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"text/template/parse"
)

// sources are templates with an action in each sort of place: one at least for each usual chain.
var sources = []string{
	`{{.Value}}`,
	`<title>{{.Value}}</title>`,
	`<p title="{{.Value}}">`,
	`<p title={{.Value}}>`,
	`<p {{.Value}}="">`,
	`<a href="{{.Value}}">`,
	`<a href="/{{.Value}}">`,
	`<a href="?{{.Value}}">`,
	`<a href={{.Value}}>`,
	`<meta http-equiv="refresh" content="0; url={{.Value}}">`,
	`<img srcset="{{.Value}}">`,
	`<script>{{.Value}}</script>`,
	`<script>"{{.Value}}"</script>`,
	`<p onclick="f({{.Value}})">`,
	`<p onclick="f('{{.Value}}')">`,
	`<p style="color: {{.Value}}">`,
	`<style>p { color: {{.Value}} }</style>`,
	`<!-- {{.Value}} -->`,
}

// boxed hides from html/template what a value was taken from.
type boxed struct{ Value any }

// A Place is a sort of place in a page. It does not change, and may be used by several goroutines
// at once.
type Place struct {
	tmpl          *template.Template // has the place
	before, after int                // bytes that it writes around the value

	// What becomes of each byte of a text; "": it stays. Nil if that depends on what is around it.
	bytes *[256]string
	// For addresses, two things depend on more. If filters, a text that may have a scheme is left to
	// tmpl. If normalizes, a percent sign stays in front of two digits.
	filters, normalizes bool
	keepsHTML, keepsJS  bool
}

// Places returns the places that are known, by the chains that html/template has for them.
func Places() map[string]*Place {
	out := make(map[string]*Place)
	for _, source := range sources {
		tmpl, err := template.New("place").Parse(source)
		if err == nil {
			err = Template(tmpl)
		}
		if err != nil {
			continue // then such a chain is not known
		}
		p := &Place{tmpl: tmpl}
		var escapers string
		for _, n := range tmpl.Tree.Root.Nodes {
			switch n := n.(type) {
			case *parse.ActionNode:
				_, escapers = Chain(n.Pipe)
				p.before, p.after = p.after, 0
			case *parse.TextNode:
				p.after += len(n.Text)
			}
		}
		if out[escapers] == nil {
			p.learn(escapers)
			out[escapers] = p
		}
	}
	return out
}

// learn sets what is not in the template. Escapers that look at more than one byte are told from the
// others by their names: an unknown one is among the former.
func (p *Place) learn(escapers string) {
	p.keepsHTML, p.keepsJS = escapers == "htmlescaper", escapers == "jsvalescaper"
	for name := range strings.FieldsSeq(escapers) {
		switch name {
		case "htmlescaper", "rcdataescaper", "attrescaper":
		case "urlfilter":
			p.filters = true
		case "urlnormalizer":
			p.normalizes = true
		default:
			return
		}
	}
	p.bytes = p.table()
}

// table returns what becomes of each byte; nil if that cannot be told.
func (p *Place) table() *[256]string {
	// Each byte stands between slashes: they stay, and nothing before one is a scheme, a character of
	// several bytes, or a percent sign with digits.
	var text []byte
	for b := range 256 {
		text = append(text, byte(b), '/')
	}
	var w bytes.Buffer
	if !p.Value(&w, string(text)) {
		return nil
	}
	out := new([256]string)
	rest := w.Bytes()
	for b := range 256 {
		var end int
		if b != '/' {
			end = bytes.IndexByte(rest, '/')
		} else if end = 1; !bytes.HasPrefix(rest, []byte("//")) {
			return nil
		}
		if end <= 0 { // a byte that vanishes has no place in the table
			return nil
		}
		if became := string(rest[:end]); became != string([]byte{byte(b)}) {
			out[b] = became
		}
		rest = rest[end+1:]
	}
	return out
}

// Value writes any value; false if html/template fails, and nothing is written.
func (p *Place) Value(w *bytes.Buffer, value any) bool {
	start := w.Len()
	if err := p.tmpl.Execute(w, boxed{value}); err != nil {
		w.Truncate(start)
		return false
	}
	written := w.Bytes()[start:]
	copy(written, written[p.before:])
	w.Truncate(w.Len() - p.before - p.after)
	return true
}

// Text writes a string, as Value does.
func (p *Place) Text(w *bytes.Buffer, s string) bool {
	if p.bytes == nil || p.filters && !harmless(s) {
		return p.Value(w, s)
	}
	written := 0
	for i := 0; i < len(s); i++ {
		became := p.bytes[s[i]]
		if became == "" || p.normalizes && s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		w.WriteString(s[written:i])
		w.WriteString(became)
		written = i + 1
	}
	w.WriteString(s[written:])
	return true
}

// HTML writes what is HTML already, as Value does.
func (p *Place) HTML(w *bytes.Buffer, s template.HTML) bool {
	if !p.keepsHTML {
		return p.Value(w, s)
	}
	w.WriteString(string(s))
	return true
}

// JS writes what is JavaScript already, as Value does.
func (p *Place) JS(w *bytes.Buffer, s template.JS) bool {
	if !p.keepsJS {
		return p.Value(w, s)
	}
	w.WriteString(string(s))
	return true
}

// Int writes a number, as Value does.
func (p *Place) Int(w *bytes.Buffer, n int) bool {
	if p.bytes == nil {
		return p.Value(w, n)
	}
	return p.Text(w, strconv.Itoa(n))
}

// harmless reports whether html/template certainly lets the address pass: it has no scheme, or one
// that everybody writes like this.
func harmless(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || !strings.Contains(s, ":")
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}
