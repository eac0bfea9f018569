// Package layout reads a site's layouts and checks them against the values they will be given.
//
// A layout is an html/template file. Its name is its path under layouts/ without ".html", and that
// is also the name of its template: item.html is what {{template "item" .}} shows. A file that
// defines "main" is a page and is shown within base.html, as its {{block "main" .}}; a page with text
// outside of its definitions is a whole page by itself. What other files define is there for every
// page. A file of the site wins over the built-in one of the same name.
//
// Whatever can be known of a layout before it is executed is a problem of Parse, with its place,
// and all of them come in one run: html/template alone is silent about a missing field in a branch
// that no page of today takes. The check is lenient where a type is not known, and never refuses
// what would work, with two exceptions that are always mistakes: a test of a struct, which is always
// true, and templates that call each other for ever.
//
// A Set does not change after Parse, and all its methods may be called at the same time.
package layout

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout/callgraph"
	"briefings/cmd/internal/layout/program"
	"briefings/cmd/internal/layout/vet"
)

const (
	extension = ".html"
	mainBlock = "main"
	baseName  = "base"
)

// A View is one sort of page, or of part of a page that is executed by itself.
type View struct {
	Name string       // the layout: "article" is article.html
	Type reflect.Type // of the value that the layout sees; nil: any, and nothing is checked
	Root string       // the template executed: "base.html" for a page, or the view's own name
}

// A Set is the layouts of one site, ready to be executed.
type Set struct {
	files    []*file                 // by name; a place names a file by its index
	shared   map[string]vet.Template // what every page can use
	pages    map[string]*page
	funcs    template.FuncMap
	compiler func() *program.Compiler // the same each time
	broken   bool                     // a file could not be parsed, so what it defines is not known
	unread   []diag.Problem           // files that could not be read
	problems []diag.Problem           // all
	sum      [sha256.Size]byte
	unused   []string
}

// A page is a layout that can be executed by itself.
type page struct {
	root string
	defs map[string]vet.Template // all that it can use
	tmpl *template.Template      // escaped; nil if the layout has problems
	fast sync.Map                // *compiled by the type of the view
	part bool                    // shown in pages too, so no document can choose it
}

// Parse reads the layouts of builtin and of site, each rooted at its layouts folder, and prepares
// those of the views and all others that are pages. A nil site, or one without such a folder, has no
// layouts of its own. The functions must be pure: a page is made again only when its view changes. Those of strings
// must fail by their first argument and by the types of the others alone: they are tried here where the
// first is a constant.
//
// The Set is never nil: a layout with problems takes only the pages down that use it. prev, which may be
// nil, is an earlier Set of the same views and of functions that do the same; it is what comes back if the
// layouts are the same too.
func Parse(builtin, site fs.FS, views []View, funcs template.FuncMap, prev *Set) (*Set, []diag.Problem) {
	files, problems := read(builtin, site)
	s := &Set{files: files, pages: make(map[string]*page), funcs: funcs, sum: sum(files)}
	if prev != nil && s.sum == prev.sum && slices.Equal(problems, prev.unread) {
		return prev, prev.problems
	}
	s.unread = slices.Clone(problems)
	s.compiler = sync.OnceValue(func() *program.Compiler { return program.NewCompiler(funcs) })
	for i, f := range files {
		if f.unread {
			s.broken = true
		} else if pr, ok := f.parse(i); !ok {
			problems = append(problems, pr)
			s.broken = true
		}
	}
	problems = append(problems, s.share(views)...)
	used := make(map[*parse.Tree]bool)
	for _, v := range views {
		problems = append(problems, s.addView(v, used)...)
	}
	for _, f := range s.files {
		if s.pages[f.name] == nil && f.isPage() {
			problems = append(problems, s.addPage(f.name, baseName, nil, used)...)
		}
	}
	problems = append(problems, s.checkUnused(used)...)
	s.unused = s.findUnused(views, used)
	s.problems = tidy(problems)
	return s, s.problems
}

// share collects what every page can use: what is defined in the files that are neither a page
// nor what a page is shown within.
func (s *Set) share(views []View) []diag.Problem {
	apart := map[string]bool{baseName: true}
	for _, v := range views {
		if root := canonical(v.Root); root != v.Name {
			apart[root], apart[v.Name] = true, true
		}
	}
	var problems []diag.Problem
	s.shared = make(map[string]vet.Template)
	for _, f := range s.files {
		if apart[f.name] || f.isPage() {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(f.trees)) {
			t := f.trees[name]
			if old, ok := s.shared[name]; ok {
				problems = append(problems, f.Problem(start(t),
					fmt.Sprintf("template %q is also defined in %s", name, old.File.Problem(0, "", "").Path), "rename one of them"))
				continue
			}
			s.shared[name] = vet.Template{Tree: t, File: f}
		}
	}
	return problems
}

// visible returns what can be used in a page of the file own, nil if none, that is shown within
// root: the nearest definition wins, so that a partial takes the place of a block in base.html.
func (s *Set) visible(root string, own *file) map[string]vet.Template {
	base := s.file(root)
	if _, partial := s.shared[root]; partial || base == nil {
		base = s.file(baseName)
	}
	defs := make(map[string]vet.Template)
	if base != nil {
		for name, t := range base.trees {
			defs[name] = vet.Template{Tree: t, File: base}
		}
	}
	maps.Copy(defs, s.shared)
	if own != nil {
		for name, t := range own.trees {
			defs[name] = vet.Template{Tree: t, File: own}
		}
	}
	return defs
}

func (s *Set) addView(v View, used map[*parse.Tree]bool) []diag.Problem {
	root := canonical(v.Root)
	_, partial := s.shared[root]
	if s.file(v.Name) == nil && !(partial && root == v.Name) {
		return []diag.Problem{{
			Path: folder + v.Name + extension, Code: diag.Layout,
			Message: fmt.Sprintf("no layout for %q", v.Name),
			Cure:    "add the file",
		}}
	}
	problems := s.addPage(v.Name, root, v.Type, used)
	s.pages[v.Name].part = partial
	return problems
}

// addPage checks one page with the type of its view, nil if any, and makes it ready.
func (s *Set) addPage(name, root string, typ reflect.Type, used map[*parse.Tree]bool) []diag.Problem {
	p := &page{}
	s.pages[name] = p
	f := s.file(name)
	if f != nil && root != name {
		switch body, main := f.body(), f.trees[mainBlock]; {
		case f.trees == nil:
			return nil // its problem is known
		case body == nil && main == nil:
			cure := fmt.Sprintf("define %q, which %s shows", mainBlock, root+extension)
			if near := diag.Nearest(mainBlock, slices.Collect(maps.Keys(f.trees))); near != "" {
				cure = fmt.Sprintf("did you mean %q where it defines %q?", mainBlock, near)
			}
			return []diag.Problem{f.Problem(0, fmt.Sprintf("no {{define %q}}", mainBlock), cure)}
		case body != nil && main != nil:
			return []diag.Problem{f.Problem(start(body),
				fmt.Sprintf("text outside of the definitions of a page that defines %q", mainBlock),
				"move it into a definition, or remove the definition to have a whole page")}
		case body != nil:
			root = name
		}
	}
	p.root, p.defs = root, s.visible(root, f)
	if p.defs[root].Tree == nil {
		if s.broken {
			return nil
		}
		return []diag.Problem{{
			Path: folder + root + extension, Code: diag.Layout,
			Message: fmt.Sprintf("no template %q, within which %q is shown", root, name),
		}}
	}
	problems, names := s.check(p, typ)
	for _, name := range names {
		used[p.defs[name].Tree] = true
	}
	if len(problems) > 0 || s.broken && !callgraph.Complete(p.defs, names) {
		return problems
	}
	tmpl, pr, ok := s.prepare(p)
	if !ok {
		return []diag.Problem{pr}
	}
	p.tmpl = tmpl
	return nil
}

// check returns what is wrong with a page for views of type typ, and the templates that it uses.
func (s *Set) check(p *page, typ reflect.Type) ([]diag.Problem, []string) {
	problems, names := s.vet().Check(p.defs, p.root, typ)
	return append(problems, callgraph.Endless(p.defs, names)...), names
}

// checkUnused returns the mistakes in templates that no page uses: an unknown function is one
// whatever the type.
func (s *Set) checkUnused(used map[*parse.Tree]bool) []diag.Problem {
	var problems []diag.Problem
	for _, f := range s.files {
		defs := s.visible(baseName, f)
		for _, name := range slices.Sorted(maps.Keys(f.trees)) {
			if !used[f.trees[name]] {
				problems = append(problems, s.vet().Alone(defs, name)...)
			}
		}
	}
	return problems
}

// findUnused returns the names of the site's own files that no view uses anything of.
func (s *Set) findUnused(views []View, used map[*parse.Tree]bool) []string {
	var out []string
	for _, f := range s.files {
		view := slices.ContainsFunc(views, func(v View) bool { return v.Name == f.name || canonical(v.Root) == f.name })
		partial := !f.isPage() && slices.ContainsFunc(slices.Collect(maps.Values(f.trees)), func(t *parse.Tree) bool { return used[t] })
		if !f.builtin && !view && !partial {
			out = append(out, f.name)
		}
	}
	return out
}

func (s *Set) vet() vet.Config {
	return vet.Config{Funcs: s.funcs, Incomplete: s.broken}
}

// tidy orders the problems and keeps one for each place: a mistake in base.html is one, though it
// is met with the type of every view.
func tidy(problems []diag.Problem) []diag.Problem {
	slices.SortStableFunc(problems, func(a, b diag.Problem) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return slices.CompactFunc(problems, func(a, b diag.Problem) bool {
		return a.Path == b.Path && a.Line == b.Line && a.Col == b.Col && (a.Line > 0 || a.Message == b.Message)
	})
}

// Check returns what is wrong with a layout for views of type typ: what a document that names a
// layout of its own needs, since such a layout is met by Parse without a type. It costs about as much
// as executing the layout once.
func (s *Set) Check(name string, typ reflect.Type) []diag.Problem {
	p := s.pages[name]
	if p == nil {
		return []diag.Problem{s.unknown(name)}
	}
	if p.tmpl == nil {
		return nil // Parse has reported it
	}
	problems, _ := s.check(p, typ)
	return tidy(problems)
}

// Has reports whether a document can choose the layout of that name, be it with problems. It cannot
// choose what is only a part of pages.
func (s *Set) Has(name string) bool {
	p := s.pages[name]
	return p != nil && !p.part
}

// Names returns the names for which Has is true, sorted.
func (s *Set) Names() []string {
	return slices.Sorted(func(yield func(string) bool) {
		for name, p := range s.pages {
			if !p.part && !yield(name) {
				return
			}
		}
	})
}

// Unused returns the names of the site's own layouts that no view uses, sorted. A document may choose one.
func (s *Set) Unused() []string { return s.unused }

// Sum is a hash of all layouts, the same wherever they come from. What a layout makes of a view
// depends on the Sum, the layout's name, the view and the functions, and on nothing else.
func (s *Set) Sum() [sha256.Size]byte {
	return s.sum
}

// Execute appends what the layout makes of the view to w. Its errors are of type *Error, and leave
// w as it was. The view must be of the type that the layout was checked with.
func (s *Set) Execute(w *bytes.Buffer, name string, view any) error {
	p := s.pages[name]
	if p == nil {
		return &Error{Problem: s.unknown(name)}
	}
	if p.tmpl == nil {
		return &Error{Problem: diag.Problem{
			Path: folder + name + extension, Code: diag.Layout,
			Message: fmt.Sprintf("layout %q, or one that it uses, has problems", name),
		}, Broken: true}
	}
	start := w.Len()
	if !s.executeFast(w, p, view) {
		if err := p.tmpl.Execute(w, view); err != nil {
			w.Truncate(start)
			return s.failure(p, err)
		}
	}
	if bytes.Contains(w.Bytes()[start:], []byte(failsafe)) {
		if pr, ok := s.refused(p, view); ok {
			w.Truncate(start)
			return &Error{Problem: pr}
		}
	}
	return nil
}

func (s *Set) unknown(name string) diag.Problem {
	return diag.Problem{Code: diag.Layout, Message: fmt.Sprintf("no layout named %q", name), Cure: diag.DidYouMean(diag.Nearest(name, s.Names()), "")}
}

// file returns the layout of that name, or nil.
func (s *Set) file(name string) *file {
	i, ok := slices.BinarySearchFunc(s.files, name, func(f *file, name string) int {
		return strings.Compare(f.name, name)
	})
	if !ok {
		return nil
	}
	return s.files[i]
}

// An Error is a layout that failed at a page.
type Error struct {
	Problem diag.Problem // has the place in the layout if that is known
	Err     error        // the cause; nil if the layout, not a function of it, is to blame
	Broken  bool         // the layout has problems that Parse has reported
}

func (e *Error) Error() string {
	if e.Problem.Line == 0 {
		return strings.TrimPrefix(e.Problem.Path+": "+e.Problem.Message, ": ")
	}
	return fmt.Sprintf("%s:%d:%d: %s", e.Problem.Path, e.Problem.Line, e.Problem.Col, e.Problem.Message)
}

func (e *Error) Unwrap() error {
	return e.Err
}
