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
	Identifier  string // what the document is called whatever its address becomes
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
func Document(e *catalog.Entry, p Page) *Thing {
	if e.Kind == "entity" {
		return entity(e, p)
	}
	out := described(cmp.Or(kinds[e.Kind], "WebPage"), e, p)
	out.Language, out.Free = e.KnownLang(), true
	out.Published = moment(e.Date)
	out.Modified = cmp.Or(moment(e.LastMod), out.Published)
	out.Publisher = p.Site.publisher()
	if e.Item() {
		item(out, e, p)
	}
	return out
}

// item says what only articles and notes have.
func item(out *Thing, e *catalog.Entry, p Page) {
	out.Headline, out.PartOf = e.Title, p.Site.part()
	out.About, out.Mentions = subjects(p.About), subjects(p.Mentions)
	if p.Place.Name != "" {
		place := subject(p.Place)
		out.Location = &place
	}
	for _, w := range p.Cites {
		out.Citations = append(out.Citations, Thing{Type: cmp.Or(kinds[w.Kind], "WebPage"), Name: w.Name, URL: w.URL})
	}
	for _, c := range p.Corrections {
		out.Corrections = append(out.Corrections, Thing{Type: "CorrectionComment", Details: &Details{Text: c.Text, Published: moment(c.Date)}})
	}
	for _, a := range p.Authors {
		out.Authors = append(out.Authors, author(a))
	}
	if e.Kind == "article" {
		origin(out, e, p)
	} else if out.Authors == nil {
		out.Authors = []Thing{*p.Site.publisher()}
	}
}

// origin says where an article was taken from, and whose it is: an agency's or else its publisher's, if
// nobody signs it.
func origin(out *Thing, e *catalog.Entry, p Page) {
	if e.Publisher != nil {
		out.Publisher = organization(e.Publisher.Title)
	}
	if e.Agency != nil {
		out.Agency = organization(e.Agency.Title)
	}
	if whose := cmp.Or(e.Agency, e.Publisher); whose != nil && out.Authors == nil {
		out.Authors = []Thing{*organization(whose.Title)}
	}
	if p.BasedOn != "" {
		out.BasedOn = &Thing{Type: "NewsArticle", URL: p.BasedOn, Details: &Details{ArchivedAt: p.Archived}}
	}
}

// described begins the description of a document.
func described(sort string, e *catalog.Entry, p Page) *Thing {
	out := &Thing{Type: sort, Name: e.Title, URL: p.URL, Details: &Details{
		Identifier: p.Identifier, Description: p.Description, MainPage: &Thing{Type: "WebPage", ID: p.URL},
	}}
	if p.Image != nil {
		out.Image = image(*p.Image)
	}
	return out
}

// entity describes what a page is about, and not the page: dates and language would be the page's.
func entity(e *catalog.Entry, p Page) *Thing {
	out := described(sortOf(e.Meta.Entity.Kind), e, p)
	out.SameAs = p.SameAs
	for _, n := range e.Names {
		out.AlternateName = append(out.AlternateName, Name{Value: n})
	}
	for _, n := range e.Meta.Entity.Names {
		out.AlternateName = append(out.AlternateName, Name{n.Lang, n.Name})
	}
	return out
}

// sorts are the types of entities, by kind; what is not listed is a Thing.
var sorts = map[string]string{"person": "Person", "body": "Organization", "place": "Place", "event": "Event"}

func sortOf(kind string) string { return cmp.Or(sorts[kind], "Thing") }

func subjects(all []Subject) []Thing {
	out := make([]Thing, len(all))
	for i, s := range all {
		out[i] = subject(s)
	}
	return out
}

func subject(s Subject) Thing {
	return Thing{Type: sortOf(s.Kind), Name: s.Name, URL: s.URL, SameAs: s.SameAs}
}

func author(a Author) Thing {
	if a.Body {
		return Thing{Type: "Organization", Name: a.Name, URL: a.URL}
	}
	return Thing{Type: "Person", Name: a.Name, URL: a.URL}
}

func organization(name string) *Thing { return &Thing{Type: "Organization", Name: name} }

func image(i Image) *Thing {
	out := &Thing{Type: "ImageObject", URL: i.URL, Details: &Details{Caption: i.Caption, Credit: i.Credit}}
	if i.Width > 0 && i.Height > 0 {
		out.Width, out.Height = i.Width, i.Height
	}
	return out
}
