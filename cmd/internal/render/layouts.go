package render

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/layout"
	"briefings/cmd/internal/locale"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/view"
)

// views are the layouts and what they are given.
var views = []layout.View{
	{Name: "home", Type: reflect.TypeFor[*view.HomeView](), Root: "base.html"},
	{Name: "briefings", Type: reflect.TypeFor[*view.BriefingsView](), Root: "base.html"},
	{Name: "briefing", Type: reflect.TypeFor[*view.BriefingView](), Root: "base.html"},
	{Name: "edition", Type: reflect.TypeFor[*view.EditionView](), Root: "base.html"},
	{Name: "article", Type: reflect.TypeFor[*view.ArticleView](), Root: "base.html"},
	{Name: "note", Type: reflect.TypeFor[*view.NoteView](), Root: "base.html"},
	{Name: "page", Type: reflect.TypeFor[*view.SimplePageView](), Root: "base.html"},
	{Name: "entity", Type: reflect.TypeFor[*view.EntityView](), Root: "base.html"},
	{Name: "list", Type: reflect.TypeFor[*view.ListView](), Root: "base.html"},
	{Name: "index", Type: reflect.TypeFor[*view.IndexView](), Root: "base.html"},
	{Name: "search", Type: reflect.TypeFor[*view.SearchView](), Root: "base.html"},
	{Name: "404", Type: reflect.TypeFor[*view.MissingView](), Root: "base.html"},
	{Name: "redirect", Type: reflect.TypeFor[*view.RedirectView](), Root: "redirect"},
	{Name: "item", Type: reflect.TypeFor[*view.ItemView](), Root: "item"},
}

// Views returns the layouts there are and what each is given.
func Views() []layout.View { return slices.Clone(views) }

// parseLayouts reads the layouts and the files beside them.
func (s *Site) parseLayouts(prev *Site) error {
	assets, err := s.layoutAssets()
	if err != nil {
		return err
	}
	s.assets = assets
	own, err := fs.Sub(s.Files, "layouts")
	if err != nil {
		return fmt.Errorf("layouts: %w", err)
	}
	if !s.Config.Declared {
		own = nil
	}
	if err := s.readLocale(own); err != nil {
		return err
	}
	funcs := template.FuncMap{"asset": func(name string) (string, error) {
		if href, ok := s.assets[name]; ok {
			return href, nil
		}
		return "", fmt.Errorf("no file layouts/assets/%s", name)
	}, "t": s.locale.Text, "forms": s.locale.Forms, "number": s.locale.Number}
	var former *layout.Set
	if prev != nil && maps.Equal(assets, prev.assets) && s.locale.Sum() == prev.locale.Sum() { // which is all that the functions depend on
		former = prev.layouts
	}
	var problems []diag.Problem
	s.layouts, problems = layout.Parse(s.Builtin, own, views, funcs, former)
	s.Problems = append(s.Problems, problems...)
	return nil
}

// readLocale reads the words of the site's language.
func (s *Site) readLocale(own fs.FS) error {
	l, problems, err := locale.Read(s.Builtin, own, locale.Options{Lang: s.Config.Lang, Jalali: s.Config.Calendar == config.Jalali})
	for _, p := range problems {
		if p.Path == "" {
			p.Path = config.File
			p.Line, p.Col = s.Config.Place("lang")
		}
		s.Problems = append(s.Problems, p)
	}
	s.locale = l
	return err
}

// layoutAssets plans the files of layouts/assets/, and returns where they stand.
func (s *Site) layoutAssets() (map[string]string, error) {
	hrefs := map[string]string{}
	type folder struct {
		fsys fs.FS
		dir  string
	}
	folders := []folder{{s.Builtin, "assets"}}
	if s.Config.Declared {
		folders = []folder{{s.Files, "layouts/assets"}, {s.Builtin, "assets"}}
	}
	for _, from := range folders {
		err := fs.WalkDir(from.fsys, from.dir, func(name string, d fs.DirEntry, err error) error {
			if errors.Is(err, fs.ErrNotExist) {
				return fs.SkipAll
			}
			if err != nil || !d.Type().IsRegular() {
				return err
			}
			short := strings.TrimPrefix(name, from.dir+"/")
			if _, ok := hrefs[short]; ok {
				return nil // the site's own wins
			}
			data, err := fs.ReadFile(from.fsys, name)
			if err != nil {
				return err
			}
			hrefs[short] = s.addAsset(short, owner.Owner{Path: "layouts/assets/" + short}, data)
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("layouts/assets: %w", err)
		}
	}
	return hrefs, nil
}
