// Package typedtest holds what packages that read keys with package typed have to prove: that their
// list of keys is what they read, and that their problems have a place and something to say.
package typedtest

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
	"briefings/cmd/internal/typed"
)

// CheckKeys fails if docs, the keys that help lists, are not those that read asks for. text must
// have every table that there may be, in TOML. Keys in others are read and not listed.
func CheckKeys(t *testing.T, docs []typed.KeyDoc, text string, read func(*typed.Table), others ...string) {
	t.Helper()
	tree, problems := keytree.Text{Keys: text, Line: 1}.Tree()
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	forms := map[string]typed.Form{}
	r := typed.NewReader(typed.Dialect{})
	r.Asked = func(key keytree.Path, form typed.Form) { forms[strings.Join(key.Keys(), ".")] = form }
	read(r.Root(tree))
	for _, key := range others {
		delete(forms, key)
	}
	for _, doc := range docs {
		form, ok := forms[doc.Key]
		switch {
		case !ok:
			t.Errorf("%q is listed and never read: take it out", doc.Key)
		case form != doc.Form && doc.Form != typed.ATable: // which may be a string too
			t.Errorf("%q is listed as %s, but it is read as %s", doc.Key, doc.Form, form)
		}
		if doc.Text == "" || strings.HasSuffix(doc.Text, ".") || strings.ContainsRune(doc.Text, '\n') {
			t.Errorf("the text of %q must be one line without a full stop: %q", doc.Key, doc.Text)
		}
		delete(forms, doc.Key)
	}
	for key, form := range forms {
		t.Errorf("%q (%s) is read and not listed: add a line on it", key, form)
	}
}

// CheckProblems fails if a problem is not in the text, or has nothing to say.
func CheckProblems(t *testing.T, src []byte, problems []diag.Problem) {
	t.Helper()
	lines := bytes.Split(src, []byte("\n"))
	for _, p := range problems {
		if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > utf8.RuneCount(lines[p.Line-1])+1 {
			t.Errorf("problem outside of %q: %+v", src, p)
		}
		if p.Message == "" || p.Code == "" || strings.HasSuffix(p.Message, ".") {
			t.Errorf("problem of %q without a proper message: %+v", src, p)
		}
	}
}

// Said is a list of problems in one line each, for comparison.
func Said(problems []diag.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s\n", p.Line, p.Col, p.Code, p.Message)
	}
	return b.String()
}
