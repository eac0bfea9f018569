package present

import (
	"cmp"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/direction"
	"briefings/cmd/internal/view"
)

// versions are a document in its languages; nil if it has only one, and without a base URL, for search
// engines want whole addresses.
func (m *Maker) versions(e *catalog.Entry) []view.Version {
	all := m.Catalog.Versions(e)
	if len(all) < 2 || m.Host == "" {
		return nil
	}
	var out []view.Version
	for _, x := range all {
		if x.KnownLang() == "" {
			continue
		}
		out = append(out, view.Version{Lang: x.Lang, Title: x.Title, URL: m.Absolute(x.URL)})
	}
	return append(out, view.Version{Lang: "x-default", Title: all[0].Title, URL: m.Absolute(all[0].URL)})
}

// others are the versions of a document in other languages than its own; nil if there are none.
func (m *Maker) others(e *catalog.Entry) []view.Translation {
	var out []view.Translation
	for _, x := range m.Catalog.Versions(e) {
		if x.Lang != e.Lang && x.KnownLang() != "" {
			out = append(out, view.Translation{Name: nameOf(x.Lang), URL: m.Href(x.URL), Lang: x.Lang, Dir: direction.OfLanguage(x.Lang)})
		}
	}
	return out
}

// nameOf is the name of a language in that language; its tag, if CLDR knows no name.
func nameOf(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return lang
	}
	return cmp.Or(display.Self.Name(tag), lang)
}
