package report

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"briefings/cmd/internal/diag"
)

func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a ", 500)
	source := fstest.MapFS{
		"a.md":    {Data: []byte("one\r\ntwo\r\nthree \u200cfour\tfive\r\nfour\r\nfive\r\nsix")},
		"long.md": {Data: []byte(long + "[[here]] " + long)},
		"bad.md":  {Data: []byte("\xff\x1b[31m\u202eevil")},
		"huge.md": {Data: []byte(strings.Repeat("x", maxSource+1) + "\nlast")},
		"folder":  {Mode: 0o755 | 1<<31},
	}
	show := func(lines []Line) string {
		var b strings.Builder
		for _, l := range lines {
			here := ""
			if l.Here {
				here = "!"
			}
			fmt.Fprintf(&b, "%d%s %s<%s>%s|", l.Number, here, l.Text, l.Marked, l.After)
		}
		return b.String()
	}
	for _, test := range []struct {
		path      string
		line, col int
		want      string
	}{
		{"a.md", 1, 1, "1! <one>|2 two<>|3 three \u200cfour    five<>|"},
		{"a.md", 3, 7, "1 one<>|2 two<>|3! three <\u200cfour>    five|4 four<>|5 five<>|"},
		{"a.md", 6, 0, "4 four<>|5 five<>|6! six<>|"},
		{"a.md", 6, 4, "4 four<>|5 five<>|6! six<>|"},
		{"a.md", 9, 1, ""},
		{"a.md", 0, 0, ""},
		{"long.md", 1, 1001, "1! …" + strings.Repeat("a ", 40) + "<[[here]]> " + strings.Repeat("a ", 75) + "a…|"},
		{"long.md", 1, 0, "1! " + strings.Repeat("a ", 120) + "…<>|"},
		{"bad.md", 1, 1, "1! <\ufffd\ufffd[31m\ufffdevil>|"},
		{"huge.md", 1, 1, ""},
		{"huge.md", 2, 1, ""},
		{"gone.md", 1, 1, ""},
		{"folder", 1, 1, ""},
		{"../a.md", 1, 1, ""},
		{"/etc/passwd", 1, 1, ""},
		{"", 1, 1, ""},
	} {
		if got := show(excerpt(source, diag.Problem{Path: test.path, Line: test.line, Col: test.col})); got != test.want {
			t.Errorf("%s:%d:%d: got %q, want %q", test.path, test.line, test.col, got, test.want)
		}
	}
	if got := excerpt(nil, diag.Problem{Path: "a.md", Line: 1}); got != nil {
		t.Errorf("without source: got %v, want nothing", got)
	}
}

func TestReport(t *testing.T) {
	t.Parallel()
	var problems []diag.Problem
	for i := range 60 {
		problems = append(problems, diag.Problem{Path: fmt.Sprint(i), Severity: diag.Warning, Message: "x"})
	}
	problems = append(problems, diag.Problem{Path: "z", Severity: diag.Error, Message: "y"})
	r := New(problems, nil)
	if r.Problems[0].Path != "z" || len(r.Problems) != maxFindings || r.More != 11 || r.Counts() != "1 error, 60 warnings" {
		t.Errorf("got %q first of %d, %d more, %s: want the error first, %d, 11 more", r.Problems[0].Path, len(r.Problems), r.More, r.Counts(), maxFindings)
	}
	more := r.With(diag.Problem{Path: "layouts/x.html", Severity: diag.Error, Message: "z"}, nil)
	if more.Problems[0].Path != "layouts/x.html" || more.Errors != 2 || r.Errors != 1 {
		t.Errorf("with a further error: %v first, %d errors, and %d in what it was added to", more.Problems[0], more.Errors, r.Errors)
	}
	if same := r.With(problems[60], nil); same.Errors != 1 || len(same.Problems) != maxFindings {
		t.Errorf("an error that is among them is counted again: %d", same.Errors)
	}
	if got := New(nil, nil).Counts(); got != "" {
		t.Errorf("of no problem: %q", got)
	}
}
