// Package escape does to single values what html/template does to them in a page.
//
// html/template chooses a chain of escapers for each action of a template, by the place that it
// stands in, and calls them by reflection. They are security, so none is written anew here: a Place
// is a small template that has the chain, which html/template escapes and executes. For text, most of
// the chains change one byte at a time; these tell a Place once what they do with each byte, and text
// then needs no template.
package escape

import (
	"errors"
	"html/template"
	"io"
	"strings"
	"text/template/parse"
)

// Template makes html/template do at once what it does when a template is first executed: one that
// writes to nobody fails at its first byte, after it has been escaped. The error is a *template.Error.
func Template(t *template.Template) error {
	var refused *template.Error
	if err := t.Execute(nobody{}, nil); errors.As(err, &refused) {
		return refused
	}
	return nil
}

type nobody struct{}

func (nobody) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

const prefix = "_html_template_" // of the functions that html/template adds to a pipeline

// Chain returns the commands of an escaped pipeline that are the author's, and the names of the
// escapers behind them as one string.
func Chain(pipe *parse.PipeNode) (own []*parse.CommandNode, escapers string) {
	n := len(pipe.Cmds)
	for n > 0 {
		id, ok := pipe.Cmds[n-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, prefix) {
			break
		}
		n--
	}
	var names []string
	for _, cmd := range pipe.Cmds[n:] {
		names = append(names, strings.TrimPrefix(cmd.Args[0].String(), prefix))
	}
	return pipe.Cmds[:n], strings.Join(names, " ")
}
