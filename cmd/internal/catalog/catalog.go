// Package catalog knows every document of a site by name: where it is published, what it is called
// in references, whether it is shown yet, and in which lists it stands. What one document has to do
// with another is the business of package links.
//
// A catalog is made anew for every build, out of documents that are not. It takes over from the one before what
// would come out the same: the tables of names and titles, and the alphabet. Nothing in it depends on the order
// in which documents were read.
package catalog

import (
	"slices"
	"sync"
	"time"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/catalog/names"
	"briefings/cmd/internal/collation"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/permalink"
)

// Options are what a build decides besides its files.
type Options struct {
	Now     time.Time // what is published and expired is asked of this clock
	Drafts  bool      // show what is a draft
	Future  bool      // show what is not yet published
	Expired bool      // show what has expired
	Static  []string  // names under static/, that references may lead to
	Feeds   bool      // the site has a base URL, and so feeds and a sitemap
}

// A Catalog is the documents of a site and all that they say together.
type Catalog struct {
	Config    *config.Site
	Entries   []*Entry  // every document, by path; the held ones too
	Shown     []*Entry  // every published document, newest first
	Items     []*Entry  // published articles and notes, newest first
	Articles  []*Entry  // published, newest first
	Notes     []*Entry  // published, newest first
	Entities  []*Entry  // published, by title
	Pages     []*Entry  // published, by weight and title
	Sources   []*Source // by title; see Source.Listed
	Tags      []*Tag    // by name; names are sorted as the site's language sorts them
	Held      []*Entry
	Files     *asset.Index // of content that are no documents; not all are published
	Redirects []Redirect
	Problems  []diag.Problem

	opts        Options
	alphabet    *collation.Order // of the site's language
	root        string
	names       *names.Index
	titles      names.Titles
	static      map[string]bool // names under static/
	sections    generated
	made        generated
	allSources  []*Source
	sourceIndex sourceIndex
	tagIndex    map[string]*Tag // by key; those of held documents too

	docPaths  []string                   // of the documents
	languages map[string]string          // see permalink.Languages
	versions  func() map[string][]*Entry // made when the first is asked for; see groupVersions
	named     func() bearers             // made when the first name is looked for
	known     borne

	heldRedirects []permalink.URL // of held documents
	editions      func() editions // made when the first address is looked for
}

// Undetermined is the language of what is in none that is known (ISO 639-2).
const Undetermined = "und"

// KnownLang is the language of a document for programs that file by it; empty if it is not known.
func (e *Entry) KnownLang() string {
	if e.Lang == Undetermined {
		return ""
	}
	return e.Lang
}

// An Entry is a document in its site.
type Entry struct {
	*content.Document
	Index   int // in Catalog.Entries
	Kept    int // where the document stands in the catalog before; -1 if it is new or has changed
	Kind    string
	ID      string
	Title   string
	Date    time.Time // in the site's zone; zero if there is none
	Publish time.Time // when it may be shown; zero: always
	Expiry  time.Time // when it may no longer be shown; zero: never
	LastMod time.Time // zero if not given
	Hold    Hold
	URL     permalink.URL
	Lang    string // BCP 47; Undetermined if it is only known not to be the site's
	Dir     string
	Nested  bool               // a page that must be found through the list of pages, for no other leads to it
	Text    frontmatter.Rights // never empty
	Names   []string
	Tags    []*Tag

	place *Entry // see Catalog.Place

	Publisher, Agency *Source   // nil if not given
	Via               []*Source // nearest first

	*reading
}

// Published reports whether the document is in the site.
func (e *Entry) Published() bool { return e.Hold == Shown }

// Item reports whether the entry is an article or a note: what briefings and lists hold.
func (e *Entry) Item() bool { return e.Kind == "article" || e.Kind == "note" }

// HasTime reports whether the author wrote a time of day with the date.
func (e *Entry) HasTime() bool { return e.Meta.Date.HasTime() }

// Folder returns where the document's relative references begin, from the site's root.
func (e *Entry) Folder() string { return e.called.Folder }

// A Tag is a tag, in the spelling that was met first.
type Tag struct {
	Key, Name string
	URL       permalink.URL
	Items     []*Entry // newest first

	met bool // in a published document, whose spelling is shown
}

// A Redirect is an old address of a document.
type Redirect struct {
	From permalink.URL
	To   *Entry
	Weak bool // gives way to a page at the same address
}

// New makes the catalog of a tree. prev is the one of the tree before, or nil.
func New(cfg *config.Site, tree *content.Tree, opts Options, prev *Catalog) *Catalog {
	c := &Catalog{Config: cfg, root: tree.Root, opts: opts, Problems: slices.Clone(tree.Problems), Files: asset.New(tree)}
	var former *collation.Order
	if prev != nil {
		former = prev.alphabet
	}
	c.alphabet = collation.New(cfg.Lang, former)
	entries := make([]Entry, len(tree.Documents))
	c.Entries = make([]*Entry, len(tree.Documents))
	for i, r := range c.readings(tree, prev) {
		c.Problems = append(c.Problems, r.problems...)
		c.Entries[i] = &entries[i]
		c.fill(c.Entries[i], tree, i, r)
	}
	c.readmes()
	c.giveWay()
	c.order()
	c.address()
	c.sources()
	c.privateTitles()
	c.index(prev)
	c.lists()
	c.alphabet.Settle()
	c.sections = c.foundSections()
	c.made = c.generated()
	c.editions = sync.OnceValue(c.possibleEditions)
	c.versions = sync.OnceValue(c.groupVersions)
	c.known = c.borne()
	c.named = sync.OnceValue(c.bearers)
	c.places()
	for _, e := range c.Entries {
		c.check(e)
	}
	c.slips()
	return c
}

// fill begins an entry with what its document says of itself.
func (c *Catalog) fill(e *Entry, tree *content.Tree, i int, r *reading) {
	*e = Entry{
		Document: tree.Documents[i], Index: i, Kept: tree.Kept[i], reading: r,
		Kind: r.kind, ID: r.called.ID, Title: r.title, URL: r.url, Lang: r.lang, Dir: r.dir,
		Date: r.called.Date, Publish: r.publish, Expiry: r.expiry, LastMod: r.lastMod,
	}
	e.Hold = c.hold(e)
}

func (c *Catalog) report(p diag.Problem) { c.Problems = append(c.Problems, p) }

// reportKey reports a problem at a key of a document's front matter.
func (c *Catalog) reportKey(e *Entry, code diag.Code, message, cure string, keys ...any) {
	line, col := e.Front.Place(keys...)
	c.report(diag.Problem{Path: string(e.Path), Line: line, Col: col, Code: code, Message: message, Cure: cure})
}

// AllNames returns what an entity is called: title, aliases and names in other languages. Some may be
// the same.
func (e *Entry) AllNames() []string {
	out := append([]string{e.Title}, e.Names...)
	for _, n := range e.Meta.Entity.Names {
		out = append(out, n.Name)
	}
	return out
}
