package build_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// floors says how high each package stands. A package imports only from floors below its own. What
// lies under the folder of a package is part of it: layout/vet stands where layout does.
var floors = map[string]int{
	".":         0, // the starter
	"accent":    0,
	"address":   0,
	"boundary":  0,
	"card":      0,
	"citation":  0,
	"collation": 0,
	"diag":      0,
	"direction": 0,
	"digest":    0,
	"mediatype": 0,
	"fold":      0,
	"filetree":  0,
	"outname":   0,
	"parallel":  0,
	"picture":   0,
	"stat":      0,
	"tally":     0,
	"view":      0,
	"watch":     0,

	"chart":       1,
	"diff":        1,
	"hosting":     1,
	"hypertext":   1,
	"keytree":     1,
	"layout":      1,
	"mention":     1,
	"output":      1,
	"sitefs":      1,
	"bench":       1, // a program of its own
	"cache":       2,
	"markdown":    2,
	"preview":     2,
	"publish":     2,
	"typed":       2,
	"period":      3,
	"permalink":   3,
	"frontmatter": 3,
	"config":      4,

	"content":      4,
	"asset":        5,
	"locale":       5,
	"starter":      5,
	"ci":           5,
	"catalog":      6,
	"gallery":      6,
	"related":      7,
	"transclusion": 7,
	"pagination":   7,
	"jsonld":       7,
	"links":        8,
	"weave":        9,
	"briefing":     10,
	"due":          11,
	"feed":         11,
	"search":       11,
	"present":      11,
	"render":       12,
	"build":        13,
	"help":         13,
	"query":        14,
	"live":         14,

	"cli":           15,
	"cmd/briefings": 16,
	"sitecheck":     15, // for tests: nothing stands above it
}

// homes says which packages may import what other people wrote. What is not named here is free.
var homes = map[string][]string{
	"github.com/yuin/goldmark":           {"markdown", "bench"}, // bench measures how near we come to it
	"github.com/BurntSushi/toml":         {"keytree"},
	"go.yaml.in/yaml/v3":                 {"keytree"},
	"github.com/microcosm-cc/bluemonday": {"markdown"},
	"github.com/clipperhouse/uax29/v2":   {"boundary"},
	"github.com/spf13/cobra":             {"cli", "cmd/briefings"},
	"github.com/fsnotify/fsnotify":       {"watch"},
	"github.com/bep/imagemeta":           {"picture"},
	"github.com/chromedp/chromedp":       {"sitecheck"},
	"github.com/rogpeppe/go-internal":    {"diff"},
	"golang.org/x/image":                 {"card"},
	"github.com/minio/minio-go/v7":       {"publish"},
}

// A source is one Go file that is no test.
type source struct {
	name   string // from the module's root
	home   string // the package in floors that it is part of
	syntax *ast.File
}

// sources parses the module, whatever its build tags.
func sources(t *testing.T) []source {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	fset := token.NewFileSet()
	var out []source
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := d.Name(); d.IsDir() && name != root && (base[0] == '.' || base == "testdata") {
			return fs.SkipDir
		}
		if d.IsDir() || path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		syntax, err := parser.ParseFile(fset, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		out = append(out, source{rel, homeOf(path.Dir(rel)), syntax})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// homeOf is the name in floors of the package in a folder.
func homeOf(folder string) string {
	if rest, ok := strings.CutPrefix(folder, "cmd/internal/"); ok {
		home, _, _ := strings.Cut(rest, "/")
		return home
	}
	return folder
}

func importsOf(s source) []string {
	var out []string
	for _, i := range s.syntax.Imports {
		p, err := strconv.Unquote(i.Path.Value)
		if err == nil {
			out = append(out, p)
		}
	}
	return out
}

// ours is the package of the module that an import names.
func ours(imported string) (home string, ok bool) {
	if imported == "briefings" {
		return ".", true
	}
	rest, ok := strings.CutPrefix(imported, "briefings/")
	return homeOf(rest), ok
}

func TestFloors(t *testing.T) {
	t.Parallel()
	met := map[string]bool{}
	for _, s := range sources(t) {
		floor, known := floors[s.home]
		if !known {
			if !met[s.home] {
				t.Errorf("package %s is in no floor: enter it in floors, as low as its imports allow", s.home)
			}
			met[s.home] = true
			continue
		}
		met[s.home] = true
		for _, imported := range importsOf(s) {
			home, ok := ours(imported)
			if !ok || home == s.home {
				continue
			}
			if below, known := floors[home]; known && below >= floor {
				t.Errorf("%s (floor %d) imports %s (floor %d): a package imports only from floors below its own; "+
					"move what both need into a lower package, or hand it over as a value", s.name, floor, home, below)
			}
		}
	}
	for _, home := range slices.Sorted(maps.Keys(floors)) {
		if !met[home] {
			t.Errorf("floors has %q, and there is no such package: remove the line", home)
		}
	}
}

func TestHomes(t *testing.T) {
	t.Parallel()
	for _, s := range sources(t) {
		for _, imported := range importsOf(s) {
			for module, homes := range homes {
				if (imported == module || strings.HasPrefix(imported, module+"/")) && !slices.Contains(homes, s.home) {
					t.Errorf("%s imports %s, which only %s may: ask that package for what is needed", s.name, imported, strings.Join(homes, " and "))
				}
			}
		}
	}
}

// TestSafeStrings finds every place that declares a string safe for html/template. One does for HTML and one
// for JSON: each further one would be another way for strangers' text to become markup.
func TestSafeStrings(t *testing.T) {
	t.Parallel()
	typed := []string{"HTML", "HTMLAttr", "CSS", "JS", "JSStr", "URL", "Srcset"}
	var places []string
	for _, s := range sources(t) {
		if !slices.Contains(importsOf(s), "html/template") {
			continue
		}
		for _, d := range s.syntax.Decls {
			f, ok := d.(*ast.FuncDecl)
			within := s.name
			if ok {
				within += " " + f.Name.Name
			}
			ast.Inspect(d, func(n ast.Node) bool {
				call, ok := n.(*ast.CallExpr)
				if !ok {
					return true
				}
				sel, ok := call.Fun.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := sel.X.(*ast.Ident); ok && x.Name == "template" && slices.Contains(typed, sel.Sel.Name) {
					places = append(places, within)
				}
				return true
			})
		}
	}
	want := []string{
		"cmd/internal/jsonld/encode.go Script",         // escapes what HTML reads in scripts, and is fuzzed for it
		"cmd/internal/layout/program/compile.go write", // these two read a value that is of the type already
		"cmd/internal/layout/program/compile.go write",
		"cmd/internal/weave/weave.go HTML",
	}
	if !slices.Equal(places, want) {
		t.Errorf("strings are declared safe in %q, want %q: let the layout escape the text, or make the HTML with package weave", places, want)
	}
}
