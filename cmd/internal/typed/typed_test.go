package typed

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/keytree"
)

var testDialect = Dialect{
	Spellings: map[string]Spelling{
		"pubdate":   {Key: "publishDate"},
		"published": {Key: "publishDate", Weak: true},
		"author":    {Key: "authors", Weak: true},
		"path":      {Key: "url", Weak: true, Not: ":"},
		"extra":     {Key: "params", Weak: true},
	},
	Ignored: map[string]bool{"css": true},
	Help:    "see the list",
}

// open reads text, in YAML if lenient, and returns its table and what its problems say.
func open(text string, lenient bool) (*Table, func() string) {
	d := testDialect
	d.Lenient = lenient
	source := keytree.Text{Keys: text, Line: 1, YAML: lenient}
	tree, problems := source.Tree()
	r := NewReader(d)
	return r.Root(tree), func() string {
		var b strings.Builder
		for _, p := range r.Problems(problems, source.Places) {
			fmt.Fprintf(&b, "%d:%d %s %s; %s\n", p.Line, p.Col, p.Code, p.Message, p.Cure)
		}
		return b.String()
	}
}

// TestValues reads one key, "k", in TOML and in YAML.
func TestValues(t *testing.T) {
	t.Parallel()
	str := func(t *Table) any { return t.Str("k") }
	integer := func(t *Table) any { return t.Int("k", 7, 1, 100) }
	truth := func(t *Table) any { return t.Bool("k") }
	list := func(t *Table) any { return t.List("k") }
	date := func(t *Table) any { return t.Date("k").In(time.UTC).Format(time.DateOnly) }
	oneOf := func(t *Table) any { return t.OneOf("k", "weekly", "monthly") }
	known := func(t *Table) any { return t.Known("k", "note", "page") }
	lang := func(t *Table) any { return t.Lang("k") }
	free := func(t *Table) any { return t.Free("k") }
	const none = "0001-01-01"
	tests := []struct {
		read     func(*Table) any
		text     string // of TOML if it has "=", else of YAML
		want     any
		problems string
	}{
		{str, "k = ' é '", "é", ""},
		{str, "k = 1", "", "1:1 key-type \"k\" must be a string, not a number; write k = \"...\"\n"},
		{str, "k = 2022-11-09", "", "1:1 key-type \"k\" must be a string, not a date or time; write k = \"...\"\n"},
		{str, "k = ['a']", "", "1:1 key-type \"k\" must be a string, not a list; write k = \"...\"\n"},
		{str, "k: 2022", "2022", ""},
		{str, "k: 2023-01-05", "2023-01-05", ""},
		{str, "k: 007", "007", ""},
		{str, "k: true", "true", ""},
		{str, "k:", "", ""},
		{str, "k: []", "", ""},
		{str, "k: [a]", "a", ""},
		{str, "k: [[a]]", "a", ""},
		{str, "k: [a, b]", "", "1:1 key-type \"k\" must be a string, not a list; write k: \"...\"\n"},
		{str, "k: {a: b}", "", "1:1 key-type \"k\" must be a string, not a table; write k: \"...\"\n"},
		{str, "K: a", "a", ""},

		{integer, "k = 5", 5, ""},
		{integer, "k = 5.0", 5, ""},
		{integer, "k = 5.5", 7, "1:1 key-type \"k\" must be a whole number, not a number; write k = 1\n"},
		{integer, "k = inf", 7, "1:1 key-type \"k\" must be a whole number, not a number; write k = 1\n"},
		{integer, "k = '5'", 7, "1:1 key-type \"k\" must be a whole number, not a string; write k = 1\n"},
		{integer, "k = 101", 7, "1:1 key-value \"k\" is out of range; give a number from 1 to 100\n"},
		{integer, "k = 0", 7, "1:1 key-value \"k\" is out of range; give a number from 1 to 100\n"},
		{integer, "k: '5'", 5, ""},
		{integer, "k: 99999999999999999999", 7, "1:1 key-type \"k\" must be a whole number, not a number; write k: 1\n"},
		{integer, "k: 1e2", 100, ""},
		{integer, "k: x", 7, "1:1 key-type \"k\" must be a whole number, not a string; write k: 1\n"},

		{truth, "k = true", true, ""},
		{truth, "k = 'yes'", false, "1:1 key-type \"k\" must be true or false, not a string; write k = true\n"},
		{truth, "k = 1", false, "1:1 key-type \"k\" must be true or false, not a number; write k = true\n"},
		{truth, "k: yes", true, ""},
		{truth, "k: 'Off'", false, ""},
		{truth, "k: ''", false, ""},
		{truth, "k: perhaps", false, "1:1 key-type \"k\" must be true or false, not a string; write k: true\n"},

		{list, "k = 'a'", []string{"a"}, ""},
		{list, "k = ['a', '', ' b ']", []string{"a", "b"}, ""},
		{list, "k = [{name = 'a', url = 'x'}]", []string{"a"}, ""},
		{list, "k = [\n  'é', 1,\n  ['b']]", []string{"é"}, "2:8 key-type \"k\" must hold strings, not a number; write k = [\"...\", \"...\"]\n" +
			"3:3 key-type \"k\" must hold strings, not a list; write k = [\"...\", \"...\"]\n"},
		{list, "k = {a = 1}", []string(nil), "1:1 key-type \"k\" must be a list of strings, not a table; write k = [\"...\", \"...\"]\n"},
		{list, "k: [null, a]", []string{"a"}, ""},
		{list, "k:\n-\n", []string{}, ""},
		{list, "k: [[a]]", []string{"a"}, ""},
		{list, "k: [1, 2022-01-01]", []string{"1", "2022-01-01"}, ""},
		{list, "k:\n- A: b\n- {a: 1, b: 2}", []string{"A: b"}, ""},
		{list, "k: {name: a}", []string{"a"}, ""},
		{list, "k: ''", []string(nil), ""},

		{date, "k = 2022-11-09", "2022-11-09", ""},
		{date, "k = '2022-11-09'", "2022-11-09", ""},
		{date, "k = 06:40:00", none, "1:1 key-value \"06:40:00\" is no date; write it as 2022-11-09 or 2022-11-09T06:40:00Z\n"},
		{date, "k = 2022", none, "1:1 key-type \"k\" must be a date, not a number; write k = 2022-11-09\n"},
		{date, "k: 2022-11-09", "2022-11-09", ""},
		{date, "k: 2022", none, "1:1 key-value \"2022\" is no date; write it as 2022-11-09 or 2022-11-09T06:40:00Z\n"},
		{date, "k: ''", none, ""},

		{oneOf, "k = 'weekly'", "weekly", ""},
		{oneOf, "k = 'weakly'", "", "1:1 key-value \"weakly\" is no k; did you mean \"weekly\"?\n"},
		{oneOf, "k: daily-ish", "", "1:1 key-value \"daily-ish\" is no k; one of: weekly, monthly\n"},
		{known, "k = 'posts'", "", "1:1 key-value \"posts\" is no k; one of: note, page\n"},
		{known, "k: posts", "", ""},
		{known, "k: note", "note", ""},

		{lang, "k = 'zh-hant'", "zh-Hant", ""},
		{lang, "k = 'English'", "", "1:1 key-value \"English\" is no language; write it as \"en\", \"fa\" or \"zh-Hant\"\n"},
		{lang, "k: zh_tw", "zh-TW", ""},
		{lang, "k: English", "", ""},
		{lang, "k: 英语", "", ""},

		{free, "k = {a = 1, b = [2022-11-09], c = 06:40:00}", map[string]any{
			"a": int64(1), "b": []any{time.Date(2022, 11, 9, 0, 0, 0, 0, time.UTC)}, "c": "06:40:00"}, ""},
		{free, "k: {a: 1, b: [2022-11-09], c: {d: null}}", map[string]any{
			"a": int64(1), "b": []any{"2022-11-09"}, "c": map[string]any{"d": nil}}, ""},
		{free, "k = 1", map[string]any(nil), "1:1 key-type \"k\" must be a table, not a number; open it with a line [k]\n"},
	}
	for _, tt := range tests {
		table, said := open(tt.text, !strings.Contains(tt.text, "="))
		got := tt.read(table)
		table.Done()
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q is read as %#v, want %#v", tt.text, got, tt.want)
		}
		if said() != tt.problems {
			t.Errorf("problems of %q:\n%swant\n%s", tt.text, said(), tt.problems)
		}
	}
}

func TestNested(t *testing.T) {
	t.Parallel()
	read := func(text string, lenient bool) string {
		root, said := open(text, lenient)
		for _, row := range root.Tables("rows") {
			row.Need("a")
			row.NeedDate("b")
			row.Done()
		}
		if sub := root.Table("sub"); sub != nil {
			sub.Str("x")
			sub.Done()
		}
		for _, e := range root.Entries("entries") {
			if len(e.Values) != 1 {
				root.ReportEntry(e, diag.KeyValue, "not one value", "")
			}
		}
		if other := root.Table("other"); other != nil {
			other.DoneForeign()
		}
		root.Done()
		return said()
	}
	tests := []struct{ name, toml, yaml, want string }{
		{"missing keys",
			"[[rows]]\na = 'é'\n\n[[rows]]\nb = 2022-11-09\n", "",
			"1:1 key-missing no \"b\" in rows; write b = 2022-11-09\n4:1 key-missing no \"a\" in rows; write a = \"...\"\n"},
		{"missing keys in yaml",
			"", "rows:\n- a: é\n- b: 2022-11-09\n",
			"2:3 key-missing no \"b\" in rows; write b: 2022-11-09\n3:3 key-missing no \"a\" in rows; write a: \"...\"\n"},
		{"wrong nesting",
			"rows = {a = 1}\nsub = []\nentries = 1\n", "",
			"1:1 key-type \"rows\" must be a list of tables, not a table; open each with a line [[rows]]\n" +
				"2:1 key-type \"sub\" must be a table, not a list; open it with a line [sub]\n" +
				"3:1 key-type \"entries\" must be a table, not a number; open it with a line [entries]\n"},
		{"wrong nesting in yaml",
			"", "rows: [x]\nsub: x\nentries: [é, {a: b}]\n",
			"1:8 key-type \"rows\" must hold tables, not a string; write its keys in the lines after \"rows:\", each group after a hyphen\n" +
				"2:1 key-type \"sub\" must be a table, not a string; write its keys in the lines after \"sub:\", indented\n" +
				"3:1 key-type \"entries\" must be a table, not a list; write its keys in the lines after \"entries:\", indented\n"},
		{"unknown and foreign keys",
			"css = 1\nzzz = 1\nrow = 1\n[sub]\ny = 1\n[other]\nz = 1\n", "",
			"5:1 key-unknown unknown key \"y\" in sub; see the list\n" +
				"7:1 key-ignored key \"z\" of another program has no meaning here; \n" +
				"1:1 key-ignored key \"css\" of another program has no meaning here; \n" +
				"3:1 key-unknown unknown key \"row\"; did you mean \"rows\"?\n" +
				"2:1 key-unknown unknown key \"zzz\"; see the list\n"},
		{"entries keep their spelling",
			"[entries]\n'a-b' = '1'\na_b = ['1', '2']\n", "",
			"3:1 key-value not one value; \n"},
	}
	for _, tt := range tests {
		got := read(tt.toml+tt.yaml, tt.yaml != "")
		if got != tt.want {
			t.Errorf("%s:\n%swant\n%s", tt.name, got, tt.want)
		}
	}
}

func TestSpellings(t *testing.T) {
	t.Parallel()
	tests := []struct{ text, date, authors, url, problems string }{
		{"publish_date: 2022-01-01", "2022-01-01", "", "", ""},
		{"PubDate: 2022-01-01", "2022-01-01", "", "", ""},
		{"published: 2022-01-01", "2022-01-01", "", "", ""},
		{"published: 2022-01-01\npublishDate: 2022-02-02", "2022-02-02", "", "", ""},
		{"published: true", "", "", "", ""},
		{"published: 2019", "", "", "", ""},
		{"published: soon", "", "", "", ""},
		{"published:\npublishDate: 2022-02-02", "2022-02-02", "", "", ""},
		{"publishDate: 2022-01-01\npubdate: 2022-02-02", "2022-02-02", "", "", "1:1 key-twice \"pubdate\" and \"publishDate\" are the same key; keep one of them\n"},
		{"author: A", "", "A", "", ""},
		{"author: {name: A}", "", "A", "", ""},
		{"path: a/b", "", "", "a/b", ""},
		{"path: /:year/x", "", "", "", ""},
	}
	for _, tt := range tests {
		table, said := open(tt.text, true)
		date := ""
		if d := table.Date("publishDate"); !d.IsZero() {
			date = d.In(time.UTC).Format(time.DateOnly)
		}
		authors := strings.Join(table.List("authors"), ",")
		url := table.Str("url")
		table.Done()
		if date != tt.date || authors != tt.authors || url != tt.url {
			t.Errorf("%q is read as %q, %q, %q", tt.text, date, authors, url)
		}
		if said() != tt.problems {
			t.Errorf("problems of %q:\n%swant\n%s", tt.text, said(), tt.problems)
		}
	}
}

// Foreign spellings are those of the top of the text: inside a table the same word is another key.
func TestSpellingsInside(t *testing.T) {
	t.Parallel()
	root, said := open("sub: {author: A, css: 1}", true)
	sub := root.Table("sub")
	if authors := sub.List("authors"); authors != nil {
		t.Errorf("author in a table is read as authors: %q", authors)
	}
	sub.Done()
	want := "1:7 key-unknown unknown key \"author\" in sub; did you mean \"authors\"?\n" +
		"1:18 key-unknown unknown key \"css\" in sub; see the list\n"
	if said() != want {
		t.Errorf("problems:\n%swant\n%s", said(), want)
	}
}

func TestBad(t *testing.T) {
	t.Parallel()
	table, _ := open("draft = 'x'\nok = true\nlist = ['a', 1]", false)
	table.Bool("draft")
	table.Bool("ok")
	table.List("list")
	if !table.Bad("draft") || table.Bad("ok") || table.Bad("missing") || table.Bad("list") {
		t.Error("Bad does not tell what is wrong: draft is, ok, missing and list are not")
	}
}
