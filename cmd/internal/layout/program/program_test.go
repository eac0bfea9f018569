package program

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"testing"
	"text/template/parse"
)

type view struct {
	Embedded
	*Behind
	Title  string
	HTML   template.HTML
	Count  int
	Kind   kind
	Date   date
	Link   *link
	Links  []link
	None   []link
	Array  [2]int
	On     bool
	Ratio  float64
	Any    any
	Err    error
	Params map[string]any
	Years  map[int]string
	hidden string
}

type Embedded struct{ Deep Deeper }

type Deeper struct{ Name string }

type Behind struct{ Far string }

type kind string

type date struct{}

func (date) String() string { return "9 <November>" }

type link struct{ Title, URL string }

func (*link) Pointed() string { return "" }

var errShort = errors.New("too short")

var funcs = template.FuncMap{
	"upper": strings.ToUpper,
	"need": func(s string) (string, error) {
		if s == "" {
			return "", errShort
		}
		return s, nil
	},
	"many": func(s string, more ...any) string { return fmt.Sprint(s, more) },
	"len":  func(string) string { return "ours" },
}

// parseAll parses templates, of which the text outside of definitions is "root".
func parseAll(tb testing.TB, source string) map[string]*parse.Tree {
	tb.Helper()
	tree := parse.New("root")
	tree.Mode = parse.SkipFuncCheck | parse.ParseComments
	trees := make(map[string]*parse.Tree)
	if _, err := tree.Parse(source, "", "", trees); err != nil {
		tb.Fatalf("cannot parse %s: %v", source, err)
	}
	return trees
}

func compile(tb testing.TB, source string, typ reflect.Type) (*Program, error) {
	tb.Helper()
	trees := parseAll(tb, source)
	return NewCompiler(funcs).Compile(func(name string) *parse.Tree { return trees[name] }, "root", typ)
}

func views() []*view {
	one := link{`A & "B"`, "/a/?b=c&d"}
	return []*view{
		{},
		{
			Embedded: Embedded{Deeper{"deep"}}, Behind: &Behind{"far"}, Title: `it's <b> & "b"`, HTML: "<b>", Count: 1, Kind: "<note>", Link: &one,
			Links: []link{one, {"two", "javascript:x"}, {"three", "https://example.org/%d8"}}, On: true, Ratio: 1.5, Any: "any <",
			Err: errors.New("<wrong>"), Params: map[string]any{"a": 1, "b": map[string]any{"c": template.HTML("<i>")}}, Years: map[int]string{2022: "x"},
			hidden: "x",
		},
		{Title: "x", Count: -3, Link: &link{}, Links: make([]link, 1), Any: template.HTML("<i>"), Params: map[string]any{"a": nil}},
		{Any: &one, Behind: &Behind{}},
	}
}

// ours are the functions but for one that takes the name of text/template's.
var ours = template.FuncMap{"upper": funcs["upper"], "need": funcs["need"], "many": funcs["many"]}

// What is compiled says what html/template says, and fails where that fails.
func TestCompiled(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		``, `text`, `{{/* comment */}}text {{- /* comment */ -}} more`,
		`{{.Title}}{{.HTML}}{{.Count}}{{.Kind}}{{.Date}}{{.On}}{{.Ratio}}{{.Any}}{{.Err}}{{.Params}}{{.Years}}{{.Array}}{{.Links}}`,
		`<title>{{.Title}}{{.HTML}}</title><p title="{{.Title}}{{.HTML}}{{.Count}}{{.Date}}" lang={{.Title}}><a href="{{.Title}}"></a><a href="/{{.Title}}?{{.Title}}#{{.Any}}"></a>`,
		`<script>a = {{.Title}}, b = {{.Any}}, c = "{{.Title}}"</script><p onclick="f({{.Title}}, '{{.Title}}')" style="color: {{.Title}}">`,
		`<!-- {{.Title}} -->{{.Deep.Name}}{{.Embedded.Deep.Name}}{{.Far}}{{.Behind.Far}}`,
		`{{.Link.Title}}{{(.Link).URL}}{{$.Link.URL}}{{$x := .Link}}{{$x.Title}}`,
		`{{with .Link}}<a href="{{.URL}}">{{.Title}}{{$.Title}}</a>{{else}}{{.Count}}{{end}}{{with $x := .Title}}{{$x}}{{.}}{{else with .Any}}{{.}}{{else}}none{{end}}`,
		`{{if .Title}}1{{else if .Links}}2{{else}}3{{end}}{{if $x := .Count}}{{$x}}{{else}}{{$x}}{{end}}{{if .Err}}e{{end}}{{if .Ratio}}r{{end}}{{if .Years}}y{{end}}{{if .Any}}a{{end}}`,
		`{{if and .Title .Links (not .On)}}1{{end}}{{if or .Count (eq .Title "x")}}2{{end}}{{if not (and .On .Link)}}3{{end}}{{if true}}4{{end}}{{if eq 1 2}}5{{end}}`,
		`{{if and .Link .Link.Title}}1{{end}}{{if or (not .Link) .Link.URL}}2{{end}}{{if and .On .Far}}3{{end}}`,
		`{{eq .Count 1}}{{eq .Count 1 -3}}{{ne .Title "x"}}{{lt .Count 0}}{{le .Count 0}}{{gt .Title "it"}}{{ge .Title "it"}}{{eq .Kind "note" "x"}}{{not .On}}`,
		`{{range .Links}}{{.Title}}<a href="{{.URL}}">{{else}}none{{end}}{{range $l := .Links}}{{$l.Title}}{{.URL}}{{end}}{{range $i, $l := .Links}}{{if $i}}, {{end}}{{$i}}{{$l.Title}}{{end}}`,
		`{{range .Links}}{{if eq .Title "two"}}{{break}}{{end}}{{.Title}}{{end}}{{range .Links}}{{range $.Links}}{{if .URL}}{{continue}}{{end}}x{{end}}{{.Title}}{{end}}`,
		`{{$n := 0}}{{range .Links}}{{$n = $.Count}}{{end}}{{$n}}{{range $l := .Links}}{{$l = $l}}{{$l.Title}}{{end}}{{$t := .Title}}{{if .On}}{{$t = "on"}}{{end}}{{$t}}`,
		`{{$x := .Title}}{{with .Link}}{{$x := .URL}}{{$x}}{{end}}{{$x}}{{if .On}}{{$x := 1}}{{$x}}{{end}}{{$x}}`,
		`{{range .Links}}{{.Title}}{{range $.None}}{{else}}{{break}}{{end}}b{{range $.None}}{{else}}{{continue}}{{end}}c{{end}}`,
		`{{$x := .Title}}{{$y := "y"}}{{if $x = .Link.URL}}{{$x}}{{end}}{{$x}}{{$y}}{{with $y = .Title}}{{.}}{{$y}}{{else}}{{$y}}{{end}}{{$y}}`,
		`{{define "a"}}{{.Title}}{{$.URL}}{{end}}{{range .Links}}{{template "a" .}}{{end}}{{with .Link}}<p title="{{template "a" .}}">{{end}}<title>{{template "a" $.Link}}</title>`,
		`{{define "a"}}a{{end}}{{define "b"}}{{template "a"}}{{template "a" .Title}}{{end}}{{template "b" .}}{{template "b" $}}{{block "c" .Count}}{{.}}{{end}}`,
		`{{define "a"}} href="{{end}}<a{{template "a"}}{{.Title}}">{{.Title}}</a>`,
		`{{upper "a<"}}{{need "x"}}{{"x" | upper}}{{$x := upper "y"}}{{$x}}{{1}}{{"<"}}{{true}}{{printf "%03d" 7}}{{'a'}}{{1.5}}{{(upper "z")}}<p title="{{"'"}}">`,
		`{{printf "%s-%d" .Title .Count}}{{print .On .Any .Err}}{{println .Title (printf "%v" .Kind)}}`,
		`{{upper .Title}}<p title="{{upper .Title}}">{{if upper .Title}}1{{end}}{{many .Title .Count .Title}}{{many "x" .Kind}}{{many .Title}}`, `{{need .Title}}`,
		`{{.Params.a}}{{.Params.none}}{{with .Params.b}}{{.}}{{end}}{{if not .Params.none}}none{{end}}{{$p := .Params}}{{$p.a}}{{printf "%v" .Params.none}}`,
	} {
		trees := parseAll(t, source)
		lookup := func(name string) *parse.Tree { return trees[name] }
		prog, err := NewCompiler(ours).Compile(lookup, "root", reflect.TypeFor[*view]())
		if err != nil {
			t.Errorf("%s is not compiled: %v", source, err)
			continue
		}
		slow := template.Must(template.New("root").Funcs(ours).Parse(source))
		for i, v := range views() {
			got, want := bytes.NewBufferString("before "), bytes.NewBufferString("before ")
			err := slow.Execute(want, v)
			if err != nil {
				want.Reset()
				want.WriteString("before ")
			}
			if ok := prog.Execute(got, v); ok != (err == nil) {
				t.Errorf("%s, view %d: executed is %v, and html/template's error %v", source, i, ok, err)
			} else if got.String() != want.String() {
				t.Errorf("%s, view %d:\n got %q\nwant %q", source, i, got, want)
			}
		}
	}
}

// What is not known must not be guessed.
func TestNotCompiled(t *testing.T) {
	t.Parallel()
	for source, want := range map[string]string{
		`{{.Nope}}`:                             `no field "Nope"`,
		`{{.hidden}}`:                           `no field "hidden"`,
		`{{.Title.Length}}`:                     `"Length" is not in a struct`,
		`{{.Any.More}}`:                         `"More" is not in a struct`,
		`{{.Date.String}}`:                      `"String" is a method`,
		`{{.Link.Pointed}}`:                     `"Pointed" is a method`,
		`{{range .Links}}{{.Pointed}}{{end}}`:   `"Pointed" is a method`,
		`{{.Title | upper}}`:                    "upper",
		`{{upper .Any}}`:                        "upper .Any",
		`{{upper .Kind}}`:                       "upper .Kind",
		`{{upper .Title .Title}}`:               "upper .Title .Title",
		`{{need ""}}`:                           "too short",
		`{{nofunc "x"}}`:                        "nofunc",
		`{{index .Links 0}}`:                    "index .Links 0",
		`{{and .Title .Any}}`:                   "and .Title .Any",
		`{{if eq .Count 1.5}}{{end}}`:           "eq of int and float64",
		`{{if eq .Any "x"}}{{end}}`:             "eq of interface {}",
		`{{if lt .On true}}{{end}}`:             "lt of bool and bool",
		`{{if ne .Count 1 2}}{{end}}`:           "ne of 3",
		`{{not .On .On}}`:                       "not of 2",
		`{{printf .Count}}`:                     "printf .Count",
		`{{range .Years}}{{end}}`:               "range over .Years",
		`{{range .Count}}{{end}}`:               "range over .Count",
		`{{range .Any}}{{end}}`:                 "range over .Any",
		`{{range 3}}{{end}}`:                    "range over 3",
		`{{range $x := .Links}}{{else}}{{end}}`: "$x := .Links",
		`{{$x := .Title}}{{if .On}}{{$x := 1}}{{$x = .Title}}{{end}}`: "$x = .Title",
		`{{$ = .}}`:                  "$ = .",
		`{{$x := 1}}{{$x = .Title}}`: "$x = .Title",
		`{{$l := .Link}}{{range $l = .Links}}{{end}}`:                                    "$l = .Links",
		`{{.Title | html}}`:                                                              "[.Title html]",
		`{{template "a"}}{{define "a"}}{{.}}{{end}}`:                                     "what the template is not given",
		`{{template "a" .}}{{define "a"}}{{with .Link}}{{template "a" .}}{{end}}{{end}}`: `template "a" calls itself`,
		`{{template "a"}}`:                                                               `no template "a"`,
		`<a href="{{if .On}}/{{end}}`:                                                    "ends in a non-text context",
		strings.Repeat(`{{range .Links}}`, 9) + strings.Repeat(`{{end}}`, 9):             "more than 8 ranges",
		doubling(16): "more than 20000 nodes",
	} {
		_, err := compile(t, source, reflect.TypeFor[*view]())
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q in it", source[:min(len(source), 200)], err, want)
		}
	}
	if _, err := compile(t, `text`, nil); err == nil {
		t.Error("a page is compiled for views of no known type")
	}
}

// doubling calls two templates that each call two, and so on.
func doubling(depth int) string {
	var b strings.Builder
	for i := range depth {
		fmt.Fprintf(&b, `{{define "t%d"}}{{template "t%d"}}{{template "t%d"}}{{end}}`, i, i+1, i+1)
	}
	fmt.Fprintf(&b, `{{define "t%d"}}x{{end}}{{template "t0"}}`, depth)
	return b.String()
}

// A Program takes no view but those that it was compiled for.
func TestOtherViews(t *testing.T) {
	t.Parallel()
	prog, err := compile(t, `{{.Title}}`, reflect.TypeFor[view]())
	if err != nil {
		t.Fatal(err)
	}
	w := bytes.NewBufferString("before ")
	if !prog.Execute(w, view{Title: "x"}) || w.String() != "before x" {
		t.Errorf("a view that is no pointer gives %q", w)
	}
	for _, v := range []any{nil, &view{}, link{}} {
		if prog.Execute(w, v) || w.String() != "before x" {
			t.Errorf("a %T is executed, or leaves something: %q", v, w)
		}
	}
	if prog, err = compile(t, `a{{.Title}}`, reflect.TypeFor[*view]()); err != nil {
		t.Fatal(err)
	}
	if prog.Execute(w, (*view)(nil)) || w.String() != "before x" {
		t.Errorf("a nil view is executed, or leaves something: %q", w)
	}
}

// The trees belong to the caller.
func TestTreesStay(t *testing.T) {
	t.Parallel()
	const source = `{{define "a"}}<p title="{{.}}"><!-- gone -->{{end}}{{template "a" .Title}}`
	trees := parseAll(t, source)
	before := trees["a"].Root.String() + trees["root"].Root.String()
	if _, err := NewCompiler(nil).Compile(func(name string) *parse.Tree { return trees[name] }, "root", reflect.TypeFor[*view]()); err != nil {
		t.Fatal(err)
	}
	if after := trees["a"].Root.String() + trees["root"].Root.String(); after != before {
		t.Errorf("the trees say %s after they were compiled, and said %s", after, before)
	}
}
