package config

import "briefings/cmd/internal/diag"

// Meta is the front matter of one document, typed. The zero value of a field means that the key
// is not there.
type Meta struct {
	Title       string
	ID          string
	Type        string // a kind; overrides the folder's
	Slug        string
	URL         string
	Layout      string
	Date        Date
	LastMod     Date
	PublishDate Date
	ExpiryDate  Date
	Draft       bool
	Weight      int // lists of pages are in order of weight, 0 last
	Aliases     []string
	Tags        []string
	Description string
	Lang        string // BCP 47; the site's if empty
	Dir         string // "ltr", "rtl", or empty: by the language
	Text        string // "full", "excerpt", "private", or empty: the source's, then the site's
	Briefings   []string
	Entities    []string
	Authors     []string
	Place       string
	Confidence  string
	Source      Source
	Image       Image
	Corrections []Correction
	Claims      []Claim
	Entity      Entity
	Params      map[string]any
}

// A Source says where an article was read and whose story it is.
type Source struct {
	Publisher string // id or plain name of a source
	Agency    string // likewise
	URL       string
	Retrieved Date
	Archived  string
	Via       []string // the chain behind it, nearest first
}

// An Image is the picture of an article or a note.
type Image struct {
	Src, Alt, Caption, Credit string
}

// A Correction says what a note said before, what it says now, and why.
type Correction struct {
	Date          Date
	Was, Now, Why string
}

// A Claim is one side's statement, as an article or a note reports it.
type Claim struct {
	ID     string
	Who    string
	Stance string // "asserts" or "denies"
	What   string
	When   Date
	Quote  string
	Via    []string
}

// An Entity is what only the front matter of an entity has.
type Entity struct {
	Kind   string // person, body, place, thing, event
	Names  []Name
	Roles  []Role
	SameAs []string
}

// A Name is what an entity is called in one language.
type Name struct {
	Lang string
	Name string
}

// A Role is what an entity was, and when. A zero From or To is not known or still open.
type Role struct {
	Title    string
	Of       string // id or name of a body; may be empty
	From, To Date
}

// Kinds are the kinds of documents.
var Kinds = []string{"article", "note", "entity", "source", "briefing", "page"}

func meta(t *table) Meta {
	m := Meta{
		Title:       t.str("title"),
		ID:          t.str("id"),
		Type:        t.oneOf("type", Kinds, t.lenientType),
		Slug:        t.str("slug"),
		URL:         t.str("url"),
		Layout:      t.str("layout"),
		Date:        t.date("date"),
		LastMod:     t.date("lastmod"),
		PublishDate: t.date("publishDate"),
		ExpiryDate:  t.date("expiryDate"),
		Draft:       t.boolean("draft"),
		Weight:      t.integer("weight"),
		Aliases:     t.list("aliases"),
		Tags:        tags(t.list("tags")),
		Description: t.str("description"),
		Lang:        t.language("lang"),
		Dir:         t.oneOf("dir", []string{"ltr", "rtl"}, nil),
		Text:        t.oneOf("text", []string{"full", "excerpt", "private"}, nil),
		Briefings:   t.list("briefings"),
		Entities:    t.list("entities"),
		Authors:     t.list("authors"),
		Place:       t.str("place"),
		Confidence:  t.str("confidence"),
		Params:      t.free("params"),
	}
	m.Source = source(t)
	m.Image = image(t)
	for _, c := range t.tables("corrections") {
		m.Corrections = append(m.Corrections, Correction{
			Date: c.needDate("date"), Was: c.str("was"), Now: c.str("now"), Why: c.str("why"),
		})
		c.done()
	}
	for _, c := range t.tables("claims") {
		m.Claims = append(m.Claims, claim(c))
	}
	m.Entity = entity(t)
	if !m.PublishDate.IsZero() && !m.ExpiryDate.IsZero() && m.ExpiryDate.Before(m.PublishDate) {
		t.report(t.at("expiryDate"), diag.KeyValue, "expiryDate is before publishDate", "give a later one, or none")
	}
	t.done()
	return m
}

func source(t *table) Source {
	if s, ok := t.scalar("source"); ok { // a clipper's "source: URL"
		if isURL(s) {
			return Source{URL: s}
		}
		return Source{Publisher: s}
	}
	s := t.table("source")
	if s == nil {
		return Source{}
	}
	defer s.done()
	return Source{
		Publisher: s.str("publisher"),
		Agency:    s.str("agency"),
		URL:       s.str("url"),
		Retrieved: s.date("retrieved"),
		Archived:  s.str("archived"),
		Via:       s.list("via"),
	}
}

func image(t *table) Image {
	if s, ok := t.scalar("image"); ok { // "image: path"
		return Image{Src: s}
	}
	s := t.table("image")
	if s == nil {
		return Image{}
	}
	defer s.done()
	return Image{Src: s.need("src"), Alt: s.str("alt"), Caption: s.str("caption"), Credit: s.str("credit")}
}

func claim(c *table) Claim {
	defer c.done()
	return Claim{
		ID:     c.str("id"),
		Who:    c.need("who"),
		Stance: c.oneOf("stance", []string{"asserts", "denies"}, nil),
		What:   c.need("what"),
		When:   c.date("when"),
		Quote:  c.str("quotation"),
		Via:    c.list("via"),
	}
}

func entity(t *table) Entity {
	e := Entity{
		Kind:   t.oneOf("kind", EntityKinds, t.lenientType),
		SameAs: t.list("same_as"),
	}
	if names := t.table("names"); names != nil {
		for _, lang := range names.keys() {
			for _, n := range names.list(lang) {
				e.Names = append(e.Names, Name{Lang: lang, Name: n})
			}
		}
		names.done()
	}
	for _, r := range t.tables("roles") {
		e.Roles = append(e.Roles, Role{Title: r.need("title"), Of: r.str("of"), From: r.date("from"), To: r.date("to")})
		r.done()
	}
	return e
}

// EntityKinds are the kinds of entities.
var EntityKinds = []string{"person", "body", "place", "thing", "event"}
