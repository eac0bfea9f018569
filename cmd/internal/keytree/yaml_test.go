package keytree

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestYAML(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       map[string]any
		problems   string
	}{
		{"scalars keep their text", "a: 2023-01-05\nb: 007\nc: yes\nd: true\ne: 1.50\nf:\ng: ~\nh: \"1\"\n", map[string]any{
			"a": "2023-01-05", "b": Scalar{"007", int64(7)}, "c": "yes", "d": Scalar{"true", true},
			"e": Scalar{"1.50", 1.5}, "f": nil, "g": nil, "h": "1",
		}, ""},
		{"lists and mappings", "a: [1, x]\nb:\n- {c: d}\n-\n", map[string]any{
			"a": []any{Scalar{"1", int64(1)}, "x"}, "b": []any{map[string]any{"c": "d"}, nil},
		}, ""},
		{"nothing", "# comment\n", nil, ""},
		{"null", "~\n", nil, ""},
		{"no mapping", "\n- a\n- b\n", nil, "2:1 front-matter YAML: no mapping of keys to values\n"},
		{"keys twice", "é: {a: 1, a: 2}\nb: 1\nb: 2\n", map[string]any{
			"é": map[string]any{"a": Scalar{"1", int64(1)}}, "b": Scalar{"1", int64(1)},
		}, "1:11 key-twice \"a\" is given twice\n3:1 key-twice \"b\" is given twice\n"},
		{"template as a value", "a: {{title}}\nb: x\n", map[string]any{"a": map[string]any{}, "b": "x"},
			"1:5 front-matter YAML: a key must be a word, not a list or mapping; it is left out\n"},
		{"alias", "a: &x [1]\nb: *x\n", map[string]any{"a": []any{Scalar{"1", int64(1)}}, "b": []any{Scalar{"1", int64(1)}}}, ""},
		{"alias of itself", "a: &x [*x]\n", nil, "1:1 front-matter YAML: more than 10000 values, or nested more than 32 deep\n"},
		{"broken in line 3", "a: 1\nb:\n- [x, {\nc: d\n", map[string]any{"a": Scalar{"1", int64(1)}, "b": []any{"[x, {"}, "c": "d"}, "3:1 " + meant("did not find expected ',' or '}'")},
		{"tab", "a:\n\tb: 1\n", nil, "2:1 front-matter YAML: found character that cannot start any token\n"},
		{"marks", "a: 1\nb: 'x'y\nc: d\n", map[string]any{"a": Scalar{"1", int64(1)}, "b": "'x'y", "c": "d"}, "2:1 " + meant("did not find expected key")},
		{"colon", "a: b: c\n", map[string]any{"a": "b: c"}, "1:1 " + meant("mapping values are not allowed in this context")},
		{"at sign", "a: 1\nb: @x\n", map[string]any{"a": Scalar{"1", int64(1)}, "b": "@x"}, "2:1 " + meant("found character that cannot start any token")},
		{"unknown alias", "a: 1\nb: *x\nc: *y\n", map[string]any{"a": Scalar{"1", int64(1)}, "b": "*x", "c": "*y"},
			"2:1 " + meant("unknown anchor 'x' referenced") + "3:1 " + meant("unknown anchor 'y' referenced")},
		{"an open list", "a: [b, c\nd: [e: f\n", map[string]any{"a": []any{"b", "c"}, "d": []any{map[string]any{"e": "f"}}},
			"1:1 " + meant("did not find expected ',' or ']'") + "2:1 " + meant("did not find expected ',' or ']'")},
		{"an open text", "a: \"b\nc: 'd'\n", map[string]any{"a": "b", "c": "d"}, "1:1 " + meant("found unexpected end of stream")},
		{"one that can be told and one that cannot", "a: b: c\n\td: 1\n", nil,
			"1:1 front-matter YAML: mapping values are not allowed in this context\n2:1 front-matter YAML: found character that cannot start any token\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			for _, text := range []string{tt.text, strings.ReplaceAll(tt.text, "\n", "\r\n")} {
				got, problems := decodeYAML(text)
				if !reflect.DeepEqual(got, tt.want) {
					t.Errorf("YAML(%q) = %#v, want %#v", text, got, tt.want)
				}
				if said(problems) != tt.problems {
					t.Errorf("problems of %q:\n%swant\n%s", text, said(problems), tt.problems)
				}
			}
		})
	}
}

func meant(what string) string {
	return "front-matter YAML: " + what + "; it is taken to mean the line below\n"
}

func TestYAMLBounds(t *testing.T) {
	t.Parallel()
	laughs := "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
	for c := 'b'; c < 'k'; c++ {
		last := string(c - 1)
		laughs += string(c) + ": &" + string(c) + " [" + strings.Repeat("*"+last+",", 10) + "]\n"
	}
	for name, text := range map[string]string{
		"aliases": laughs,
		"lists":   "a: " + strings.Repeat("[", 100) + strings.Repeat("]", 100),
		"deep":    "a: " + strings.Repeat("{a: ", 100_000),
	} {
		if tree, problems := decodeYAML(text); tree != nil || len(problems) != 1 {
			t.Errorf("%s: read without a bound: %v", name, problems)
		}
		yamlPlaces(text)
	}
}

// TestPlacesAgree holds the two finders of places against each other on texts of equal content
// and equal layout.
func TestPlacesAgree(t *testing.T) {
	t.Parallel()
	const root Path = ""
	inYAML := "title: é\n\"ключ\": 1\nlist: [\"é\", b, {x: 1, yy: 2}]\nlong: [\n  a,\n  \"ключ\", {k: 1}]\nend: x\n"
	inTOML := "title= 'é'\n\"ключ\"= 1\nlist= [\"é\",'b',{x= 1, yy= 2}]\nlong= [\n 'a',\n  \"ключ\", {k= 1}]\nend= 1\n"
	for _, ends := range []string{"\n", "\r\n"} {
		y := yamlPlaces(strings.ReplaceAll(inYAML, "\n", ends))
		tm := tomlPlaces(strings.ReplaceAll(inTOML, "\n", ends))
		if !slices.Equal(slices.Sorted(maps.Keys(y)), slices.Sorted(maps.Keys(tm))) {
			t.Fatalf("different paths:\n%v\n%v", y, tm)
		}
		for p, at := range y {
			if tm[p].Line != at.Line {
				t.Errorf("%q is in line %d of YAML and in line %d of TOML", p, at.Line, tm[p].Line)
			}
		}
		for _, p := range []Path{root.Key("title"), root.Key("ключ"), root.Key("list").Index(0), root.Key("long").Index(1), root.Key("long").Index(2).Key("k")} {
			if y[p].Col != tm[p].Col {
				t.Errorf("%q is in column %d of YAML and in column %d of TOML", p, y[p].Col, tm[p].Col)
			}
		}
	}
}

// Line ends of YAML 1.1 that no editor counts must not move places.
func TestYAMLLineEnds(t *testing.T) {
	t.Parallel()
	for _, end := range []string{"\u2028", "\u2029", "\u0085", "\r"} {
		places := yamlPlaces("a: \"x" + end + "y\"\nb: 1\n")
		if got := places.Find(Path("").Key("b")); got != (Place{2, 1}) {
			t.Errorf("after %q in a value the next key is at %v, want 2:1", end, got)
		}
	}
}

func FuzzYAML(f *testing.F) {
	for _, s := range []string{
		"title: x\ntags: [a, b]\n", "a: &x [*x]", "{{title}}: 1", "a: 'x", "\u2028a: \u2028b", "a:\r b: 1\r\n", "? a\n: b", "- a", "a: !!binary x", "a: |\n x\n y\n",
		"<<: *a", "a: !!float x", "a: @", "%YAML 1.2\n---\na: 1", "\xff: 1", "a: 1\x00",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, problems := decodeYAML(text)
		checkPlaces(t, text, yamlPlaces(text), problems)
	})
}
