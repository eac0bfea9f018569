package catalog

import (
	"fmt"
	"slices"
	"strings"

	"briefings/cmd/internal/diag"
	"briefings/cmd/internal/fold"
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
}

// sources finds the sources that documents name, by id, by title or by plain name.
func (c *Catalog) sources() {
	all := map[string]*Source{}
	for _, e := range c.Entries {
		if e.Kind != "source" || !e.Published() {
			continue
		}
		s := &Source{Key: e.key, ID: e.ID, Title: e.Title, URL: e.URL, Entry: e, Listed: true}
		c.allSources = append(c.allSources, s)
		if all["id:"+e.key] != nil {
			continue // it has a page, and nothing names it by its id
		}
		all["id:"+e.key] = s
		for _, n := range append([]string{e.Title}, e.Names...) {
			if k := "name:" + fold.Key(n); all[k] == nil {
				all[k] = s
			}
		}
	}
	find := func(name string, e *Entry) *Source {
		if name == "" {
			return nil
		}
		key := fold.Key(name)
		s := all["id:"+key]
		if s == nil {
			s = all["name:"+key]
		}
		if s == nil {
			id := permalink.Segment(key)
			if s = all["id:"+id]; s == nil {
				s = &Source{Key: id, ID: id, Title: name, URL: permalink.Source(id)}
				c.allSources = append(c.allSources, s)
				all["id:"+id] = s
			}
			all["name:"+key] = s
		}
		s.Listed = s.Listed || e.Published()
		if e.Published() && e.Item() && (len(s.Items) == 0 || s.Items[len(s.Items)-1] != e) {
			s.Items = append(s.Items, e)
		}
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
	for _, s := range c.allSources {
		slices.SortFunc(s.Items, Newest)
	}
	slices.SortFunc(c.allSources, func(a, b *Source) int {
		if d := strings.Compare(fold.Search(a.Title), fold.Search(b.Title)); d != 0 {
			return d
		}
		return strings.Compare(a.Key, b.Key)
	})
	for _, s := range c.allSources {
		if s.Listed {
			c.Sources = append(c.Sources, s)
		}
	}
}

// rights says how much of a document's text may be shown: as it says itself, as the file of its
// publisher or its agency says, as the site says. The site's word is about articles: notes and pages are
// the desk's own.
func (c *Catalog) rights(e *Entry) string {
	if e.Meta.Text != "" {
		return e.Meta.Text
	}
	if e.Kind != "article" {
		return "full"
	}
	for _, s := range []*Source{e.Publisher, e.Agency} {
		if s != nil && s.Entry != nil && s.Entry.Meta.Text != "" {
			return s.Entry.Meta.Text
		}
	}
	return c.Config.Text
}

// privateTitles takes back the titles that are headings of private texts: a title is shown wherever its
// document is named. What the file of a source says of rights is about the texts of others.
func (c *Catalog) privateTitles() {
	for _, e := range c.Entries {
		if e.Text != "private" || e.Kind == "source" || e.Meta.Title != "" || e.Body.Title == "" {
			continue
		}
		e.Title, e.explicit = e.named, false
		c.report(diag.Problem{
			Path: string(e.Path), Line: 1, Col: 1, Code: diag.TitlePrivate,
			Message: fmt.Sprintf("the text is private, and so is its heading; it is called %q", e.Title),
			Cure:    `give it a "title" that may be shown`,
		})
	}
}

// FindSource returns the source with the id or the name; nil if nothing names it. It may be one that
// only documents name which are held back: rules know it, so that the clock alone breaks none.
func (c *Catalog) FindSource(name string) *Source {
	key := fold.Key(name)
	for _, s := range c.allSources {
		if s.Key == key || s.Key == permalink.Segment(key) || fold.Key(s.Title) == key {
			return s
		}
		if s.Entry != nil && slices.ContainsFunc(s.Entry.Names, func(n string) bool { return fold.Key(n) == key }) {
			return s
		}
	}
	return nil
}

// Chain returns whom an article's words came from, nearest first: publisher, agency, and what they
// had it from.
func (e *Entry) Chain() []*Source {
	var out []*Source
	for _, s := range append([]*Source{e.Publisher, e.Agency}, e.Via...) {
		if s != nil && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
