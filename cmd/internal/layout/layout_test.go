package layout

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/diag"
)

type ItemView struct {
	Title string
	URL   string
}

type ArticleView struct {
	Title string
	Body  template.HTML
	Lead  *ItemView
	Items []ItemView
	Tree  *TreeView
}

type NoteView struct {
	Title   string
	Body    template.HTML
	Authors []string
}

type TreeView struct {
	Name     string
	Children []TreeView
}

var testViews = []View{
	{"article", reflect.TypeFor[ArticleView](), "base.html"},
	{"note", reflect.TypeFor[NoteView](), "base.html"},
	{"item", reflect.TypeFor[ItemView](), "item.html"},
}

var errTooLong = errors.New("too long")

var testFuncs = template.FuncMap{
	"upper": strings.ToUpper,
	"short": func(s string) (string, error) {
		if len(s) > 10 {
			return "", errTooLong
		}
		return s, nil
	},
}

// builtin are layouts without a mistake.
var builtin = map[string]string{
	"base.html":    `<!doctype html><title>{{block "title" .}}{{.Title}}{{end}}</title><main>{{block "main" .}}{{end}}</main>`,
	"article.html": `{{define "main"}}<h1>{{.Title}}</h1>{{.Body}}{{range .Items}}{{template "item" .}}{{end}}{{end}}`,
	"note.html":    `{{define "main"}}{{.Body}}{{range .Authors}}<i>{{.}}</i>{{end}}{{end}}`,
	"item.html":    `<a href="{{.URL}}">{{.Title}}</a>`,
	// Not a layout, and not read.
	"assets/style.css": `{{`,
}

func fsOf(files map[string]string) fs.FS {
	m := make(fstest.MapFS)
	for name, text := range files {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

// parseSite reads the built-in layouts of these tests and those of a site, and says the problems as
// they are shown.
func parseSite(tb testing.TB, site map[string]string) (*Set, []string) {
	tb.Helper()
	set, problems := Parse(fsOf(builtin), fsOf(site), testViews, testFuncs, nil)
	return set, shown(problems)
}

func shown(problems []diag.Problem) []string {
	var out []string
	for _, pr := range problems {
		line := fmt.Sprintf("%s:%d:%d: %s", pr.Path, pr.Line, pr.Col, pr.Message)
		if pr.Cure != "" {
			line += "; " + pr.Cure
		}
		out = append(out, line)
	}
	return out
}

const help = `"briefings help layouts" lists the fields`

func TestProblems(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		site map[string]string
		want []string
	}{
		{"none", nil, nil},
		{"all in one run", map[string]string{
			"article.html": `{{define "main"}}{{.Titel}}{{end}}`,
			"note.html":    "{{define \"main\"}}\n{{if .Body}}\n{{end}}\n",
			"item.html":    `{{.Url}}{{uper .Title}}`,
		}, []string{
			`layouts/article.html:1:21: no field "Titel" in ArticleView; did you mean "Title"? ` + help,
			`layouts/item.html:1:4: no field "Url" in ItemView; did you mean "URL"? ` + help,
			`layouts/item.html:1:11: no function "uper"; did you mean "upper"?`,
			`layouts/note.html:1:1: this is not closed; each {{if}}, {{range}}, {{with}}, {{block}} and {{define}} needs an {{end}}`,
		}},
		{"columns count code points", map[string]string{"note.html": "{{define \"main\"}}\n<p>Тегеран — 伊朗 {{.Nope}}{{end}}"},
			[]string{`layouts/note.html:2:20: no field "Nope" in NoteView; ` + help}},
		{"carriage returns", map[string]string{"note.html": "{{define \"main\"}}\r\n\r\n é{{.Nope}}\r\n{{end}}"},
			[]string{`layouts/note.html:3:6: no field "Nope" in NoteView; ` + help}},
		{"byte order mark", map[string]string{"note.html": "\ufeff{{define \"main\"}}{{.Nope}}{{end}}"},
			[]string{`layouts/note.html:1:21: no field "Nope" in NoteView; ` + help}},
		{"action over several lines", map[string]string{"note.html": "{{define \"main\"}}{{upper\n\t.Nope\n}}{{end}}"},
			[]string{`layouts/note.html:2:3: no field "Nope" in NoteView; ` + help}},
		{"syntax", map[string]string{"note.html": "{{define \"main\"}}\n\n{{if}}{{end}}{{end}}", "item.html": "{{.Title\n"},
			[]string{
				`layouts/item.html:2:1: unclosed action started at line 1`,
				`layouts/note.html:3:1: missing value for if`,
			}},
		{"syntax in the middle of a line", map[string]string{
			"note.html": "{{define \"main\"}}\n é <b>{{.Title}}</b> {{.Title = 3}}{{end}}",
			"item.html": "{{/* {{if}} */}}\n <p>{{- if .Title}}\n{{range .Sources}}{{end}}",
			"link.html": "{{.Title}}\n <b>{{.Title}}</b> {{end}}",
		}, []string{
			`layouts/item.html:2:5: this is not closed; each {{if}}, {{range}}, {{with}}, {{block}} and {{define}} needs an {{end}}`,
			`layouts/link.html:2:20: unexpected {{end}}`,
			`layouts/note.html:2:31: unexpected "=" in operand`,
		}},
		{"a percent sign is no verb", map[string]string{"50%d.html": "{{}}"}, []string{`layouts/50%d.html:1:1: missing value for command`}},
		{"base is checked with every view, and said once", map[string]string{"base.html": `{{.Nope}}{{.Items}}{{template "main" .}}`},
			[]string{
				`layouts/base.html:1:4: no field "Nope" in ArticleView; ` + help,
				`layouts/base.html:1:13: no field "Items" in NoteView; ` + help,
			}},
		{"a block is checked with the type of the page", map[string]string{"item.html": `{{.Title}}{{define "title"}}{{.Name}}{{end}}`},
			[]string{
				`layouts/item.html:1:32: no field "Name" in ArticleView; ` + help,
			}},
		{"no such template", map[string]string{"note.html": `{{define "main"}}{{template "itme.html" .}}{{end}}`},
			[]string{`layouts/note.html:1:29: no template "itme"; did you mean "item"?`}},
		{"main misspelt", map[string]string{"note.html": `{{define "mian"}}{{end}}`},
			[]string{`layouts/note.html:1:1: no {{define "main"}}; did you mean "main" where it defines "mian"?`}},
		{"empty", map[string]string{"note.html": "\n"},
			[]string{`layouts/note.html:1:1: no {{define "main"}}; define "main", which base.html shows`}},
		{"text beside main", map[string]string{"note.html": "{{define \"main\"}}{{end}}\n<p>lost"},
			[]string{`layouts/note.html:1:25: text outside of the definitions of a page that defines "main"; move it into a definition, or remove the definition to have a whole page`}},
		{"defined twice in one file", map[string]string{"x.html": `{{define "a"}}1{{end}}{{define "a"}}2{{end}}`},
			[]string{`layouts/x.html:1:11: multiple definition of template "a"`}},
		{"defined twice with extension", map[string]string{"x.html": `{{define "a"}}1{{end}}{{define "a.html"}}2{{end}}`},
			[]string{`layouts/x.html:1:42: template "a" is defined twice`}},
		{"defined in two files", map[string]string{"x.html": `{{define "a"}}1{{end}}`, "y.html": `{{define "a"}}2{{end}}`},
			[]string{`layouts/y.html:1:15: template "a" is also defined in layouts/x.html; rename one of them`}},
		{"own text and a definition of that name", map[string]string{"x.html": `1{{define "x"}}2{{end}}`},
			[]string{`layouts/x.html:1:1: template "x" is defined twice; what stands outside of the definitions of a file has that name already`}},
		{"a function in a template that nothing uses", map[string]string{"x.html": `{{define "a"}}{{.What}}{{uper .What}}{{end}}`},
			[]string{`layouts/x.html:1:26: no function "uper"; did you mean "upper"?`}},
		{"too large", map[string]string{"item.html": strings.Repeat("x", maxSize+1)},
			[]string{`layouts/item.html:1:1: larger than 1 MiB; move styles, scripts and data to layouts/assets`}},
		{"not UTF-8", map[string]string{"item.html": "é\n\xff"},
			[]string{`layouts/item.html:2:1: not UTF-8; save the file as UTF-8`}},
		{"the replacement character is UTF-8", map[string]string{"item.html": "\ufffd"}, nil},
		{"other files", map[string]string{"item.htm": "x", "item.html~": "{{", ".item.html.swp": "{{", ".git/x.html": "{{"},
			[]string{`layouts/item.htm:0:0: not a layout: its name does not end in .html; styles and scripts belong in layouts/assets`}},
		{"for ever with the same dot", map[string]string{"item.html": `{{if .Title}}{{template "more" .}}{{end}}{{define "more"}}{{template "item" $}}{{end}}`},
			[]string{`layouts/item.html:1:70: template "more" calls "item" again, and so on for ever; hand on something smaller, inside {{range}} or {{with}}`}},
		{"for ever without condition", map[string]string{"item.html": `{{template "item" .}}`},
			[]string{`layouts/item.html:1:12: template "item" calls "item" again, and so on for ever; hand on something smaller, inside {{range}} or {{with}}`}},
		{"a tree ends", map[string]string{"tree.html": `{{.Name}}{{range .Children}}{{template "tree" .}}{{end}}`,
			"article.html": `{{define "main"}}{{with .Tree}}{{template "tree" .}}{{end}}{{end}}`}, nil},

		// What html/template refuses.
		{"unquoted attribute", map[string]string{"note.html": "{{define \"main\"}}\n<p>\n<a title=x\"{{.Title}}>{{end}}"},
			[]string{"layouts/note.html:3:10: \"\\\"\" in unquoted attr: \"x\\\"\"; put the attribute's value in quotes"}},
		{"unclosed tag", map[string]string{"note.html": "{{define \"main\"}}\n<a title=\"{{.Title}}{{end}}"},
			[]string{`layouts/note.html:1:18: the template ends inside a tag, an attribute, a comment, a script or a style; close it`}},
		{"branches", map[string]string{"note.html": "{{define \"main\"}}é{{if .Title}}<a {{end}}{{end}}"},
			[]string{`layouts/note.html:1:24: the two ways through this do not end in the same place of the HTML; close in each branch, {{else}} included, what the branch opens: tags, quotes, comments`}},
		{"escaper", map[string]string{"note.html": `{{define "main"}}{{.Title | html | upper}}{{end}}`},
			[]string{`layouts/note.html:1:20: predefined escaper "html" disallowed in template; remove it: everything is escaped as its place requires`}},
	}
	for _, tt := range tests {
		set, got := parseSite(t, tt.site)
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, strings.Join(got, "\n     "), strings.Join(tt.want, "\n     "))
		}
		for _, v := range testViews {
			var w bytes.Buffer
			if err := set.Execute(&w, v.Name, reflect.Zero(v.Type).Interface()); err != nil && len(tt.want) == 0 {
				t.Errorf("%s: no problem is reported, and %s fails: %v", tt.name, v.Name, err)
			}
		}
	}
}

func TestExecute(t *testing.T) {
	t.Parallel()
	set, problems := parseSite(t, map[string]string{
		"dossier.html": `{{define "main"}}<b>{{.Title}}</b>{{end}}`,
		"whole.html":   `<!DOCTYPE html><html><p>{{.Title}}</html>`,
		"title.html":   `{{.Title}} – desk`, // in the place of the block
		"note.html":    `<p>{{.Title}}`,     // a whole page of its own
	})
	if len(problems) > 0 {
		t.Fatalf("problems: %q", problems)
	}
	article := ArticleView{Title: "A & B", Body: "<p>text</p>", Items: []ItemView{{"one", "/one/"}, {"two", "/two/"}}}
	tests := []struct {
		name string
		view any
		want string
	}{
		{"article", article, `<!doctype html><title>A &amp; B – desk</title><main><h1>A &amp; B</h1><p>text</p><a href="/one/">one</a><a href="/two/">two</a></main>`},
		{"item", ItemView{"one", "/one/"}, `<a href="/one/">one</a>`},
		{"note", NoteView{Title: "N"}, `<p>N`},
		{"dossier", article, `<!doctype html><title>A &amp; B – desk</title><main><b>A &amp; B</b></main>`},
		{"whole", article, `<!DOCTYPE html><html><p>A &amp; B</html>`},
	}
	for _, tt := range tests {
		w := bytes.NewBufferString("before ")
		if err := set.Execute(w, tt.name, tt.view); err != nil {
			t.Errorf("Execute %s: %v", tt.name, err)
		}
		if got := w.String(); got != "before "+tt.want {
			t.Errorf("%s gives\n%s, want\nbefore %s", tt.name, got, tt.want)
		}
	}
	if want := []string{"article", "dossier", "note", "whole"}; !slices.Equal(set.Names(), want) {
		t.Errorf("names %q, want %q", set.Names(), want)
	}
	if set.Has("title") || set.Has("item") || !set.Has("dossier") {
		t.Error("Has takes a part for a page, or a page for a part")
	}
}

func TestExecuteFails(t *testing.T) {
	t.Parallel()
	set, _ := parseSite(t, map[string]string{
		"note.html":    "{{define \"main\"}}\n—{{short .Title}}{{end}}",
		"article.html": "{{define \"main\"}}\n{{.Title}} <a href=\"é{{.Title}}\"></a><a href=\"{{.Title}}\"></a>{{.Lead.Title}}{{end}}",
		"broken.html":  `{{define "main"}}{{nofunc}}{{end}}`,
	})
	lead := &ItemView{Title: "lead"}
	tests := []struct {
		name string
		view any
		want string
	}{
		{"note", NoteView{Title: "longer than ten"}, "layouts/note.html:2:4: error calling short: too long"},
		{"article", ArticleView{Title: "x"}, "layouts/article.html:2:70: nil pointer evaluating *layout.ItemView.Title"},
		{"article", ArticleView{Title: "javascript:alert(1)", Lead: lead}, "layouts/article.html:2:49: {{.Title}} gives a value that is not safe in this place of the HTML"},
		{"broken", nil, `layouts/broken.html: layout "broken", or one that it uses, has problems`},
		{"artcle", nil, `no layout named "artcle"`},
	}
	for _, tt := range tests {
		w := bytes.NewBufferString("before")
		err := set.Execute(w, tt.name, tt.view)
		if err == nil || err.Error() != tt.want {
			t.Errorf("Execute %s: error %v, want %s", tt.name, err, tt.want)
		}
		var le *Error
		if !errors.As(err, &le) || le.Problem.Code != diag.Layout {
			t.Errorf("Execute %s: error %#v is not a problem of the layout", tt.name, err)
		}
		if w.String() != "before" {
			t.Errorf("Execute %s fails and leaves %q", tt.name, w)
		}
	}
	if err := set.Execute(&bytes.Buffer{}, "note", NoteView{Title: "longer than ten"}); !errors.Is(err, errTooLong) {
		t.Errorf("error %v does not wrap that of the function", err)
	}
	// A document may speak of html/template's word.
	for _, title := range []string{"#ZgotmplZ", "ZgotmplZ"} {
		if err := set.Execute(&bytes.Buffer{}, "article", ArticleView{Title: title, Lead: lead}); err != nil {
			t.Errorf("a document entitled %q: %v", title, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	set, problems := parseSite(t, map[string]string{"dossier.html": `{{define "main"}}{{.Authors}}{{end}}`})
	if len(problems) > 0 {
		t.Fatalf("problems without a type: %q", problems)
	}
	if got := shown(set.Check("dossier", reflect.TypeFor[NoteView]())); got != nil {
		t.Errorf("with a note: %q", got)
	}
	want := []string{`layouts/dossier.html:1:21: no field "Authors" in ArticleView; ` + help}
	if got := shown(set.Check("dossier", reflect.TypeFor[ArticleView]())); !slices.Equal(got, want) {
		t.Errorf("with an article: %q, want %q", got, want)
	}
	want = []string{`:0:0: no layout named "dosier"; did you mean "dossier"?`}
	if got := shown(set.Check("dosier", nil)); !slices.Equal(got, want) {
		t.Errorf("unknown name: %q, want %q", got, want)
	}
}

// A mistake takes down only the pages that it is in.
func TestOthersStayUp(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{{", `{{define "main"}}{{.Nope}}{{end}}`, `{{define "main"}}<a href="{{end}}`, "\xff"} {
		set, problems := parseSite(t, map[string]string{"note.html": text})
		if len(problems) != 1 {
			t.Errorf("%q: problems %q, want one", text, problems)
		}
		if err := set.Execute(&bytes.Buffer{}, "article", ArticleView{}); err != nil {
			t.Errorf("with the note's layout %q the article fails: %v", text, err)
		}
		if err := set.Execute(&bytes.Buffer{}, "note", NoteView{}); err == nil {
			t.Errorf("the note's layout %q is executed", text)
		}
	}
}

func TestMissing(t *testing.T) {
	t.Parallel()
	none := os.DirFS(filepath.Join(t.TempDir(), "layouts"))
	if _, problems := Parse(fsOf(builtin), none, testViews, testFuncs, nil); len(problems) > 0 {
		t.Errorf("a site without layouts: %q", shown(problems))
	}
	if _, problems := Parse(fsOf(builtin), nil, testViews, testFuncs, nil); len(problems) > 0 {
		t.Errorf("no site: %q", shown(problems))
	}
	set, problems := Parse(nil, nil, testViews[:1], testFuncs, nil)
	want := []string{`layouts/article.html:0:0: no layout for "article"; add the file`}
	if got := shown(problems); !slices.Equal(got, want) || set == nil {
		t.Errorf("no layouts at all: %q, want %q", got, want)
	}
	files := map[string]string{"article.html": `{{define "main"}}{{end}}`}
	_, problems = Parse(fsOf(files), nil, testViews[:1], testFuncs, nil)
	want = []string{`layouts/base.html:0:0: no template "base", within which "article" is shown`}
	if got := shown(problems); !slices.Equal(got, want) {
		t.Errorf("no base: %q, want %q", got, want)
	}
	files = map[string]string{"base.html": `{{.Nope}}{{template "main" .}}`, "article.html": files["article.html"]}
	_, problems = Parse(fsOf(files), nil, testViews[:1], testFuncs, nil)
	want = []string{`layouts/base.html:1:4: in the built-in layout: no field "Nope" in ArticleView; ` + help}
	if got := shown(problems); !slices.Equal(got, want) {
		t.Errorf("built-in layout with a mistake: %q, want %q", got, want)
	}
}

// Links inside the folder are followed, links out of it are a problem and not a way out.
func TestSymlinks(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	site := filepath.Join(dir, "layouts")
	for name, text := range map[string]string{"secret": "secret", "layouts/parts.html": `{{define "main"}}linked{{end}}`} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, target := range map[string]string{"item.html": "../secret", "note.html": "parts.html"} {
		if err := os.Symlink(target, filepath.Join(site, name)); err != nil {
			t.Skipf("no symbolic links here: %v", err)
		}
	}
	root, err := os.OpenRoot(site)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	if err := os.Mkdir(filepath.Join(dir, "layouts", "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	set, problems := Parse(fsOf(builtin), root.FS(), testViews, testFuncs, nil)
	if len(problems) != 1 || problems[0].Path != "layouts/item.html" || !strings.HasPrefix(problems[0].Message, "cannot be read: ") ||
		strings.Contains(problems[0].Message, dir) {
		t.Errorf("problems %q, want one that names layouts/item.html and no folder of the machine", shown(problems))
	}
	var w bytes.Buffer
	if err := set.Execute(&w, "note", NoteView{}); err != nil || !strings.Contains(w.String(), "linked") {
		t.Errorf("the link within the folder gives %q, %v", &w, err)
	}
}

// Only regular files are opened: a pipe would never answer.
func TestNoPipes(t *testing.T) {
	t.Parallel()
	site := fstest.MapFS{"item.html": {Mode: fs.ModeNamedPipe}}
	_, problems := Parse(fsOf(builtin), site, testViews, testFuncs, nil)
	want := []string{"layouts/item.html:0:0: cannot be read: not a regular file"}
	if got := shown(problems); !slices.Equal(got, want) {
		t.Errorf("a pipe: %q, want %q", got, want)
	}
}

func TestSum(t *testing.T) {
	t.Parallel()
	set, _ := parseSite(t, nil)
	same, _ := parseSite(t, map[string]string{"item.html": builtin["item.html"], "assets/x.css": "x"})
	if set.Sum() != same.Sum() {
		t.Error("the sum depends on where a layout comes from, or on assets")
	}
	for _, site := range []map[string]string{{"item.html": "x"}, {"new.html": ""}} {
		if other, _ := parseSite(t, site); set.Sum() == other.Sum() {
			t.Errorf("the sum does not change with %v", site)
		}
	}
}

// One Set is used by many at a time: run with -race.
func TestConcurrent(t *testing.T) {
	t.Parallel()
	set, _ := parseSite(t, map[string]string{"dossier.html": `{{define "main"}}<a href="{{.Title}}">{{end}}`})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				set.Check("dossier", reflect.TypeFor[ItemView]())
				for _, title := range []string{"x", "javascript:x"} {
					var w bytes.Buffer
					err := set.Execute(&w, "dossier", ArticleView{Title: title})
					if (err != nil) != (title != "x") {
						t.Errorf("title %q: error %v", title, err)
					}
				}
			}
		})
	}
	wg.Wait()
}

// Whatever a site's layouts are, Parse returns, names places that are there, and prepares only
// what can be executed.
func FuzzParse(f *testing.F) {
	for _, text := range builtin {
		f.Add(text)
	}
	f.Add(`{{define "main"}}{{range .Items}}{{break}}{{end}}<script>var x = {{.Title}};</script>{{end}}`)
	f.Add(`<html {{.Title}}=x>{{template "item.html" .Lead}}<style>{{.Title}}</style><!-- {{.Title}} -->`)
	f.Add("{{define \"main\"}}\r\n<a href=\"{{.Title}}?q={{.Title}}\">{{$x := 1}}{{$x = .Title}}{{end}}")
	f.Fuzz(func(t *testing.T, text string) {
		set, problems := Parse(fsOf(builtin), fsOf(map[string]string{"article.html": text}), testViews, testFuncs, nil)
		lines := strings.Count(text, "\n") + 1
		for _, pr := range problems {
			if pr.Path != "layouts/article.html" && pr.Path != "layouts/base.html" && pr.Path != "layouts/item.html" || pr.Line > lines || pr.Message == "" {
				t.Errorf("%q: problem %+v", text, pr)
			}
		}
		var w bytes.Buffer
		err := set.Execute(&w, "article", ArticleView{Title: "javascript:x", Items: make([]ItemView, 2)})
		if err == nil && len(problems) > 0 && problems[0].Path == "layouts/article.html" && problems[0].Severity == diag.Error {
			t.Errorf("%q has problems and is executed", text)
		}
	})
}

func BenchmarkExecute(b *testing.B) {
	set, _ := Parse(fsOf(builtin), nil, testViews, testFuncs, nil)
	view := ArticleView{Title: "A & B", Body: "<p>text</p>", Items: make([]ItemView, 10)}
	b.ReportAllocs()
	var w bytes.Buffer
	for b.Loop() {
		w.Reset()
		if err := set.Execute(&w, "article", view); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkParse(b *testing.B) {
	for b.Loop() {
		Parse(fsOf(builtin), nil, testViews, testFuncs, nil)
	}
}
