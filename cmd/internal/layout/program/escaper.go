package program

import (
	"bytes"
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// contexts are places for a value, one at least for each chain of escapers that is known.
var contexts = []string{
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
}

// boxed hides from html/template how a value was come by.
type boxed struct{ Value any }

// An escaper is what html/template does with a value in one sort of place.
type escaper struct {
	tmpl          *template.Template // such a place
	before, after int                // bytes around the value

	// What becomes of each byte of a string; "": it stays. Nil if that depends on what is around it.
	bytes *[256]string
	// For URLs: strings that may have a scheme are left to tmpl, and %20 stays though % does not.
	filters, normalizes bool
	html                bool // a template.HTML stays as it is
}

const prefix = "_html_template_" // of the functions that html/template adds to a pipeline

// chain returns the commands of an escaped pipeline that are the author's, and the names of the
// escapers behind them as one string.
func chain(pipe *parse.PipeNode) (own []*parse.CommandNode, escapers string) {
	n := len(pipe.Cmds)
	for n > 0 {
		id, ok := pipe.Cmds[n-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, prefix) {
			break
		}
		n--
	}
	var names []string
	for _, cmd := range pipe.Cmds[n:] {
		names = append(names, strings.TrimPrefix(cmd.Args[0].String(), prefix))
	}
	return pipe.Cmds[:n], strings.Join(names, " ")
}

// newEscapers returns the escapers of the contexts that html/template accepts, by their chain.
func newEscapers() map[string]*escaper {
	out := make(map[string]*escaper)
	for _, source := range contexts {
		tmpl, err := template.New("value").Parse(source)
		if err == nil {
			err = Escape(tmpl)
		}
		if err != nil {
			continue
		}
		e := &escaper{tmpl: tmpl}
		var names string
		for _, n := range tmpl.Tree.Root.Nodes {
			switch n := n.(type) {
			case *parse.ActionNode:
				_, names = chain(n.Pipe)
				e.before, e.after = e.after, 0
			case *parse.TextNode:
				e.after += len(n.Text)
			}
		}
		if out[names] == nil {
			e.learn(names)
			out[names] = e
		}
	}
	return out
}

// learn finds out what becomes of each byte, for the escapers that look at one byte at a time: all
// but urlfilter, which looks at the scheme, and urlnormalizer, which looks behind a percent sign.
func (e *escaper) learn(names string) {
	e.html = names == "htmlescaper"
	for name := range strings.FieldsSeq(names) {
		switch name {
		case "htmlescaper", "rcdataescaper", "attrescaper":
		case "urlfilter":
			e.filters = true
		case "urlnormalizer":
			e.normalizes = true
		default:
			return
		}
	}
	// Each byte but the slash stands between slashes, which stay.
	var all []byte
	for b := range 256 {
		if b != '/' {
			all = append(all, byte(b), '/')
		}
	}
	var w bytes.Buffer
	if !e.value(&w, &bytes.Buffer{}, string(all)) {
		return
	}
	became := strings.Split(w.String(), "/")
	if len(became) != 256 {
		return
	}
	table := new([256]string)
	for b := range 256 {
		switch {
		case b == '/':
		case became[0] == "":
			return
		default:
			if became[0] != string([]byte{byte(b)}) {
				table[b] = became[0]
			}
			became = became[1:]
		}
	}
	e.bytes = table
}

// value writes a value as html/template does; false if it refuses to.
func (e *escaper) value(w, scratch *bytes.Buffer, value any) bool {
	scratch.Reset()
	if err := e.tmpl.Execute(scratch, boxed{value}); err != nil {
		return false
	}
	w.Write(scratch.Bytes()[e.before : scratch.Len()-e.after])
	return true
}

// text writes a string.
func (e *escaper) text(r *run, s string) bool {
	if e.bytes == nil || e.filters && !harmless(s) {
		return e.value(r.out, &r.scratch, s)
	}
	written := 0
	for i := 0; i < len(s); i++ {
		became := e.bytes[s[i]]
		if became == "" || e.normalizes && s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		r.out.WriteString(s[written:i])
		r.out.WriteString(became)
		written = i + 1
	}
	r.out.WriteString(s[written:])
	return true
}

// harmless reports whether the address certainly passes html/template's filter: it has no scheme, or
// one that everybody writes like this.
func harmless(s string) bool {
	return strings.HasPrefix(s, "/") || strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || !strings.Contains(s, ":")
}

func isHex(b byte) bool {
	return '0' <= b && b <= '9' || 'a' <= b && b <= 'f' || 'A' <= b && b <= 'F'
}

// write returns a step that writes a value. Only types without a method are dealt with here.
func (e *escaper) write(v value) step {
	switch {
	case v.typ == reflect.TypeFor[string]():
		return func(r *run) bool {
			got, ok := v.in(r)
			return ok && e.text(r, got.String())
		}
	case v.typ == reflect.TypeFor[template.HTML]() && e.html:
		return func(r *run) bool {
			got, ok := v.in(r)
			if ok {
				r.out.WriteString(got.String())
			}
			return ok
		}
	case v.typ == reflect.TypeFor[int]():
		return func(r *run) bool {
			got, ok := v.in(r)
			if ok && e.bytes != nil {
				return e.text(r, strconv.FormatInt(got.Int(), 10))
			}
			return ok && e.value(r.out, &r.scratch, int(got.Int()))
		}
	}
	return func(r *run) bool {
		got, ok := v.in(r)
		return ok && e.value(r.out, &r.scratch, got.Interface())
	}
}
