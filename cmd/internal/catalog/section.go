package catalog

import (
	"slices"
	"strings"

	"briefings/cmd/internal/config"
	"briefings/cmd/internal/permalink"
)

// A Section is a page that lists what a site has of one sort.
type Section struct {
	URL   permalink.URL
	Title string // the key of what readers call it; see package locale
	Kind  string // of the documents that it lists; empty if they are of several

	bare  func(*config.Site) bool         // whether a site has it with nothing in it; nil: no site has
	holds func(*config.Site, *Entry) bool // whether a document stands in it; nil: none does
}

// sections are all that there are. What a site has of them is decided here and nowhere else: the pages
// themselves, references to them, and what leads to them on every page, ask HasSection.
var sections = []Section{
	{"/", "sections.home", "", func(*config.Site) bool { return true }, nil},
	{"/briefings/", "sections.briefings", "briefing", ifDeclared, ofKind("briefing")},
	{"/articles/", "sections.articles", "article", ifDeclared, ofKind("article")},
	{"/notes/", "sections.notes", "note", ifDeclared, ofKind("note")},
	{"/entities/", "sections.entities", "entity", ifDeclared, ofKind("entity")},
	{"/pages/", "sections.pages", "page", nil, func(_ *config.Site, e *Entry) bool { return e.Nested }},
	{"/sources/", "sections.sources", "source", ifDeclared, func(_ *config.Site, e *Entry) bool { return e.Kind == "source" || e.End() != nil }},
	{"/tags/", "sections.tags", "", ifDeclared, func(_ *config.Site, e *Entry) bool { return e.Kind != "briefing" && len(e.Tags) > 0 }},
	{"/archive/", "sections.archive", "", ifDeclared, func(_ *config.Site, e *Entry) bool { return e.Item() }},
	{"/search/", "sections.search", "", func(s *config.Site) bool { return s.Declared && s.Search }, func(s *config.Site, _ *Entry) bool { return s.Search }},
}

func ifDeclared(s *config.Site) bool { return s.Declared }

func ofKind(kind string) func(*config.Site, *Entry) bool {
	return func(_ *config.Site, e *Entry) bool { return e.Kind == kind }
}

// SectionAt returns the section with an address; false if there is none.
func SectionAt(u permalink.URL) (s Section, ok bool) {
	i := slices.IndexFunc(sections, func(s Section) bool { return s.URL == u })
	if i < 0 {
		return Section{}, false
	}
	return sections[i], true
}

// SectionOf returns where documents of a kind are listed; empty if there is no such kind.
func SectionOf(kind string) permalink.URL {
	for _, s := range sections {
		if s.Kind == kind && kind != "" {
			return s.URL
		}
	}
	return ""
}

// HasSection reports whether the site has the section at an address. A declared site has all but the list of
// pages, which is for those that no other page leads to; a plain folder has what it has something for.
func (c *Catalog) HasSection(u permalink.URL) bool { return c.sections[u] }

// HasList reports whether the site lists documents at an address, that of a section or of a tag. A page that stands
// there is the text above the list.
func (c *Catalog) HasList(u permalink.URL) bool {
	key, tagged := strings.CutPrefix(strings.TrimSuffix(string(u), "/"), "/tags/")
	if !tagged {
		return c.HasSection(u)
	}
	t := c.Tag(permalink.TagKey(key))
	return t != nil && len(t.Items) > 0 && t.URL == u
}

// nested reports what Entry.Nested says: every page of a declared site leads to those at its top, and a section
// shows the page that has its address.
func (c *Catalog) nested(e *Entry) bool {
	if e.Kind != "page" || c.Config.Declared && !strings.Contains(strings.Trim(string(e.URL), "/"), "/") {
		return false
	}
	_, section := SectionAt(e.URL)
	return !section
}

// foundSections returns the sections of the site.
func (c *Catalog) foundSections() generated {
	out := generated{}
	for _, s := range sections {
		if s.bare != nil && s.bare(c.Config) {
			out.add(s.URL, true)
		}
	}
	for _, e := range c.Entries {
		for _, s := range sections {
			if s.holds != nil && s.holds(c.Config, e) {
				out.add(s.URL, e.Published())
			}
		}
	}
	return out
}
