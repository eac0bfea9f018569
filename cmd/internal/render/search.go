package render

import (
	"cmp"
	"slices"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/feed"
	"briefings/cmd/internal/filetree"
	"briefings/cmd/internal/fold"
	"briefings/cmd/internal/permalink"
	"briefings/cmd/internal/present"
	"briefings/cmd/internal/render/owner"
	"briefings/cmd/internal/search"
	"briefings/cmd/internal/view"
)

// searchURL is the page that finds words, and searchData the folder of what it reads, whose files nobody
// knows before the index is made.
const (
	searchURL  = permalink.URL("/search/")
	searchData = "search/data"
)

// choices is how many entities and sources the page of the search offers: all would be too much to read.
// Others are asked for by an address, ?entity=id.
const choices = 40

// search plans the search: its page, and the index, which is made when a file of it is asked for.
func (s *Site) search(prev *Site) {
	if prev != nil {
		s.indexed.Store(prev.indexed.Load())
	}
	if !s.Catalog.HasSection(searchURL) || !s.owners.Claim(searchData, owner.Owner{Label: "the index of the search", Without: "write search = false in briefings.toml"}) {
		return
	}
	s.folders = append(s.folders, filetree.Folder{Name: searchData, Files: func() []filetree.File {
		x := search.New(s.found(), s.indexed.Load())
		files := x.Files(searchData)
		s.indexed.Store(x)
		return files
	}})
	s.page(searchURL, s.owner(searchURL, "the search"), false, feed.Location{}, func(m *present.Maker) (string, any) {
		v := &view.SearchView{PageView: m.Page("search", m.Section(searchURL), searchURL), Index: m.Href("/" + searchData + "/")}
		v.Trail = m.HomeTrail()
		v.Body = m.Above(&v.PageView, searchURL)
		for _, k := range search.Kinds {
			v.Kinds = append(v.Kinds, view.Choice{Value: k, Title: m.Section(catalog.SectionOf(k)), One: m.Locale.Say("kind." + k)})
		}
		for _, b := range s.Briefings.All {
			v.Briefings = append(v.Briefings, view.Choice{Value: fold.Key(b.ID), Title: b.Title})
		}
		v.Entities = s.entityChoices()
		v.Sources = s.sourceChoices()
		m.Machine.Page(&v.PageView)
		return "search", v
	})
}

// entityChoices are the entities that most is said about, by name.
func (s *Site) entityChoices() []view.Choice {
	most := slices.SortedStableFunc(slices.Values(s.Catalog.Entities), func(a, b *catalog.Entry) int {
		return cmp.Compare(len(s.Graph.Of(b).Items), len(s.Graph.Of(a).Items))
	})
	most = most[:min(choices, len(most))]
	var out []view.Choice
	for _, e := range s.Catalog.Entities {
		if slices.Contains(most, e) {
			out = append(out, view.Choice{Value: fold.Key(e.ID), Title: e.Title})
		}
	}
	return out
}

// sourceChoices are the sources that most comes from, by title.
func (s *Site) sourceChoices() []view.Choice {
	most := slices.SortedStableFunc(slices.Values(s.Catalog.Sources), func(a, b *catalog.Source) int {
		return cmp.Compare(len(b.Items), len(a.Items))
	})
	most = most[:min(choices, len(most))]
	var out []view.Choice
	for _, src := range s.Catalog.Sources {
		if slices.Contains(most, src) {
			out = append(out, view.Choice{Value: src.Key, Title: src.Title})
		}
	}
	return out
}

// found returns what the search finds: everything that is published, and no more of it than may be shown.
func (s *Site) found() []search.Document {
	var out []search.Document
	for _, e := range s.Catalog.Shown {
		if e.Kind != "briefing" && e.Kind != "source" && e.URL != missingURL && e.URL != searchURL {
			out = append(out, s.foundDocument(e))
		}
	}
	for _, b := range s.Briefings.All {
		d := search.Document{Kind: "briefing", Path: "briefing:" + b.ID, URL: s.maker.Href(b.URL), Names: []string{b.Title}, About: b.Summary}
		if b.Entry != nil && b.Entry.Published() {
			d.Text = s.weaver.Visible(b.Entry)
		}
		out = append(out, d)
	}
	for _, src := range s.Catalog.Sources {
		d := search.Document{Kind: "source", Path: "source:" + src.Key, URL: s.maker.Href(src.URL), Names: []string{src.Title}}
		if src.Entry != nil && src.Entry.Published() {
			d.About, d.Text = s.Catalog.Plain(src.Entry.Meta.Description, src.Entry), s.weaver.Visible(src.Entry)
		}
		out = append(out, d)
	}
	return out
}

func (s *Site) foundDocument(e *catalog.Entry) search.Document {
	d := search.Document{
		Kind: e.Kind, Path: string(e.Path), Date: e.Date, URL: s.maker.Href(e.URL), When: s.maker.Day(e).Text,
		Names: []string{e.Title}, About: s.Catalog.Plain(e.Meta.Description, e), Text: s.weaver.Visible(e),
	}
	d.Lang, d.Dir = s.maker.Foreign(e)
	if e.Kind == "entity" {
		d.Names = e.AllNames()
		for _, r := range e.Meta.Entity.Roles {
			d.Lines = append(d.Lines, r.Title)
		}
	}
	for _, t := range e.Tags {
		d.Lines = append(d.Lines, t.Name)
	}
	for _, m := range s.Briefings.Of(e) {
		d.Facets = append(d.Facets, search.Facet("briefing", fold.Key(m.Briefing.ID)))
	}
	for _, v := range s.Graph.Of(e).Entities {
		d.Facets = append(d.Facets, search.Facet("entity", fold.Key(v.Entity.ID)))
	}
	for _, src := range e.Chain() {
		d.Facets = append(d.Facets, search.Facet("source", src.Key))
	}
	return d
}
