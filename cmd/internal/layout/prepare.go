package layout

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout/callgraph"
	"briefings/cmd/internal/layout/escape"
	"briefings/cmd/internal/layout/vet"
)

// executing takes the place out of an error of text/template, whose columns are bytes from 0.
var executing = regexp.MustCompile(`(?s)^template: ` + idPrefix + `(\d+):(\d+):(\d+): executing ".*?" at <.*?>: (.*)$`)

// escaping takes it out of an error of html/template.
var escaping = regexp.MustCompile(`(?s)^html/template:` + idPrefix + `(\d+):(\d+):(\d+): (.*)$`)

// assemble makes an html/template of root and all that it reaches. The trees are copied, for
// html/template writes its escapers into them; edit, if not nil, may change the copies first.
func (s *Set) assemble(defs map[string]vet.Template, root string, edit func(vet.Template, *parse.Tree), funcs template.FuncMap) (*template.Template, error) {
	t := template.New(root).Funcs(s.funcs).Funcs(funcs)
	for _, name := range callgraph.Reach(defs, root) {
		tree := defs[name].Tree.Copy()
		if edit != nil {
			edit(defs[name], tree)
		}
		if _, err := t.AddParseTree(name, tree); err != nil {
			return nil, err
		}
	}
	return t.Lookup(root), nil
}

// prepare makes a page ready that has passed the check.
func (s *Set) prepare(p *page) (*template.Template, diag.Problem, bool) {
	t, err := s.assemble(p.defs, p.root, nil, nil)
	if err == nil {
		err = escape.Template(t)
	}
	if err != nil {
		return nil, s.escapeProblem(p, err), false
	}
	return t, diag.Problem{}, true
}

// escapeProblem says what html/template refuses, and where. Mistakes in the HTML itself come
// without a place: the template that fails by itself is to blame, at the text that is quoted in the
// error.
func (s *Set) escapeProblem(p *page, err error) diag.Problem {
	message, cure := err.Error(), ""
	var refused *template.Error
	if errors.As(err, &refused) {
		message, cure = explain(refused)
	}
	if m := escaping.FindStringSubmatch(err.Error()); m != nil {
		return s.at(m, message, cure)
	}
	names := callgraph.Reach(p.defs, p.root)
	culprit := p.defs[p.root]
	for _, name := range slices.Backward(names) {
		t, err := s.assemble(p.defs, name, nil, nil)
		if err != nil {
			continue
		}
		var alone *template.Error
		if err := escape.Template(t); errors.As(err, &alone) && refused != nil && alone.ErrorCode == refused.ErrorCode {
			culprit = p.defs[name]
			break
		}
	}
	pos := start(culprit.Tree)
	if quoted := lastQuoted(message); quoted != "" {
		for n := range callgraph.Nodes(culprit.Tree.Root) {
			if text, ok := n.(*parse.TextNode); ok && strings.Contains(string(text.Text), quoted) {
				pos = int(text.Pos) + strings.Index(string(text.Text), quoted)
				break
			}
		}
	}
	return culprit.File.Problem(pos, message, cure)
}

// explain says in our words what would otherwise be the names of html/template's states.
func explain(e *template.Error) (message, cure string) {
	switch e.ErrorCode {
	case template.ErrEndContext:
		return "the template ends inside a tag, an attribute, a comment, a script or a style", "close it"
	case template.ErrBranchEnd:
		return "the two ways through this do not end in the same place of the HTML",
			"close in each branch, {{else}} included, what the branch opens: tags, quotes, comments"
	case template.ErrOutputContext:
		return "the template calls itself inside a tag, an attribute, a script or a style", ""
	case template.ErrPredefinedEscaper:
		return e.Description, "remove it: everything is escaped as its place requires"
	case template.ErrBadHTML:
		return e.Description, "put the attribute's value in quotes"
	}
	return e.Description, ""
}

// lastQuoted returns what the last quotation in an error text says, or "".
func lastQuoted(message string) string {
	last := ""
	for i := 0; i < len(message); i++ {
		if message[i] != '"' {
			continue
		}
		quoted, err := strconv.QuotedPrefix(message[i:])
		if err != nil {
			break
		}
		last, _ = strconv.Unquote(quoted)
		i += len(quoted) - 1
	}
	return last
}

// at returns a problem at the place in a match: index of the file, line, column.
func (s *Set) at(match []string, message, cure string) diag.Problem {
	id, err := strconv.Atoi(match[1])
	if err != nil || id >= len(s.files) {
		return diag.Problem{Code: diag.Layout, Message: message, Cure: cure}
	}
	line, _ := strconv.Atoi(match[2]) // digits; a number too large is past the end
	col, _ := strconv.Atoi(match[3])
	f := s.files[id]
	return f.Problem(position(f.text, line, col), message, cure)
}

// failure is the error of an execution.
func (s *Set) failure(p *page, err error) error {
	if m := executing.FindStringSubmatch(err.Error()); m != nil {
		return &Error{Problem: s.at(m, m[4], ""), Err: err}
	}
	return &Error{Problem: p.defs[p.root].File.Problem(0, err.Error(), ""), Err: err}
}

// failsafe is what html/template writes in the place of a value that it refuses.
const failsafe = "ZgotmplZ"

// tracer is the function by which a tracing template says what it is about to write.
const tracer = "_layout_at"

// A trace is a writer that finds the action whose value html/template has refused. Output that
// merely holds the word is no refusal: a document may speak of it.
type trace struct {
	actions []func() diag.Problem
	current int // the action whose value comes next; -1 if none, or if the value itself has the word
	refused int // -1 if none
}

func (t *trace) Write(b []byte) (int, error) {
	if t.current >= 0 && t.refused < 0 && strings.Contains(string(b), failsafe) {
		t.refused = t.current
	}
	t.current = -1
	return len(b), nil
}

func (t *trace) at(action int, v reflect.Value) reflect.Value {
	t.current = action
	if v.IsValid() && v.CanInterface() && strings.Contains(fmt.Sprint(v.Interface()), failsafe) {
		t.current = -1
	}
	return v
}

// refused executes the page once more to find the place where a value was refused, if any was.
func (s *Set) refused(p *page, view any) (diag.Problem, bool) {
	tr := &trace{current: -1, refused: -1}
	t, err := s.assemble(p.defs, p.root, tr.instrument, template.FuncMap{tracer: tr.at})
	if err == nil {
		err = t.Execute(tr, view)
	}
	if err != nil || tr.refused < 0 {
		return diag.Problem{}, false
	}
	return tr.actions[tr.refused](), true
}

// instrument makes every action of a tree that writes pass its value through the tracer.
func (t *trace) instrument(def vet.Template, tree *parse.Tree) {
	for n := range callgraph.Nodes(tree.Root) {
		action, ok := n.(*parse.ActionNode)
		if !ok || len(action.Pipe.Decl) > 0 {
			continue
		}
		last := action.Pipe.Cmds[len(action.Pipe.Cmds)-1]
		if id, ok := last.Args[0].(*parse.IdentifierNode); ok && (id.Ident == "html" || id.Ident == "urlquery") {
			continue // html/template wants them last
		}
		pos, written := int(action.Pos), action.String()
		number := strconv.Itoa(len(t.actions))
		t.actions = append(t.actions, func() diag.Problem {
			return def.File.Problem(pos, written+" gives a value that is not safe in this place of the HTML",
				"an address must be relative, or begin with http:, https: or mailto:; other text belongs in the page or in a quoted attribute")
		})
		action.Pipe.Cmds = append(action.Pipe.Cmds, &parse.CommandNode{
			NodeType: parse.NodeCommand, Pos: action.Pos,
			Args: []parse.Node{
				parse.NewIdentifier(tracer).SetPos(action.Pos),
				&parse.NumberNode{NodeType: parse.NodeNumber, Pos: action.Pos, IsInt: true, Int64: int64(len(t.actions) - 1), Text: number},
			},
		})
	}
}
