package build_test

import (
	"go/ast"
	"go/token"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"briefings"

	"github.com/BurntSushi/toml"
)

// TestWords wants every text of the English table to be used, by a layout or by the program, and
// everything that the program says to be in it. What layouts say is checked whenever they are read.
func TestWords(t *testing.T) {
	t.Parallel()
	src, err := fs.ReadFile(briefings.Starter, "layouts/i18n/en.toml")
	if err != nil {
		t.Fatal(err)
	}
	var table map[string]map[string]any
	if err := toml.Unmarshal(src, &table); err != nil {
		t.Fatal(err)
	}
	left := map[string]bool{}
	for group, texts := range table {
		for key := range texts {
			left[group+"."+key] = true
		}
	}
	known := maps.Clone(left)
	use := func(by, key string) {
		if !known[key] {
			t.Errorf("%s says %q, which is not in layouts/i18n/en.toml: add it to every table", by, key)
		}
		delete(left, key)
	}
	inLayout := regexp.MustCompile(`\b(?:t|forms) "([^"]+)"`)
	layouts, err := fs.Glob(briefings.Starter, "layouts/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range layouts {
		html, err := fs.ReadFile(briefings.Starter, name)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range inLayout.FindAllStringSubmatch(string(html), -1) {
			use(name, found[1])
		}
	}
	key := regexp.MustCompile(`^[a-z]+\.[a-z_]+$`)
	for _, s := range sources(t) {
		if !slices.Contains([]string{"catalog", "locale", "present", "render"}, s.home) {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			lit, ok := n.(*ast.BasicLit)
			if !ok || lit.Kind != token.STRING {
				return true
			}
			said, err := strconv.Unquote(lit.Value)
			if group, _, _ := strings.Cut(said, "."); err == nil && key.MatchString(said) && table[group] != nil {
				use(s.name, said)
			}
			return true
		})
	}
	for key := range left { // what is said of words in content, by group
		switch group, _, _ := strings.Cut(key, "."); group {
		case "kind", "kinds", "state", "stance", "confidence", "chart":
			delete(left, key)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("nothing says %q: remove it from every table under layouts/i18n/", key)
	}
}

// Texts of front matter have no links, and no brackets of them either, wherever they go.
func TestPlainFrontMatter(t *testing.T) {
	t.Parallel()
	p := publish(t, input(t, folder{
		"briefings.toml":           declaration + "[[briefing]]\nid = \"b\"\ntitle = \"B\"\nsummary = \"Of [[wire]].\"\n[[briefing.rule]]\nwhy = \"w\"\nany = [\"kind:note\"]\n",
		"content/articles/wire.md": "+++\ntitle = \"The wire\"\ndate = 2022-01-02\n+++\n",
		"content/notes/a.md": "+++\ntitle = \"A\"\ndate = 2022-01-02\ndescription = \"What [[wire]] says.\"\nimage = {src = \"m.png\", alt = \"a map\", caption = \"See [[wire]].\"}\n" +
			"[[claims]]\nwho = \"x\"\nwhat = \"As [[wire]].\"\n[[corrections]]\ndate = 2022-01-03\nwas = \"[[wire]] was.\"\nnow = \"[[wire]] is.\"\nwhy = \"Misread [[wire]].\"\n+++\n",
		"content/notes/m.png":    "",
		"content/sources/s.md":   "+++\ntitle = \"S\"\ndescription = \"Once [[wire]].\"\n+++\n",
		"content/briefings/c.md": "+++\ntitle = \"C\"\ndescription = \"On [[wire]].\"\n+++\n",
	}.fs()), nil)
	said := 0
	for name, text := range p.files {
		if strings.Contains(text, "[[wire") {
			t.Errorf("%s shows a reference as it is written", name)
		}
		said += strings.Count(text, "The wire")
	}
	if said < 20 {
		t.Errorf("the title stands in the place of references %d times, want many more", said)
	}
}
