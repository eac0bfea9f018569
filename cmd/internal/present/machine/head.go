package machine

import (
	"strconv"
	"time"

	"golang.org/x/text/language"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/citation"
	"briefings/cmd/internal/view"
)

// types are the OpenGraph types of pages, by kind; what is not listed is a website.
var types = map[string]string{"article": "article", "note": "article", "entity": "profile"}

// head fills what a page says of itself to other sites: OpenGraph (ogp.me), and the cards of X.
func (d Describer) head(v *view.PageView) {
	sort := types[v.Kind]
	if sort == "" {
		sort = "website"
	}
	var h metas
	h.name("description", v.Description)
	h.property("og:type", sort)
	h.property("og:title", v.Title)
	h.property("og:description", v.Description)
	h.property("og:url", v.Canonical)
	h.property("og:site_name", d.Config.Title)
	h.property("og:locale", ogLocale(v.Lang))
	for _, x := range v.Versions {
		if x.Lang != v.Lang {
			h.property("og:locale:alternate", ogLocale(x.Lang))
		}
	}
	if v.Image == nil {
		h.name("twitter:card", "summary")
	} else {
		h.property("og:image", v.Image.URL)
		if v.Image.Width > 0 && v.Image.Height > 0 {
			h.property("og:image:width", strconv.Itoa(v.Image.Width))
			h.property("og:image:height", strconv.Itoa(v.Image.Height))
		}
		h.property("og:image:alt", v.Image.Alt)
		h.name("twitter:card", "summary_large_image")
	}
	v.Meta = h
}

// metas are meta elements. What has no content is left out.
type metas []view.Meta

func (h *metas) name(name, content string) {
	if content != "" {
		*h = append(*h, view.Meta{Name: name, Content: content})
	}
}

func (h *metas) property(property, content string) {
	if content != "" {
		*h = append(*h, view.Meta{Property: property, Content: content})
	}
}

// ogLocale is a language as OpenGraph wants it, with a territory: the likeliest, if none is given. Empty if
// there is none, as for x-default.
func ogLocale(lang string) string {
	tag, err := language.Parse(lang)
	if err != nil {
		return ""
	}
	base, _ := tag.Base()
	region, confidence := tag.Region()
	if confidence == language.No || !region.IsCountry() {
		return ""
	}
	return base.String() + "_" + region.String()
}

// scholarMetas are what the head of an article or a note says besides: OpenGraph's article, and the names of
// Highwire Press, which Zotero and search engines for scholars read.
func (d Describer) scholarMetas(e *catalog.Entry, v *view.DocumentView) []view.Meta {
	var h metas
	authors := d.authors(e)
	h.property("article:published_time", stamp(e.Date))
	h.property("article:modified_time", stamp(e.LastMod))
	for _, a := range authors {
		h.property("article:author", a.URL) // an address, or nothing
	}
	if len(v.Briefings) > 0 {
		h.property("article:section", v.Briefings[0].Title)
	}
	for _, t := range e.Tags {
		h.property("article:tag", t.Name)
	}
	h.name("citation_title", e.Title)
	for _, a := range authors {
		h.name("citation_author", a.Name)
	}
	if !e.Date.IsZero() {
		h.name("citation_publication_date", e.Date.Format("2006/01/02"))
	}
	if e.Publisher != nil {
		h.name("citation_journal_title", e.Publisher.Title)
	} else {
		h.name("citation_publisher", d.Config.Title)
	}
	h.name("citation_language", e.KnownLang())
	h.name("citation_public_url", v.Canonical)
	return h
}

// stamp writes a moment with its zone; empty if there is none.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}

// cite is how an article or a note is cited: an article as what somebody else published, with the desk as
// who keeps it; a note, and an article whose origin has no address, as the desk's own page.
func (d Describer) cite(e *catalog.Entry) *view.Citation {
	page := d.Absolute(e.URL)
	w := citation.Work{
		ID: e.ID, News: e.Kind == "article", Title: e.Title, Container: d.Config.Title, Date: e.Date, Lang: e.KnownLang(), URL: page,
	}
	for _, a := range d.authors(e) {
		w.Authors = append(w.Authors, citation.Author{Name: a.Name, Body: a.Body})
	}
	if e.Kind == "article" {
		if w.Authors == nil && e.Agency != nil {
			w.Authors = []citation.Author{{Name: e.Agency.Title, Body: true}}
		}
		if e.Publisher != nil {
			w.Container = e.Publisher.Title
		}
		if original := e.Original(); original != "" {
			w.URL, w.Accessed = original, e.Meta.Source.Retrieved.In(d.Config.Location)
			w.Kept, w.Keeper = page, d.Config.Title
		}
	}
	return &view.Citation{Plain: w.Plain(d.Locale), BibTeX: w.BibTeX(), CSL: w.CSL()}
}
