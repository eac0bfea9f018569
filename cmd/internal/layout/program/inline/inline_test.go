package inline

import (
	"strings"
	"testing"
	"text/template/parse"
)

func TestTemplate(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, want string
		args       string // of the calls that are given something
		err        string // part of it
	}{
		{text: `a{{template "x" .A}}b{{template "x"}}{{define "x"}}<{{.}}>{{end}}`, want: `a<{{.}}>b<{{.}}>`, args: ".A"},
		{text: `{{range .}}{{template "x" .}}{{else}}{{with .}}{{template "y"}}{{end}}{{end}}{{define "x"}}{{template "y" .B}}{{end}}{{define "y"}}!{{end}}`,
			want: `{{range .}}!{{else}}{{with .}}!{{end}}{{end}}`, args: ". .B"},
		{text: `{{template "x"}}`, err: `no template "x"`},
		{text: `{{template "x"}}{{define "x"}}{{if .}}{{template "root"}}{{end}}{{end}}`, err: `"root" calls itself`},
		{text: strings.Repeat(`{{range .}}`, maxRanges+1) + strings.Repeat(`{{end}}`, maxRanges+1), err: "ranges within each other"},
		{text: strings.Repeat(`{{template "x"}}`, 200) + `{{define "x"}}` + strings.Repeat(`a{{.}}`, 50) + `{{end}}`, err: "nodes"},
	} {
		trees, err := parse.Parse("root", tt.text, "", "")
		if err != nil {
			t.Fatal(err)
		}
		before := trees["root"].Root.String()
		list, calls, err := Template(func(name string) *parse.Tree { return trees[name] }, "root")
		switch {
		case tt.err != "":
			if err == nil || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%.99s: error %v, want %q in it", tt.text, err, tt.err)
			}
		case err != nil:
			t.Errorf("%s: %v", tt.text, err)
		default:
			if got := list.String(); got != tt.want {
				t.Errorf("%s is %s, want %s", tt.text, got, tt.want)
			}
			if got := arguments(list, calls); strings.Join(got, " ") != tt.args {
				t.Errorf("%s: the calls are given %q, want %q", tt.text, got, tt.args)
			}
		}
		if after := trees["root"].Root.String(); after != before {
			t.Errorf("the template says %s afterwards, and said %s: copy it", after, before)
		}
	}
}

// arguments lists what the calls in a list are given, outermost first.
func arguments(list *parse.ListNode, calls Calls) []string {
	if list == nil {
		return nil
	}
	var out []string
	if pipe := calls[list]; pipe != nil {
		out = append(out, pipe.String())
	}
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *parse.ListNode:
			out = append(out, arguments(n, calls)...)
		case *parse.RangeNode:
			out = append(append(out, arguments(n.List, calls)...), arguments(n.ElseList, calls)...)
		case *parse.WithNode:
			out = append(append(out, arguments(n.List, calls)...), arguments(n.ElseList, calls)...)
		}
	}
	return out
}
