package jsonld

import (
	"cmp"
	"time"

	"briefings/cmd/internal/catalog"
)

// A Page is what the page of a document shows and its entry does not know. All but URL may be empty.
type Page struct {
	Site        Site
	URL         string // the whole address
	Description string
	Image       *Image
	BasedOn     string // address of what an article was taken from
	Archived    string // address of a copy of that
	SameAs      []string
	Authors     []Author
	About       []Subject // whom the desk says that it is about
	Mentions    []Subject // whom else it names
	Cites       []Work
	Place       Subject // where it was written
	Corrections []Correction
}

// An Image is a picture.
type Image struct {
	URL           string // the whole address
	Width, Height int    // pixels; 0 if they are not known
	Caption       string // may be empty
	Credit        string // likewise
}

// An Author is who signs a document.
type Author struct {
	Name string
	URL  string // of the author's page; may be empty
	Body bool   // several, such as a desk, and not a person
}

// A Subject is an entity as other pages name it.
type Subject struct {
	Kind   string // person, body, place, thing, event; may be empty
	Name   string
	URL    string // the whole address; empty if it has no page
	SameAs []string
}

// A Work is a document as others cite it.
type Work struct {
	Link
	Kind string // article, note, page
}

// A Correction is what a note says that it got wrong.
type Correction struct {
	Date time.Time // zero if not given
	Text string
}

// kinds are the types of documents, by kind; what is not listed is a WebPage.
var kinds = map[string]string{"article": "NewsArticle", "note": "AnalysisNewsArticle"}

// Document describes a document.
func Document(e *catalog.Entry, p Page) Thing {
	if e.Kind == "entity" {
		return entity(e, p)
	}
	out := described(cmp.Or(kinds[e.Kind], "WebPage"), e, p)
	out["inLanguage"], out["isAccessibleForFree"] = e.Lang, true
	set(out, "datePublished", moment(e.Date))
	set(out, "dateModified", cmp.Or(moment(e.LastMod), moment(e.Date)))
	setAll(out, "about", subjects(p.About))
	setAll(out, "mentions", subjects(p.Mentions))
	var cites []Thing
	for _, w := range p.Cites {
		cites = append(cites, thing(cmp.Or(kinds[w.Kind], "WebPage"), w.Name, w.URL))
	}
	setAll(out, "citation", cites)
	out["publisher"] = p.Site.publisher()
	if e.Item() {
		item(out, e, p)
	}
	return out
}

// item says what only articles and notes have.
func item(out Thing, e *catalog.Entry, p Page) {
	out["headline"], out["isPartOf"] = e.Title, p.Site.part()
	if p.Place.Name != "" {
		out["contentLocation"] = subject(p.Place)
	}
	var authors []Thing
	for _, a := range p.Authors {
		authors = append(authors, author(a))
	}
	if e.Kind == "article" {
		for _, s := range []*catalog.Source{e.Agency, e.Publisher} {
			if s != nil && authors == nil {
				authors = []Thing{organization(s.Title)}
			}
		}
		if e.Publisher != nil {
			out["publisher"] = organization(e.Publisher.Title)
		}
		if e.Agency != nil {
			out["sourceOrganization"] = organization(e.Agency.Title)
		}
		if p.BasedOn != "" {
			based := Thing{"@type": "NewsArticle", "url": p.BasedOn}
			set(based, "archivedAt", p.Archived)
			out["isBasedOn"] = based
		}
	} else if authors == nil {
		authors = []Thing{p.Site.publisher()}
	}
	setAll(out, "author", authors)
	var corrections []Thing
	for _, c := range p.Corrections {
		x := Thing{"@type": "CorrectionComment", "text": c.Text}
		set(x, "datePublished", moment(c.Date))
		corrections = append(corrections, x)
	}
	setAll(out, "correction", corrections)
}

// described begins the description of a document.
func described(sort string, e *catalog.Entry, p Page) Thing {
	out := thing(sort, e.Title, p.URL)
	set(out, "description", p.Description)
	if p.Image != nil {
		out["image"] = image(*p.Image)
	}
	out["mainEntityOfPage"] = Thing{"@type": "WebPage", "@id": p.URL}
	return out
}

// entity describes what a page is about, and not the page: dates and language would be the page's.
func entity(e *catalog.Entry, p Page) Thing {
	out := described(sortOf(e.Meta.Entity.Kind), e, p)
	var names []any
	for _, n := range e.Names {
		names = append(names, n)
	}
	for _, n := range e.Meta.Entity.Names {
		names = append(names, map[string]string{"@language": n.Lang, "@value": n.Name})
	}
	setAll(out, "alternateName", names)
	setAll(out, "sameAs", p.SameAs)
	return out
}

// sorts are the types of entities, by kind; what is not listed is a Thing.
var sorts = map[string]string{"person": "Person", "body": "Organization", "place": "Place", "event": "Event"}

func sortOf(kind string) string { return cmp.Or(sorts[kind], "Thing") }

func subjects(all []Subject) []Thing {
	var out []Thing
	for _, s := range all {
		out = append(out, subject(s))
	}
	return out
}

func subject(s Subject) Thing {
	out := thing(sortOf(s.Kind), s.Name, s.URL)
	setAll(out, "sameAs", s.SameAs)
	return out
}

func author(a Author) Thing {
	if a.Body {
		return thing("Organization", a.Name, a.URL)
	}
	return thing("Person", a.Name, a.URL)
}

func organization(name string) Thing { return thing("Organization", name, "") }

func image(i Image) Thing {
	out := Thing{"@type": "ImageObject", "url": i.URL}
	if i.Width > 0 && i.Height > 0 {
		out["width"], out["height"] = i.Width, i.Height
	}
	set(out, "caption", i.Caption)
	set(out, "creditText", i.Credit)
	return out
}
