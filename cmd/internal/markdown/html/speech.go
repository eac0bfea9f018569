package html

import "github.com/yuin/goldmark/ast"

// speaking renders a block. Its attributes say in what language and direction it is written, where that
// is not as around it.
func (w *writer) speaking(n ast.Node, inner func(attributes string)) {
	around := w.dir
	s := w.tree.Speech(n, around)
	attributes := ""
	if s.Lang != "" {
		attributes = ` lang="` + s.Lang + `"`
	}
	if s.Dir != "" && s.Dir != around {
		attributes += ` dir="` + s.Dir + `"`
		w.dir = s.Dir
	}
	inner(attributes)
	w.dir = around
}
