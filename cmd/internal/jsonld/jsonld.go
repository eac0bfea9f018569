// Package jsonld describes pages in the terms of schema.org, for a script of type application/ld+json.
//
// It says nothing that the page does not show.
package jsonld

import "time"

// A Thing is a description. Its properties are those of schema.org that sites here use; empty ones are
// left out. Script has the word for each.
type Thing struct {
	Type     string
	ID       string
	Name     string
	URL      string
	Item     string
	Position int
	SameAs   []string

	*Details // nil if there are none, as of nearly all: most things are only named
}

// Details are the properties of what is described, and not only named.
type Details struct {
	Identifier    string // stays when the address does not
	Headline      string
	AlternateName []Name
	Description   string
	Text          string
	Language      string
	Free          bool
	Published     string
	Modified      string

	Authors    []Thing
	Publisher  *Thing
	Agency     *Thing
	Logo       *Thing
	Image      *Thing
	Width      int
	Height     int
	Caption    string
	Credit     string
	MainEntity *Thing
	MainPage   *Thing
	PartOf     *Thing
	Parts      []Thing

	About       []Thing
	Mentions    []Thing
	Citations   []Thing
	Corrections []Thing
	BasedOn     *Thing
	ArchivedAt  string
	Location    *Thing

	Count    int
	Elements []Thing

	Action   *Thing
	Target   *Thing
	Template string
	Query    string
}

// A Name is what a thing is also called.
type Name struct {
	Language string // of the name; empty if that is not known
	Value    string
}

// A Site is what every page knows of its site.
type Site struct {
	Name, URL   string // the whole address
	Description string // may be empty
	Lang        string
	Logo        string // a whole address; may be empty
	Search      string // the whole address of the page that searches, without a query; may be empty
}

// publisher is the desk as who publishes.
func (s Site) publisher() *Thing {
	out := &Thing{Type: "Organization", Name: s.Name, URL: s.URL}
	if s.Logo != "" {
		out.Details = &Details{Logo: &Thing{Type: "ImageObject", URL: s.Logo}}
	}
	return out
}

// part is what a page names its site by.
func (s Site) part() *Thing { return &Thing{Type: "WebSite", Name: s.Name, URL: s.URL} }

// WebSite describes a site, on its home page.
func WebSite(s Site) *Thing {
	out := s.part()
	out.Details = &Details{Language: s.Lang, Description: s.Description, Publisher: s.publisher()}
	if s.Search != "" {
		out.Action = &Thing{Type: "SearchAction", Details: &Details{
			Query:  "required name=search_term_string",
			Target: &Thing{Type: "EntryPoint", Details: &Details{Template: s.Search + "?q={search_term_string}"}},
		}}
	}
	return out
}

// A Link is a page with its name.
type Link struct {
	Name string
	URL  string // the whole address
}

// A Collection is a page that gathers others.
type Collection struct {
	Link
	Description string // may be empty
	Lang        string
	Items       []Link // in the order of the page; may be empty
	Parts       []Link // pages of its own that it leads to, such as editions; may be empty
}

// CollectionPage describes a page that gathers others.
func CollectionPage(c Collection, s Site) *Thing {
	out := &Thing{Type: "CollectionPage", Name: c.Name, URL: c.URL, Details: &Details{Description: c.Description, Language: c.Lang, PartOf: s.part()}}
	if len(c.Items) > 0 {
		list := make([]Thing, len(c.Items))
		for i, l := range c.Items {
			list[i] = Thing{Type: "ListItem", Position: i + 1, Name: l.Name, URL: l.URL}
		}
		out.MainEntity = &Thing{Type: "ItemList", Details: &Details{Count: len(list), Elements: list}}
	}
	for _, p := range c.Parts {
		out.Parts = append(out.Parts, Thing{Type: "CollectionPage", Name: p.Name, URL: p.URL})
	}
	return out
}

// BreadcrumbList describes the way from the home page to a page, itself included.
func BreadcrumbList(trail []Link) *Thing {
	steps := make([]Thing, len(trail))
	for i, l := range trail {
		steps[i] = Thing{Type: "ListItem", Position: i + 1, Name: l.Name, Item: l.URL}
	}
	return &Thing{Type: "BreadcrumbList", Details: &Details{Elements: steps}}
}

// moment writes a date with its zone. Zones that RFC 3339 cannot write, as local mean time, become UTC.
func moment(t time.Time) string {
	if _, offset := t.Zone(); offset%60 != 0 {
		t = t.UTC()
	}
	if t.IsZero() || t.Year() < 1 || t.Year() > 9999 {
		return ""
	}
	return t.Format(time.RFC3339)
}
