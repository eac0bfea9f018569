// Package catalog knows every document of a site by name: where it is published, what it is called
// in references, whether it is shown yet, and in which lists it stands. What one document has to do
// with another is the business of package links.
//
// A catalog is made anew for every build, out of documents that are not. Nothing in it outlives
// the build, and nothing in it depends on the order in which documents were read.
package catalog

import (
	"cmp"
	"slices"
	"time"

	"briefings/cmd/internal/asset"
	"briefings/cmd/internal/config"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
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
	Config   *config.Site
	Entries  []*Entry  // every document, by path; the held ones too
	Articles []*Entry  // published, newest first
	Notes    []*Entry  // published, newest first
	Entities []*Entry  // published, by title
	Pages    []*Entry  // published, by weight and title
	Sources  []*Source // by title; see Source.Listed
	Tags     []*Tag    // by name
	Held     []*Entry
	Files    *asset.Index // of content that are no documents; not all are published
	Redirect []Redirect
	Problems []diag.Problem

	opts        Options
	names       lookup
	allSources  []*Source
	sourceIndex sourceIndex

	heldRedirects []permalink.URL     // of held documents
	ids           map[string][]*Entry // folded kind/id
}

// An Entry is a document in its site.
type Entry struct {
	*content.Document
	Index   int // in Catalog.Entries
	Kind    string
	ID      string
	Title   string
	Date    time.Time // in the site's zone; zero if there is none
	Publish time.Time // when it may be shown; zero: always
	Expiry  time.Time // when it may no longer be shown; zero: never
	LastMod time.Time // zero if not given
	Hold    Hold
	URL     permalink.URL
	Lang    string
	Dir     string
	Text    string // rights: "full", "excerpt" or "private"
	Names   []string
	Tags    []*Tag

	Publisher, Agency *Source   // nil if not given
	Via               []*Source // nearest first

	key      string // folded id
	folder   string // path of the folder it stands in; a bundle's own
	bundle   bool
	explicit bool   // the title is the author's own, not a file name
	named    string // the title that the file's name makes
}

// Published reports whether the document is in the site.
func (e *Entry) Published() bool { return e.Hold == Shown }

// Item reports whether the entry is an article or a note: what briefings and lists hold.
func (e *Entry) Item() bool { return e.Kind == "article" || e.Kind == "note" }

// HasTime reports whether the author wrote a time of day with the date.
func (e *Entry) HasTime() bool { return e.Meta.Date.HasTime() }

// Folder returns where the document's relative references begin, from the site's root.
func (e *Entry) Folder() string { return e.folder }

// A Tag is a tag, in the spelling that was met first.
type Tag struct {
	Key, Name string
	URL       permalink.URL
	Items     []*Entry // newest first
}

// A Redirect is an old address of a document.
type Redirect struct {
	From permalink.URL
	To   *Entry
	Weak bool // gives way to a page at the same address
}

// New makes the catalog of a tree.
func New(cfg *config.Site, tree *content.Tree, opts Options) *Catalog {
	c := &Catalog{Config: cfg, opts: opts, Problems: slices.Clone(tree.Problems), Files: asset.New(tree)}
	c.Entries = make([]*Entry, len(tree.Documents))
	files := make([]string, len(tree.Documents))
	for i, d := range tree.Documents {
		files[i] = string(d.Path)
	}
	languages := permalink.Languages(files)
	for i, d := range tree.Documents {
		c.Problems = append(c.Problems, d.Problems...)
		c.Entries[i] = c.entry(d, permalink.Read(files[i], tree.Root, languages[files[i]]), i)
	}
	c.address()
	c.sources()
	c.privateTitles()
	c.index(tree.Root)
	c.lists()
	c.names.made = c.generated()
	for _, e := range c.Entries {
		c.check(e)
	}
	return c
}

// entry fills what a document says of itself.
func (c *Catalog) entry(d *content.Document, name permalink.Name, i int) *Entry {
	e := &Entry{Document: d, Index: i}
	e.Kind, e.folder, e.bundle = cmp.Or(d.Meta.Type, name.Kind(c.Config.Kinds)), name.Folder, name.Bundle
	e.ID = cmp.Or(d.Meta.ID, name.ID)
	e.key = fold.Key(e.ID)
	e.Title, e.explicit = d.Meta.Title, d.Meta.Title != ""
	if e.Title == "" {
		e.Title, e.explicit = d.Body.Title, d.Body.Title != ""
	}
	if e.named = name.Title(); e.Title == "" {
		e.Title = e.named
	}
	zone := c.Config.Location
	date := d.Meta.Date
	if date.IsZero() {
		date = name.Date
	}
	e.Date = date.In(zone)
	e.LastMod = d.Meta.LastMod.In(zone)
	e.Publish, e.Expiry = d.Meta.PublishDate.In(zone), d.Meta.ExpiryDate.In(zone)
	if e.Publish.IsZero() {
		e.Publish = e.Date
	}
	if e.Date.IsZero() {
		e.Date = e.Publish
	}
	e.Hold = c.hold(e)
	e.Lang, e.Dir = c.Config.Lang, c.Config.Dir
	if lang := cmp.Or(d.Meta.Lang, name.Lang); lang != "" {
		e.Lang, e.Dir = lang, config.Direction(lang)
	}
	if d.Meta.Dir != "" {
		e.Dir = d.Meta.Dir
	}
	e.URL = name.URL(d.Meta.Slug)
	if d.Meta.URL != "" {
		e.URL, _ = permalink.Clean(d.Meta.URL) // one that would leave the site is reported by address
	}
	return e
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
