package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"briefings/cmd/internal/collation"
	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/frontmatter"
	"briefings/cmd/internal/permalink"
)

// A Source is a publisher, an agency, or what stands at the end of a chain. It has a page with or
// without a file of its own.
type Source struct {
	Key    string // folded id
	ID     string
	Title  string
	URL    permalink.URL
	Entry  *Entry   // its file; nil if it has none
	Listed bool     // has a page: it has a file, or a published document names it
	Items  []*Entry // published articles and notes that name it, newest first

	file *Entry // Entry, also where that is held back; nil if there is none
	uses int    // how often documents name it
	by   *Entry // the last of them
}

// sourceIndex finds sources by folded id, and by any folded name.
type sourceIndex struct{ ids, names map[string]*Source }

// add makes a source known; of those with one id or name, the first is found by it.
func (x *sourceIndex) add(s *Source, names ...string) {
	if x.ids[s.Key] == nil {
		x.ids[s.Key] = s
	}
	for _, n := range names {
		if k := fold.Key(n); x.names[k] == nil {
			x.names[k] = s
		}
	}
}

// find returns the source that a document or a rule means; nil if there is none.
func (x *sourceIndex) find(name string) *Source {
	key := fold.Key(name)
	if s := x.ids[key]; s != nil {
		return s
	}
	if s := x.names[key]; s != nil {
		return s
	}
	return x.ids[permalink.Segment(key)]
}

// sources finds the sources that documents name, by id, by title or by plain name.
func (c *Catalog) sources() {
	c.sourceFiles()
	spelled := map[string]*Source{}
	find := func(name string, e *Entry) *Source {
		if name == "" {
			return nil
		}
		s := spelled[name]
		if s == nil {
			s = c.sourceIndex.find(name)
		}
		if s == nil {
			id := permalink.Segment(fold.Key(name))
			s = &Source{Key: id, ID: id, URL: permalink.Source(c.spelt(id))}
			c.allSources = append(c.allSources, s)
			c.sourceIndex.add(s, name)
		}
		spelled[name] = s
		s.Title = cmp.Or(s.Title, name)
		s.Listed = s.Listed || e.Published()
		s.uses, s.by = s.uses+1, e
		return s
	}
	for _, e := range c.Entries {
		e.Publisher = find(e.Meta.Source.Publisher, e)
		e.Agency = find(e.Meta.Source.Agency, e)
		for _, v := range e.Meta.Source.Via {
			e.Via = append(e.Via, find(v, e))
		}
		e.Text = c.rights(e)
	}
	for _, e := range c.Shown {
		if e.Item() {
			e.eachSource(func(s *Source) { s.Items = append(s.Items, e) })
		}
	}
	for _, s := range c.allSources {
		s.Title = cmp.Or(s.Title, s.ID)
	}
	collation.Sort(c.alphabet, c.allSources, func(s *Source) string { return s.Title }, func(a, b *Source) int { return strings.Compare(a.Key, b.Key) })
	for _, s := range c.allSources {
		if s.Listed {
			c.Sources = append(c.Sources, s)
		}
	}
}

// sourceFiles makes the sources that have files. One that is held back shows nothing of its file, but
// keeps its id, its names and what it says of rights: no text comes out because a file has expired.
func (c *Catalog) sourceFiles() {
	c.sourceIndex = sourceIndex{ids: map[string]*Source{}, names: map[string]*Source{}}
	var held []*Entry
	add := func(s *Source, e *Entry) {
		s.Key, s.ID, s.file = e.called.Key, e.ID, e
		c.allSources = append(c.allSources, s)
		if c.sourceIndex.ids[e.called.Key] == nil { // a second has a page, and nothing names it
			c.sourceIndex.add(s, append([]string{e.Title}, e.Names...)...)
		}
	}
	for _, e := range c.Entries {
		switch {
		case e.Kind != "source":
		case e.Published():
			add(&Source{Title: e.Title, URL: e.URL, Entry: e, Listed: true}, e)
		default:
			held = append(held, e)
		}
	}
	for _, e := range held {
		if c.sourceIndex.ids[e.called.Key] == nil {
			add(&Source{URL: permalink.Source(c.spelt(e.called.Key))}, e)
		}
	}
}

// rights says how much of a document's text may be shown: as it says itself, as the file of its
// publisher or its agency says, as the site says. The site's word is about articles: notes and pages are
// the desk's own.
func (c *Catalog) rights(e *Entry) frontmatter.Rights {
	if e.Meta.Text != "" {
		return e.Meta.Text
	}
	if e.Kind != "article" {
		return frontmatter.Full
	}
	for _, s := range []*Source{e.Publisher, e.Agency} {
		if s != nil && s.file != nil && s.file.Meta.Text != "" {
			return s.file.Meta.Text
		}
	}
	return c.Config.Text
}

// privateTitles takes back the titles that are headings of private texts: a title is shown wherever its
// document is named. What the file of a source says of rights is about the texts of others.
func (c *Catalog) privateTitles() {
	for _, e := range c.Entries {
		if e.Text != frontmatter.Private || e.Kind == "source" || e.Meta.Title != "" || e.Body.Title == "" {
			continue
		}
		e.Title = e.fileTitle
		c.report(diag.Problem{
			Path: string(e.Path), Line: 1, Col: 1, Code: diag.TitlePrivate,
			Message: fmt.Sprintf("the text is private, and so is its heading; it is called %q", e.Title),
			Cure:    `give it a "title" that may be shown`,
		})
	}
}

// FindSource returns the source with the id or the name; nil if nothing names it. It may be one that
// only documents name which are held back: rules know it, so that the clock alone breaks none.
func (c *Catalog) FindSource(name string) *Source { return c.sourceIndex.find(name) }

// Chain returns whom an article's words came from, nearest first: publisher, agency, and what they
// had it from.
func (e *Entry) Chain() []*Source {
	var out []*Source
	e.eachSource(func(s *Source) { out = append(out, s) })
	return out
}

// End is the last source of the chain; nil if there is none.
func (e *Entry) End() (end *Source) {
	e.eachSource(func(s *Source) { end = s })
	return end
}

// BySourceKey orders sources by their keys.
func BySourceKey(a, b *Source) int { return strings.Compare(a.Key, b.Key) }

// eachSource calls f for each source of the chain, once.
func (e *Entry) eachSource(f func(*Source)) {
	if e.Publisher != nil {
		f(e.Publisher)
	}
	if e.Agency != nil && e.Agency != e.Publisher {
		f(e.Agency)
	}
	for i, s := range e.Via {
		if s != nil && s != e.Publisher && s != e.Agency && !slices.Contains(e.Via[:i], s) {
			f(s)
		}
	}
}
