package keytree

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"

	"briefings/cmd/internal/diag"
)

// said is a list of problems in one line each, for comparison.
func said(problems []diag.Problem) string {
	var b strings.Builder
	for _, p := range problems {
		fmt.Fprintf(&b, "%d:%d %s %s", p.Line, p.Col, p.Code, p.Message)
		if p.Meant != "" {
			b.WriteString("; " + p.Meant)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestTOML(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       map[string]any
		problems   string
	}{
		{"values", "s = \"x\"\ni = 1\nf = 1.5\nb = true\nl = [1, \"a\"]\n", map[string]any{
			"s": "x", "i": int64(1), "f": 1.5, "b": true, "l": []any{int64(1), "a"},
		}, ""},
		{"dates have no zone but their own", "a = 2022-11-09\nb = 2022-11-09T06:40:00Z\nc = 2022-11-09T06:40:00.5\nd = 06:40:00\ne = [2022-11-09T06:40:00+03:30]\n", map[string]any{
			"a": Time("2022-11-09"), "b": Time("2022-11-09T06:40:00Z"), "c": Time("2022-11-09T06:40:00.5"),
			"d": Time("06:40:00"), "e": []any{Time("2022-11-09T06:40:00+03:30")},
		}, ""},
		{"tables", "[a.b]\nc = 1\n[[d]]\ne = {f = 1}\n[[d]]\n", map[string]any{
			"a": map[string]any{"b": map[string]any{"c": int64(1)}},
			"d": []any{map[string]any{"e": map[string]any{"f": int64(1)}}, map[string]any{}},
		}, ""},
		{"a key twice", "a = 1\nb = 2\na = 3\nb = [\n 4]\n", map[string]any{"a": int64(1), "b": int64(2)},
			"3:1 key-twice \"a\" is given twice\n4:1 key-twice \"b\" is given twice\n"},
		{"a key twice, and its spelling with quotes", "a = 1\n\"a\" = 3\nb = 2", map[string]any{"a": int64(1), "b": int64(2)},
			"2:1 key-twice \"a\" is given twice\n"},
		{"one broken statement", "\"é\" = \"é\"\nb = \"é\" é\nc = 1\n", map[string]any{"é": "é", "c": int64(1)},
			"2:8 front-matter TOML: expected a top-level item to end with a newline, comment, or EOF, but got 'é' instead\n"},
		{"two broken statements", "a = yes\nb = 1 2\nd = 1\n", map[string]any{"d": int64(1)},
			"1:5 front-matter TOML: expected value but found \"yes\" instead\n" +
				"2:6 front-matter TOML: expected a top-level item to end with a newline, comment, or EOF, but got '2' instead\n"},
		{"a quotation mark missing", "a = \"x\nb = 1\nc d e\nf g h\ni j k\n", nil, "1:7 front-matter TOML: strings cannot contain newlines\n"},
		{"a broken header", "[a\nb = 1\n", nil, "1:3 front-matter TOML: expected '.' or ']' to end table name, but got '\\n' instead\n"},
		{"no key", "= 1\na = 2\n", map[string]any{"a": int64(2)}, "1:1 front-matter TOML: unexpected '=': key name appears blank\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got, problems := decodeTOML(tt.text)
			if said(problems) != tt.problems {
				t.Errorf("problems of %q:\n%swant\n%s", tt.text, said(problems), tt.problems)
			}
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("TOML(%q) = %#v, want %#v", tt.text, got, tt.want)
			}
		})
	}
}

// Depth costs BurntSushi/toml time and memory in the square: such texts must not reach it.
func TestTOMLDepth(t *testing.T) {
	t.Parallel()
	const n = 100_000
	for name, text := range map[string]string{
		"lists":          "a = " + strings.Repeat("[", n),
		"tables":         "a = " + strings.Repeat("{a=", n),
		"dotted key":     strings.Repeat("a.", n) + "a = 1",
		"header":         "[" + strings.Repeat("a.", n) + "a]",
		"header of list": "[[" + strings.Repeat("a.", n) + "a]]",
		"key in table":   "a = {" + strings.Repeat("a.", n) + "a = 1}",
	} {
		if tree, problems := decodeTOML(text); tree != nil || len(problems) != 1 {
			t.Errorf("%s: nested %d deep is read: %v", name, n, problems)
		}
		tomlPlaces(text)
	}
	for _, text := range []string{
		`a = "` + strings.Repeat("U.S.", n) + `"`,
		"a = [" + strings.Repeat("[1],", n) + "]",
		"a = '''\n" + strings.Repeat("[", n) + "'''",
	} {
		if _, problems := decodeTOML(text); problems != nil {
			t.Errorf("a long value that is not deep is refused: %s", said(problems))
		}
	}
}

const tomlEverything = `title = "Порт"
"quoted key" = 1
'literal' = 2
a.b."c d" = 3
list = [
  "é", # a comment with [brackets
  """
multi
line""", { x = 1, y.z = [2, 3] },
]
text = '''
[not.a.table]
key = 1
'''
[source] # comment
publisher = "x"
[source.deep]
k = 1
[[claims]]
who = "a"
[claims.sub]
x = 1
[[claims.rows]]
r = 1
[[claims.rows]]
r = 2
[[claims]]
who = "b"
`

// TestScanFindsKeys holds the scanner against the library: every key that it decodes has a place,
// and there the text has the key's name.
func TestScanFindsKeys(t *testing.T) {
	t.Parallel()
	for _, text := range []string{tomlEverything, strings.ReplaceAll(tomlEverything, "\n", "\r\n")} {
		checkScan(t, text)
	}
}

func checkScan(t *testing.T, text string) {
	var tree map[string]any
	md, err := toml.Decode(text, &tree)
	if err != nil {
		return
	}
	found := map[string][]int{}
	for p, offset := range scanTOML(text).at {
		if p.Name() == "" && !strings.ContainsRune("[{", rune(text[offset])) {
			continue // an element, not a table
		}
		found[strings.Join(p.Keys(), "\x00")] = append(found[strings.Join(p.Keys(), "\x00")], offset)
	}
	for _, key := range md.Keys() {
		for i, k := range key { // the library writes names that need them with quotes
			if name, err := strconv.Unquote(k); err == nil {
				key[i] = name
			}
		}
		if slices.Contains(key, "") {
			continue // no author writes it, and its path is like that of an element
		}
		last := key[len(key)-1]
		offsets, ok := found[strings.Join(key, "\x00")]
		if !ok {
			t.Errorf("no place for the key %q of\n%s", key, text)
			continue
		}
		for _, at := range offsets {
			rest := text[at:]
			if !strings.HasPrefix(rest, last) && !strings.ContainsRune(`"'[{`, rune(rest[0])) {
				t.Errorf("the place of %q is at %.20q", key, rest)
			}
		}
	}
}

func TestTOMLPlaces(t *testing.T) {
	t.Parallel()
	places := tomlPlaces(tomlEverything)
	for _, tt := range []struct {
		path Path
		want Place
	}{
		{Path("").Key("title"), Place{1, 1}},
		{Path("").Key("quoted key"), Place{2, 1}},
		{Path("").Key("literal"), Place{3, 1}},
		{Path("").Key("a"), Place{4, 1}},
		{Path("").Key("a").Key("b"), Place{4, 3}},
		{Path("").Key("a").Key("b").Key("c d"), Place{4, 5}},
		{Path("").Key("list").Index(0), Place{6, 3}},
		{Path("").Key("list").Index(1), Place{7, 3}},
		{Path("").Key("list").Index(2), Place{9, 10}},
		{Path("").Key("list").Index(2).Key("x"), Place{9, 12}},
		{Path("").Key("list").Index(2).Key("y").Key("z").Index(1), Place{9, 29}},
		{Path("").Key("source"), Place{15, 1}},
		{Path("").Key("source").Key("publisher"), Place{16, 1}},
		{Path("").Key("source").Key("missing"), Place{15, 1}},
		{Path("").Key("source").Key("deep").Key("k"), Place{18, 1}},
		{Path("").Key("claims").Index(0), Place{19, 1}},
		{Path("").Key("claims").Index(0).Key("sub").Key("x"), Place{22, 1}},
		{Path("").Key("claims").Index(0).Key("rows").Index(1).Key("r"), Place{26, 1}},
		{Path("").Key("claims").Index(1).Key("who"), Place{28, 1}},
		{Path("").Key("nowhere"), Place{1, 1}},
	} {
		if got := places.Find(tt.path); got != tt.want {
			t.Errorf("place of %q is %v, want %v", tt.path.Keys(), got, tt.want)
		}
	}
}

func FuzzTOML(f *testing.F) {
	for _, s := range []string{
		tomlEverything, "a = \"\"\"\\", "[[[", "a.", "[a]\n[a]", "a={b=[{", "'''''''", "a = 1\r\na = 2", "\"\\", "=", "]\n=\n", "a=[,", "é='é'", "a = 0-0-0", "\x80\n\"\U000adb6d",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, problems := decodeTOML(text)
		checkPlaces(t, text, tomlPlaces(text), problems)
		checkScan(t, text)
	})
}

// checkPlaces fails if any place lies outside the text.
func checkPlaces(t *testing.T, text string, places Places, problems []diag.Problem) {
	t.Helper()
	lines := strings.Split(text, "\n")
	inside := func(at Place) bool {
		return at.Line >= 1 && at.Line <= len(lines) && at.Col >= 1 && at.Col <= len([]rune(lines[at.Line-1]))+1
	}
	for p, at := range places {
		if !inside(at) {
			t.Errorf("%q is at %v, outside of %q", p, at, text)
		}
	}
	for _, p := range problems {
		if !inside(Place{p.Line, p.Col}) {
			t.Errorf("problem outside of %q: %+v", text, p)
		}
	}
}
