package frontmatter

import "briefings/cmd/internal/typed"

// Meta is the front matter of one document, typed. The zero value of a field means that the key
// is not there.
type Meta struct {
	Title       string
	ID          string
	Type        string // a kind; overrides the folder's
	Slug        string
	URL         string // of this page; from the site's root
	Layout      string
	Date        typed.Date
	LastMod     typed.Date
	PublishDate typed.Date
	ExpiryDate  typed.Date
	Draft       bool // also if it, publishDate or expiryDate cannot be understood: that must not publish
	Weight      int  // lists of pages are in order of weight, 0 last
	Aliases     []string
	Tags        []string
	Description string
	Lang        string // BCP 47; the site's if empty
	Dir         string // "ltr", "rtl", or empty: by the language
	Text        Rights // Private also if they cannot be understood; if empty, the source's, then the site's
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
	Retrieved typed.Date
	Archived  string
	Via       []string // the chain behind it, nearest first
}

// An Image is the picture of an article or a note.
type Image struct {
	Src, Alt, Caption, Credit string
}

// A Correction says what a note said before, what it says now, and why.
type Correction struct {
	Date          typed.Date
	Was, Now, Why string
}

// A Claim is one side's statement, as an article or a note reports it.
type Claim struct {
	ID     string
	Who    string
	Stance string // "asserts" or "denies"
	What   string
	When   typed.Date
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
	From, To typed.Date
}

// Kinds are the kinds of documents.
var Kinds = []string{"article", "note", "entity", "source", "briefing", "page"}

// EntityKinds are the kinds of entities.
var EntityKinds = []string{"person", "body", "place", "thing", "event"}
