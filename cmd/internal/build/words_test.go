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
