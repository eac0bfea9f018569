package layout_test

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"briefings"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/render"
	"briefings/cmd/internal/view"
)

var assetFuncs = template.FuncMap{"asset": func(name string) string { return "/assets/" + name }}

func builtinSet(tb testing.TB) *layout.Set {
	tb.Helper()
	fsys, err := fs.Sub(briefings.Starter, "layouts")
	if err != nil {
		tb.Fatal(err)
	}
	words, _, err := locale.Read(fsys, nil, locale.Options{Lang: "fa"})
	if err != nil {
		tb.Fatal(err)
	}
	funcs := template.FuncMap{"asset": assetFuncs["asset"], "t": words.Text, "forms": words.Forms, "number": words.Number}
	set, problems := layout.Parse(fsys, nil, render.Views(), funcs, nil)
	if len(problems) > 0 {
		tb.Fatalf("the built-in layouts have problems: %v", problems)
	}
	return set
}

func TestBuiltinLayoutsAreCompiled(t *testing.T) {
	t.Parallel()
	set := builtinSet(t)
	for _, v := range render.Views() {
		if err := set.Compile(v.Name, v.Type); err != nil {
			t.Errorf("%s.html is left to html/template, which takes several times as long: teach package program what keeps it (%v), or write the layout without that", v.Name, err)
		}
	}
}

// A random makes values of any type that a view may hold.
type random struct{ *rand.Rand }

func newRandom(seed uint64) random { return random{rand.New(rand.NewPCG(seed, 0))} }

var fragments = []string{
	"", "", "a", "A & B", "it's", `"quoted"`, "<b>", "</title>", "</script>", "<!--", "-->", "1+1", "\x00", "\xff", "\xe2\x80", "\ufffd", "\ufeff", "\u2028",
	"Тегеран", "伊朗", "تهران", "👍", "/a/b/", "/%d8%aa%d9/", "%", "%2", "%zz", "?q=1&r=2", "#x", "http://example.org/", "https://example.org/?a=b&c='",
	"mailto:desk@example.org", "javascript:alert(1)", "JaVaScRiPt:1", ":", "x:y", "//x", "data:text/html,x", "[x](y)", "`", "{{", "\\", " ", "\n", "=", "ltr",
	"note", "application/atom+xml", "ZgotmplZ",
}

func (r random) string() string {
	var b strings.Builder
	for range r.IntN(4) {
		b.WriteString(fragments[r.IntN(len(fragments))])
	}
	return b.String()
}

func (r random) any(depth int) any {
	switch r.IntN(8) {
	case 0:
		return nil
	case 1:
		return r.string()
	case 2:
		return template.HTML(r.string())
	case 3:
		return r.IntN(3)
	case 4:
		return (*string)(nil)
	case 5:
		return template.URL(r.string())
	}
	if depth > 2 {
		return true
	}
	return map[string]any{"a": r.any(depth + 1), r.string(): r.any(depth + 1)}
}

func (r random) fill(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(r.string())
	case reflect.Int:
		v.SetInt(int64(r.IntN(4) * (r.IntN(1000) - 100)))
	case reflect.Float64:
		v.SetFloat(r.Float64())
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Struct:
		for i := range v.NumField() {
			r.fill(v.Field(i), depth+1)
		}
	case reflect.Pointer:
		if r.IntN(6) > 0 && depth < 8 {
			v.Set(reflect.New(v.Type().Elem()))
			r.fill(v.Elem(), depth+1)
		}
	case reflect.Slice:
		n := r.IntN(4)
		if n == 3 || depth > 8 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			r.fill(v.Index(i), depth+1)
		}
	case reflect.Interface:
		if a := r.any(0); a != nil {
			v.Set(reflect.ValueOf(a))
		}
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]any{r.string(): r.any(0)}).Convert(v.Type()))
	default:
		panic(fmt.Sprintf("a view holds %s: add the type here", v.Type()))
	}
}

// view makes a view of a type.
func (r random) view(typ reflect.Type) any {
	v := reflect.New(typ).Elem()
	if typ.Kind() == reflect.Pointer {
		v.Set(reflect.New(typ.Elem()))
		r.fill(v.Elem(), 0)
	} else {
		r.fill(v, 0)
	}
	return v.Interface()
}

// same executes a layout both ways.
func same(t *testing.T, set *layout.Set, name string, view any) {
	t.Helper()
	got, want := bytes.NewBufferString("before"), bytes.NewBufferString("before")
	gotErr, wantErr := set.ExecuteCompiled(got, name, view), set.ExecuteUncompiled(want, name, view)
	if fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
		t.Errorf("%s, compiled: error %v, and html/template has %v, with the view %+v", name, gotErr, wantErr, view)
	}
	if got.String() != want.String() {
		at := 0
		for at < min(got.Len(), want.Len()) && got.Bytes()[at] == want.Bytes()[at] {
			at++
		}
		from := max(0, at-40)
		t.Errorf("%s, compiled: ...%q, and html/template writes ...%q, with the view %+v", name,
			got.Bytes()[from:min(got.Len(), at+40)], want.Bytes()[from:min(want.Len(), at+40)], view)
	}
}

func TestBuiltinLayoutsCompiledTellTheSame(t *testing.T) {
	t.Parallel()
	set := builtinSet(t)
	for _, v := range render.Views() {
		t.Run(v.Name, func(t *testing.T) {
			t.Parallel()
			for seed := range uint64(60) {
				same(t, set, v.Name, newRandom(seed).view(v.Type))
				if t.Failed() {
					return
				}
			}
		})
	}
}

func FuzzBuiltinLayouts(f *testing.F) {
	set := builtinSet(f)
	views := render.Views()
	f.Add(uint64(0), "")
	f.Fuzz(func(t *testing.T, seed uint64, title string) {
		r := newRandom(seed)
		v := views[r.IntN(len(views))]
		value := r.view(v.Type)
		field := reflect.ValueOf(value).Elem().FieldByName("Title")
		field.SetString(title)
		same(t, set, v.Name, value)
	})
}

// A pageView is what the layouts of FuzzCompiled see.
type pageView struct {
	base
	Body   template.HTML
	Link   *link
	Links  []link
	Nested []*link
	Words  []string
	On     bool
	Size   float64
	Data   any
	Params map[string]any
	Tree   *tree
}

type base struct {
	Title, URL string
	Count      int
}

type link struct {
	Title, URL string
	HTML       template.HTML
}

func (link) Upper() string { return "UPPER" }

type tree struct {
	Name     string
	Children []*tree
}

// Whatever a site's layouts are: compiled or not, they say the same.
func FuzzCompiled(f *testing.F) {
	for _, source := range []string{
		`{{define "main"}}{{.Title}}{{.Body}}{{.Link.Title}}{{range .Links}}<a href="{{.URL}}">{{.Title}}{{.HTML}}</a>{{else}}none{{end}}{{end}}`,
		`{{define "main"}}{{range $i, $l := .Links}}{{$i}}{{$l.Title}}{{$.Title}}{{$x := $l.URL}}<p title="{{$x}}">{{end}}{{end}}`,
		`{{define "main"}}{{with .Data}}<script type="application/ld+json">{{.}}</script>{{end}}{{with $x := .Link}}{{$x.URL}}{{.Upper}}{{end}}{{end}}`,
		`{{define "main"}}{{if and .Title (not .On) (or .Links .Words)}}{{len .Links}}{{end}}{{if eq .Count 1}}1{{else if ne .Title "x"}}2{{end}}{{end}}`,
		`{{define "title"}}{{.Title}}{{.Body}} {{.Count}}{{end}}{{define "main"}}{{template "part" .Link}}{{end}}{{define "part"}}{{with .}}{{.Title}}{{end}}{{end}}`,
		`{{define "main"}}<a href="?q={{.Title}}&r={{.URL}}" title={{.Title}} onclick="f('{{.Title}}')">{{.Count}}{{.On}}{{.Size}}{{.Words}}{{.Params}}</a>{{end}}`,
		`{{define "main"}}{{asset "x"}}{{"a'b"}}{{1}}{{true}}{{$x := "c"}}{{$x}}{{len "abc"}}{{printf "%d" 1}}{{printf "%s" .Title}}{{.Title | html}}{{end}}`,
		`{{define "main"}}{{range .Words}}{{if eq . "a"}}{{continue}}{{end}}{{.}}{{break}}{{end}}{{$y := 0}}{{range .Links}}{{$y = 1}}{{end}}{{$y}}{{end}}`,
		`{{define "main"}}{{with .Tree}}{{template "tree" .}}{{end}}{{end}}{{define "tree"}}{{.Name}}{{range .Children}}{{template "tree" .}}{{end}}{{end}}`,
		`{{define "main"}}<style>p{color:{{.Title}}}</style><img srcset="{{.URL}}" {{.Title}}="" alt='{{.Title}}'><!-- {{.Title}} --><textarea>{{.Body}}</textarea>{{end}}`,
		`{{define "main"}}{{with $.Title}}{{.}}{{else with .URL}}{{.}}{{else}}{{.Count}}{{end}}{{range $x := .Nested}}{{.Title}}{{end}}{{template "none"}}{{end}}{{define "none"}}-{{end}}`,
		`{{define "main"}}<script>var a = {{.Title}}, b = "{{.URL}}", c = /{{.Title}}/, d = {{.Data}};</script>{{(.Link).Title}}{{(index .Links 0).Title}}{{.Params.a}}{{end}}`,
		`{{define "main"}}{{range $i, $l := .Links}}{{if gt $i 0}}, {{end}}{{if eq .Title "a" "note"}}{{continue}}{{end}}{{.Title}}{{if ge $i 1}}{{break}}{{end}}{{end}}{{end}}`,
		`{{define "main"}}{{$n := 0}}{{range $l := .Links}}{{$n = len .Title}}{{$l = $.Link}}{{end}}{{$n}}{{printf "%s: %v %d" .Title .Data $n}}{{print .On .Size}}{{end}}`,
		`{{define "main"}}{{with .Params.a}}<p title="{{.}}">{{.}}</p>{{end}}{{if not .Params.b}}{{.Params.b}}{{end}}{{println .Params.a .Link}}{{$.Params.a}}{{end}}`,
		`{{define "main"}}{{if le .Title .URL}}1{{end}}{{if lt .Count 3}}2{{end}}{{$x := not .On}}{{$x}}{{with $y := eq .Count 1}}{{$y}}{{end}}{{(len .Words)}}{{.Link.Upper}}{{end}}`,
	} {
		f.Add(source, uint64(len(source)))
	}
	builtin := fstest.MapFS{
		"base.html": {Data: []byte(`<!doctype html><title>{{block "title" .}}{{.Title}}{{end}}</title><main>{{block "main" .}}{{end}}</main>`)},
	}
	views := []layout.View{{Name: "page", Type: reflect.TypeFor[*pageView](), Root: "base.html"}}
	f.Fuzz(func(t *testing.T, source string, seed uint64) {
		set, _ := layout.Parse(builtin, fstest.MapFS{"page.html": {Data: []byte(source)}}, views, assetFuncs, nil)
		r := newRandom(seed)
		for range 4 {
			same(t, set, "page", r.view(views[0].Type))
		}
	})
}

// articleView is what a page of the site shows, of a usual length.
func articleView() *view.ArticleView {
	links := func(n int) []view.Link {
		out := make([]view.Link, n)
		for i := range out {
			out[i] = view.Link{Title: fmt.Sprintf("The desk's link %d", i), URL: fmt.Sprintf("/entities/name-%d/", i), Count: i}
		}
		return out
	}
	items := func(n int) []view.Item {
		out := make([]view.Item, n)
		for i := range out {
			out[i] = view.Item{HTML: template.HTML(strings.Repeat("<p>An item & what it's about</p>", 10)), Sentence: "The words <mark>around</mark> it."}
		}
		return out
	}
	date := view.Date{ISO: "2022-11-09", Text: "9 November 2022"}
	v := &view.ArticleView{
		DocumentView: view.DocumentView{
			PageView: view.PageView{
				Site: &view.SiteView{Title: "Russia–Iran watch", Description: "What's new", Lang: "en", Dir: "ltr", Home: "/", Briefings: links(6), Pages: links(2)},
				Kind: "article", Title: "Security chiefs of Russia & Iran meet in Teheran", Description: "They met.", URL: "/articles/2022/meeting/",
				Canonical: "https://example.org/articles/2022/meeting/", Lang: "en", Dir: "ltr", Trail: links(2), Published: date, Modified: date,
				Feeds: []view.Feed{{Title: "All", URL: "/feed.atom", Type: "application/atom+xml"}},
				Data:  `{"@type":"NewsArticle","name":"Security chiefs of Russia \u0026 Iran meet in Teheran","url":"https://example.org/"}`,
			},
			Body: template.HTML(strings.Repeat("<p>Some words of an article.</p>\n", 100)), Whole: true, Tags: links(3), Entities: []view.Group{{Title: "People", Links: links(8)}},
			Backlinks: view.Backlinks{Count: 2, Items: items(2)}, Related: items(5),
		},
		Place: links(1)[0], Chain: links(3), Original: "https://example.org/story?id=1&lang=en", Retrieved: date,
	}
	for _, l := range links(2) {
		v.Briefings = append(v.Briefings, view.Membership{Link: l, Newer: &l, Older: &l, Reasons: []view.Reason{{Why: "names the Shahed family", Evidence: "paragraph 2"}}})
	}
	return v
}

func BenchmarkArticle(b *testing.B) {
	set := builtinSet(b)
	article := articleView()
	for _, bench := range []struct {
		name    string
		execute func(*bytes.Buffer, string, any) error
	}{{"compiled", set.ExecuteCompiled}, {"html/template", set.ExecuteUncompiled}} {
		b.Run(bench.name, func(b *testing.B) {
			b.ReportAllocs()
			var w bytes.Buffer
			for b.Loop() {
				w.Reset()
				if err := bench.execute(&w, "article", article); err != nil {
					b.Fatal(err)
				}
			}
			b.SetBytes(int64(w.Len()))
		})
	}
}

func BenchmarkParseBuiltin(b *testing.B) {
	for b.Loop() {
		builtinSet(b)
	}
}
