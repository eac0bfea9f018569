package render

import (
	"bytes"
	"html/template"
	"io/fs"
	"reflect"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/output/manifest"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/view"
	"briefings/cmd/internal/weave"
)

// file is the owner of what is made of a document.
func file(e *catalog.Entry) owner.Owner { return owner.Owner{Path: string(e.Path)} }

// addressPlace is where a document sets its address; 0, 0 if it does not, or is none.
func (s *Site) addressPlace(path string) (line, col int) {
	e := s.Catalog.AtPath(content.Path(path))
	switch {
	case e == nil:
		return 0, 0
	case e.Meta.URL != "":
		return e.Front.Place("url")
	case e.Meta.Slug != "":
		return e.Front.Place("slug")
	}
	return 0, 0
}

// documents plans the pages of all published documents, less those that stand on a page which is
// made anyway: home, lists, briefings, sources.
func (s *Site) documents() {
	for _, e := range s.Catalog.Entries {
		if !e.Published() || e.Kind == "briefing" || e.Kind == "source" || s.standing(e) || e.Kind == "entity" {
			continue
		}
		modified := e.LastMod
		if modified.IsZero() {
			modified = e.Date
		}
		s.page(e.URL, file(e), e.URL != missingURL, feed.Location{Modified: modified}, func(m *present.Maker) (string, any) { return s.document(m, e) })
		if e.Kind == "note" {
			s.documentCard(e)
		}
	}
}

// standing reports whether a document is the text above a list that the site has. Of two that would be, one is.
func (s *Site) standing(e *catalog.Entry) bool {
	return e.Kind == "page" && s.Catalog.HasList(e.URL) && s.Catalog.AtURL(e.URL) == e
}

// document is the page of an article, a note or a page of the site's own.
func (s *Site) document(m *present.Maker, e *catalog.Entry) (layout string, v any) {
	d := m.Document(e)
	switch e.Kind {
	case "article":
		v = m.Article(e, d)
	case "note":
		v = m.Note(e, d)
	default:
		v = &view.SimplePageView{DocumentView: d}
	}
	return s.layoutOf(e, v), v
}

// layoutOf is the layout that front matter asks for, if there is one of that name, or that of the
// kind. Other generators' names of layouts are passed over.
func (s *Site) layoutOf(e *catalog.Entry, v any) string {
	own := e.Meta.Layout
	if own == "" || !s.layouts.Has(own) || len(s.layouts.Check(own, reflect.TypeOf(v))) > 0 {
		return e.Kind
	}
	return own
}

// checkLayouts reports the layouts that documents ask for and that are not there, or that do not
// fit the documents.
func (s *Site) checkLayouts() {
	type use struct{ layout, kind string }
	seen := map[use]bool{}
	types := map[string]reflect.Type{}
	for _, v := range views {
		types[v.Name] = v.Type
	}
	own := func(layout string) bool {
		_, err := fs.Stat(s.Files, "layouts/"+layout+extension)
		return err == nil && s.Config.Declared // what a plain folder has there is another program's
	}
	chosen := map[string]bool{}
	for _, e := range s.Catalog.Entries {
		u := use{e.Meta.Layout, e.Kind}
		chosen[u.layout] = true
		if u.layout == "" || seen[u] || !lasting(e) || types[e.Kind] == nil {
			continue
		}
		seen[u] = true
		if s.layouts.Has(u.layout) {
			unfit := s.layouts.Check(u.layout, types[e.Kind])
			if len(unfit) == 0 {
				continue
			}
			if own(u.layout) {
				s.Problems = append(s.Problems, unfit...)
				continue
			} // a built-in one for something else: the name is another program's
		}
		if own(u.layout) {
			continue // it is there, and what is wrong with it is said
		}
		line, col := e.Front.Place("layout")
		s.Problems = append(s.Problems, diag.Problem{
			Path: string(e.Path), Line: line, Col: col, Code: diag.KeyIgnored,
			Message: "the site has no layout \"" + u.layout + "\"; the one for its kind is used",
			Cure:    layoutCure(u.layout),
		})
	}
	s.checkUnused(chosen)
}

// checkUnused reports the layouts that nothing uses and that are called almost as one is which is used.
func (s *Site) checkUnused(chosen map[string]bool) {
	var names []string
	for _, v := range views {
		names = append(names, v.Name)
	}
	for _, name := range s.layouts.Unused() {
		if near := diag.Nearest(name, names); near != "" && !chosen[name] {
			s.Problems = append(s.Problems, diag.Problem{
				Path: "layouts/" + name + extension, Code: diag.NameNear, Message: "nothing uses this layout",
				Cure: diag.DidYouMean("layouts/"+near+extension, ""),
			})
		}
	}
}

// layoutCure asks for a file only where one can be.
func layoutCure(name string) string {
	if manifest.Unlistable("layouts/"+name+extension) != "" {
		return "a layout is named by its path in layouts/, without " + extension + "; leave out the key"
	}
	return "write layouts/" + name + extension + ", or leave out the key"
}

// extension is what the files of layouts end in.
const extension = ".html"

// item returns a document as lists show it, made once.
func (s *Site) item(e *catalog.Entry) template.HTML {
	if made := s.items[e.Index].Load(); made != nil {
		return *made
	}
	v := s.maker.ItemOf(e)
	var b bytes.Buffer
	if err := s.layouts.Execute(&b, "item", v); err != nil {
		return "" // every page that lists it fails by itself; see failed
	}
	html := weave.HTML(bytes.Clone(b.Bytes())) // which is kept, and no larger than it must be
	s.items[e.Index].Store(&html)
	return html
}
