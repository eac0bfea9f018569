package layout

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout/callgraph"
)

const (
	folder  = "layouts/" // where the layouts are in a site
	assets  = "assets"   // styles and scripts, inside the folder
	texts   = "i18n"     // likewise the words of languages
	maxSize = 1 << 20

	// In errors a parsed file goes by this and its index: a name may hold what text/template's error
	// texts are cut at, and no {{define}} is likely to be called so.
	idPrefix = "//"
)

// A file is one layout file.
type file struct {
	name    string                 // its path in the folder, without extension
	path    string                 // from the site's root
	builtin bool                   // not one of the site's own
	unread  bool                   // its problem is known, and text is empty
	text    string                 // positions count from its start; without a byte order mark
	trees   map[string]*parse.Tree // what it defines; its own text is under its name, if there is any; nil if it cannot be parsed
}

// start is the position of the first thing in a template.
func start(t *parse.Tree) int {
	if len(t.Root.Nodes) > 0 {
		return int(t.Root.Nodes[0].Position())
	}
	return int(t.Root.Pos)
}

// canonical returns the name of a template: that of its file, with or without the extension.
func canonical(name string) string {
	return strings.TrimSuffix(name, extension)
}

// read returns the layouts sorted by name, the site's before the built-in ones of the same name.
func read(builtin, site fs.FS) ([]*file, []diag.Problem) {
	byName := make(map[string]*file)
	var problems []diag.Problem
	for i, fsys := range []fs.FS{builtin, site} {
		if fsys == nil {
			continue
		}
		walk := func(name string, d fs.DirEntry, err error) error {
			if name == "." {
				if err != nil && !errors.Is(err, fs.ErrNotExist) {
					problems = append(problems, unreadable("", err))
				}
				return nil
			}
			switch {
			case err != nil:
				problems = append(problems, unreadable(name, err))
			case (name == assets || name == texts) && d.IsDir(), strings.HasPrefix(d.Name(), ".") && d.IsDir():
				return fs.SkipDir
			case d.IsDir(), strings.HasPrefix(d.Name(), "."), strings.HasSuffix(d.Name(), "~"):
			case path.Ext(name) != extension:
				problems = append(problems, diag.Problem{
					Path: folder + name, Code: diag.FileKind,
					Message: "not a layout: its name does not end in " + extension,
					Cure:    "styles and scripts belong in " + folder + assets,
				})
			default:
				f := &file{name: canonical(name), path: folder + name, builtin: i == 0}
				if pr, ok := f.read(fsys, name); !ok {
					problems = append(problems, pr)
					f.unread = true
				}
				byName[f.name] = f
			}
			return nil
		}
		if err := fs.WalkDir(fsys, ".", walk); err != nil {
			problems = append(problems, unreadable("", err))
		}
	}
	files := make([]*file, 0, len(byName))
	for _, f := range byName {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *file) int { return strings.Compare(a.name, b.name) })
	return files, problems
}

// read sets f.text. A file that cannot be read stays in the Set, so that the built-in layout is
// not shown in its place.
func (f *file) read(fsys fs.FS, name string) (diag.Problem, bool) {
	info, err := fs.Stat(fsys, name)
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file") // and to open a pipe would wait for ever
	}
	if err != nil {
		return unreadable(name, err), false
	}
	r, err := fsys.Open(name)
	if err != nil {
		return unreadable(name, err), false
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	switch {
	case err != nil:
		return unreadable(name, err), false
	case len(data) > maxSize:
		return f.Problem(0, "larger than 1 MiB", "move styles, scripts and data to "+folder+assets), false
	}
	text := strings.TrimPrefix(string(data), "\ufeff")
	if valid, _, found := strings.Cut(strings.ToValidUTF8(text, "\xff"), "\xff"); found {
		pr := f.Problem(0, "not UTF-8", "save the file as UTF-8")
		pr.Line, pr.Col = place(text, len(valid))
		return pr, false
	}
	f.text = text
	return diag.Problem{}, true
}

func unreadable(name string, err error) diag.Problem {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err // the path is said already, and may be one of the machine
	}
	return diag.Problem{
		Path: strings.TrimSuffix(folder+name, "/"), Code: diag.Layout,
		Message: "cannot be read: " + err.Error(),
	}
}

func sum(files []*file) (out [sha256.Size]byte) {
	h := sha256.New()
	for _, f := range files {
		for _, s := range []string{f.name, f.text} {
			h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(s))))
			io.WriteString(h, s)
		}
	}
	h.Sum(out[:0])
	return out
}

// parse sets f.trees; id is the file's index in its Set.
func (f *file) parse(id int) (diag.Problem, bool) {
	name := idPrefix + strconv.Itoa(id)
	parsed := make(map[string]*parse.Tree)
	t := parse.New(name)
	t.Mode = parse.SkipFuncCheck // the check names them all, with their columns
	if _, err := t.Parse(f.text, "", "", parsed); err != nil {
		return f.parseProblem(name, err), false
	}
	body := parsed[name]
	delete(parsed, name)
	trees := make(map[string]*parse.Tree, len(parsed)+1)
	for _, def := range slices.Sorted(maps.Keys(parsed)) {
		t := parsed[def]
		if t.Name = canonical(def); trees[t.Name] != nil {
			return f.Problem(start(t), fmt.Sprintf("template %q is defined twice", t.Name), ""), false
		}
		trees[t.Name] = t
	}
	// A file that defines nothing is a template, be it empty: so a site does without a part of ours.
	if !parse.IsEmptyTree(body.Root) || len(trees) == 0 {
		t := body
		if t.Name = f.name; trees[t.Name] != nil {
			return f.Problem(start(t), fmt.Sprintf("template %q is defined twice", t.Name),
				"what stands outside of the definitions of a file has that name already"), false
		}
		trees[t.Name] = t
	}
	for _, t := range trees {
		for n := range callgraph.Nodes(t.Root) {
			if call, ok := n.(*parse.TemplateNode); ok {
				call.Name = canonical(call.Name)
			}
		}
	}
	f.trees = trees
	return diag.Problem{}, true
}

// parseProblem takes the place out of an error of text/template/parse, which knows the line, and names what
// it met there. The place is that of the name; without one, that of the first action of the line.
func (f *file) parseProblem(name string, err error) diag.Problem {
	msg := strings.TrimPrefix(err.Error(), "template: "+name+":")
	num, rest, _ := strings.Cut(msg, ": ")
	line, convErr := strconv.Atoi(num)
	if convErr != nil {
		return f.Problem(0, msg, "")
	}
	rest = strings.ReplaceAll(strings.TrimPrefix(rest, "template: "), " at "+name+":", " at line ")
	if strings.Contains(rest, "unexpected EOF") {
		return f.Problem(f.unclosed(), "this is not closed", "each {{if}}, {{range}}, {{with}}, {{block}} and {{define}} needs an {{end}}")
	}
	pos := position(f.text, line, 0)
	text, _, _ := strings.Cut(f.text[pos:], "\n")
	for _, met := range []string{lastQuoted(rest), met.FindString(rest), "{{"} {
		if i := strings.Index(text, met); i >= 0 && met != "" {
			pos += i
			break
		}
	}
	return f.Problem(pos, rest, "")
}

// met is an action as errors of text/template/parse name it.
var met = regexp.MustCompile(`\{\{\w+`)

// opening is the beginning of an action, a whole comment included, with the word that it begins with.
var opening = regexp.MustCompile(`(?s)\{\{(?:- )?/\*.*?\*/|\{\{(?:- )?[ \t\r\n]*(\w*)`)

// unclosed is the position of the last action that opens something and has no end; 0 if there is none. Actions
// inside of strings are taken for actions.
func (f *file) unclosed() int {
	var open []int
	for _, m := range opening.FindAllStringSubmatchIndex(f.text, -1) {
		word := ""
		if m[2] >= 0 {
			word = f.text[m[2]:m[3]]
		}
		switch word {
		case "if", "range", "with", "block", "define":
			open = append(open, m[0])
		case "end":
			open = open[:max(0, len(open)-1)]
		}
	}
	if len(open) == 0 {
		return 0
	}
	return open[len(open)-1]
}

// isPage reports whether f is a page by what it says: its own text then is a whole document, or
// it defines what base.html shows.
func (f *file) isPage() bool {
	if f.name == baseName {
		return false
	}
	return f.trees[mainBlock] != nil || f.body() != nil && strings.Contains(strings.ToLower(f.text), "<html")
}

// body returns the text of f outside of its definitions, or nil if there is none.
func (f *file) body() *parse.Tree {
	if t := f.trees[f.name]; t != nil && !parse.IsEmptyTree(t.Root) {
		return t
	}
	return nil
}

// Problem returns a problem at a position of the file.
func (f *file) Problem(pos int, message, cure string) diag.Problem {
	if f.builtin {
		message = "in the built-in layout: " + message
	}
	pr := diag.Problem{Path: f.path, Code: diag.Layout, Message: message, Cure: cure}
	pr.Line, pr.Col = place(f.text, pos)
	return pr
}

// place returns line and column of a byte position, both from 1, columns in code points.
func place(text string, pos int) (line, col int) {
	before := text[:max(0, min(pos, len(text)))]
	return 1 + strings.Count(before, "\n"), 1 + utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:])
}

// position is the byte position of a line and a byte column, from 1 and from 0.
func position(text string, line, col int) int {
	pos := 0
	for ; line > 1; line-- {
		i := strings.IndexByte(text[pos:], '\n')
		if i < 0 {
			break
		}
		pos += i + 1
	}
	return min(pos+col, len(text))
}
