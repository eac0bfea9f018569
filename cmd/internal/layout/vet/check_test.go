package vet

import (
	"fmt"
	"html/template"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"
	"time"

	"briefings/cmd/internal/diag"
)

type link struct {
	Title string
	URL   template.URL
}

func (l link) Upper() string              { return strings.ToUpper(l.Title) }
func (l link) Join(sep string, n int) any { return sep }
func (l *link) Pointed() bool             { return true }

type inner struct {
	Deep   link
	Parent *inner
}

type meta struct{ Author string }

type named string

type view struct {
	meta
	Title  string
	Count  int
	Size   uint
	Ratio  float64
	Date   time.Time
	Image  link
	Lead   *link
	Links  []link
	Byname map[string]link
	Named  map[named]link
	Years  map[int][]*link
	Params map[string]any
	Any    any
	Err    error
	Inner  inner
	Walk   iter.Seq[link]
	Pairs  iter.Seq2[string, link]
	Format func(time.Time, ...string) string
	Bytes  [4]byte
	hidden string
}

var testFuncs = map[string]any{
	"date":   func(t time.Time) string { return t.String() },
	"first":  func(n int, links []link) []link { return links[:n] },
	"upper":  strings.ToUpper,
	"label":  func(n named) string { return string(n) },
	"any":    func(v any) any { return v },
	"best":   func(links []link) (*link, error) { return &links[0], nil },
	"concat": func(sep string, parts ...string) string { return sep },
	"scale":  func(f float64) float64 { return f },
}

// text makes problems with the byte position in place of a column.
type text string

func (t text) Problem(pos int, message, cure string) diag.Problem {
	return diag.Problem{Line: 1, Col: pos, Message: message, Cure: cure}
}

func parseAll(tb testing.TB, source string) map[string]Template {
	tb.Helper()
	tree := parse.New("root")
	tree.Mode = parse.SkipFuncCheck
	trees := make(map[string]*parse.Tree)
	if _, err := tree.Parse(source, "", "", trees); err != nil {
		tb.Fatalf("cannot parse %s: %v", source, err)
	}
	out := make(map[string]Template)
	for name, t := range trees {
		out[name] = Template{t, text(source)}
	}
	return out
}

// The wanted problems are written as "at what is there: message", joined by lines; what is there
// is the beginning of the source from the problem's position on.
var checkTests = []struct{ source, want string }{
	// fields
	{`{{.Title}}{{.Author}}{{.Links}}{{.Image.Title}}{{.Lead.URL}}`, ``},
	{`{{.Titel}}`, `Titel: no field "Titel" in view; did you mean "Title"?`},
	{`{{.hidden}}`, `hidden: no field "hidden" in view`},
	{`{{.Image.Titel}}`, `Titel: no field "Titel" in link; did you mean "Title"?`},
	{`{{.Inner.Deep.Titel}}`, `Titel: no field "Titel" in link; did you mean "Title"?`},
	{`{{.Iner.Deep.Title}}`, `Iner: no field "Iner" in view; did you mean "Inner"?`},
	{`{{.Inner.Dep.Title}}`, `Dep: no field "Dep" in inner; did you mean "Deep"?`},
	{`{{.Inner.Parent.Parent.Parent.Deep.Nope}}`, `Nope: no field "Nope" in link`},
	{`{{.Title.Length}}`, `Length: no field "Length" in string`},
	{`{{$.Titel}}{{$.Image.Nope}}`, "Titel: no field \"Titel\" in view; did you mean \"Title\"?\nNope: no field \"Nope\" in link"},
	{`{{(.Image).Nope}}{{(index .Links 0).Nope}}`, "Nope: no field \"Nope\" in link\nNope: no field \"Nope\" in link"},
	{`{{.Params.whatever}}{{.Params.whatever.more}}{{.Any.More.Still}}{{.Byname.x.Title}}`, ``},
	{`{{.Byname.x.Nope}}`, `Nope: no field "Nope" in link`},
	{`{{.Named.x}}`, `x: no field "x" in map[named]link`},
	{`{{.Title 1}}`, `Title: field "Title" takes no arguments`},
	{`{{.Byname.x 1}}`, `x: key "x" takes no arguments`},
	{`{{if false}}{{.Titel}}{{else}}{{.Titel}}{{end}}`, "Titel: no field \"Titel\" in view; did you mean \"Title\"?\nTitel: no field \"Titel\" in view; did you mean \"Title\"?"},

	// methods
	{`{{.Image.Upper}}{{.Lead.Upper}}{{.Lead.Pointed}}{{.Date.IsZero}}{{.Date.Format "2006"}}{{.Err.Error}}`, ``},
	{`{{.Date.Format}}`, `Format: Format takes 1 argument, not 0`},
	{`{{.Date.Format 1}}`, `1}}: argument 1 of Format is 1, and a string is needed`},
	{`{{"2006" | .Date.Format}}{{.Count | .Date.Format}}`, `.Count |: argument 1 of Format is an int, and a string is needed`},
	{`{{.Image.Join "a" 1}}{{.Image.Join "a"}}`, `Join "a"}}: Join takes 2 arguments, not 1`},
	{`{{(.Image.Join "a" 1).Anything}}`, ``},
	{`{{.Date.Year.Nope}}`, `Nope: no field "Nope" in int`},
	{`{{.Date.Date}}`, `Date}}: Date cannot be used in a layout: it must give one value, or one and an error`},
	{`{{.Err.Nope}}`, ``}, // what is in it may have one

	// dot
	{`{{with .Image}}{{.Title}}{{$.Count}}{{else}}{{.Count}}{{end}}`, ``},
	{`{{with .Image}}{{.Count}}{{else}}{{.Nope}}{{end}}`, "Count: no field \"Count\" in link\nNope: no field \"Nope\" in view"},
	{`{{with .Lead}}{{.Nope}}{{end}}{{with $x := .Lead}}{{$x.Nope}}{{.Nope}}{{end}}`, "Nope: no field \"Nope\" in link\nNope: no field \"Nope\" in link\nNope: no field \"Nope\" in link"},
	{`{{with .Nope}}{{.Anything}}{{else with .Image}}{{.Nope}}{{end}}`, "Nope}}{{.A: no field \"Nope\" in view\nNope: no field \"Nope\" in link"},

	// range
	{`{{range .Links}}{{.Title}}{{else}}{{.Count}}{{end}}`, ``},
	{`{{range .Links}}{{.Count}}{{break}}{{continue}}{{end}}`, `Count: no field "Count" in link`},
	{`{{range $i, $l := .Links}}{{$l.Nope}}{{$i.Nope}}{{end}}`, "Nope: no field \"Nope\" in link\nNope: no field \"Nope\" in int"},
	{`{{range $l := .Links}}{{$l.Nope}}{{end}}`, `Nope: no field "Nope" in link`},
	{`{{range $year, $l := .Years}}{{$year.Nope}}{{range $l}}{{.Nope}}{{end}}{{end}}`, "Nope: no field \"Nope\" in int\nNope: no field \"Nope\" in link"},
	{`{{range .Count}}{{.Nope}}{{end}}{{range $i, $x := .Count}}{{end}}`, "Nope: no field \"Nope\" in int\n.Count}}{{end}}: range over an int gives one value each time, not two"},
	{`{{range 3}}{{.}}{{end}}{{range .Walk}}{{.Nope}}{{end}}{{range $k, $v := .Walk}}{{end}}`, "Nope: no field \"Nope\" in link\n.Walk}}{{end}}: range over an iter.Seq gives one value each time, not two"},
	{`{{range $k, $v := .Pairs}}{{$k.Nope}}{{.Nope}}{{end}}{{range .Pairs}}{{.Nope}}{{end}}`, "Nope: no field \"Nope\" in string\nNope: no field \"Nope\" in link\nNope: no field \"Nope\" in string"},
	{`{{range .Title}}{{.Anything}}{{end}}`, `.Title: range cannot go over a string`},
	{`{{range .Image}}{{end}}`, `.Image: range cannot go over a link`},
	{`{{range .Any}}{{.Anything}}{{end}}{{range $k, $v := .Any}}{{$k.A}}{{end}}{{range .Params}}{{.x}}{{end}}`, ``},
	{`{{$l := .Image}}{{range $l = .Links}}{{end}}{{$l.Nope}}`, `Nope: no field "Nope" in link`},

	// variables
	{`{{$x := .Image}}{{$x.Title}}{{$x.Nope}}`, `Nope: no field "Nope" in link`},
	{`{{$x := 1}}{{with .Image}}{{$x := .}}{{$x.Nope}}{{end}}{{$x.Nope}}`, "Nope: no field \"Nope\" in link\nNope: no field \"Nope\" in int"},
	{`{{$last := ""}}{{range .Links}}{{if $last}}{{$last.Title}}{{end}}{{$last = .}}{{end}}`, ``}, // of two types
	{`{{$n := 0}}{{range .Links}}{{$n = len .Title}}{{end}}{{$n.Nope}}`, `Nope: no field "Nope" in int`},
	{`{{$x := .Title}}{{$x 1}}`, `$x 1: $x is no function and takes no arguments; a function in a variable is executed by "call"`},

	// conditions
	{`{{if .Title}}{{end}}{{if .Lead}}{{end}}{{if not .Count}}{{end}}{{if and .Title .Count}}{{end}}`, ``},
	{`{{if .Image}}{{end}}`, `.Image: .Image is a link, which is always true; test one of its fields`},
	{`{{if .Date}}{{end}}`, `.Date: .Date is a time.Time, which is always true; {{if not .Date.IsZero}}`},
	{`{{if .Count}}{{else if .Nope}}{{end}}`, `Nope: no field "Nope" in view`},

	// functions
	{`{{date .Date}}{{.Date | date}}{{upper "x"}}{{.Links | first 2}}{{(best .Links).Title}}`, ``},
	{`{{dat .Date}}`, `dat .: no function "dat"; did you mean "date"?`},
	{`{{date}}{{date .Date .Date}}`, "date}}{{: date takes 1 argument, not 0\ndate .Date .Date: date takes 1 argument, not 2"},
	{`{{date .Title}}{{.Title | date}}`, ".Title}}{{: argument 1 of date is a string, and a time.Time is needed\n.Title |: argument 1 of date is a string, and a time.Time is needed"},
	{`{{upper 1}}{{upper true}}{{upper nil}}{{upper .Any}}`, "1}}: argument 1 of upper is 1, and a string is needed\ntrue}}: argument 1 of upper is true, and a string is needed\nnil}}: argument 1 of upper is nil, and a string is needed"},
	{`{{first "x" .Links}}{{first 1 .Title}}`, "\"x\": argument 1 of first is \"x\", and an int is needed\n.Title: argument 2 of first is a string, and a []link is needed"},
	{`{{label "x"}}{{"x" | label}}{{label .Title}}`, "\"x\" |: argument 1 of label is a string, and a named is needed\n.Title: argument 1 of label is a string, and a named is needed"},
	{`{{(best .Links).Nope}}`, `Nope: no field "Nope" in link`},
	{`{{concat}}{{concat "a"}}{{concat "a" "b" 1}}`, "concat}}: concat takes at least 1 argument, not 0\n1}}: argument 3 of concat is 1, and a string is needed"},
	{`{{scale 1}}{{scale 1.5}}{{scale .Ratio}}{{scale .Count}}`, `.Count: argument 1 of scale is an int, and a float64 is needed`},
	{`{{any nil}}{{(any .).Nope}}`, ``},
	{`{{.Title | upper | len | printf "%d"}}`, ``},
	{`{{.Title | (upper .Title)}}`, `upper .Title): (upper .Title) is no function and takes no arguments`},
	{`{{upper (printf "%s" .Titel)}}`, `Titel: no field "Titel" in view; did you mean "Title"?`},
	{`{{1 2}}`, `1 2: 1 is no function and takes no arguments`},
	{`{{nil}}`, `nil: nil is not a value by itself`},
	{`{{.Format}}`, `.Format: a func(time.Time, ...string) string cannot be printed`},

	// builtin functions
	{`{{and .Title .Count}}{{or .Title "x" | upper}}{{(or .Lead .Lead).Nope}}`, `Nope: no field "Nope" in link`},
	{`{{(or .Lead .Image).Nope}}{{and}}`, `and}}: and takes at least 1 argument, not 0`},
	{`{{len .Links}}{{len .Title}}{{len .Any}}{{len .Count}}{{len}}`, ".Count: an int has no length\nlen}}: len takes 1 argument, not 0"},
	{`{{(index .Links 0).Title}}{{(index .Byname "x").Nope}}{{index .Links "x"}}{{index .Title 0}}`, "Nope: no field \"Nope\" in link\n\"x\"}}{{index .Title: index counts with an int, not \"x\""},
	{`{{index .Years 2022 0}}{{index .Years "x"}}{{index .Count 1}}{{index .Params "a" "b"}}`, "\"x\"}}: a key of this map is an int, not \"x\"\n.Count: an int has no elements"},
	{`{{index .Named "x"}}`, `"x": a key of this map is a named, not "x"`},
	{`{{range slice .Links 1}}{{.Nope}}{{end}}{{slice .Title 0 1 | upper}}{{slice .Count 1}}{{slice .Links "x"}}`, "Nope: no field \"Nope\" in link\n.Count: an int has no parts\n\"x\": slice counts with an int, not \"x\""},
	{`{{printf 1}}{{printf}}{{print}}{{print 1 2}}{{html .Title | len}}`, "1}}: argument 1 of printf is 1, and a string is needed\nprintf}}: printf takes at least 1 argument, not 0"},
	{`{{eq .Title "x"}}{{eq .Count 1 2}}{{eq .Count .Size}}{{eq .Any 1}}{{eq .Lead nil}}{{eq .Date .Date}}`, ``},
	{`{{eq .Title 1}}{{eq .Title}}{{ne .Count 1 2}}`, "1}}: eq compares a string with an int\neq .Title}}{{ne: eq takes at least 2 arguments, not 1\nne .Count: ne takes 2 arguments, not 3"},
	{`{{lt .Count 1}}{{lt .Title .Author}}{{lt .Date .Date}}{{gt .Count "x"}}{{le .Count 1.5}}`, ".Date .Date: lt does not compare a time.Time\n\"x\": gt compares an int with a string\n1.5: le compares an int with a float64"},
	{`{{call .Format .Date "a" "b"}}{{call .Format}}{{call .Title}}{{call .Any 1}}`, ".Format}}{{call .Title: call takes at least 1 argument, not 0\n.Title: a string is no function"},
	{`{{1 | eq 1}}{{"x" | eq 1}}`, `"x" |: eq compares an int with a string`},

	// templates
	{`{{define "item"}}{{.Title}}{{end}}{{range .Links}}{{template "item" .}}{{end}}`, ``},
	{`{{define "item"}}{{.Count}}{{end}}{{range .Links}}{{template "item" .}}{{end}}{{template "item" .}}`, `Count: no field "Count" in link`},
	{`{{define "item"}}{{.Title}}{{$.Title}}{{end}}{{template "item"}}`, "Title}}{{$: no field \"Title\": template \"item\" is given nothing; {{template \"item\" .}} hands the dot on\nTitle: no field \"Title\": template \"item\" is given nothing; {{template \"item\" .}} hands the dot on"},
	{`{{define "item"}}{{end}}{{template "itm" .}}`, `"itm": no template "itm"; did you mean "item"?`},
	{`{{block "main" .Image}}{{.Nope}}{{end}}`, `Nope: no field "Nope" in link`},
	{`{{define "tree"}}{{.Deep.Nope}}{{with .Parent}}{{template "tree" .}}{{end}}{{end}}{{template "tree" .Inner}}`, `Nope: no field "Nope" in link`},
	{`{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{template "a" .}}{{.Nope}}{{end}}{{template "a" .}}`, `Nope: no field "Nope" in view`},
	{`{{$x := .Title}}{{define "a"}}{{.Nope}}{{end}}{{template "a" $x}}`, `Nope: no field "Nope" in string`},
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for _, tt := range checkTests {
		found, _ := Config{Funcs: testFuncs}.Check(parseAll(t, tt.source), "root", reflect.TypeFor[view]())
		var got []string
		wants := strings.Split(tt.want, "\n")
		if tt.want == "" {
			wants = nil
		}
		for i, pr := range found {
			line := pr.Message
			if cure := strings.TrimSuffix(strings.TrimSuffix(pr.Cure, fieldsHelp), " "); cure != "" {
				line += "; " + cure
			}
			rest := tt.source[pr.Col:]
			// Say where as far as the test does.
			if i < len(wants) {
				at := strings.TrimSuffix(wants[i], ": "+line)
				if strings.HasPrefix(rest, at) {
					rest = at
				}
			}
			got = append(got, rest+": "+line)
		}
		if !slices.Equal(got, wants) {
			t.Errorf("%s\n got %s\nwant %s", tt.source, strings.Join(got, "\n     "), strings.Join(wants, "\n     "))
		}
	}
}

// What the check lets pass must not fail when it is executed with every value there is.
func TestCheckAgreesWithExecution(t *testing.T) {
	t.Parallel()
	lenient := []string{ // let pass because the value decides
		`{{.Params.whatever}}{{.Params.whatever.more}}{{.Any.More.Still}}{{.Byname.x.Title}}`,
		`{{(.Image.Join "a" 1).Anything}}`,
		`{{.Err.Nope}}`,
		`{{any nil}}{{(any .).Nope}}`,
	}
	lead := &link{Title: "Lead"}
	deep := &inner{Deep: *lead}
	full := view{
		Title: "T", Count: 1, Size: 1, Ratio: 1, Date: time.Unix(0, 0), Lead: lead, Links: []link{*lead, *lead},
		Byname: map[string]link{"x": *lead}, Named: map[named]link{"x": *lead}, Years: map[int][]*link{2022: {lead}},
		Params: map[string]any{"a": map[string]any{"b": 1}}, Any: nil, Err: fmt.Errorf("none"),
		Inner: inner{Parent: deep}, Walk: slices.Values([]link{*lead}),
		Pairs: func(yield func(string, link) bool) { yield("k", *lead) }, Format: func(time.Time, ...string) string { return "" },
		hidden: "x",
	}
	for _, tt := range checkTests {
		if tt.want != "" || slices.Contains(lenient, tt.source) {
			continue
		}
		tmpl, err := template.New("root").Funcs(testFuncs).Parse(tt.source)
		if err == nil {
			err = tmpl.Execute(&strings.Builder{}, &full)
		}
		if err != nil {
			t.Errorf("%s passes the check and fails: %v", tt.source, err)
		}
	}
}

// A type that is not known fits everywhere.
func TestCheckUnknownType(t *testing.T) {
	t.Parallel()
	for _, source := range []string{
		`{{.A.B.C}}{{.A 1 2}}{{range .X}}{{.Y}}{{end}}{{with .X}}{{.Y}}{{end}}{{date .X}}{{len .X}}{{index .X 1}}{{eq .X 1}}`,
		`{{range $k, $v := .X}}{{$k.A}}{{$v.B}}{{end}}{{slice .X 1}}{{call .X 1}}{{lt .X 1}}{{printf .X}}`,
	} {
		found, used := Config{Funcs: testFuncs}.Check(parseAll(t, source), "root", nil)
		if len(found) > 0 || len(used) != 1 {
			t.Errorf("%s: %v, want no problem without a type", source, found)
		}
	}
	if found := (Config{}).Alone(parseAll(t, `{{nofunc .X}}`), "root"); len(found) != 1 {
		t.Errorf("Alone found %v, want the unknown function", found)
	}
	if found, _ := (Config{Incomplete: true}).Check(parseAll(t, `{{template "x"}}`), "root", nil); len(found) != 0 {
		t.Errorf("found %v, want no word of a template that may be in an unread file", found)
	}
}

func FuzzCheck(f *testing.F) {
	for _, tt := range checkTests {
		f.Add(tt.source)
	}
	f.Fuzz(func(t *testing.T, source string) {
		tree := parse.New("root")
		tree.Mode = parse.SkipFuncCheck
		trees := make(map[string]*parse.Tree)
		if _, err := tree.Parse(source, "", "", trees); err != nil || trees["root"] == nil {
			return
		}
		templates := make(map[string]Template)
		for name, t := range trees {
			templates[name] = Template{t, text(source)}
		}
		for _, typ := range []reflect.Type{reflect.TypeFor[view](), nil} {
			found, _ := Config{Funcs: testFuncs}.Check(templates, "root", typ)
			for _, pr := range found {
				if pr.Col < 0 || pr.Col > len(source) || pr.Message == "" {
					t.Errorf("problem %+v is not in the source %q", pr, source)
				}
			}
		}
	})
}

func TestFields(t *testing.T) {
	t.Parallel()
	got := Fields(reflect.TypeFor[*inner]())
	want := []Struct{
		{"inner", []Field{{"Deep", "link"}, {"Parent", "inner"}}},
		{"link", []Field{
			{"Title", "string"}, {"URL", "template.URL"},
			{"Join", "func(string, int) interface {}"}, {"Upper", "func() string"},
		}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("Fields gives\n%v, want\n%v", got, want)
	}
	if got := Fields(reflect.TypeFor[view]()); got[0].Fields[0] != (Field{"Author", "string"}) {
		t.Errorf("the first field of view is %v, want the one of what it embeds", got[0].Fields[0])
	}
	if got := Fields(nil); got != nil {
		t.Errorf("Fields(nil) = %v", got)
	}
}
