package callgraph

import (
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout/vet"
)

// file makes problems of nothing but their message.
type file struct{}

func (file) Problem(_ int, message, cure string) diag.Problem {
	return diag.Problem{Message: message, Cure: cure}
}

// parseAll parses templates; the text outside of the definitions is called root.
func parseAll(t *testing.T, text string) map[string]vet.Template {
	t.Helper()
	trees, err := parse.Parse("root", text, "", "")
	if err != nil {
		t.Fatal(err)
	}
	defs := map[string]vet.Template{}
	for name, tree := range trees {
		defs[name] = vet.Template{Tree: tree, File: file{}}
	}
	return defs
}

func TestReach(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, want string
		complete   bool
	}{
		{`text`, "root", true},
		{`{{template "b"}}{{template "a"}}{{define "a"}}{{template "b"}}{{end}}{{define "b"}}{{end}}{{define "c"}}{{end}}`, "root b a", true},
		{`{{if .}}{{else}}{{range .}}{{with .}}{{template "a"}}{{end}}{{end}}{{end}}{{define "a"}}{{template "root"}}{{end}}`, "root a", true},
		{`{{template "a"}}{{define "a"}}{{template "absent"}}{{end}}`, "root a", false},
	} {
		defs := parseAll(t, tt.text)
		names := Reach(defs, "root")
		if got := strings.Join(names, " "); got != tt.want {
			t.Errorf("%s reaches %q, want %q", tt.text, got, tt.want)
		}
		if got := Complete(defs, names); got != tt.complete {
			t.Errorf("%s is complete: %v, want %v", tt.text, got, tt.complete)
		}
	}
}

func TestEndless(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string // caller and called
	}{
		{`{{template "a" .}}{{define "a"}}{{end}}`, nil},
		{`{{template "absent" .}}`, nil},
		{`{{template "root" .}}`, []string{"root root"}},
		{`{{if .X}}{{template "root" $}}{{end}}`, []string{"root root"}},
		{`{{template "root" .X}}`, []string{"root root"}}, // X of X of X, whatever it is
		{`{{with .X}}{{template "root" .}}{{end}}`, nil},
		{`{{with .X}}{{template "root" $}}{{end}}`, []string{"root root"}},
		{`{{range .X}}{{else}}{{template "root" .}}{{end}}`, []string{"root root"}},
		{`{{template "a" .}}{{define "a"}}{{template "b" .}}{{end}}{{define "b"}}{{if .}}{{template "a" .}}{{end}}{{end}}`, []string{"b a"}},
		{`{{template "a" .}}{{define "a"}}{{range .}}{{template "root" .}}{{end}}{{end}}`, nil},
	} {
		defs := parseAll(t, tt.text)
		var got []string
		for _, pr := range Endless(defs, Reach(defs, "root")) {
			quoted := strings.Split(pr.Message, `"`)
			got = append(got, quoted[1]+" "+quoted[3])
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s is endless at %q, want %q", tt.text, got, tt.want)
		}
	}
}
