package escape

import (
	"bytes"
	"errors"
	"html/template"
	"maps"
	"slices"
	"testing"
	"text/template/parse"
	"unicode/utf8"
)

func TestTemplate(t *testing.T) {
	t.Parallel()
	good := template.Must(template.New("").Parse(`<p title="{{.Nope.Nope}}">`))
	if err := Template(good); err != nil {
		t.Errorf("a good template: %v", err)
	}
	var refused *template.Error
	if err := Template(template.Must(template.New("").Parse(`<p title="{{.}}`))); !errors.As(err, &refused) {
		t.Errorf("a template that ends in an attribute: error %v, want one of html/template", err)
	}
}

func TestChain(t *testing.T) {
	t.Parallel()
	tmpl := template.Must(template.New("").Parse(`<a href="{{.A | len}}">`))
	if err := Template(tmpl); err != nil {
		t.Fatal(err)
	}
	own, escapers := Chain(tmpl.Tree.Root.Nodes[1].(*parse.ActionNode).Pipe)
	if want := "urlfilter urlnormalizer attrescaper"; len(own) != 2 || escapers != want {
		t.Errorf("Chain gives %s and %q, want the two commands and %q", own, escapers, want)
	}
}

// The usual places need no template for text. A release of Go with other names for its escapers only
// makes pages slower: then the names are to be mended.
func TestPlacesAreKnown(t *testing.T) {
	t.Parallel()
	places := Places()
	for _, chain := range []string{
		"htmlescaper", "rcdataescaper", "attrescaper", "urlfilter urlnormalizer attrescaper", "urlnormalizer attrescaper", "urlfilter attrescaper",
	} {
		if p := places[chain]; p == nil || p.bytes == nil {
			t.Errorf("%q has no table: see which escapers html/template uses now, and mend learn and sources; known are %q",
				chain, slices.Sorted(maps.Keys(places)))
		}
	}
	if p := places["jsvalescaper"]; p == nil || p.bytes != nil {
		t.Error("jsvalescaper is to be known, and to be left to html/template")
	}
}

// equal writes a text in all places, with tables and without.
func equal(t *testing.T, places map[string]*Place, s string) {
	t.Helper()
	for chain, p := range places {
		got, want := bytes.NewBufferString("before"), bytes.NewBufferString("before")
		if p.Text(got, s) != p.Value(want, s) || got.String() != want.String() {
			t.Errorf("%q writes %q as %q, and html/template as %q: Text must leave such texts to Value", chain, s, got, want)
		}
		got.Reset()
		want.Reset()
		if p.HTML(got, template.HTML(s)) != p.Value(want, template.HTML(s)) || got.String() != want.String() {
			t.Errorf("%q writes the HTML %q as %q, and html/template as %q", chain, s, got, want)
		}
		got.Reset()
		want.Reset()
		if p.JS(got, template.JS(s)) != p.Value(want, template.JS(s)) || got.String() != want.String() {
			t.Errorf("%q writes the JavaScript %q as %q, and html/template as %q", chain, s, got, want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	places := Places()
	texts := []string{
		"", "/", "%", "%2", "%2f", "%2f%", "%%20", "/%d8%aa", "a b", "ZgotmplZ", "http://x:1", "https://x/?a=b&c='d'", "HTTP://x", "https:x", "http",
		"mailto:x", "javascript:x", "java\nscript:x", "/javascript:x", "x/y:z", ":", "a:b", "?a:b", "#a:b", "<!-- -->", "</title>", "it's", `"`, "\xe2\x80",
	}
	for b := range 256 {
		for _, s := range []string{"", "a", "%", "%a", "/", "é"} {
			texts = append(texts, s+string([]byte{byte(b)}), string([]byte{byte(b)})+s)
		}
	}
	for r := rune(0); r <= utf8.MaxRune; r += 1 + r>>6 { // all of the first, then ever fewer
		texts = append(texts, string(r), "/"+string(r)+"x")
	}
	for _, r := range []rune{0xfdd0, 0xfdef, 0xfff0, 0xfffd, 0xfffe, 0xffff, 0x2028, 0x2029, utf8.MaxRune} {
		texts = append(texts, string(r))
	}
	for _, s := range texts {
		equal(t, places, s)
	}
}

func FuzzText(f *testing.F) {
	places := Places()
	for _, s := range []string{"it's <b> & \x00+", "/%d8%aa/?a=b&c", "javascript:x", "https://example.org/a:b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { equal(t, places, s) })
}

func TestInt(t *testing.T) {
	t.Parallel()
	for chain, p := range Places() {
		for _, n := range []int{0, 7, -1, 1234567890123} {
			var got, want bytes.Buffer
			if p.Int(&got, n) != p.Value(&want, n) || got.String() != want.String() {
				t.Errorf("%q writes %d as %q, and html/template as %q", chain, n, &got, &want)
			}
		}
	}
}

func TestConcurrent(t *testing.T) {
	t.Parallel()
	places := Places()
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 20 {
				equal(t, places, "javascript:<é>")
			}
		})
	}
}

func BenchmarkText(b *testing.B) {
	p := Places()["htmlescaper"]
	var w bytes.Buffer
	for name, write := range map[string]func(*bytes.Buffer, string) bool{
		"table": p.Text, "html/template": func(w *bytes.Buffer, s string) bool { return p.Value(w, s) },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				w.Reset()
				write(&w, "The desk's note on what was said & done")
			}
		})
	}
}
