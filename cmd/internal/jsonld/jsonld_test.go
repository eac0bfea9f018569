package jsonld

import (
	"encoding/json"
	"testing"
	"time"

	"briefings/cmd/internal/catalog"
	"briefings/cmd/internal/content"
	"briefings/cmd/internal/frontmatter"
)

func TestDocument(t *testing.T) {
	t.Parallel()
	day := time.Date(2022, 11, 9, 0, 0, 0, 0, time.UTC)
	page := Page{URL: "https://desk.example/x/", BasedOn: "https://wire.example/1", SameAs: []string{"https://other.example/x"}}
	full := page
	full.Description, full.Image = "Says who.", "https://desk.example/x.jpg"
	signed := page
	signed.Authors = []Author{{Name: "Desk", Body: true}, {Name: "Ali"}}
	for _, tt := range []struct {
		name  string
		entry catalog.Entry
		meta  frontmatter.Meta
		page  Page
		want  string
	}{
		{
			"article", catalog.Entry{Kind: "article", Title: "Port", Lang: "en", Date: day, LastMod: day.Add(time.Hour), Publisher: &catalog.Source{Title: "Wire"}},
			frontmatter.Meta{}, full,
			`{"@context":"https://schema.org","@type":"NewsArticle","dateModified":"2022-11-09T01:00:00Z","datePublished":"2022-11-09T00:00:00Z",` +
				`"description":"Says who.","headline":"Port","image":"https://desk.example/x.jpg","inLanguage":"en","isBasedOn":"https://wire.example/1",` +
				`"name":"Port","publisher":{"@type":"Organization","name":"Wire"},"url":"https://desk.example/x/"}`,
		},
		{
			"article of nobody", catalog.Entry{Kind: "article", Title: "Port", Lang: "en"}, frontmatter.Meta{}, Page{URL: "u"},
			`{"@context":"https://schema.org","@type":"NewsArticle","headline":"Port","inLanguage":"en","name":"Port","url":"u"}`,
		},
		{
			"note", catalog.Entry{Kind: "note", Title: "Quay", Lang: "fa"}, frontmatter.Meta{}, signed,
			`{"@context":"https://schema.org","@type":"AnalysisNewsArticle","author":[{"@type":"Organization","name":"Desk"},{"@type":"Person","name":"Ali"}],"headline":"Quay",` +
				`"inLanguage":"fa","name":"Quay","url":"https://desk.example/x/"}`,
		},
		{
			"person", catalog.Entry{Kind: "entity", Title: "Ali", Lang: "en", Date: day, Names: []string{"A."}},
			frontmatter.Meta{Entity: frontmatter.Entity{Kind: "person"}}, page,
			`{"@context":"https://schema.org","@type":"Person","alternateName":["A."],"name":"Ali","sameAs":["https://other.example/x"],"url":"https://desk.example/x/"}`,
		},
		{
			"entity of no kind", catalog.Entry{Kind: "entity", Title: "Ali"}, frontmatter.Meta{}, Page{URL: "u"},
			`{"@context":"https://schema.org","@type":"Thing","name":"Ali","url":"u"}`,
		},
		{
			"page", catalog.Entry{Kind: "page", Title: "About", Lang: "en"}, frontmatter.Meta{}, page,
			`{"@context":"https://schema.org","@type":"WebPage","inLanguage":"en","name":"About","url":"https://desk.example/x/"}`,
		},
	} {
		tt.entry.Document = &content.Document{Meta: tt.meta}
		checkJSON(t, tt.name, Document(&tt.entry, tt.page), tt.want)
	}
}

func TestLists(t *testing.T) {
	t.Parallel()
	checkJSON(t, "site", WebSite("Desk", "https://desk.example/", "en"),
		`{"@context":"https://schema.org","@type":"WebSite","inLanguage":"en","name":"Desk","url":"https://desk.example/"}`)
	checkJSON(t, "trail", BreadcrumbList([]Crumb{{"Home", "https://desk.example/"}, {"Port", "https://desk.example/port/"}}),
		`{"@context":"https://schema.org","@type":"BreadcrumbList","itemListElement":[`+
			`{"@type":"ListItem","item":"https://desk.example/","name":"Home","position":1},`+
			`{"@type":"ListItem","item":"https://desk.example/port/","name":"Port","position":2}]}`)
	checkJSON(t, "briefing", CollectionPage("Drones", "https://desk.example/briefings/drones/", "Who has which."),
		`{"@context":"https://schema.org","@type":"CollectionPage","description":"Who has which.","name":"Drones","url":"https://desk.example/briefings/drones/"}`)
}

func checkJSON(t *testing.T, name string, described any, want string) {
	t.Helper()
	got, err := json.Marshal(described)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s:\n got %s\nwant %s", name, got, want)
	}
}
