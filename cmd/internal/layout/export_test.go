package layout

import (
	"bytes"
	"reflect"
)

// Compile returns what keeps a layout from being compiled for views of a type, or nil.
func (s *Set) Compile(name string, typ reflect.Type) error {
	_, err := s.compiled(s.pages[name], typ).program()
	return err
}

// ExecuteCompiled executes a layout as Execute does when it has done so often.
func (s *Set) ExecuteCompiled(w *bytes.Buffer, name string, view any) error {
	if p := s.pages[name]; p != nil {
		s.compiled(p, reflect.TypeOf(view)).executed.Store(warm)
	}
	return s.Execute(w, name, view)
}

// ExecuteUncompiled executes a layout as Execute does at first.
func (s *Set) ExecuteUncompiled(w *bytes.Buffer, name string, view any) error {
	if p := s.pages[name]; p != nil {
		s.compiled(p, reflect.TypeOf(view)).executed.Store(0)
	}
	return s.Execute(w, name, view)
}
